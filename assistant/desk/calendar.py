"""The person's calendar: local .ics files, read for any stretch of days, changed an event at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.desk.icsfile import Block, IcsFile, as_bytes, as_text, with_times
from assistant.desk.moments import Zone, instant, wall_time
from assistant.desk.series import from_later, left_out, moved_once
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.desk.account import CalendarAccount

K = TypeVar("K")
V = TypeVar("V")
OWN_FILE = "calendar.ics"
MOST_FILES = 200
WARM_DAYS = 8  # what is asked about is mostly near
MOST_KEPT = 20_000  # single events as they were last read
# what the libraries raise over an event that makes no sense, such as one with two lengths
ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One appointment on one day, in wall time; `all_day` ones run from midnight to midnight."""

    start: dt.datetime
    end: dt.datetime
    summary: str
    all_day: bool = False
    place: str = ""
    file: str = ""
    uid: str = ""
    comes_round: bool = False


@dataclass
class Calendar:
    """`where` gives the folder of .ics files, or one such file; it is asked each time."""

    where: Callable[[], Path]
    zone: Callable[[], Zone]
    account: CalendarAccount | None = None
    _files: dict[Path, IcsFile] = field(default_factory=dict, init=False)
    _series: dict[tuple[int, tuple[Block, ...]], Any] = field(default_factory=dict, init=False)
    _single: dict[tuple[Zone, str, Block], list[Event]] = field(default_factory=dict, init=False)
    broken: set[str] = field(
        default_factory=set, init=False
    )  # files in which something made no sense

    def files(self) -> tuple[IcsFile, ...]:
        where = self.where()
        if where.suffix.lower() == ".ics":
            paths = [where]
        else:
            paths = sorted(where.rglob("*.ics"))[:MOST_FILES] if where.is_dir() else []
        here = tuple(self._files.setdefault(path, IcsFile(path)) for path in paths)
        return (*here, *self.account.files) if self.account is not None else here

    def warm(self) -> None:
        """Read ahead what there is and the libraries for it, where there is a calendar; from any thread."""
        if self.files():
            import icalendar
            import recurring_ical_events  # type: ignore[import-untyped]

            recurring_ical_events.of(icalendar.Calendar())
            today = dt.datetime.combine(wall_time(dt.datetime.now(dt.UTC), self.zone()), dt.time())
            self.between(today, today + dt.timedelta(WARM_DAYS))

    def own(self) -> IcsFile:
        """Where new events go: the account that answers, the one file there is, else our own."""
        if self.account is not None and (there := self.account.takes_new):
            return there
        away = self.account.files if self.account is not None else ()
        where, files = self.where(), tuple(one for one in self.files() if one not in away)
        path = files[0].path if len(files) == 1 else where / OWN_FILE
        return self._files.setdefault(path, IcsFile(path))

    def file(self, name: str) -> IcsFile:
        """The file called so. Raises Trouble where it is gone."""
        for file in (*self.files(), self.own()):
            if file.path.name == name:
                return file
        raise Trouble(f"The calendar {name} is not there any more.")

    def between(
        self,
        start: dt.datetime,
        end: dt.datetime,
        named: Callable[[str], bool] = lambda _summary: True,
    ) -> list[Event]:
        """What touches the wall times from `start` to `end`, in order.

        Over a long stretch `named` keeps it quick: only events with such a summary are looked at.
        """
        found: list[Event] = []
        margin = dt.timedelta(1)  # zones
        for file in self.files():
            try:
                blocks = file.blocks()
            except Trouble:
                self.broken.add(file.path.name)
                continue
            by_uid: dict[str, list[Block]] = {}
            for block in blocks:
                if block.comes_round or (
                    block.first - margin <= end.date() and block.last + margin >= start.date()
                ):
                    by_uid.setdefault(block.uid or str(id(block)), []).append(block)
            for ones in by_uid.values():
                if any(named(one.summary) for one in ones) and (
                    min(one.first for one in ones) - margin <= end.date()
                    and max(one.last for one in ones) + margin >= start.date()
                ):
                    found += self._of(file, tuple(ones), start, end)
        return sorted(found)

    def names(self, start: dt.date, end: dt.date) -> set[str]:
        """What is called how of all that may fall between these days; quicker than to read it."""
        found = set()
        for file in self.files():
            with contextlib.suppress(Trouble):
                found |= {
                    block.summary.strip().replace("\\,", ",").replace("\\;", ";")
                    for block in file.blocks()
                    if block.first <= end and block.last >= start
                }
        return found

    def day(self, day: dt.date) -> list[Event]:
        start = dt.datetime.combine(day, dt.time())
        return self.between(start, start + dt.timedelta(1))

    def _of(
        self, file: IcsFile, blocks: tuple[Block, ...], start: dt.datetime, end: dt.datetime
    ) -> list[Event]:
        if len(blocks) == 1 and not blocks[0].comes_round:
            events = self._alone(file, blocks[0])
        else:
            lead = dt.timedelta(1)
            events = self._read(file, blocks, start - lead, end + lead)
        return [
            one
            for one in events
            if one.start < end and (one.end > start or one.start == one.end >= start)
        ]

    def _alone(self, file: IcsFile, block: Block) -> list[Event]:
        """An event that is for once only, read once for the same bytes."""
        key = (self.zone(), file.path.name, block)
        if key not in self._single:
            lead = dt.timedelta(2)
            first, last = (dt.datetime.combine(day, dt.time()) for day in (block.first, block.last))
            _kept(self._single, key, self._read(file, (block,), first - lead, last + lead))
        return self._single[key]

    def _read(
        self, file: IcsFile, blocks: tuple[Block, ...], start: dt.datetime, end: dt.datetime
    ) -> list[Event]:
        zone, comes_round = self.zone(), any(one.comes_round for one in blocks)
        try:
            query = self._query(blocks, start.year) if comes_round else answering(blocks)
            return [
                _event(component, zone, file.path.name, blocks[0].uid, comes_round=comes_round)
                for component in query.between(start, end)
            ]
        except ODD:
            self.broken.add(file.path.name)
            return []

    def _query(self, blocks: tuple[Block, ...], year: int) -> Any:
        """What answers for a series and its exceptions from a year on; made once for the same bytes."""
        if (year, blocks) not in self._series:
            near = dt.date(max(year - 1, 1), 1, 1)
            _kept(self._series, (year, blocks), answering(blocks, near))
        return self._series[year, blocks]


