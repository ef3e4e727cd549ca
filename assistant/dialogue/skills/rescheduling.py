"""Appointments moved and cancelled: one, one day of a series, or all of it after a question."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.desk.calendar import Event, moved, moved_day, without
from assistant.desk.icsfile import as_text
from assistant.desk.moments import wall_time
from assistant.desk.series import moved_all
from assistant.dialogue.skills.skill import Reply
from assistant.dialogue.spoken.clocktimes import Clock, clock_in
from assistant.dialogue.spoken.meant import Unclear, meant
from assistant.dialogue.spoken.shifts import Shift
from assistant.dialogue.spoken.targets import beyond, content, matching
from assistant.dialogue.spoken.telling import nth, told_day, told_moment, told_short
from assistant.dialogue.spoken.times import when_in
from assistant.dialogue.text import capitalised
from assistant.errors import Trouble
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.ports import Heard

DAYS = 7  # of a week
NEARLY = 2  # hours by which a time is put off without a word of morning or evening
AHEAD, NEAR = dt.timedelta(days=366), dt.timedelta(days=31)
_ALL = re.compile(
    r"\b(?:all|every|each|always|both|whole|entire|series|from now on|for good|in future)\b"
)
_THING = re.compile(r"\b(?:appointment|meeting|event|thing|one)\b")
_NEXT = re.compile(r"next (?:one|appointment|meeting|event|thing)|^next$")
_LOOSELY = re.compile(
    r"(?:some ?time |the )?(?:next (?:week|month|year)|later|another (?:day|time))"
)
_ONE = re.compile(r"\b(?:one|this|that|just|only|once|next|single|first)\b")
_NEITHER = re.compile(r"(?:no|nope|neither|never ?mind|forget it|leave it|cancel)(?: .{0,20})?")


@dataclass(frozen=True, slots=True)
class Which:
    """It is open which event is meant; `to` is the new time or by how much, None to cancel."""

    events: tuple[Event, ...]
    to: str | Shift | None


@dataclass(frozen=True, slots=True)
class OneOrAll:
    """It is open whether one day of a series is meant or all of it."""

    event: Event
    to: str | Shift | None


class Rescheduling:
    """Moves and cancels what is in the calendar of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def move(self, what: str, to: str | Shift, heard: Heard) -> Reply | None:
        """None when nothing in the calendar is meant."""
        wall = wall_time(heard.at, self._desk.zone)
        if re.search(
            r"\b(?:alarm|timer|reminder|list|note|name|volume|speed|voice)\b|^(?:it|that|this|you|me)$",
            what,
        ):
            return None
        if (
            isinstance(to, str)
            and when_in(to, wall.date()).empty
            and when_in(f"at {to}", wall.date()).empty
        ):
            return None
        found = self._named(what, self._ahead(what, wall), wall)
        if not found:
            return _none_found(what)
        if len(found) > 1:
            return self._which(found, to, wall)
        if isinstance(to, str) and _LOOSELY.fullmatch(to):
            return Reply("To which day?", pending=Which((found[0],), to))
        bare_day = when_in(what, wall.date())  # "change Tuesday to Thursday" may be about anything
        nameless = (
            bare_day.day is not None and bare_day.clock is None and not content(bare_day.rest)
        )
        if beyond(what, found[0].summary, wall.date()) or (
            nameless and not _THING.search(what) and not _NEXT.search(what)
        ):
            return _do_you_mean(found[0], to, wall)
        return self._moved(found[0], to, heard, whole=_which_of_series(what, wall.date()))

    def moved_again(self, to: str, heard: Heard) -> Reply | None:
        """What was entered or moved just now, at another time; None where nothing else was the last act."""
        last, wall = self._desk.journal.last(), wall_time(heard.at, self._desk.zone)
        if last is None or last.act.name not in {"event_add", "event_move"}:
            return None
        if when_in(to, wall.date()).empty and when_in(f"at {to}", wall.date()).empty:
            return None
        uid = last.act.arguments.get("uid")
        named = content(str(last.act.arguments.get("summary", "")))
        ahead = self._desk.calendar.between(
            wall, wall + AHEAD, lambda summary: named == content(summary)
        )
        found = [one for one in ahead if one.uid == uid][:1]
        return self._moved(found[0], to, heard, whole=None) if found else None

    def cancel(self, what: str, plain: str, heard: Heard, *, whole: bool) -> Reply | None:
        """None when nothing in the calendar is meant; `whole` where all of a series was named."""
        wall = wall_time(heard.at, self._desk.zone)
        if re.search(
            r"\b(?:alarms?|timers?|reminders?|lists?|notes?|countdown|letter|memory|everything)\b",
            plain,
        ) or re.match(r"(?:back\b|it|that|this|me|you|us|him|her|them)\b", what):
            return None
        ahead = self._ahead(what, wall) if self._desk.calendar.files() else []
        found = self._named(what, ahead, wall)
        if not found:
            return _none_found(plain)
        if len(found) > 1:
            return self._which(found, None, wall)
        if beyond(what, found[0].summary, wall.date()):
            return _do_you_mean(found[0], None, wall)
        of_series = True if whole else _which_of_series(what, wall.date())
        return self._dropped(found[0], wall, whole=of_series)

    def answered(self, pending: Which | OneOrAll, plain: str, heard: Heard) -> Reply | None:
        """The answer to which one, or to whether all; None where it is about something else."""
        wall = wall_time(heard.at, self._desk.zone)
        if _NEITHER.fullmatch(plain):
            return Reply("All right, I leave it as it is.")
        match pending:
            case OneOrAll(event=event, to=to):
                if not (_ALL.search(plain) or _ONE.search(plain)) or len(plain.split()) > 8:
                    return None
                whole = bool(_ALL.search(plain)) and not re.search(r"\bnot all\b", plain)
                return self._done(event, to, heard, whole=whole)
            case Which(events=(event,), to=str(to)) if to and _when(plain, wall):
                return self._done(event, _of_next_week(plain, to, wall), heard, whole=None)
            case Which(events=events, to=to):
                kept = self._named(plain, list(events), wall)
                return self._done(kept[0], to, heard, whole=None) if len(kept) == 1 else None

    def _done(
        self, one: Event, to: str | Shift | None, heard: Heard, *, whole: bool | None
    ) -> Reply:
        if to is None:
            return self._dropped(one, wall_time(heard.at, self._desk.zone), whole=whole)
        return self._moved(one, to, heard, whole=whole)

    # --- which -------------------------------------------------------------------------

    def _ahead(self, said: str, wall: dt.datetime) -> list[Event]:
        """What is ahead and shares a word with what was said, on its day where one was said; near things
        only, where nothing is named.
        """
        when = when_in(said, wall.date())
        named = content(_NEXT.sub("", when.rest))
        first = dt.datetime.combine(when.day or wall.date(), dt.time())
        events = self._desk.calendar.between(
            first,
            first + dt.timedelta(1) if when.day else wall + (AHEAD if named else NEAR),
            lambda summary: not named or bool(named & content(summary)),
        )
        if named and not events:  # it may have been misheard
            names = sorted(self._desk.calendar.names(first.date(), (wall + NEAR).date()))
            alike = set(matching(when.rest, names, wall.date(), str, lambda _name: wall))
            if alike:
                events = self._desk.calendar.between(first, wall + NEAR, alike.__contains__)
        return [one for one in events if one.end > wall]

    @staticmethod
    def _named(said: str, events: list[Event], wall: dt.datetime) -> list[Event]:
        if _NEXT.fullmatch(said):
            return events[:1]
        kept = matching(said, events, wall.date(), lambda one: one.summary, lambda one: one.start)
        firsts: dict[str, Event] = {}
        for one in kept:  # of a series only the next
            firsts.setdefault(one.uid, one)
        return list(firsts.values())

    @staticmethod
    def _which(found: list[Event], to: str | Shift | None, wall: dt.datetime) -> Reply:
        told = [f"{one.summary}, {told_short(one.start, wall)}" for one in found[:4]]
        return Reply(
            capitalised(f"which one: {'; or '.join(told)}?"), pending=Which(tuple(found[:4]), to)
        )

    # --- moving ------------------------------------------------------------------------

    def _moved(self, one: Event, to: str | Shift, heard: Heard, *, whole: bool | None) -> Reply:
        wall = wall_time(heard.at, self._desk.zone)
        if one.comes_round and one.all_day:
            return Reply(
                f"{capitalised(one.summary)} comes round on whole days. Those I don't move."
            )
        if one.comes_round and whole is None:
            return _one_or_all(one, to, wall)
        start = self._new_start(one, to, heard)
        if isinstance(start, Unclear):
            return Reply(start.question, pending=Which((one,), to))
        if whole:  # to another weekday means that of the same week
            start += _monday(one.start) - _monday(start)
        end, zone = start + (one.end - one.start), self._desk.zone
        raw = self._raw(one)
        if not one.comes_round:
            text = moved(raw, start, end, zone)
        elif not whole:
            text = moved_day(raw, one.start, start, end, zone)
        else:
            shifted = moved_all(raw, start - one.start)
            if shifted is None:
                return Reply(
                    "On other days that would be another series. Move single days, or enter it anew."
                )
            text = shifted
        name, when = capitalised(one.summary), told_moment(start, wall)
        told = f"All of {name} moves, first {when}." if whole else f"{name} is now {when}."
        act = {"file": one.file, "uid": one.uid, "text": text, "summary": one.summary}
        return Reply(told + self.clash(start, end, one.uid, wall), Act("event_move", dict(act)))

    def _new_start(self, one: Event, to: str | Shift, heard: Heard) -> dt.datetime | Unclear:
        wall = wall_time(heard.at, self._desk.zone)
        if isinstance(to, Shift):
            at = one.start + to.by
            return at if at > wall else Unclear("That has passed. To when, then?")
        when = when_in(to, wall.date())
        if when.clock is None and not when.stretch:
            at_hour = when_in(f"at {to}", wall.date())
            when = at_hour if at_hour.clock is not None or when.empty else when
        if when.clock is None and not when.part:
            found_clock = clock_in(f"at {one.start:%H:%M}")
            when = replace(when, clock=found_clock.clock if found_clock else None)
        elif when.day is None and one.start.date() > wall.date():
            when = replace(when, day=one.start.date())
        if when.clock is not None:
            when = replace(when, clock=_near(when.clock, one.start.hour))
        found = meant(when, heard.at, self._desk.zone)
        if isinstance(found, Unclear):
            return found
        return found.due if found.due.tzinfo is None else wall_time(found.due, self._desk.zone)

    def clash(self, start: dt.datetime, end: dt.datetime, uid: str, wall: dt.datetime) -> str:
        """A word about what else is on at that time, "" where nothing is."""
        others = [
            one
            for one in self._desk.calendar.between(start, end)
            if one.uid != uid and not one.all_day
        ]
        if not others:
            return ""
        return f" That overlaps with {others[0].summary}, {told_short(others[0].start, wall)}."

    # --- cancelling --------------------------------------------------------------------

    def _dropped(self, one: Event, wall: dt.datetime, *, whole: bool | None) -> Reply:
        which = {"file": one.file, "uid": one.uid, "summary": one.summary}
        told = _told(one, wall)
        if not one.comes_round:
            return Reply(
                capitalised(f"{one.summary}, {told}, is cancelled."), Act("event_drop", dict(which))
            )
        if whole is None:
            return _one_or_all(one, None, wall)
        if whole:
            return Reply(
                f"{capitalised(one.summary)} comes round. Say yes on the screen, and the whole series goes.",
                Act("event_series_drop", dict(which)),
            )
        text = without(self._raw(one), one.start, self._desk.zone, all_day=one.all_day)
        return Reply(
            capitalised(f"{one.summary}, {told}, is left out. The others stay."),
            Act("event_skip", {**which, "text": text}),
        )

    def _raw(self, one: Event) -> str:
        raw = self._desk.calendar.file(one.file).raw_of(one.uid)
        if not raw:  # another program was quicker
            raise Trouble(f"{capitalised(one.summary)} is not in the calendar any more.")
        return as_text(raw)


