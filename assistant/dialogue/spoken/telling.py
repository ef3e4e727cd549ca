"""Say a time back exactly: the weekday, the date and the time of day, and how often. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dialogue.skills.clock import MONTHS, WEEKDAYS, spoken_date, spoken_time

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_CODES = {day[:2].upper(): day.capitalize() for day in WEEKDAYS}
_PLACES = {"-1": "last", "1": "first", "2": "second", "3": "third", "4": "fourth"}
_UNITS = {"MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}  # fmt: skip


def told_day(day: dt.date, today: dt.date) -> str:
    """ "today", "tomorrow, Monday 23 November", "on Friday 27 November"."""
    full = f"{day:%A} {spoken_date(day, today)}"
    match (day - today).days:
        case 0:
            return "today"
        case 1:
            return f"tomorrow, {full},"
        case -1:
            return f"yesterday, {full},"
        case _:
            return f"on {full}"


def told_moment(at: dt.datetime, now: dt.datetime) -> str:
    """ "tomorrow, Monday 23 November, at nine o'clock in the morning"."""
    return f"{told_day(at.date(), now.date())} at {spoken_time(at)}"


def told_short(at: dt.datetime, now: dt.datetime) -> str:
    """The same without the date where the day has a name."""
    days = (at.date() - now.date()).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return f"{named.get(days) or told_day(at.date(), now.date())} at {spoken_time(at)}"


def told_stretch(length: dt.timedelta) -> str:
    """ "an hour and 30 minutes", "20 minutes", "45 seconds"."""
    seconds = max(0, round(length.total_seconds()))
    days, seconds = divmod(seconds, 86_400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    parts = [
        _counted(number, unit)
        for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second"))
        if number
    ]  # fmt: skip
    return in_a_row(parts[:2]) if parts else "no time"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'s' * (number != 1)}"


def in_a_row(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def told_rule(rule: str) -> str:
    """ "every other Tuesday", "on weekdays until 1 March", "every month on the 1st"."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if end := parts.pop("UNTIL", ""):
        often = told_rule(";".join("=".join(part) for part in parts.items()))
        return f"{often} until {int(end[6:8])} {MONTHS[int(end[4:6]) - 1].capitalize()}"
    times, unit = int(parts.get("INTERVAL", "1")), _UNITS[parts["FREQ"]]
    each = "every" if times == 1 else "every other" if times == 2 else f"every {times}"
    days = parts.get("BYDAY", "")
    if days == "MO,TU,WE,TH,FR":
        return "on weekdays"
    if days == "SA,SU":
        return "at weekends"
    if parts["FREQ"] == "MONTHLY" and days:
        return f"on the {_PLACES.get(days[:-2], days[:-2])} {_CODES[days[-2:]]} of each month"
    if days:
        names = in_a_row([_CODES[day] for day in days.split(",")])
        return f"{each} {names}" if times <= 2 else f"every {times} weeks on {names}"
    date = parts.get("BYMONTHDAY", "")
    if parts["FREQ"] == "YEARLY" and date:
        return (
            f"{each} year on {date.split(',')[-1]} {MONTHS[int(parts['BYMONTH']) - 1].capitalize()}"
        )
    if date:
        last = date.split(",")[-1]
        return f"{each} month on the {'last day' if last == '-1' else nth(int(last))}"
    return f"{each} {unit}{'s' * (times > 2)}"


def nth(number: int) -> str:
    """ "1st", "22nd", "13th"."""
    ending = (
        "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
