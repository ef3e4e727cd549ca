"""A letter as a value: to whom, how it opens, its paragraphs of sentences, how it closes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any

MOST_SENTENCES = 2_000
Paragraph = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """`to` is the person as named when it was begun, `address` an e-mail address or "".

    A paragraph is a tuple of sentences; none is empty. `text` is the letter as it is saved.
    """

    to: str = ""
    greeting: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    closing: str = ""
    name: str = ""
    subject: str = ""
    address: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Of the body, in order: what "the second sentence" counts."""
        return tuple(chain.from_iterable(self.paragraphs))

    @property
    def body(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    @property
    def text(self) -> str:
        ending = "\n".join(filter(None, (self.closing, self.name)))
        return "\n\n".join(filter(None, (self.greeting, self.body, ending)))

    @property
    def spoken(self) -> str:
        """The letter on one line, as she reads it out."""
        return " ".join(filter(None, (self.greeting, *self.sentences, self.closing, self.name)))

    def place(self, number: int) -> tuple[int, int]:
        """Paragraph and place in it of sentence `number`, counted from 0. Raises IndexError."""
        for row, paragraph in enumerate(self.paragraphs):
            if number < len(paragraph):
                return row, number
            number -= len(paragraph)
        raise IndexError(number)

    def with_sentence(self, number: int, *texts: str) -> Letter:
        """With `texts` in the place of one sentence; without any it is gone."""
        row, at = self.place(number)
        old = self.paragraphs[row]
        return self.with_paragraph(row, (*old[:at], *texts, *old[at + 1 :]))

    def with_paragraph(self, row: int, paragraph: Paragraph) -> Letter:
        """With another paragraph in this place; an empty one is gone."""
        rows = (*self.paragraphs[:row], paragraph, *self.paragraphs[row + 1 :])
        return replace(self, paragraphs=tuple(filter(None, rows)))

    def inserted(self, number: int, *texts: str) -> Letter:
        """With `texts` before sentence `number`; at its end when that is the count of sentences."""
        if number >= len(self.sentences):
            return self.followed((texts,))
        return self.with_sentence(number, *texts, self.sentences[number])

    def followed(self, more: tuple[Paragraph, ...]) -> Letter:
        """With `more` at the end of the body; its first paragraph joins the last one here."""
        if not more:
            return self
        last = self.paragraphs[-1:] or ((),)
        rows = (*self.paragraphs[:-1], last[0] + more[0], *more[1:])
        return replace(self, paragraphs=tuple(filter(None, rows)))


def as_record(letter: Letter) -> dict[str, Any]:
    """Plain values, for a file."""
    return asdict(letter)


def from_record(record: dict[str, Any]) -> Letter:
    """The letter in a record. Raises ValueError for anything that is none; unknown keys are left out."""
    texts = {key: record.get(key, "") for key in Letter.__slots__ if key != "paragraphs"}
    rows = record.get("paragraphs", ())
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(
        rows, list | tuple
    ):
        raise ValueError("no letter")
    if not all(
        isinstance(row, list | tuple) and all(isinstance(s, str) for s in row) for row in rows
    ):
        raise ValueError("no letter")
    return Letter(paragraphs=tuple(tuple(row) for row in rows), **texts)
