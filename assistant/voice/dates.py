"""Times of the day, dates, years and decades as they are said aloud. Pure."""

from __future__ import annotations

import re

from assistant.voice.house import Accent
from assistant.voice.numbers import cardinal, ordinal, plural_decade, year

_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?:\s?([AaPp])\.?\s?[Mm]\b\.?(?!\w))?"
)
_HOUR = re.compile(r"(?<![\d:.,])(1[0-2]|0?[1-9])\s?([AaPp])\.?\s?[Mm]\b(\.(?!\s+[A-Z]|\s*$))?")
_FROM_TO = re.compile(r"(?<=[\dmM.])\s?[-–]\s?(?=\d{1,2}(?::[0-5]\d|\s?[AaPp]\.?[Mm]\b))")
_O_CLOCK = re.compile(r"\b(\d{1,2})\s?o'?clock", re.IGNORECASE)


def times(text: str) -> str:
    """ "3:05 pm" → "three oh five PM", "15:30" → "fifteen thirty", "8:00" → "eight o'clock"."""
    text = _TIME.sub(_time, _FROM_TO.sub(" to ", text))
    text = _HOUR.sub(lambda m: f"{cardinal(str(int(m[1])))} {m[2].upper()}M", text)
    return _O_CLOCK.sub(lambda m: f"{cardinal(str(int(m[1])))} o'clock", text)


def _time(match: re.Match[str]) -> str:
    hour, minute, second = int(match[1]), int(match[2]), match[3]
    if hour > 24:
        return f"{cardinal(match[1])} to {cardinal(match[2].lstrip('0') or '0')}"
    half = f" {match[4].upper()}M" if match[4] else ""
    # a full stop that only closed "p.m." at the end of a sentence closes the sentence too
    ends = re.match(r"\s*$|\s+[A-Z]", match.string[match.end() :])
    stop = "." if match[0].endswith(".") and ends else ""
    spoken = _hour_and_minute(hour, minute, bool(half))
    if second is not None:
        spoken += f" and {_counted(second, 'second')}"
    return spoken + half + stop


def _hour_and_minute(hour: int, minute: int, half_named: bool) -> str:
    if hour == 0 and half_named:
        hour = 12
    if hour in {0, 24} and not half_named:
        if not minute:
            return "midnight"
        return f"{_counted(str(minute), 'minute')} past midnight"
    spoken_hour = cardinal(str(hour))
    if minute:
        return f"{spoken_hour} {'oh ' if minute < 10 else ''}{cardinal(str(minute))}"
    if half_named:
        return spoken_hour
    return f"{spoken_hour} o'clock" if hour <= 12 else f"{spoken_hour} hundred"


def _counted(digits: str, unit: str) -> str:
    count = int(digits)
    return f"{cardinal(str(count))} {unit}{'' if count == 1 else 's'}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH_SHORT = {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
_MONTH = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY_NAMES = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday",
    "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday",
}  # fmt: skip
_DAY_NAME = re.compile(r"\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri)(?:\.(?!\s*$)|(?=,?\s+\d))")
_YEAR = r"(1[1-9]\d\d|20\d\d)"
_ISO = re.compile(r"(?<![\d-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])(?:T(?=\d))?")
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![:.,]?\d)"
    rf"(?:,?\s+{_YEAR}\b(?![:.]?\d))?"
)
_DAY_MONTH = re.compile(
    rf"\b(?:([Tt]he)\s+)?(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    rf"(?:,?\s+{_YEAR}\b(?![:.]?\d))?"
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+{_YEAR}\b(?![:.,]?\d)")
_SLASHED = re.compile(
    r"(?<![\d/.])(0?[1-9]|[12]\d|3[01])([/.])(0?[1-9]|[12]\d|3[01])\2(\d{4})(?![\d/])"
)
_YEAR_MONTH = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_YEARS = re.compile(rf"(?<![\d,.]){_YEAR}\s?[-–]\s?(\d\d|1[1-9]\d\d|20\d\d)(?![\d%]|[.,]\d|\s\d)")
_DECADE = re.compile(r"(?<![\d,.])(?:'?([2-9]0)|(1[1-9]\d0|20\d0))'?s\b")
_YEAR_AFTER = re.compile(
    r"\b((?:in|since|by|until|till|from|before|after|during|around|year|of|circa|to|and|summer|spring|autumn|winter|fall)\s+)(1\d\d\d|20\d\d)\b(?![:.,]?\d|\s?[%°])",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?<![\d,.$€£-])((?:19|20)\d\d)(?![\d%°]|[.,:]\d)\b")


def dates(text: str, accent: Accent) -> str:
    """ISO, written and slashed dates, years and decades."""
    text = _DAY_NAME.sub(lambda m: _DAY_NAMES[m[1]], text)
    text = _ISO.sub(lambda m: _date(int(m[3]), int(m[2]), m[1], accent) + " ", text)
    text = _YEAR_MONTH.sub(lambda m: f"{_MONTHS[int(m[2]) - 1]} {year(m[1])}", text)
    text = _SLASHED.sub(lambda m: _slashed(m, accent), text)
    text = _MONTH_DAY.sub(lambda m: _date(int(m[2]), _month(m[1]), m[3], accent), text)
    text = _DAY_MONTH.sub(lambda m: _day_month(m, accent), text)
    text = _MONTH_YEAR.sub(lambda m: f"{_MONTHS[_month(m[1]) - 1]} {year(m[2])}", text)
    text = _YEARS.sub(_years, text)
    return _DECADE.sub(lambda m: plural_decade(m[1] or m[2]), text)


def years(text: str) -> str:
    """What is left of four digits and looks like a year, read as one."""
    text = _YEAR_AFTER.sub(lambda m: m[1] + year(m[2]), text)
    return _YEAR_ALONE.sub(lambda m: year(m[1]), text)


def _month(name: str) -> int:
    return (
        _MONTHS.index(_MONTH_SHORT[name[:4].lower() if name[:4] == "Sept" else name[:3].lower()])
        + 1
    )


def _date(day: int, month: int, of_year: str | None, accent: Accent) -> str:
    name, nth = _MONTHS[month - 1], ordinal(str(day))
    spoken = f"the {nth} of {name}" if accent is Accent.BRITISH else f"{name} {nth}"
    return f"{spoken}, {year(of_year)}" if of_year else spoken


def _day_month(match: re.Match[str], accent: Accent) -> str:
    month, day, of_year = _month(match[3]), int(match[2]), match[4]
    if match[1] or accent is Accent.BRITISH:
        spoken = f"{match[1] or 'the'} {ordinal(str(day))} of {_MONTHS[month - 1]}"
        return f"{spoken}, {year(of_year)}" if of_year else spoken
    return _date(day, month, of_year, accent)


def _slashed(match: re.Match[str], accent: Accent) -> str:
    first, second = int(match[1]), int(match[3])
    month_first = match[2] == "/" and accent is Accent.AMERICAN
    if first > 12 >= second:
        month_first = False
    elif second > 12 >= first:
        month_first = True
    month, day = (first, second) if month_first else (second, first)
    return _date(day, month, match[4], accent) if month <= 12 else match[0]


def _years(match: re.Match[str]) -> str:
    begin, end = match[1], match[2]
    if len(end) == 2:
        if int(end) <= int(begin[2:]):
            return match[0]  # 1998-05 is not a span of years
        return f"{year(begin)} to {cardinal(str(int(end)))}"
    return f"{year(begin)} to {year(end)}"
