"""One .ics file as bytes: its events as blocks, replaced, added or taken out without touching the rest."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 64_000_000  # bytes
EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//OS1//Companion//EN\r\nEND:VCALENDAR\r\n"
# an event that is never closed is none, and takes none after it along
_BLOCK = re.compile(
    rb"^BEGIN:VEVENT\r?\n(?:(?!BEGIN:VEVENT\r?\n|END:VEVENT[ \t]*(?:\r?\n|\Z)).*\n)*END:VEVENT[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE | re.IGNORECASE,
)
_UID = re.compile(rb"^UID(?:;[^:\r\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)
_START = re.compile(rb"^DTSTART[^\r\n:]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_END = re.compile(rb"^DTEND[^\r\n:]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_ROUND = re.compile(rb"^(?:RRULE|RDATE|RECURRENCE-ID|EXDATE)[;:]", re.MULTILINE | re.IGNORECASE)
_UNTIL = re.compile(rb"^RRULE[;:][^\r\n]*UNTIL=(\d{8})", re.MULTILINE | re.IGNORECASE)
_SUMMARY = re.compile(rb"^SUMMARY[^\r\n:]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_CLOSE = re.compile(rb"^END:VCALENDAR", re.MULTILINE | re.IGNORECASE)
_FOLD = re.compile(rb"\r?\n[ \t]")
NONE_KNOWN: Mapping[bytes, Block] = MappingProxyType({})
_FIRST, _LAST = dt.date(1, 1, 9), dt.date(9999, 12, 20)


@dataclass(frozen=True, slots=True)
class Block:
    """One VEVENT as it stands in the file: `first` and `last` are the days between which it can fall."""

    uid: str
    raw: bytes
    first: dt.date
    last: dt.date
    comes_round: bool
    summary: str


@dataclass
class IcsFile:
    """The file is read again when it has changed. All raise Trouble when it can't be read or saved."""

    path: Path
    _blocks: tuple[Block, ...] = field(default=(), init=False)
    _stamp: tuple[int, int] | None = field(default=None, init=False)

    def blocks(self) -> tuple[Block, ...]:
        """All events; the same objects as long as the file is the same."""
        stamp = self._look()
        if stamp is None:
            return ()
        if stamp != self._stamp:
            known = {
                block.raw: block for block in self._blocks
            }  # after a change most are as before
            self._blocks = blocks_in(self._read(), known)
            self._stamp = stamp
        return self._blocks

    def raw_of(self, uid: str) -> bytes:
        """The blocks of one event, its exceptions included, one after the other."""
        return b"".join(block.raw for block in self.blocks() if block.uid == uid)

    def put(self, uid: str, raw: bytes) -> None:
        """`raw` in place of what there is of this event, else at the end; without `raw` it goes."""
        if not uid:  # all that have none would pass for one
            raise Trouble(
                f"That stands in {self.path.name} without a mark of its own, so I leave it."
            )
        data = self._read() if self._look() is not None else EMPTY
        try:
            data = replaced(data, uid, raw)
        except ValueError:
            raise Trouble(f"{self.path.name} is no calendar I can write to.") from None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self.path, data)
        except OSError as error:
            raise Trouble(f"The calendar could not be saved ({error.strerror}).") from None
        self._stamp = None

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Trouble(f"{self.path.name} can't be read ({error.strerror}).") from None
        if found.st_size > LARGEST:
            raise Trouble(f"{self.path.name} is too large for me.")
        return found.st_mtime_ns, found.st_size

    def _read(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise Trouble(f"{self.path.name} can't be read ({error.strerror}).") from None


def blocks_in(data: bytes, known: Mapping[bytes, Block] = NONE_KNOWN) -> tuple[Block, ...]:
    """All events of a calendar; those that are `known` are the same objects."""
    return tuple(known.get(raw) or _block(raw) for raw in (one[0] for one in _BLOCK.finditer(data)))


def replaced(data: bytes, uid: str, raw: bytes) -> bytes:
    """A calendar with `raw` in place of what there is of this event, else at the end.

    Raises ValueError where `data` is none.
    """
    spans = [found.span() for found in _BLOCK.finditer(data) if _uid(found[0]) == uid]
    at = spans[0][0] if spans else None
    for start, end in reversed(spans):
        data = data[:start] + data[end:]
    if not raw:
        return data
    if at is None:
        close = _CLOSE.search(data)
        if close is None:
            raise ValueError("no calendar")
        at = close.start()
    return data[:at] + raw + data[at:]


def as_text(raw: bytes) -> str:
    """A block as text; what is no UTF-8 comes back from `as_bytes` just as it was."""
    return raw.decode("utf-8", "surrogateescape")


def as_bytes(text: str) -> bytes:
    """As it stands in a file."""
    return text.encode("utf-8", "surrogateescape")


def unfolded(raw: bytes) -> bytes:
    """`raw` with each of its lines whole (RFC 5545, 3.1)."""
    return _FOLD.sub(b"", raw) if b"\n " in raw or b"\n\t" in raw else raw


def _uid(raw: bytes) -> str:
    found = _UID.search(unfolded(raw))
    return found[1].strip().decode("utf-8", "replace") if found else ""


def _block(raw: bytes) -> Block:
    plain = unfolded(raw)
    start, end = _day(_START.search(plain)), _day(_END.search(plain))
    comes_round = bool(_ROUND.search(plain))
    until = _day(_UNTIL.search(plain))
    last = (until or _LAST) if comes_round else (end or start or _LAST)
    summary = _SUMMARY.search(plain)
    named = summary[1].decode("utf-8", "replace") if summary else ""
    return Block(_uid(plain), raw, start or _FIRST, last, comes_round, named)


def _day(found: re.Match[bytes] | None) -> dt.date | None:
    if found is None:
        return None
    try:
        return dt.date(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:]))
    except ValueError:
        return None


def with_times(raw: bytes, start: bytes, end: bytes) -> bytes:
    """`raw` with other DTSTART and DTEND lines (whole, without line end), everything else as it was."""
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    lines = re.split(rb"\r?\n(?![ \t])", raw.rstrip(b"\r\n"))
    kept, placed = [], False
    for line in lines:
        name = line.split(b":", 1)[0].split(b";", 1)[0].upper()
        if name == b"DTSTART":
            kept += [start, end]
            placed = True
        elif name not in {b"DTEND", b"DURATION"} or (not placed and name == b"SUMMARY"):
            kept.append(line)
    return newline.join(kept) + newline


def without_day(raw: bytes, line: bytes) -> bytes:
    """`raw` with an EXDATE line more, before its end."""
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    at = raw.upper().index(b"END:VEVENT")
    return raw[:at] + line + newline + raw[at:]
