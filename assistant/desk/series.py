"""A series in an .ics file: one of its days moved or left out, or all of it moved, its exceptions kept. Pure.

Lines are whole and without line end, as `calendar.line_of` makes them; texts are VEVENT blocks.
"""

from __future__ import annotations

import datetime as dt
import re

from assistant.desk.icsfile import as_bytes, as_text, unfolded, with_times, without_day

_EVENT = re.compile(r"BEGIN:VEVENT\r?\n.*?END:VEVENT[ \t]*(?:\r?\n|$)", re.DOTALL | re.IGNORECASE)
_LINE = re.compile(r"(?<=\n)(?![ \t])")
_START = re.compile(r"^DTSTART[^\r\n:]*:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_PLACE = re.compile(r"^RECURRENCE-ID([^\r\n:]*:[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_OF_SERIES = re.compile(r"(?:RRULE|RDATE|EXDATE|EXRULE)[;:]", re.IGNORECASE)
_TIMES = re.compile(r"(?:DTSTART|DTEND|EXDATE|RDATE|RRULE)[;:]", re.IGNORECASE)
_ANCHOR = re.compile(r"RECURRENCE-ID[;:]", re.IGNORECASE)
_STAMP = re.compile(r"\d{8}T\d{6}")
_BY_DAY = re.compile(r"(?<=BYDAY=)[A-Z,0-9+-]+")
_RULE = re.compile(rb"^RRULE:[^\r\n]*FREQ=(?:DAILY|WEEKLY)[^\r\n]*", re.MULTILINE | re.IGNORECASE)
_COUNTED = re.compile(
    rb"^RRULE:.*COUNT|THISANDFUTURE|^RECURRENCE-ID|^RRULE(?s:.*)^RRULE",
    re.MULTILINE | re.IGNORECASE,
)
_EVERY = re.compile(rb"INTERVAL=(\d+)", re.IGNORECASE)
_DATE = re.compile(rb"^(DT(?:START|END)[^\r\n]*?:)(\d{8})", re.MULTILINE | re.IGNORECASE)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def moved_once(raw: str, was: bytes, start: bytes, end: bytes) -> str:
    """The series with one day at another time: an event of its own with a RECURRENCE-ID (RFC 5545, 3.8.4.4).

    `was` is the RECURRENCE-ID line with the day's time, `start` and `end` the new DTSTART and DTEND.
    A day that has been moved before is moved again.
    """
    whole, others = _parts(raw)
    at = _standing(others, was)
    if at is not None:
        others[at] = as_text(with_times(as_bytes(others[at]), start, end))
        return "".join((whole, *others))
    once = "".join(line for line in _LINE.split(whole) if not _OF_SERIES.match(line))
    alone = as_text(without_day(with_times(as_bytes(once), start, end), was))
    return "".join((whole, *others, alone))


def left_out(raw: str, was: bytes) -> str:
    """The series without one day; `was` is the EXDATE line with the time at which it stands now."""
    whole, others = _parts(raw)
    at = _standing(others, was)
    if at is None:
        return "".join((as_text(without_day(as_bytes(whole), was)), *others))
    place = _PLACE.search(_unfolded(others.pop(at)))
    line = as_bytes(f"EXDATE{place[1]}".strip()) if place else was
    return "".join((as_text(without_day(as_bytes(whole), line)), *others))


def moved_all(raw: str, by: dt.timedelta) -> str | None:
    """The whole series `by` later; the days left out and the days moved stay so.

    None where other days would need another rule: only a weekly one on a single day can change it.
    """
    whole, others = _parts(raw)
    found = _START.search(_unfolded(whole))
    if found is None or not _STAMP.match(found[1]):
        return None
    first = _at(found[1])
    days = ((first + by).date() - first.date()).days
    ruled = _other_weekday(whole, days) if days else whole
    if ruled is None:
        return None
    return "".join((_later(ruled, _TIMES, by), *(_later(one, _ANCHOR, by) for one in others)))


def from_later(raw: bytes, day: dt.date) -> bytes:
    """One VEVENT whose series begins on the last of its own days before `day`, where that is plain to see.

    From `day` on it is the same series, and nobody counts through twenty years to get there; its new
    first day may be one more than the rule has. What counts its days, or comes round by the month or
    the year, stays as it is. Raises ValueError where a date is none.
    """
    plain = unfolded(raw)
    rule, start = _RULE.search(plain), _DATE.search(plain)
    if rule is None or start is None or _COUNTED.search(plain):
        return raw
    every = _EVERY.search(rule[0])
    step = int(every[1] if every else 1) * (7 if b"WEEKLY" in rule[0].upper() else 1)
    days = (day - _date(start[2])).days // step * step if step else 0
    if days <= 0:
        return raw
    by = dt.timedelta(days)
    return _DATE.sub(lambda one: one[1] + f"{_date(one[2]) + by:%Y%m%d}".encode(), plain)


def _date(figures: bytes) -> dt.date:
    return dt.date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))


def _parts(raw: str) -> tuple[str, list[str]]:
    """The event with the rule, and those that stand for one of its days."""
    events = _EVENT.findall(raw)
    whole = next((one for one in events if not _PLACE.search(_unfolded(one))), events[0])
    return whole, [one for one in events if one is not whole]


def _standing(others: list[str], line: bytes) -> int | None:
    """Which of `others` begins at the time in `line`."""
    stamp = as_text(line).rpartition(":")[2]
    for at, event in enumerate(others):
        found = _START.search(_unfolded(event))
        if found is not None and found[1].strip() == stamp:
            return at
    return None


def _later(event: str, which: re.Pattern[str], by: dt.timedelta) -> str:
    return "".join(
        _STAMP.sub(lambda found: f"{_at(found[0]) + by:%Y%m%dT%H%M%S}", line)
        if which.match(line)
        else line
        for line in _LINE.split(event)
    )


def _at(stamp: str) -> dt.datetime:
    return dt.datetime.strptime(stamp[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - as it is written


def _other_weekday(event: str, days: int) -> str | None:
    rule = next((line for line in _LINE.split(event) if line.upper().startswith("RRULE")), "")
    if "FREQ=WEEKLY" not in rule.upper():
        return None
    found = _BY_DAY.search(rule)
    if found is None:
        return event  # the weekday is that of DTSTART
    if found[0] not in _CODES:
        return None
    code = _CODES[(_CODES.index(found[0]) + days) % 7]
    return event.replace(rule, f"{rule[: found.start()]}{code}{rule[found.end() :]}")


def _unfolded(event: str) -> str:
    return re.sub(r"\r?\n[ \t]", "", event)
