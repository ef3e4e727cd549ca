"""How natural a cut between two words is: after a sentence, at a comma, before a conjunction, never. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Joint(IntEnum):
    """How natural a cut between two words is."""

    NEVER = 0
    WORDS = 1
    PREPOSITION = 2
    CONJUNCTION = 3
    COMMA = 4
    SENTENCE = 5


_TITLES = frozenset((
    "mr mrs ms dr prof st sr jr mt gen capt sgt lt rev hon fig vol no nos pp approx vs e.g i.e cf "
    "ca eg ie jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri"
).split())  # fmt: skip
_MAY_END = frozenset("etc a.m p.m am pm inc ltd co u.s u.k min max hr hrs km kg".split())
_CONJUNCTIONS = frozenset((
    "and but or so because which who that when where while if although though unless until since "
    "then than whether as before after"
).split())  # fmt: skip
_PREPOSITIONS = frozenset((
    "in on at with for from to of by about into over under between through without near during "
    "around against like is are was were"
).split())  # fmt: skip
_BINDING = frozenset("a an the my your his her our their its this these those very".split())

_CLOSERS = "\"'”’)]}*_»"
_OPENERS = "\"'“‘([{*_«-–—•"
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?")
_ITEM = re.compile(r"\d{1,3}[.)]|[-*+•]|#{1,6}")
_LIST_NUMBER = re.compile(r"\d{1,3}[.)]")


@dataclass(frozen=True, slots=True)
class Word:
    """One run of signs without white space; `end` is its place in the text, `gap` what follows.

    `leads`: it stands at the beginning of a line.
    """

    text: str
    end: int
    gap: str
    leads: bool

    @property
    def bare(self) -> str:
        return self.text.lstrip(_OPENERS).rstrip(_CLOSERS)

    @property
    def closed(self) -> bool:
        """A quotation or bracket ends here."""
        return self.text[-1:] in _CLOSERS


def joint_after(word: Word, behind: Word | None, final: bool) -> Joint | None:
    """How natural a cut after `word` is; None while it needs the next word to tell."""
    known = _ending(word)
    if known is not None:
        return known
    if behind is None:
        return Joint.WORDS if final else None
    return _between(word, behind)


def _ending(word: Word) -> Joint | None:
    """What the word's own end says, where that is certain."""
    bare = word.bare
    if not bare or (word.leads and _LIST_NUMBER.fullmatch(bare)):
        return Joint.NEVER
    if not word.closed and bare[-1] in "!?":
        return Joint.SENTENCE
    if bare[-1] == "." and not word.closed and not bare.endswith(".."):
        stem = bare[:-1].lower()
        if stem in _TITLES:
            return Joint.NEVER
        if stem not in _MAY_END and not _INITIALS.fullmatch(bare):
            return Joint.SENTENCE
    return None


def _between(word: Word, behind: Word) -> Joint:
    bare, after = word.bare, behind.bare
    capital = after[:1].isupper()
    if bare[-1] in ".!?…":
        if bare == "I.":
            return Joint.SENTENCE if capital else Joint.NEVER
        initials = bool(_INITIALS.fullmatch(bare)) and bare[:-1].lower() not in _MAY_END
        if initials:
            return Joint.NEVER
        return Joint.SENTENCE if capital else Joint.COMMA if bare[-1] != "." else Joint.NEVER
    if word.gap.count("\n") > 1 or ("\n" in word.gap and _ITEM.fullmatch(behind.text)):
        return Joint.SENTENCE
    if bare[-1] in ",;:—–" or "\n" in word.gap or behind.text[0] in "—–(":
        numbers = bare[-1] in ",:" and bare[-2:-1].isdigit() and after[:1].isdigit()
        return Joint.NEVER if numbers else Joint.COMMA
    if _holds_together(bare, after):
        return Joint.NEVER
    lower = after.lower()
    if lower in _CONJUNCTIONS and bare.lower() not in _CONJUNCTIONS | _PREPOSITIONS:
        return Joint.CONJUNCTION
    if lower in _PREPOSITIONS and bare.lower() not in _PREPOSITIONS:
        return Joint.PREPOSITION
    return Joint.WORDS


def _holds_together(bare: str, after: str) -> bool:
    """Words that are one thing: a number and its unit, a first and a last name, "the" and a noun."""
    number = any(sign.isdigit() for sign in bare) or bare in {"$", "€", "£", "+", "-", "="}
    if number and after.lower() not in _CONJUNCTIONS | _PREPOSITIONS:
        return True
    if after[:1].isdigit() or after[:1] in {"%", "°", "€", "$", "£", "+", "=", "×"}:
        return True
    if bare.lower() in _BINDING:
        return True
    return bare[:1].isupper() and after[:1].isupper()
