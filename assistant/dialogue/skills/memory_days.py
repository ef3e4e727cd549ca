"""The stretch of days somebody means by "last Tuesday" or "last month", when they ask what was talked about. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from assistant.memory.kept import spoken_day


def span(when: str, now: datetime) -> tuple[str, str, str]:
    """The time a person means by `when`, as ISO bounds, and how she says it."""
    today = now.date()
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    day = next((name for name in names if name in when), "")
    if day:
        back = (today.weekday() - names.index(day)) % 7 or 7
        first = today - timedelta(back)
    elif "before yesterday" in when:
        first = today - timedelta(2)
    elif "yesterday" in when or "last night" in when:
        first = today - timedelta(1)
    elif "last week" in when:
        first = today - timedelta(today.weekday() + 7)
        return first.isoformat(), (first + timedelta(7)).isoformat(), "last week"
    elif "this week" in when:
        first = today - timedelta(today.weekday())
        return first.isoformat(), (today + timedelta(1)).isoformat(), "this week"
    elif "last month" in when:
        end = today.replace(day=1)
        return (end - timedelta(1)).replace(day=1).isoformat(), end.isoformat(), "last month"
    elif found := re.search(r"(two|three|four|five|six|\d+) days ago", when):
        counts = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
        first = today - timedelta(counts.get(found[1]) or min(int(found[1]), 40_000))
    elif "week ago" in when:
        first = today - timedelta(7)
    elif "last time" in when:
        return (today - timedelta(60)).isoformat(), today.isoformat(), "before today"
    else:
        first = _dated(when, today)
    return (
        first.isoformat(),
        (first + timedelta(1)).isoformat(),
        spoken_day(first.isoformat(), today),
    )


def _dated(when: str, today: date) -> date:
    """ "3 May", "May the third" as the latest such day; today for what is no date."""
    months = ("january", "february", "march", "april", "may", "june", "july", "august",
              "september", "october", "november", "december")  # fmt: skip
    month = next((at for at, name in enumerate(months, 1) if name[:3] in when), 0)
    number = re.search(r"\d{1,2}", when)
    if not month or not number:
        return today
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, int(number[0]))
        except ValueError:
            continue
        if found <= today:
            return found
    return today