def _near(clock: Clock, hour: int) -> Clock:
    """The half of the day that is hardly another time than `hour` was, where it was not said."""
    for half in (clock.hour % 12, clock.hour % 12 + 12):
        if not clock.sure and abs(half - hour) <= NEARLY:
            return Clock(half, clock.minute, sure=True)
    return clock


def _when(plain: str, wall: dt.datetime) -> bool:
    """Whether `plain` says when, and little else."""
    when = when_in(plain, wall.date())
    if when.empty:
        when = when_in(f"at {plain}", wall.date())
    return not when.empty and len(when.rest.split()) <= 2


def _of_next_week(plain: str, to: str, wall: dt.datetime) -> str:
    """The weekday in `plain` as a date of next week, where that was said before."""
    day = when_in(plain, wall.date()).day
    monday = wall.date() + dt.timedelta(7 - wall.weekday())
    if "next week" not in to or day is None or day >= monday or (monday - day).days > DAYS:
        return plain
    day += dt.timedelta(DAYS)
    return re.sub(
        r"\b(?:on )?\w+day\b", f"on the {nth(day.day)} of {day:%B}".lower(), plain, count=1
    )


def _monday(at: dt.datetime) -> dt.date:
    return at.date() - dt.timedelta(at.weekday())


def _told(one: Event, wall: dt.datetime) -> str:
    if one.all_day:
        return told_day(one.start.date(), wall.date()).rstrip(",")
    return told_short(one.start, wall)


def _one_or_all(one: Event, to: str | Shift | None, wall: dt.datetime) -> Reply:
    asked = (
        f"{capitalised(one.summary)} comes round. Just the one {_told(one, wall)}, or all of them?"
    )
    return Reply(asked, pending=OneOrAll(one, to))


def _do_you_mean(one: Event, to: str | Shift | None, wall: dt.datetime) -> Reply:
    asked = f"I find only {one.summary}, {_told(one, wall)}. Do you mean that?"
    return Reply(asked, pending=Which((one,), to))


def _which_of_series(what: str, today: dt.date) -> bool | None:
    """False where one day was named, True where all were, None where it is open."""
    if re.search(r"\b(?:all|every|the whole|the entire)\b|\bseries\b|s$(?<=meetings)", what):
        return True
    when = when_in(what, today)
    one = when.day is not None or bool(when.unsure) or "next" in what.split()
    return False if one else None


def _none_found(words: str) -> Reply | None:
    if re.search(r"\b(?:appointment|meeting|event|calendar|diary)\b", words):
        return Reply("I find nothing like that ahead in the calendar.")
    return None
