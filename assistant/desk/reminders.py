"""Timers, alarms and reminders: kept as lines on the disk, due at a wall time or after a time has passed.

A timer counts time that passes and is kept as an instant; an alarm or a reminder is for what the
clock on the wall shows and is kept as wall time, so that a journey or daylight saving moves it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.desk.moments import Zone, instant, next_after, wall_time
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.desk.lines import Lines

MOST = 20_000  # kept at one time
SLACK = 200  # dead lines before the file is written anew, beyond as many as live


class Kind(StrEnum):
    TIMER = "timer"
    ALARM = "alarm"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Reminder:
    """`due` is an instant (aware) for what counts time that passes, else wall time (naive).

    `rule` is an RFC 5545 rule anchored at `start`, "" for once only. `words` are what to say, for a
    timer its name. `rang` is the wall time at which it has rung and was not yet told, "" if none.
    """

    id: str
    kind: Kind
    words: str
    due: dt.datetime
    rule: str = ""
    start: str = ""
    rang: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts time that passes, whatever the clock on the wall does."""
        return self.due.tzinfo is not None

    def moment(self, zone: Zone) -> dt.datetime:
        return self.due if self.counts else instant(self.due, zone)

    def wall(self, zone: Zone) -> dt.datetime:
        return wall_time(self.due, zone) if self.counts else self.due


@dataclass(frozen=True, slots=True)
class Rung:
    """A reminder whose time has come: for which wall time, and how late it is told."""

    reminder: Reminder
    at: dt.datetime
    late: dt.timedelta


