"""Cut a stream of words into clauses worth saying aloud: the first one short. Pure.

Each clause is rendered while the one before it is heard, so they may grow: a few words, then a
dozen, then up to twenty. A cut falls only between two words and never depends on how the stream was
chunked: it is decided on the words up to it and at most the one behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.voice.joints import Joint, Word, joint_after

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


def _words(text: str, at: int, final: bool) -> Iterator[Word]:
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
        yield Word(text[at:end], end, gap, leads)
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
        joint = joint_after(word, behind, final)
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
