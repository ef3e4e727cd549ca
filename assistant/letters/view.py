"""What a page shows of the letters: made after each change, plain values for another thread to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.decisions.decision import Decision
    from assistant.letters.revisions import Draft


@dataclass(frozen=True, slots=True)
class Card:
    """One letter in the list. `at` is the ISO time of its latest revision, `first` its first words."""

    name: str
    to: str
    first: str
    at: str
    versions: int
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    what: str
    at: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The letter on the table; `shows` is the number of the version that counts."""

    name: str
    to: str
    text: str
    subject: str
    address: str
    shows: int
    versions: tuple[Version, ...]
    dictating: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Everything; `files` are the names of what was saved, `folder` where; `plans` are the decisions."""

    cards: tuple[Card, ...] = ()
    opened: Opened | None = None
    files: tuple[str, ...] = ()
    folder: str = ""
    plans: tuple[Decision, ...] = ()


def card(draft: Draft, *, waits: bool) -> Card:
    """Raises IndexError for a letter without revisions."""
    letter = draft.letter
    first = letter.sentences[0] if letter.sentences else ""
    return Card(draft.id, letter.to, first, draft.revisions[-1].at, len(draft.revisions), waits)


def opened(draft: Draft, *, dictating: bool) -> Opened:
    """Versions latest first, without those that only went back."""
    letter = draft.letter
    versions = tuple(
        Version(one.number, one.what, one.at)
        for one in reversed(draft.revisions)
        if one.shows == one.number
    )
    return Opened(
        draft.id, letter.to, letter.text, letter.subject, letter.address, draft.now.number,
        versions, dictating,
    )  # fmt: skip
