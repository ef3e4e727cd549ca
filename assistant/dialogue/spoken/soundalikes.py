"""Words that sound alike: the weekday "thirsday" is, and the name on the desk that "bred" may stand for. Pure.

A recogniser writes what it heard in words it knows, and whoever spells by ear does the same. Days and
months are a closed class, so whatever is near enough to one of them is one; for names the sound decides:
consonants in a coarse alphabet, in the way of Soundex and Metaphone (Philips 1990), vowels left out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "september", "october", "november", "december", "august")
_NO_DAY = frozenset(
    "today yesterday birthday holiday everyday midday payday workday weekday someday heyday mayday noonday doomsday washday sportsday schoolday payday holyday faraday".split()
)
_NO_MONTH = frozenset("remember member ember timber number octopus".split())
_DAY_LIKE = re.compile(r"\b[a-z]{2,7}day\b")
_MONTH_LIKE = re.compile(r"\b(?:jan|feb|sep|oct|okt|nov|dec|des|dez|aug)[a-z]{3,7}\b")
_SOUNDS = (
    (r"^kn|^gn", "n"), (r"^wr", "r"), (r"^x", "s"), (r"ph", "f"), (r"gh(?=t|$)", ""), (r"wh", "w"), (r"tch|ch", "j"),
    (r"dg", "j"), (r"sh", "x"), (r"ck", "k"), (r"c(?=[eiy])", "s"), (r"c|q", "k"), (r"z", "s"), (r"th", "t"),
    (r"(?<=.)[aeiouyhw]", ""), (r"^[aeiouy]", "a"), (r"(.)\1+", r"\1"),
)  # fmt: skip
LEAST = 3  # letters of a word that is compared by its sound
LIKENESS, ALIKE_TOO = 0.8, 0.6  # of the letters: alone, and of words that sound the same


def days_put_right(plain: str) -> str:
    """`plain` (lower case) with misheard and misspelt weekdays and months put right."""
    plain = _DAY_LIKE.sub(lambda found: _near(found[0], _DAYS, _NO_DAY), plain)
    return _MONTH_LIKE.sub(lambda found: _near(found[0], _MONTHS, _NO_MONTH), plain)


def _near(word: str, right: tuple[str, ...], left_alone: frozenset[str]) -> str:
    if word in right or word in left_alone:
        return word
    return next(iter(get_close_matches(word, right, 1, 0.72)), word)


@lru_cache(maxsize=2048)
def sound(word: str) -> str:
    """The consonants of `word` (lower case) as they sound, its first vowel as "a"."""
    for pattern, into in _SOUNDS:
        word = re.sub(pattern, into, word)
    return word


def sounds_like(one: str, other: str) -> bool:
    """Whether one of two words may have been heard for the other."""
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST:
        return False
    if sound(one) == sound(other) and len(sound(one)) > 1:
        return SequenceMatcher(None, one, other).ratio() > ALIKE_TOO
    return (
        min(len(one), len(other)) > LEAST + 1
        and one[0] == other[0]
        and SequenceMatcher(None, one, other).ratio() >= LIKENESS
    )
