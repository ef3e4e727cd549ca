"""Cut a stream of words into clauses worth saying aloud: the first one short. Pure.

Each clause is rendered while the one before it is heard, so they may grow: a few words, then a
dozen, then up to twenty. A cut falls only between two words and never depends on how the stream was
chunked: it is decided on the words up to it and at most the one behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 240  # characters; a "word" beyond it is noise and is broken


@dataclass(frozen=True, slots=True)
class Size:
    """How many words a clause wants before each kind of cut, and the most it may have."""

    sentence: int
    comma: int
    joint: int
    most: int


SIZES = (
    Size(sentence=1, comma=3, joint=4, most=8),  # the first: she begins to speak
    Size(sentence=2, comma=5, joint=7, most=14),
    Size(sentence=3, comma=8, joint=12, most=20),
)


class Joint(IntEnum):
    """How natural a cut between two words is."""

    NEVER = 0
    WORDS = 1
    PREPOSITION = 2
    CONJUNCTION = 3
    COMMA = 4
    SENTENCE = 5


_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "mt",
        "gen",
        "capt",
        "sgt",
        "lt",
        "rev",
        "hon",
        "fig",
        "vol",
        "no",
        "nos",
        "pp",
        "approx",
        "vs",
        "e.g",
        "i.e",
        "cf",
        "ca",
        "eg",
        "ie",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
    ]
)
_MAY_END = frozenset(
    [
        "etc",
        "a.m",
        "p.m",
        "am",
        "pm",
        "inc",
        "ltd",
        "co",
        "u.s",
        "u.k",
        "min",
        "max",
        "hr",
        "hrs",
        "km",
        "kg",
    ]
)
_CONJUNCTIONS = frozenset(
    [
        "and",
        "but",
        "or",
        "so",
        "because",
        "which",
        "who",
        "that",
        "when",
        "where",
        "while",
        "if",
        "although",
        "though",
        "unless",
        "until",
        "since",
        "then",
        "than",
        "whether",
        "as",
        "before",
        "after",
    ]
)
_PREPOSITIONS = frozenset(
    [
        "in",
        "on",
        "at",
        "with",
        "for",
        "from",
        "to",
        "of",
        "by",
        "about",
        "into",
        "over",
        "under",
        "between",
        "through",
        "without",
        "near",
        "during",
        "around",
        "against",
        "like",
        "is",
        "are",
        "was",
        "were",
    ]
)
_BINDING = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
        "its",
        "this",
        "these",
        "those",
        "very",
    ]
)

_CLOSERS = "\"'”’)]}*_»"
_OPENERS = "\"'“‘([{*_«-–—•"
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?")
_ITEM = re.compile(r"\d{1,3}[.)]|[-*+•]|#{1,6}")
_LIST_NUMBER = re.compile(r"\d{1,3}[.)]")


@dataclass(frozen=True, slots=True)
class _Word:
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


@dataclass
class ClauseCutter:
    """Takes pieces of text in any chunking and gives clauses as soon as they are certain.

    `begun` is the number of clauses that have gone out already: 0 makes the first one short.
    """

    begun: int = 0
    _text: str = field(default="", init=False)

    def feed(self, piece: str) -> list[str]:
        """The clauses that are complete now."""
        self._text += piece
        return self._cut(final=False)

    def finish(self) -> list[str]:
        """What is left, cut to size. The cutter is empty then and may go on with a new stream."""
        return self._cut(final=True)

    def _cut(self, final: bool) -> list[str]:
        out, at = [], 0
        while (end := _next_cut(self._text, at, SIZES[min(self.begun, 2)], final)) is not None:
            clause, at = self._text[at:end].strip(), end
            if clause:
                out.append(clause)
                self.begun += 1
        self._text = self._text[at:]
        return out


def clauses(text: str, first: bool = True) -> list[str]:
    """A whole text as clauses; with `first` the first is short, without it all are long ones."""
    cutter = ClauseCutter(0 if first else len(SIZES) - 1)
    return [*cutter.feed(text), *cutter.finish()]


def _words(text: str, at: int, final: bool) -> Iterator[_Word]:
    """The words from `at` on that no further text can change."""
    size = len(text)
    leads = True
    while True:
        while at < size and text[at].isspace():
            at += 1
        end = at
        while end < size and end - at < LONGEST_WORD and not text[end].isspace():
            end += 1
        if end == at:
            return
        after = end
        while after < size and text[after].isspace():
            after += 1
        whole = end - at == LONGEST_WORD or after > end
        if not whole and not final:
            return
        gap = text[end:after]
        yield _Word(text[at:end], end, gap, leads)
        at, leads = end, "\n" in gap


def _next_cut(text: str, start: int, size: Size, final: bool) -> int | None:
    """Where the clause that begins at `start` ends, or None while that is open."""
    best: list[tuple[Joint, int, int]] = []
    words = _words(text, start, final)
    word = next(words, None)
    if word is None:
        return len(text) if final and start < len(text) else None
    count = 1
    while True:
        behind = next(words, None)
        joint = _joint(word, behind, final)
        if joint is None:
            return None
        if joint is Joint.SENTENCE and count >= size.sentence:
            return word.end
        if joint is Joint.COMMA and count >= size.comma:
            return word.end
        if joint is Joint.CONJUNCTION and count >= size.joint:
            return word.end
        best.append((joint, count, word.end))
        if behind is None:
            return word.end if final else None
        if count >= size.most:
            return _forced(best, size)
        word, count = behind, count + 1


def _forced(best: list[tuple[Joint, int, int]], size: Size) -> int:
    """The best cut of a clause that has grown too long: the most natural, then the latest."""
    fair = [cut for cut in best if cut[1] * 3 >= size.most] or best
    joint, _, end = max(fair, key=lambda cut: (cut[0], cut[1]))
    return end if joint is not Joint.NEVER else best[-1][2]


def _joint(word: _Word, behind: _Word | None, final: bool) -> Joint | None:
    """How natural a cut after `word` is; None while it needs the next word to tell."""
    known = _ending(word)
    if known is not None:
        return known
    if behind is None:
        return Joint.WORDS if final else None
    return _between(word, behind)


def _ending(word: _Word) -> Joint | None:
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


def _between(word: _Word, behind: _Word) -> Joint:
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