@dataclass
class Reminders:
    """All that are set, by id. `put` and `drop` raise Trouble when nothing can be saved.

    What rings and what has been told holds for now also where it can't be saved (`unsaved` is the
    trouble then): a full disk must not silence an alarm, nor have it ring for ever.
    """

    file: Lines
    zone: Zone = None
    all: dict[str, Reminder] = field(default_factory=dict, init=False)
    unsaved: Trouble | None = field(default=None, init=False)
    _lines: int = field(default=0, init=False)
    _next: int = field(default=1, init=False)
    _soonest: dt.datetime | None = field(default=None, init=False)
    _stale: bool = field(default=True, init=False)
    _moments: dict[str, tuple[Zone, dt.datetime]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        records = self.file.read()
        self._lines = len(records)
        for record in records:
            self._take(record)

    def new_id(self) -> str:
        """An id that was never given before."""
        return str(self._next)

    def put(self, reminder: Reminder) -> None:
        """Set a new one, or a changed one in place of the old."""
        self._keep({"set": as_record(reminder)})

    def drop(self, id_: str) -> None:
        """Take one out; nothing happens where it is not there."""
        if id_ in self.all:
            self._keep({"drop": id_})

    def soonest(self) -> dt.datetime | None:
        """The instant at which something is due next; cheap to ask again and again."""
        if self._stale:
            moments = (self._moment(one) for one in self.all.values() if not one.rang)
            self._soonest, self._stale = min(moments, default=None), False
        return self._soonest

    def ring(self, now: dt.datetime) -> tuple[Rung, ...]:
        """What is due at the instant `now`, and what has rung before and was never told.

        Each is kept as having rung before this returns: a crash from here on tells it once more at
        the next start, never not at all. What comes round again is set for its next time after now;
        times that were missed in between are left out.
        """
        soonest = self.soonest()
        if soonest is None or soonest > now:
            return ()
        due = [one for one in self.all.values() if not one.rang and self._moment(one) <= now]
        due.sort(key=self._moment)
        return tuple(self._rung(one, now) for one in due)

    def untold(self, now: dt.datetime) -> tuple[Rung, ...]:
        """What has rung in a former run that ended before it was told."""
        found = []
        for one in self.all.values():
            if one.rang:
                at = dt.datetime.fromisoformat(one.rang)
                found.append(Rung(one, at, now - instant(at, self.zone)))
        return tuple(sorted(found, key=lambda rung: rung.at))

    def told(self, id_: str) -> None:
        """The person has been told: what is for once is over, what comes round is set again."""
        one = self.all.get(id_)
        if one is None or not one.rang:
            return
        rang = dt.datetime.fromisoformat(one.rang)
        upcoming = next_after(one.rule, _start(one), max(rang, one.due)) if one.rule else None
        if upcoming is None:
            self._keep_anyway({"drop": id_})
        else:
            self._keep_anyway({"set": as_record(replace(one, rang="", due=upcoming))})

    def shift(self, by: dt.timedelta) -> None:
        """The clock was set: what counts time that passes is due that much later on it."""
        for one in tuple(self.all.values()):
            if one.counts:
                self._keep_anyway({"set": as_record(replace(one, due=one.due + by))})

    def moved(self) -> None:
        """The zone may be another one now: the soonest has to be looked for again."""
        self._stale = True
        self._moments.clear()

    def upcoming(self) -> list[Reminder]:
        """All, soonest first."""
        return sorted(self.all.values(), key=self._moment)

    def _moment(self, one: Reminder) -> dt.datetime:
        """When it is due, worked out once: of 10,000 that alone would take longer than an answer may."""
        known = self._moments.get(one.id)
        if known is None or known[0] is not self.zone:
            known = self._moments[one.id] = (self.zone, one.moment(self.zone))
        return known[1]

    def _rung(self, one: Reminder, now: dt.datetime) -> Rung:
        at, late = one.wall(self.zone), now - one.moment(self.zone)
        # for what comes round, `due` becomes the wall time up to which everything has been missed
        passed = max(at, wall_time(now, self.zone)) if one.rule else None
        rung = replace(one, rang=at.isoformat(), due=passed or one.due)
        self._keep_anyway({"set": as_record(rung)})
        return Rung(one, at, late)

    def _keep_anyway(self, record: dict[str, Any]) -> None:
        try:
            self._keep(record)
        except Trouble as trouble:
            self.unsaved = trouble
            self._take(record)
        else:
            self.unsaved = None

    def _keep(self, record: dict[str, Any]) -> None:
        self.file.append(record)
        self._lines += 1
        self._take(record)
        if self._lines > 2 * len(self.all) + SLACK:
            self.file.replace(self._records())
            self._lines = len(self.all) + 1

    def _records(self) -> Iterator[dict[str, Any]]:
        yield {"next": self._next}
        for one in self.all.values():
            yield {"set": as_record(one)}

    def _take(self, record: dict[str, Any]) -> None:
        self._stale = True
        if "drop" in record:
            self._moments.pop(str(record["drop"]), None)
            self.all.pop(str(record["drop"]), None)
        elif "next" in record:
            self._next = max(self._next, int(record["next"]))
        elif (one := from_record(record.get("set"))) is not None:
            self.all[one.id] = one
            self._moments.pop(one.id, None)
            if one.id.isdecimal():
                self._next = max(self._next, int(one.id) + 1)


def _start(one: Reminder) -> dt.datetime:
    return dt.datetime.fromisoformat(one.start) if one.start else one.due.replace(tzinfo=None)


def as_record(one: Reminder) -> dict[str, str]:
    """Plain fields, as they stand in the file and in an act."""
    return {
        "id": one.id, "kind": str(one.kind), "words": one.words, "due": one.due.isoformat(),
        "rule": one.rule, "start": one.start, "rang": one.rang,
    }  # fmt: skip


def from_record(record: Any) -> Reminder | None:
    """The reminder in plain fields; None when they make no sense."""
    try:
        due = dt.datetime.fromisoformat(record["due"])
        if due.tzinfo is not None:
            due = due.astimezone(dt.UTC)
        for text in (record.get("start"), record.get("rang")):
            if text:
                dt.datetime.fromisoformat(text)
        return Reminder(
            str(record["id"]), Kind(record["kind"]), str(record["words"]), due,
            str(record.get("rule", "")), str(record.get("start", "")), str(record.get("rang", "")),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def named(one: Reminder) -> str:
    """ "the pasta timer", "the alarm", "the reminder to call Mum"."""
    match one.kind:
        case Kind.TIMER:
            return f"the {one.words} timer" if one.words else "the timer"
        case Kind.ALARM:
            return f"the alarm for {one.words}" if one.words else "the alarm"
        case Kind.REMINDER:
            return f"the reminder {with_to(one.words)}"


_NOT_VERBS = ("about ", "of ", "that ", "to ", "for ")


def with_to(words: str) -> str:
    """ "to call Mum", "about the dentist", "that it's bin day"; a bare noun gets "about"."""
    return words if words.startswith(_NOT_VERBS) else f"to {words}"
