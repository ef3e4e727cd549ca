"""The calendar asked: what is on, when is it, when am I free, and how the day looks."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.desk.moments import wall_time
from assistant.desk.reminders import Kind
from assistant.dialogue.skills.clock import MONTHS, spoken_time
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.polite import POLITE
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.targets import content
from assistant.dialogue.spoken.telling import in_a_row, told_day, told_short
from assistant.dialogue.spoken.times import When, when_in
from assistant.dialogue.text import capitalised

if TYPE_CHECKING:
    from assistant.desk.calendar import Event
    from assistant.desk.desk import Desk
    from assistant.ports import Heard

DAY_BEGINS, DAY_ENDS = dt.time(8), dt.time(20)  # when people ask for a free hour
LEAST_FREE = dt.timedelta(minutes=30)
LOOKS = (8, 62, 366)  # days ahead: the next thing is mostly near
MOST_TOLD, MOST_PLANS = 8, 3
_TOLD_WORDS = frozenset("going you're your having taking seeing meeting getting".split())
_WHEN_WORDS = frozenset(
    "week weekend month rest coming work lunch lunchtime day next whole".split()
)
_CAL = r"(?: (?:on|in) (?:my|the) (?:calendar|diary|schedule|agenda))"
_WHEN = r"(?P<when>(?: (?:for|on|this|next|today|tonight|tomorrow|at|in|between|the day|from|over|during|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week).*)?)"
_ON = re.compile(
    rf"{POLITE}(?:(?:what(?:'s| is| have i got| do i have| else is| else do i have| appointments do i have| events do i have| meetings do i have)|tell me what(?:'s| is| i have)|read(?: me)?|show(?: me)?|is there anything|anything|do i have (?:anything|something|any (?:appointments|meetings|events|plans))|have i got anything|am i doing anything|what am i doing|any (?:appointments|meetings|events|plans)|how busy am i|what are my (?:appointments|meetings|plans|events))"
    rf"(?: (?:on|planned|scheduled|coming up|going on|happening|up))?(?:{_CAL}| (?:my |the )?(?:calendar|diary|schedule|agenda))?(?: (?:look like|say|planned|scheduled|on))?{_WHEN}|(?:what does|how does|what's) my (?:calendar|diary|schedule|agenda|(?P<word>day|week|evening|morning|tomorrow))(?: look(?:ing)?(?: like)?| like)?{_WHEN.replace('when', 'when2')})"
)
_SUMMARY = re.compile(
    rf"{POLITE}(?:(?:give me|tell me|read(?: me)?|what's|let me hear|do)? ?(?:(?:my|the|a|an) )?(?P<part>morning|evening|daily|day's|today's|tomorrow's)? ?(?:summary|briefing|overview|run ?down|round ?up)(?: of (?P<of>today|tomorrow|my day|the day|the week|tomorrow's day))?(?: (?:for )?(?P<for>today|tomorrow))?|brief me(?: (?:on|for|about) (?P<on>today|tomorrow|my day))?)"
)
_FREE = re.compile(
    rf"{POLITE}(?:(?:when|what time|what times)(?: am| are| will)? ?(?:i|we)?(?: be)? ?(?:free|available)|when do i have (?:time|a free (?:hour|slot|moment))|(?:find|is there)(?: me)? (?:a|some) (?:free )?(?:slot|time|gap|hour)|am i (?P<is>free|busy|available|booked)|do i have (?P<time>time|a free (?:hour|slot))|what's free){_WHEN}"
)
_NEXT = re.compile(
    rf"{POLITE}(?:what(?:'s| is)|when(?:'s| is)|tell me|how about) (?:my |the )?(?:next|upcoming) (?P<what>(?:[\w']+ ){{0,3}}?)?(?:appointment|meeting|event|thing|one)(?:{_CAL})?|{POLITE}what(?:'s| is)(?: coming up)? next(?:{_CAL})?"
)
_WHEN_IS = re.compile(
    rf"{POLITE}(?:when|what time|which day|what day)(?:'s| is| are| do i have| does| do i see)(?: my| the| our)? (?P<what>(?:[\w']+ ){{0,4}}?[\w']+?)(?: (?:appointment|meeting|start|happening|on|scheduled))?(?:{_CAL})?"
)


class Agenda:
    """Tells what is on the calendar, when you are free, when something is, and how the day looks."""

    name = "agenda"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:  # noqa: ARG002 - as every skill
        reply = self._answered(heard)
        if reply is not None and (days := self._days_asked(heard)):
            reply = await self._with_plans(reply, *days)
        if reply is not None and self._desk.account.files:  # others can send events there
            return replace(reply, tainted=True)
        return reply

    def _days_asked(self, heard: Heard) -> tuple[dt.date, dt.date] | None:
        """From which day up to which it was asked what is on; None where another thing was."""
        plain, wall = mended(heard.text), wall_time(heard.at, self._desk.zone)
        if found := _SUMMARY.fullmatch(plain):
            day = wall.date() + dt.timedelta("tomorrow" in plain or found["part"] == "evening")
            return day, day + dt.timedelta(1)
        if (found := _ON.fullmatch(plain)) is None:
            return None
        said = (found["when"] or found["when2"] or "").strip()
        stretch = span(_asked_of(said, found["word"] or ""), wall)
        if stretch is None:
            return None
        return stretch[0].date(), max(stretch[1].date(), stretch[0].date() + dt.timedelta(1))

    async def _with_plans(self, reply: Reply, first: dt.date, after: dt.date) -> Reply:
        """And what they told her of these days, unless the calendar has it too."""
        known = content(reply.text)
        told = [
            one
            for one in await self._desk.plans(first, after)
            if not content(one.text) - _TOLD_WORDS <= known
        ][:MOST_PLANS]
        if not told:
            return reply
        nothing = reply.text.startswith("Nothing ")
        text = reply.text.replace("Nothing ", "Nothing in the calendar ", 1) if nothing else reply.text  # fmt: skip
        what = in_a_row([one.text.replace("you are ", "you're ") for one in told])
        return replace(
            reply,
            text=f"{text} {'But' if nothing else 'And'} you told me {what}.",
            sources=(*reply.sources, *(one.source for one in told)),
        )

    def _answered(self, heard: Heard) -> Reply | None:
        plain = mended(heard.text)
        if len(plain) > 200:
            return None
        wall = wall_time(heard.at, self._desk.zone)
        if found := _SUMMARY.fullmatch(plain):
            if plain.strip() in {"summary", "overview"}:
                return None
            tomorrow = "tomorrow" in plain or (found["part"] == "evening")
            return Reply(self._summary(wall, tomorrow=tomorrow))
        if found := _FREE.fullmatch(plain):
            return self._free(
                found["when"], wall, asked=found["is"] or ("free" if found["time"] else "")
            )
        if found := _NEXT.fullmatch(plain):
            return self._next((found["what"] or "").strip(), wall)
        if (found := _ON.fullmatch(plain)) and _about_calendar(plain):
            return self._on(
                (found["when"] or found["when2"] or "").strip(), found["word"] or "", wall
            )
        if found := _WHEN_IS.fullmatch(plain):
            return self._when(found["what"], wall)
        return None

    # --- what is on --------------------------------------------------------------------

    def _on(self, said: str, word: str, wall: dt.datetime) -> Reply | None:
        said = _asked_of(said, word)
        if content(when_in(said, wall.date()).rest) - _WHEN_WORDS:
            return None  # "what's happening in the world today"
        stretch = span(said, wall)
        if stretch is None:
            return None
        start, end = stretch
        events = self._desk.calendar.between(start, end)
        days = (end - start).days
        name = told_day(start.date(), wall.date()).rstrip(",") if days <= 1 else ""
        if "week" in said:
            name = "this week" if start.date() == wall.date() else "next week"
        if not events:
            return Reply(capitalised(f"nothing {name or 'then'}."))
        if days <= 1:
            return Reply(
                capitalised(f"{name}: {in_a_row([told_event(one) for one in events[:MOST_TOLD]])}.")
                + _more(events)
            )
        told = [f"{one.summary}, {_day_and_time(one, wall)}" for one in events[:MOST_TOLD]]
        return Reply(capitalised("; ".join(told)) + "." + _more(events))

    def _summary(self, wall: dt.datetime, *, tomorrow: bool) -> str:
        """The appointments, alarms, reminders and due things of a day."""
        day = wall.date() + dt.timedelta(tomorrow)
        events = [
            one for one in self._desk.calendar.day(day) if tomorrow or one.end > wall or one.all_day
        ]
        parts = [f"{told_day(day, wall.date()).rstrip(',')}: {in_a_row([told_event(one) for one in events])}" if events
                 else f"no appointments {told_day(day, wall.date()).rstrip(',')}"]  # fmt: skip
        zone = self._desk.zone
        set_ = [
            one
            for one in self._desk.reminders.upcoming()
            if one.kind is not Kind.TIMER and one.wall(zone).date() == day
        ]
        if set_:
            told = [
                f"{one.words.removeprefix('about ') or 'an alarm'} at {spoken_time(one.wall(zone))}"
                for one in set_[:MOST_TOLD]
            ]
            parts.append(f"reminders: {in_a_row(told)}")
        due = [
            item.text
            for name in self._desk.lists.names()
            for item in self._desk.lists.items(name)
            if item.due and not item.done and item.due <= day
        ]
        if due:
            parts.append(f"due: {in_a_row(due[:MOST_TOLD])}")
        return " ".join(capitalised(f"{part}.") for part in parts)

    # --- free --------------------------------------------------------------------------

    def _free(self, said: str, wall: dt.datetime, asked: str) -> Reply | None:
        when = when_in(said, wall.date())
        if when.clock is not None and asked:
            return self._free_at(when, wall, busy=asked in {"busy", "booked"})
        stretch = span(said.strip() or "today", wall, working=True)
        if stretch is None:
            return None
        start, end = max(stretch[0], _rounded(wall)), stretch[1]
        if (stretch[1] - stretch[0]).days > 1:
            return self._free_days(stretch, wall, asked)
        events = [one for one in self._desk.calendar.between(start, end) if not one.all_day]
        gaps = free_between(events, start, end)
        name = told_day(start.date(), wall.date()).rstrip(",")
        if asked in {"busy", "booked"} and events:
            return Reply(capitalised(f"{name}: {in_a_row([told_event(one) for one in events])}."))
        if not events:
            return Reply(f"You're free {'the whole time' if gaps else 'after that'} {name}.")
        if not gaps:
            return Reply(f"There is no free half hour {name}.")
        told = [_gap(one, start, end) for one in gaps[:4]]
        return Reply(capitalised(f"{name} you're free {in_a_row(told)}."))

    def _free_at(self, when: When, wall: dt.datetime, *, busy: bool) -> Reply | None:
        clock = when.clock
        if clock is None:
            return None
        day = when.day or wall.date()
        hour = clock.hour + (12 if not clock.sure and clock.hour < 8 else 0)
        at = dt.datetime.combine(day, dt.time(hour, clock.minute))
        clashes = [
            one for one in self._desk.calendar.between(at, at + LEAST_FREE) if not one.all_day
        ]
        told = told_short(at, wall)
        if clashes:
            return Reply(f"{'Yes' if busy else 'No'}, {told} there is {clashes[0].summary}.")
        return Reply(f"{'No' if busy else 'Yes'}, you're free {told}.")

    def _free_days(
        self, stretch: tuple[dt.datetime, dt.datetime], wall: dt.datetime, asked: str
    ) -> Reply:
        days = [stretch[0] + dt.timedelta(n) for n in range((stretch[1] - stretch[0]).days)]
        free = [day for day in days if not self._desk.calendar.day(day.date())]
        if not free:
            return Reply("No day is free then.")
        names = [told_day(day.date(), wall.date()).removeprefix("on ").rstrip(",") for day in free]
        if asked in {"busy", "booked"} and len(free) == len(days):
            return Reply("No, nothing then.")
        return Reply(capitalised(f"nothing is on {in_a_row(names)}."))

    # --- one of them -------------------------------------------------------------------

    def _next(self, what: str, wall: dt.datetime) -> Reply:
        named = content(what)
        for days in LOOKS:
            events = self._desk.calendar.between(
                wall,
                wall + dt.timedelta(days),
                lambda summary: not named or bool(named & content(summary)),
            )
            found = [one for one in events if one.start >= wall]
            if found:
                return Reply(
                    capitalised(
                        f"{found[0].summary}, {_day_and_time(found[0], wall)}{_place(found[0])}."
                    )
                )
        return Reply("Nothing of that kind is ahead." if what else "Nothing is ahead.")

    def _when(self, what: str, wall: dt.datetime) -> Reply | None:
        named = content(what)
        if not named or not self._desk.calendar.files():
            return None
        end = wall + dt.timedelta(LOOKS[-1])
        found = self._desk.calendar.between(wall, end, lambda summary: named <= content(summary))
        if not found:
            return None
        return Reply(
            capitalised(f"{found[0].summary}: {_day_and_time(found[0], wall)}{_place(found[0])}.")
        )


def _asked_of(said: str, word: str) -> str:
    """The time that was asked about; `word` is the one in "what's my week like"."""
    if word == "tomorrow":
        return word
    return said or ("this week" if word == "week" else "today")


def _about_calendar(plain: str) -> bool:
    """ "What's on" needs a calendar, a day or "on": "what do I have to lose" has none of them."""
    return bool(
        re.search(
            r"\b(?:calendar|diary|schedule|agenda|appointments?|meetings?|events?|plans|planned|scheduled|today|tonight|tomorrow|weekend|\w+day|this (?:week|morning|afternoon|evening)|next (?:week|month)|coming up|my (?:day|week|evening|morning))\b",
            plain,
        )
    ) and not re.search(r"\b(?:what's|what is) (?:today|tomorrow)$|\bdate\b|\bday is\b", plain)


def span(
    said: str, wall: dt.datetime, *, working: bool = False
) -> tuple[dt.datetime, dt.datetime] | None:
    """The stretch of wall time "this week" or "tomorrow afternoon" means; None where it is no time."""
    midnight = dt.datetime.combine(wall.date(), dt.time())
    if re.search(r"\b(?:this|the) week\b|\bthe rest of the week\b", said):
        return midnight, midnight + dt.timedelta(7 - wall.weekday())
    if "next week" in said:
        start = midnight + dt.timedelta(7 - wall.weekday())
        return start, start + dt.timedelta(7)
    if "weekend" in said:
        start = midnight + dt.timedelta((5 - wall.weekday()) % 7 + 7 * ("next" in said))
        return start, start + dt.timedelta(2)
    if re.search(r"\b(?:this|next) month\b", said):
        first = midnight.replace(day=1)
        after = (first + dt.timedelta(32)).replace(day=1)
        return (
            (midnight, after)
            if "this" in said
            else (after, (after + dt.timedelta(32)).replace(day=1))
        )
    if (month := re.fullmatch(rf"(?:in |during )?(?P<name>{'|'.join(MONTHS)})", said)) is not None:
        number = MONTHS.index(month["name"]) + 1
        first = midnight.replace(day=1, month=number, year=wall.year + (number < wall.month))
        return max(first, midnight), (first + dt.timedelta(32)).replace(day=1)
    when = when_in(said, wall.date())
    day = when.day
    if when.unsure:
        day = when_in(f"on {when.unsure}", wall.date()).day
    if day is None and not when.part:
        return None
    start = dt.datetime.combine(day or wall.date(), dt.time())
    if when.part:
        begins = {
            "morning": 6,
            "lunchtime": 11,
            "lunch": 11,
            "afternoon": 12,
            "evening": 17,
            "tonight": 17,
            "night": 18,
        }[when.part]
        ends = {"morning": 12, "lunchtime": 14, "lunch": 14, "afternoon": 18}.get(when.part, 24)
        return start + dt.timedelta(hours=begins), start + dt.timedelta(hours=ends)
    if working:
        return dt.datetime.combine(start, DAY_BEGINS), dt.datetime.combine(start, DAY_ENDS)
    return start, start + dt.timedelta(1)


def free_between(
    events: list[Event], start: dt.datetime, end: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime]]:
    """The gaps of at least LEAST_FREE between `events`, which are in order."""
    gaps, at = [], start
    for one in events:
        if one.start - at >= LEAST_FREE:
            gaps.append((at, one.start))
        at = max(at, one.end)
    if end - at >= LEAST_FREE:
        gaps.append((at, end))
    return gaps


def told_event(one: Event) -> str:
    """ "dentist at nine o'clock in the morning"."""
    return f"{one.summary} all day" if one.all_day else f"{one.summary} at {spoken_time(one.start)}"


def _day_and_time(one: Event, wall: dt.datetime) -> str:
    if one.all_day:
        return told_day(one.start.date(), wall.date()).rstrip(",")
    return told_short(one.start, wall)


def _place(one: Event) -> str:
    return f", {one.place}" if one.place else ""


def _gap(gap: tuple[dt.datetime, dt.datetime], start: dt.datetime, end: dt.datetime) -> str:
    if gap[0] == start:
        return f"until {spoken_time(gap[1])}"
    if gap[1] == end:
        return f"from {spoken_time(gap[0])} on"
    return f"from {spoken_time(gap[0])} to {spoken_time(gap[1])}"


def _rounded(wall: dt.datetime) -> dt.datetime:
    return wall.replace(second=0, microsecond=0)


def _more(events: list[Event]) -> str:
    return f" And {len(events) - MOST_TOLD} more." if len(events) > MOST_TOLD else ""
