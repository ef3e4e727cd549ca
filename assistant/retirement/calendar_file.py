"""Reminders as a calendar file that any calendar opens (RFC 5545): an event each, with its alarm. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from assistant.desk.reminders import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.desk.reminders import Reminder

LONGEST = 73  # bytes of a line before it is folded; 75 with the space and its end
_NAMES = {Kind.TIMER: "Timer", Kind.ALARM: "Alarm", Kind.REMINDER: "Reminder"}


def ics(reminders: Iterable[Reminder], made: dt.datetime) -> bytes:
    """The reminders as a calendar; wall times stay wall times, what counts time stands in UTC.

    `made` is aware. One that rang already is among them.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OS1//Companion//EN"]
    for one in reminders:
        lines += _event(one, made)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _event(one: Reminder, made: dt.datetime) -> list[str]:
    words = _escaped(one.words or _NAMES[one.kind])
    rule = [f"RRULE:{_plain(one.rule.removeprefix('RRULE:'))}"] if one.rule else []
    return [
        "BEGIN:VEVENT",
        f"UID:reminder-{_plain(one.id)}@os1",
        f"DTSTAMP:{_moment(made)}",
        f"DTSTART:{_moment(one.due)}",
        *rule,
        f"SUMMARY:{words}",
        f"CATEGORIES:{_NAMES[one.kind]}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{words}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _moment(at: dt.datetime) -> str:
    if at.tzinfo is None:
        return f"{at:%Y%m%dT%H%M%S}"
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    one_line = " ".join(_plain(line) for line in text.splitlines())
    return re.sub(r"([\\;,])", r"\\\1", one_line)


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


def _folded(line: str) -> bytes:
    """The line with its end, cut so that no part is longer than 75 bytes and no letter is broken."""
    parts, part = [], b""
    for char in line:
        more = char.encode("utf-8", "replace")
        if len(part) + len(more) > LONGEST:
            parts.append(part)
            part = b""
        part += more
    return b"\r\n ".join([*parts, part]) + b"\r\n"