def _kept(where: dict[K, V], key: K, value: V) -> None:
    if len(where) >= MOST_KEPT:
        where.clear()
    where[key] = value


def answering(blocks: tuple[Block, ...], near: dt.date = dt.date.min) -> Any:
    """What answers for one event and its exceptions from the day `near` on. Raises one of ODD."""
    import icalendar  # slow to import: only when a calendar is asked for
    import recurring_ical_events

    parts = (from_later(block.raw, near) for block in blocks)
    raw = b"".join((b"BEGIN:VCALENDAR\r\n", *parts, b"END:VCALENDAR\r\n"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = icalendar.Calendar.from_ical(raw)
    return recurring_ical_events.of(calendar, skip_bad_series=True)


def _event(component: Any, zone: Zone, file: str, uid: str, *, comes_round: bool) -> Event:
    start, end = component.start, component.end
    all_day = not isinstance(start, dt.datetime)
    return Event(
        _wall(start, zone), _wall(end, zone), str(component.get("SUMMARY", "")).strip() or "something",
        all_day, str(component.get("LOCATION", "")).strip(), file, uid, comes_round,
    )  # fmt: skip


def _wall(value: dt.date, zone: Zone) -> dt.datetime:
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value if value.tzinfo is None else wall_time(value, zone)


# --- making and changing -------------------------------------------------------------------


def new_event(
    summary: str,
    start: dt.datetime,
    end: dt.datetime,
    now: dt.datetime,
    *,
    all_day: bool = False,
    rule: str = "",
) -> tuple[str, str]:
    """The uid and the text of a new event in floating wall time; `now` is aware, `rule` RFC 5545."""
    import icalendar

    event = icalendar.Event()
    uid = f"{uuid.uuid4()}@os1"
    event.add("UID", uid)
    event.add("DTSTAMP", now.astimezone(dt.UTC))
    event.add("SUMMARY", summary)
    event.add("DTSTART", start.date() if all_day else start)
    event.add("DTEND", end.date() if all_day else end)
    if rule:
        event.add("RRULE", icalendar.vRecur.from_ical(rule))
    return uid, event.to_ical().decode()


def moved(raw: str, start: dt.datetime, end: dt.datetime, zone: Zone) -> str:
    """The event at other wall times, kept in the zone it was written in."""
    return as_text(
        with_times(
            as_bytes(raw), _line("DTSTART", raw, start, zone), _line("DTEND", raw, end, zone)
        )
    )


def moved_day(raw: str, was: dt.datetime, start: dt.datetime, end: dt.datetime, zone: Zone) -> str:
    """A series with its day at the wall time `was` at another."""
    return moved_once(
        raw,
        _line("RECURRENCE-ID", raw, was, zone),
        _line("DTSTART", raw, start, zone),
        _line("DTEND", raw, end, zone),
    )


def without(raw: str, start: dt.datetime, zone: Zone, *, all_day: bool) -> str:
    """A series without its day at this wall time."""
    if all_day:
        return left_out(raw, f"EXDATE;VALUE=DATE:{start:%Y%m%d}".encode())
    return left_out(raw, _line("EXDATE", raw, start, zone))


def _line(name: str, raw: str, at: dt.datetime, zone: Zone) -> bytes:
    """A property in the form of the event's DTSTART: its zone, UTC, or floating."""
    import zoneinfo

    was = next((line for line in raw.splitlines() if line.upper().startswith("DTSTART")), "")
    head, _, value = was.partition(":")
    if "TZID=" in head.upper():
        tzid = head[head.upper().index("TZID=") + 5 :].split(";")[0].strip('"')
        try:
            there = instant(at, zone).astimezone(zoneinfo.ZoneInfo(tzid))
        except (ValueError, KeyError, OSError):
            pass
        else:
            return as_bytes(f"{name};TZID={tzid}:{there:%Y%m%dT%H%M%S}")
    elif not value.strip().endswith("Z"):
        return f"{name}:{at:%Y%m%dT%H%M%S}".encode()
    return f"{name}:{instant(at, zone):%Y%m%dT%H%M%S}Z".encode()
