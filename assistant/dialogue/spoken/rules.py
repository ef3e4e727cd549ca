"""How often something comes round: "every other Tuesday", "on weekdays", as an RFC 5545 rule. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.skills.clock import MONTHS, WEEKDAYS, date_in, ordinal

if TYPE_CHECKING:
    import datetime as dt

_DAY = "|".join(WEEKDAYS)
_CODE = {day: day[:2].upper() for day in WEEKDAYS}
_NTH = r"(?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|tenth|fifteenth|twentieth)"
_EVERY = r"(?:every(?: single)?|each)"
_EACH = r"(?P<each>(?:other|second|third|fourth|2nd|3rd|4th|\d+) )?"
_MONTHS = "|".join(MONTHS)
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}  # fmt: skip
_FORMS = tuple(
    re.compile(rf"\b{pattern}\b")
    for pattern in (
        rf"(?:on )?(?:{_EVERY}|the) (?P<place>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<placed>{_DAY}) (?:of|in) (?:the|every|each) month",
        rf"(?:on )?{_EVERY} (?P<place>last|first|third|3rd) (?P<placed>{_DAY})",
        rf"(?:on )?{_EVERY} {_EACH}(?P<days>(?:{_DAY})s?(?:(?:,? and|,)? (?:{_DAY})s?)*)(?: (?P<part>morning|afternoon|evening|night)s?)?",
        rf"(?:on )?(?P<days>(?:{_DAY})s(?:(?:,? and|,)? (?:{_DAY})s)*)",
        rf"(?:on )?(?:{_EVERY} weekdays?|(?:on )?weekdays|{_EVERY} working days?|{_EVERY} work days?)(?P<weekdays>)(?: (?P<part>morning|afternoon|evening|night)s?)?",
        rf"(?:on |at )?(?:{_EVERY} weekends?|(?:on |at )weekends)(?P<weekends>)",
        r"(?:at |on |by )?the (?P<edge>start|beginning|end) of (?:every|each) month",
        rf"(?:on the (?P<on>{_NTH}|last day) (?:of )?)?{_EVERY} {_EACH}(?P<unit>minutes?|hours?|days?|weeks?|months?|years?)(?: on (?:the )?(?P<on2>last day|{_NTH}(?: of (?:{_MONTHS}))?|(?:{_MONTHS}) {_NTH}|(?:{_DAY})))?",
        rf"(?:on )?{_EVERY} (?P<date>{_NTH} (?:of )?(?:{_MONTHS})|(?:{_MONTHS})(?: the)? {_NTH}|christmas eve|christmas)",
        rf"{_EVERY} (?P<part>morning|afternoon|evening|night)(?P<daily>)s?",
        r"(?P<daily>daily|once a day)|(?P<weekly>weekly|once a week)|(?P<monthly>monthly|once a month)|(?P<yearly>yearly|annually|once a year)|(?P<hourly>hourly)",
        rf"the (?P<on>{_NTH}) of (?:every|each) month",
    )
)  # fmt: skip
_UNTIL = re.compile(rf" (?:until|till|up to)(?: the)? (?P<date>(?:{_NTH}(?: of)? )?(?:{_MONTHS})(?:(?: the)? {_NTH})?(?: \d{{4}})?|christmas|new year|easter|(?:{_DAY}))(?=$| (?:to|about|that) )| (?:until|till|up to)(?: the)? (?P<date2>{_NTH} (?:of )?(?:{_MONTHS}))\b")  # fmt: skip
_FREQ = {"minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}  # fmt: skip
LEAST_MINUTES = 5  # more often than that nobody could bear


@dataclass(frozen=True, slots=True)
class Rule:
    """`text` is RFC 5545 without COUNT; `part` the part of the day that was named with it."""

    text: str
    part: str = ""
    too_often: bool = False

    @property
    def runs_all_day(self) -> bool:
        """Whether it needs no time of day: every so many hours or minutes."""
        return self.text.startswith(("FREQ=HOURLY", "FREQ=MINUTELY"))


def rule_in(plain: str, today: dt.date) -> tuple[Rule, str] | None:
    """The rule in `plain` and the words without it; None when nothing comes round."""
    until = _UNTIL.search(plain)
    end = _end(until["date"] or until["date2"], today) if until else None
    text = plain[: until.start()] + plain[until.end() :] if until and end else plain
    for form in _FORMS:
        match = form.search(text)
        if match is None:
            continue
        groups = {key: value for key, value in match.groupdict().items() if value is not None}
        rule = _rule(groups, today)
        if not rule:
            continue
        if end:
            rule += f";UNTIL={end:%Y%m%d}T235959"
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        often = rule.startswith("FREQ=MINUTELY") and _interval(groups) < LEAST_MINUTES
        return Rule(rule, groups.get("part", ""), often), " ".join(rest.split())
    return None


def _end(words: str, today: dt.date) -> dt.date | None:
    """The last day; a month alone means its first."""
    if words in MONTHS:
        first = today.replace(month=MONTHS.index(words) + 1, day=1)
        return first if first > today else first.replace(year=first.year + 1)
    return date_in(words, today)


def _interval(groups: dict[str, str]) -> int:
    each = groups.get("each", "").strip()
    if not each:
        return 1
    return 2 if each == "other" else max(1, ordinal(each))


def _rule(groups: dict[str, str], today: dt.date) -> str:
    interval = _interval(groups)
    times = f";INTERVAL={interval}" if interval > 1 else ""
    match groups:
        case {"place": place, "placed": day}:
            return f"FREQ=MONTHLY;BYDAY={_PLACES[place]}{_CODE[day]}"
        case {"days": days}:
            found = dict.fromkeys(re.findall(_DAY, days))
            return f"FREQ=WEEKLY{times};BYDAY={','.join(_CODE[day] for day in found)}"
        case {"weekdays": _}:
            return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
        case {"weekends": _}:
            return "FREQ=WEEKLY;BYDAY=SA,SU"
        case {"unit": unit}:
            return _by_unit(
                unit.rstrip("s"), times, groups.get("on") or groups.get("on2", ""), today
            )
        case {"date": words}:
            date = date_in(words, today)
            return _yearly(date, "") if date else ""
        case {"daily": _}:
            return "FREQ=DAILY"
        case {"weekly": _}:
            return "FREQ=WEEKLY"
        case {"monthly": _}:
            return "FREQ=MONTHLY"
        case {"yearly": _}:
            return "FREQ=YEARLY"
        case {"hourly": _}:
            return "FREQ=HOURLY"
        case {"edge": edge}:
            return f"FREQ=MONTHLY;BYMONTHDAY={-1 if edge == 'end' else 1}"
        case {"on": number}:
            return _monthly(ordinal(number), "")
        case _:
            return ""


def _by_unit(unit: str, times: str, on: str, today: dt.date) -> str:
    rule = f"FREQ={_FREQ[unit]}{times}"
    if not on:
        return rule
    if on in _CODE:
        return f"FREQ=WEEKLY{times};BYDAY={_CODE[on]}"
    if on == "last day":
        return f"{rule};BYMONTHDAY=-1"
    if unit == "year" and (day := date_in(on, today)):
        return _yearly(day, times)
    return _monthly(ordinal(on), times) if unit == "month" else rule


def _monthly(day: int, times: str) -> str:
    """Each month on this day, or on its last where it is shorter."""
    if day <= 28:
        return f"FREQ=MONTHLY{times};BYMONTHDAY={max(day, 1)}"
    days = ",".join(str(number) for number in range(28, min(day, 31) + 1))
    return f"FREQ=MONTHLY{times};BYMONTHDAY={days};BYSETPOS=-1"


def _yearly(day: dt.date, times: str) -> str:
    """Each year on this day; what falls on 29 February comes on the 28th in other years."""
    if (day.month, day.day) == (2, 29):
        return f"FREQ=YEARLY{times};BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"
    return f"FREQ=YEARLY{times};BYMONTH={day.month};BYMONTHDAY={day.day}"
