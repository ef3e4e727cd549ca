"""From what was said about time to the moment that is meant, or the one question that settles it. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.desk.moments import (
    LAST_YEAR,
    Zone,
    first_of,
    instant,
    is_shown,
    next_after,
    wall_time,
)
from assistant.dialogue.skills.clock import WEEKDAYS, spoken_date, spoken_time
from assistant.dialogue.spoken.clocktimes import Clock
from assistant.dialogue.spoken.telling import told_short
from assistant.dialogue.spoken.times import PARTS

if TYPE_CHECKING:
    from assistant.dialogue.spoken.times import When

BY_DAY = (9, 0)  # a day without a time of day


@dataclass(frozen=True, slots=True)
class Moment:
    """`due` as reminders keep it: aware for time that passes, else wall time; `told` adds what one
    should know ("the clocks go forward that night").
    """

    due: dt.datetime
    rule: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What to ask; `days` are the two days it may be, `times` the two times of day."""

    question: str
    days: tuple[dt.date, ...] = ()
    clocks: tuple[Clock, ...] = ()


def meant(when: When, now: dt.datetime, zone: Zone, *, waking: bool = False) -> Moment | Unclear:
    """The moment `when` means at the aware time `now`; `waking` takes hours for the morning's."""
    wall = now.astimezone(zone).replace(tzinfo=None, microsecond=0)
    if when.wrong:
        return Unclear(f"There is no {_day_words(when.wrong)}. Which day do you mean?")
    if when.unsure:
        first = wall.date() + dt.timedelta((WEEKDAYS.index(when.unsure) - wall.weekday()) % 7 or 7)
        days = (first, first + dt.timedelta(7))
        told = " or ".join(f"{day:%A} {spoken_date(day, wall.date())}" for day in days)
        return Unclear(f"{told}?", days=days)
    if when.rule is not None:
        return _round(when, wall, waking=waking)
    if (
        when.stretch is not None
        and when.clock is None
        and not (when.stretch.days or when.stretch.months)
    ):
        return Moment((now + when.stretch.exact).astimezone(dt.UTC))
    return _once(when, wall, zone, waking=waking)


def _day_words(words: str) -> str:
    return " ".join(
        word.capitalize() if word.isalpha() and len(word) > 2 and word != "the" else word
        for word in words.split()
    )


def _once(when: When, wall: dt.datetime, zone: Zone, *, waking: bool) -> Moment | Unclear:
    day = when.day
    clock = when.clock
    if when.stretch is not None:
        at = (
            _later(wall, when.stretch.months) + dt.timedelta(when.stretch.days) + when.stretch.exact
        )
        if clock is None and not when.part:
            return _checked(at.replace(second=0), wall, zone)
        day = at.date()
    if clock is None and when.part:
        clock = Clock(*PARTS[when.part], sure=True)
        if day is None and dt.datetime.combine(wall, _time(clock)) <= wall:
            day = wall.date() + dt.timedelta(1)
    if clock is None:
        if day is None:
            return Unclear("When?")
        if waking or day == wall.date():
            return Unclear("At what time?")
        return _checked(dt.datetime.combine(day, dt.time(*BY_DAY)), wall, zone)
    if day is None:
        return _next_such(clock, wall, zone, waking=waking)
    return _on_day(day, clock, wall, zone, waking=waking)


def _later(wall: dt.datetime, months: int) -> dt.datetime:
    """So many months on, at the month's last day where it is shorter."""
    years, month = divmod(wall.month - 1 + months, 12)
    year = wall.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return wall.replace(year=year, month=month + 1, day=min(wall.day, last))


def _time(clock: Clock) -> dt.time:
    return dt.time(clock.hour, clock.minute)


def _halves(clock: Clock) -> tuple[Clock, Clock]:
    """Both times a bare hour can mean, the morning's first."""
    hour = clock.hour % 12
    return Clock(hour, clock.minute, sure=True), Clock(hour + 12, clock.minute, sure=True)


def _which_half(clock: Clock) -> Unclear:
    morning, evening = _halves(clock)
    base = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - only its time of day is told
    told = " or ".join(
        spoken_time(base.replace(hour=one.hour, minute=one.minute)) for one in (morning, evening)
    )
    return Unclear(f"{told[:1].upper()}{told[1:]}?", clocks=(morning, evening))


def _next_such(clock: Clock, wall: dt.datetime, zone: Zone, *, waking: bool) -> Moment | Unclear:
    """The next time the clock shows this."""
    choices = (clock,) if clock.sure else _halves(clock)
    if waking and not clock.sure and clock.hour != 12:
        choices = choices[:1]
    moments = []
    for choice in choices:
        at = dt.datetime.combine(wall, _time(choice))
        moments.append(at if at > wall else at + dt.timedelta(1))
    return _checked(min(moments), wall, zone)


