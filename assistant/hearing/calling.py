"""Is she called by her name? By its sound, because recognisers spell names as they like. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

_SOUNDS = (  # in this order: spelling → sound
    (r"(.)\1+", r"\1"), (r"^kn|^gn|^pn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"ph", "f"),
    (r"tch|ch|sh|sch", "x"), (r"th", "t"), (r"gh(?=t|$)", ""), (r"dg|j|g(?=[eiy])", "j"),
    (r"c(?=[eiy])", "s"), (r"ck|c|q", "k"), (r"x$", "ks"), (r"z", "s"), (r"v", "f"), (r"b", "p"),
    (r"d", "t"), (r"g", "k"), (r"(?<!^)[hwy]", ""),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]+")
_DIGITS = dict(enumerate("zero one two three four five six seven eight nine".split()))
_WORD = re.compile(r"[a-z']+|\d")
_LOOSE_FROM = 4  # consonants: with so many one may differ
_ALIKE = 0.72  # of the letters, for names of few sounds


@lru_cache(maxsize=1024)
def sound(word: str) -> str:
    """What is left of a word when spelling and voicing are put aside: "Emily" and "Emilie" agree."""
    text = word.lower().replace("'", "")
    for pattern, heard in _SOUNDS:
        text = re.sub(pattern, heard, text)
    head = "a" if _VOWELS.match(text) else ""
    return head + _VOWELS.sub("", text)


def calls(text: str, name: str) -> bool:
    """Whether `name` is among these words, anywhere, written in whatever way."""
    wanted, words = _words(name), _words(text)
    if not wanted:
        return False
    for size in range(1, len(wanted) + 2):
        for at in range(len(words) - size + 1):
            if _same("".join(words[at : at + size]), "".join(wanted)):
                return True
    return False


def _same(heard: str, name: str) -> bool:
    if heard == name:
        return True
    one, other = sound(heard), sound(name)
    alike = SequenceMatcher(None, heard, name).ratio()
    if one == other:
        return alike >= (_ALIKE if len(other) < _LOOSE_FROM else _ALIKE / 2)
    return (
        len(other) >= _LOOSE_FROM
        and one[:1] == other[:1]
        and _apart(one, other)
        and alike >= _ALIKE
    )


def _apart(one: str, other: str) -> bool:
    """At most one sound more, less or different."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = sum(block.size for block in SequenceMatcher(None, one, other).get_matching_blocks())
    return max(len(one), len(other)) - same <= 1


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.lower().replace(".", " "))
    return [_DIGITS[int(word)] if word.isdigit() else word for word in found]
