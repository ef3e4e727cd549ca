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
PASSAGE = 280  # characters, about twenty seconds: as much as sounds well in one breath of the model


@dataclass(frozen=True, slots=True)
class Size:
    """How many words a clause wants before each kind of cut, and the most it may have.

    `signs` bounds its length as it is spoken (see `_spoken`): long words and numbers take longer.
    """

    sentence: int
    comma: int
    joint: int
    most: int
    signs: int


SIZES = (
    # the first: she begins to speak. 28 signs are about 1.5 s, half a second of two cores' work
    Size(sentence=1, comma=3, joint=4, most=6, signs=28),
    Size(sentence=2, comma=5, joint=7, most=14, signs=100),
    Size(sentence=3, comma=8, joint=12, most=20, signs=160),
)
_SIGNS_OF_A_DIGIT = 5  # "7" is said as "seven"


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


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where a clause could end: what it falls between, how much is said by then, where."""

    joint: Joint
    signs: int
    end: int


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


def passages(text: str) -> list[str]:
    """A whole text in pieces of up to PASSAGE characters, for a file: nobody waits for the first.

    Every piece costs about 0.8 s of rendered silence at its ends, so fewer are cheaper, and
    sentences that are rendered together belong together.
    """
    pieces: list[str] = []
    for clause in clauses(text, first=False):
        if pieces and len(pieces[-1]) + 1 + len(clause) <= PASSAGE:
            pieces[-1] = f"{pieces[-1]} {clause}"
        else:
            pieces.append(clause)
    return pieces


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
    best: list[_Cut] = []
    words = _words(text, start, final)
    word = next(words, None)
    if word is None:
        return len(text) if final and start < len(text) else None
    count, signs = 1, 0
    while True:
        signs += _spoken(word.bare)
        if signs > size.signs and any(cut.joint is not Joint.NEVER for cut in best):
            return _forced(best, size)
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
        best.append(_Cut(joint, signs, word.end))
        if behind is None:
            return word.end if final else None
        if count >= size.most:
            return _forced(best, size)
        word, count = behind, count + 1


def _spoken(word: str) -> int:
    """How long a word is when it is said, in letters and the space behind it."""
    return len(word) + 1 + (_SIGNS_OF_A_DIGIT - 1) * sum(sign.isdigit() for sign in word)


def _forced(best: list[_Cut], size: Size) -> int:
    """The best cut of a clause that has grown too long: the most natural, then the latest."""
    half = min(size.signs, best[-1].signs) / 2
    free = [cut for cut in best if cut.joint is not Joint.NEVER]
    fair = [cut for cut in free if cut.signs >= half] or free or best[-1:]
    return max(fair, key=lambda cut: (cut.joint, cut.signs)).end


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