def _on_day(
    day: dt.date, clock: Clock, wall: dt.datetime, zone: Zone, *, waking: bool
) -> Moment | Unclear:
    if not clock.sure:
        morning, evening = _halves(clock)
        if day == wall.date():
            ahead = [
                one for one in (morning, evening) if dt.datetime.combine(day, _time(one)) > wall
            ]
            clock = ahead[0] if ahead else evening
        elif waking and clock.hour != 12:
            clock = morning
        elif clock.hour in {6, 7}:
            return _which_half(clock)
        else:
            clock = morning if 8 <= clock.hour <= 11 else evening
    return _checked(dt.datetime.combine(day, _time(clock)), wall, zone)


def _checked(at: dt.datetime, wall: dt.datetime, zone: Zone) -> Moment | Unclear:
    if at.year > LAST_YEAR:
        return Unclear("That's further off than I can promise. Which day do you mean?")
    if at <= wall:
        tomorrow = dt.datetime.combine(wall.date() + dt.timedelta(1), at.time())
        if at.date() < wall.date():
            return Unclear(f"{_said(at, wall)} has passed. Which day do you mean?")
        question = f"{_said(at, wall)} has passed. Do you mean {told_short(tomorrow, wall)}?"
        return Unclear(question, days=(tomorrow.date(),))
    if not is_shown(at, zone):
        shown = wall_time(instant(at, zone), zone)
        told = f"The clocks go forward that night and skip {spoken_time(at)}."
        return Moment(shown, told=told)
    return Moment(at)


def _said(at: dt.datetime, wall: dt.datetime) -> str:
    told = told_short(at, wall)
    return told[:1].upper() + told[1:]


def _round(when: When, wall: dt.datetime, *, waking: bool) -> Moment | Unclear:
    """What comes round: the first time after now, which also anchors the rule."""
    rule = when.rule
    if rule is None or rule.too_often:
        return Unclear("Every five minutes is the most I'd do to you. How often?")
    if rule.runs_all_day:
        first = next_after(rule.text, wall.replace(second=0), wall)
        return Moment(first, rule.text) if first else Unclear("Until when?")
    part = when.part or rule.part
    clock = when.clock
    if clock is None:
        clock = Clock(*(PARTS[part] if part else BY_DAY), sure=True)
    elif not clock.sure:
        morning, evening = _halves(clock)
        if part:
            clock = evening if part in {"afternoon", "evening", "tonight", "night"} else morning
        elif waking or 8 <= clock.hour <= 11:
            clock = morning
        elif clock.hour in {6, 7}:
            return _which_half(clock)
        else:
            clock = evening
    start = dt.datetime.combine(when.day or wall.date(), _time(clock))
    first = first_of(
        re.sub(r";INTERVAL=\d+", "", rule.text), start
    )  # every other one, from the next on
    while first is not None and first <= wall:
        first = next_after(re.sub(r";INTERVAL=\d+", "", rule.text), start, first)
    if first is None:
        return Unclear("That would never come round. Until when?")
    return Moment(first, rule.text)


def settled_by(unclear: Unclear, when: When, plain: str) -> When | None:
    """`when` as the answer `plain` to the question settles it; None when it answers something else."""
    words = set(plain.split())
    if unclear.clocks:
        morning = words & {"morning", "am", "early", "earlier", "first"}
        evening = words & {"evening", "pm", "afternoon", "night", "later", "second", "tonight"}
        if bool(morning) != bool(evening):
            return replace(when, clock=unclear.clocks[0 if morning else 1])
    if len(unclear.days) == 2:
        first = words & {"first", "this", "coming", "earlier", "sooner"}
        second = words & {"second", "after", "later", "other", "following", "next"}
        if bool(first) != bool(second):
            return replace(when, unsure="", day=unclear.days[0 if first else 1])
    if len(unclear.days) == 1 and words & {
        "yes",
        "yeah",
        "yep",
        "sure",
        "right",
        "exactly",
        "ok",
        "tomorrow",
    }:
        return replace(when, day=unclear.days[0], wrong="", unsure="", part="")
    return None


def merged(when: When, more: When) -> When:
    """What was said before, completed and where it differs corrected by what was said now."""
    return replace(
        when,
        stretch=more.stretch or when.stretch,
        day=more.day or (None if more.unsure or more.wrong else when.day),
        clock=more.clock or when.clock,
        part=more.part or when.part,
        rule=more.rule or when.rule,
        unsure=more.unsure or ("" if more.day else when.unsure),
        wrong=more.wrong or ("" if more.day else when.wrong),
    )
