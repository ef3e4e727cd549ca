"""Every revision of one letter, in order; going back adds one and takes none away. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.letters.letter import Letter, as_record, from_record

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Revision:
    """The letter as it was at one time, an ISO time with its offset.

    `before` is the number of the revision it was made from, 0 for none; `shows` its own number, or
    that of the earlier one it went back to.
    """

    number: int
    at: str
    what: str
    before: int
    shows: int
    letter: Letter


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter with its past. `until` is the ISO time before which it is not to be handed over."""

    id: str
    revisions: tuple[Revision, ...] = ()
    until: str = ""

    @property
    def now(self) -> Revision:
        """What the letter is; where it went back, the revision it went back to. Raises IndexError."""
        return self.revisions[self.revisions[-1].shows - 1]

    @property
    def letter(self) -> Letter:
        return self.now.letter if self.revisions else Letter()

    @property
    def before(self) -> Revision | None:
        """What "go back one" goes to."""
        number = self.now.before if self.revisions else 0
        return self.revisions[number - 1] if number else None


def revised(draft: Draft, letter: Letter, what: str, at: str) -> dict[str, Any]:
    """The record that makes `letter` the latest revision of `draft`."""
    number = len(draft.revisions) + 1
    before = draft.now.number if draft.revisions else 0
    return {
        "revision": number, "at": at, "what": what, "before": before, "shows": number,
        "letter": as_record(letter),
    }  # fmt: skip


def went_back(draft: Draft, to: int, at: str) -> dict[str, Any]:
    """The record that makes revision `to` the one that counts. Raises ValueError for no such one."""
    if not 1 <= to <= len(draft.revisions):
        raise ValueError(to)
    return {"revision": len(draft.revisions) + 1, "at": at, "what": "went back", "shows": to}


def waiting(until: str) -> dict[str, Any]:
    """The record that keeps a letter until `until`; "" lets it go."""
    return {"until": until}


def read(name: str, records: Iterable[dict[str, Any]]) -> Draft:
    """The draft that these records make; a record that makes no sense is left out."""
    draft = Draft(name)
    for record in records:
        draft = taken(draft, record)
    return draft


def taken(draft: Draft, record: dict[str, Any]) -> Draft:
    """`draft` after one more record."""
    if isinstance(until := record.get("until"), str):
        return replace(draft, until=until)
    number = len(draft.revisions) + 1
    try:
        at, what, shows = str(record["at"]), str(record["what"]), int(record["shows"])
        if int(record["revision"]) != number or not 1 <= shows <= number:
            return draft
        if shows == number:
            letter, before = from_record(record["letter"]), int(record["before"])
        else:
            letter, before = draft.revisions[shows - 1].letter, draft.revisions[shows - 1].before
    except (KeyError, TypeError, ValueError, AttributeError):
        return draft
    if not 0 <= before < number:
        return draft
    revision = Revision(number, at, what, before, shows, letter)
    return replace(draft, revisions=(*draft.revisions, revision))
