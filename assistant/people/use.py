"""How much they talk to her, in plain numbers: turns and minutes a day, from the times of the turns alone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAUSE = timedelta(minutes=10)  # a longer gap is no talk
A_TURN = timedelta(seconds=30)  # what the first turn of a talk counts
WEEK = 7
BEFORE_WEEKS = 4  # what a week is compared with
GROWN_MINUTES = 300  # a week; below that more is no matter
GROWN_TIMES = 2.0
GROWN_AGAIN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Day:
    turns: int
    minutes: float


def days_of(times: Iterable[datetime]) -> dict[date, Day]:
    """Turns and minutes by day, from the times of the turns in any order."""
    found: dict[date, Day] = {}
    before: datetime | None = None
    for at in sorted(times):
        gap = at - before if before is not None else PAUSE
        spent = gap if gap < PAUSE else A_TURN
        day = found.get(at.date(), Day(0, 0.0))
        found[at.date()] = Day(day.turns + 1, day.minutes + spent.total_seconds() / 60)
        before = at
    return found


def minutes_in(days: Mapping[date, Day], last: date, count: int) -> float:
    """Minutes in the `count` days that end with `last`."""
    return sum(
        days[day].minutes for back in range(count) if (day := last - timedelta(back)) in days
    )


def grew(days: Mapping[date, Day], today: date) -> bool:
    """Whether the last seven days were long, and twice what the weeks before were like.

    There have to be such weeks: whoever is new has no habit yet that could have grown.
    """
    first = min(days, default=today)
    weeks = min(BEFORE_WEEKS, ((today - first).days + 1 - WEEK) // WEEK)
    if weeks < 1:
        return False
    week = minutes_in(days, today, WEEK)
    before = minutes_in(days, today - timedelta(WEEK), weeks * WEEK) / weeks
    return week >= GROWN_MINUTES and week >= GROWN_TIMES * before


def told(days: Mapping[date, Day], today: date, *, kept_days: int | None) -> str:
    """The numbers in plain words. `kept_days`: for how long lines are kept, None for good."""
    if kept_days == 0 or not days:
        what = "You asked me to keep no lines of our talk" if kept_days == 0 else "No talk is kept"
        return f"{what}, so I can't count. It's only times that I would count."
    now = days.get(today, Day(0, 0.0))
    week = [days[day] for back in range(WEEK) if (day := today - timedelta(back)) in days]
    minutes, turns = sum(day.minutes for day in week), sum(day.turns for day in week)
    said = (
        f"Today about {stretch(now.minutes)}, in {_count(now.turns, 'turn')}. "
        f"In the last seven days about {stretch(minutes)} on {_count(len(week), 'day')}, in {_count(turns, 'turn')}."
    )
    before = minutes_in(days, today - timedelta(WEEK), WEEK)
    if before and (kept_days is None or kept_days >= 2 * WEEK):
        said += f" The seven days before it was about {stretch(before)}."
    return said


def stretch(minutes: float) -> str:
    """ "40 minutes", "two and a half hours", "an hour"."""
    if minutes < 55:
        return _count(max(1, round(minutes)), "minute")
    halves = round(minutes / 30)
    whole, half = divmod(halves, 2)
    if half:
        return f"{whole} and a half hours" if whole > 1 else "an hour and a half"
    return "an hour" if whole <= 1 else f"{whole} hours"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
