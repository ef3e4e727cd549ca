"""The undo journal: what was done, and the act that takes it back; kept across restarts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.desk.lines import Lines
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

JOURNAL_FILE = "undo.jsonl"
KEPT = 100  # acts that can be taken back; the promise is 20
MOST_LINES = 4 * KEPT  # then the file is written anew


@dataclass(frozen=True, slots=True)
class Entry:
    """One act; `undo` takes it back, `words` name it: "adding milk to the shopping list"."""

    number: int
    act: Act
    undo: Act
    words: str


@dataclass
class Journal:
    """The acts of one profile that can still be taken back, in `file`.

    An act is recorded *before* it is done, so that a crash never leaves an act without a way back;
    hence every `undo` must do no harm when its act was never done. Raises Trouble when nothing can
    be saved; then the act must not be done either.
    """

    file: Lines
    entries: list[Entry] = field(default_factory=list, init=False)
    _lines: int = field(default=0, init=False)
    _next: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        records = self.file.read()
        self._lines = len(records)
        for record in records:
            self._take(record)

    def record(self, act: Act, undo: Act, words: str = "") -> int:
        """Note that `act` is about to be done and how to take it back; gives its number."""
        number = self._next
        record = {"number": number, "act": asdict(act), "undo": asdict(undo), "words": words}
        self._keep(record)
        return number

    def last(self) -> Entry | None:
        """The latest act that has not been taken back."""
        return self.entries[-1] if self.entries else None

    def strike(self, number: int) -> None:
        """The act with this number has been taken back, or could not be done after all."""
        self._keep({"struck": number})

    def forget(self, holds: Callable[[str], bool]) -> int:
        """Let go of every act in whose words `holds` finds what was forgotten; how many these were.

        They can't be taken back any more, and nothing of them is left in the file.
        """
        left = [one for one in self.entries if not any(map(holds, _texts(_as_record(one))))]
        gone = len(self.entries) - len(left)
        if gone or any(any(map(holds, _texts(record))) for record in self.file.read()):
            self.file.replace(_as_record(entry) for entry in left)
            self.entries, self._lines = left, len(left)
        return gone

    def _keep(self, record: dict[str, Any]) -> None:
        self.file.append(record)
        self._lines += 1
        self._take(record)
        if self._lines > MOST_LINES:
            self.file.replace(_as_record(entry) for entry in self.entries)
            self._lines = len(self.entries)

    def _take(self, record: dict[str, Any]) -> None:
        if "struck" in record:
            self.entries = [one for one in self.entries if one.number != record["struck"]]
        elif (entry := _entry(record)) is not None:
            self.entries = [*self.entries, entry][-KEPT:]
            self._next = max(self._next, entry.number + 1)


def journal_in(folder: Path) -> Journal:
    """The journal of the profile in `folder`. Raises Trouble when it can't be read."""
    return Journal(Lines(folder / JOURNAL_FILE))


def _as_record(entry: Entry) -> dict[str, Any]:
    return asdict(entry)


def _texts(value: object) -> Iterator[str]:
    """Every text in a record."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for part in value.values() for text in _texts(part))
        case list() | tuple():
            yield from (text for part in value for text in _texts(part))
        case _:
            pass


def _entry(record: dict[str, Any]) -> Entry | None:
    try:
        act, undo = record["act"], record["undo"]
        return Entry(
            int(record["number"]),
            Act(str(act["name"]), dict(act["arguments"])),
            Act(str(undo["name"]), dict(undo["arguments"])),
            str(record["words"]),
        )
    except (KeyError, TypeError, ValueError):
        return None  # written by another version, or damaged
