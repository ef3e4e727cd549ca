"""Make "tomorrow" and "on Friday" a day of the calendar, so that they still mean it next week. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = "|".join(_DAYS)
_ALREADY = rf"(?!,? \d|s\b|,? the \d| (?:{_DAY}))"


def said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def dated(text: str, today: date) -> str:
    """`text` with relative days made absolute: the next such weekday, never today's own.

    "Next Friday" is the one in the week after this; "every Friday" stays.
    """

    def weekday(found: re.Match[str]) -> str:
        ahead = (_DAYS.index(found["day"].lower()) - today.weekday()) % 7 or 7
        lead = (found["lead"] or "").lower().split()
        if "every" in lead or "each" in lead:
            return found[0]
        if "next" in lead and ahead + today.weekday() < 7:
            ahead += 7  # the coming one still belongs to this week
        kept = [word for word in lead if word in {"by", "from", "until"}] or ["on"]
        return f"{kept[0]} {said(today + timedelta(ahead))}"

    text = re.sub(r"(?i)\bthe day after tomorrow\b", "on " + said(today + timedelta(2)), text)
    text = re.sub(r"(?i)\btomorrow\b(?! \d)", "on " + said(today + timedelta(1)), text)
    text = re.sub(r"(?i)\b(?:tonight|this evening)\b", f"on the evening of {said(today)}", text)
    text = re.sub(
        rf"(?i)\b(?P<lead>(?:(?:on|this|next|by|from|until|every|each) )+)?(?P<day>{_DAY})\b{_ALREADY}",
        weekday,
        text,
    )
    monday = today + timedelta(7 - today.weekday())
    text = re.sub(r"(?i)\bnext week\b", f"in the week of {monday.day} {monday:%B}", text)
    after = (today.replace(day=1) + timedelta(32)).replace(day=1)
    text = re.sub(r"(?i)\bnext month\b", f"in {after:%B}", text)
    text = re.sub(r"(?i)\bnext year\b", f"in {today.year + 1}", text)
    return re.sub(r"\b(on|by) on\b", "on", text)
