"""The time, the date, the weekday, and how many days until something."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from functools import cache
from typing import TYPE_CHECKING

from assistant.dialogue.english import listed
from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from assistant.ports import Heard

MONTHS = listed(
    "january february march april may june july august september october november december"
)
WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_ORDINALS = {
    word: number + 1
    for number, word in enumerate(
        listed("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
        twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
        twenty-ninth thirtieth thirty-first""")
    )
}
_FEASTS: dict[str, tuple[int, int]] = {
    "christmas": (12, 25), "christmas day": (12, 25), "xmas": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year": (1, 1), "new year's": (1, 1), "new years": (1, 1), "new year's day": (1, 1), "new years day": (1, 1), "the new year": (1, 1),
    "new year's eve": (12, 31), "new years eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14), "valentines day": (2, 14),
    "valentine's": (2, 14), "st patrick's day": (3, 17), "april fools day": (4, 1), "april fools": (4, 1), "the fourth of july": (7, 4), "midsummer": (6, 24),
}  # fmt: skip

_ASK = r"(?:(?:can|could|would|will) you )?(?:please )?(?:just )?(?:tell me |do you (?:happen to )?know |i (?:want|need|would like|'d like) to know |any idea |remind me )?"
_SAME = r"(?: (?:again|exactly|at the moment|today|it is|is it|please|currently|over there|on your clock))*"
_TIME = re.compile(
    rf"{_ASK}(?:what(?:'s| is)? (?:the )?(?:current |exact )?time(?: is it| it is|'s it)?|what time(?: is it| it is|'s it| do we have| have you got| do you have)?|what hour is it|how late is it|(?:do you have|have you got|got) the time|the (?:current )?time|time|what does the clock say)"
    rf"(?: in (?P<place>[a-z ]+?))?{_SAME}"
)
_DAY = re.compile(
    rf"{_ASK}(?:(?:what|which)(?:'s| is)? ?(?:the )?(?:day|weekday)(?: of the week)?(?: is| was| will)?(?: it| that)?(?: be)?|what's|what is)(?P<a> is)? ?(?P<which>today|tomorrow|yesterday|the day after tomorrow|the day before yesterday)?(?: it)?{_SAME}"
)
_DATE = re.compile(
    rf"{_ASK}(?:(?:what|which)(?:'s| is)? ?(?:the )?(?:current )?date(?: is| was| do we have| have we got)?(?: it)?|what was the date|the date|date)(?: (?:is|on))? ?(?P<which>today|tomorrow|yesterday|the day after tomorrow|the day before yesterday)?(?:'s date)?{_SAME}|{_ASK}(?:what(?:'s| is)? )?(?P<which2>today|tomorrow|yesterday)'s date{_SAME}"
)
_DAY_OF = re.compile(
    rf"{_ASK}(?:what|which) (?:day|weekday)(?: of the week)? (?:is|was|will|does|falls?)(?: it)?(?: be)? ?(?:on )?(?P<date>.+?)(?: (?:be|fall on|on|this year))*"
)
_UNTIL = re.compile(
    rf"{_ASK}(?:how (?:many (?P<unit>days|weeks|nights|sleeps|months)|long)(?: is it| is there| are there| are left| left| do we have| have we got| are we)?(?: left)? (?:un)?(?:till?|to|before|away from) (?P<date>.+?)|(?P<unit2>days) until (?P<date2>.+?))(?: (?:is it|are there|is))?"
)
_WHEN = re.compile(
    rf"{_ASK}(?:when(?:'s| is| does)|what (?:date|day) (?:is|does)) (?P<date>.+?)(?: (?:this year|next year|start|fall|be))?"
)
_MONTH = re.compile(
    rf"{_ASK}(?:what|which) (?P<what>month|year) (?:is it|do we have|are we in|is this|it is)(?: now)?"
)


class Clock:
    """Tells time, date and weekday, here and in other cities, and counts the days to a date."""

    name = "clock"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if len(plain) > 120 or not plain:
            return None
        text = _told(plain, heard.at)
        return Reply(_varied(text, talk)) if text else None


def _varied(text: str, talk: Talk) -> str:
    """The same fact asked twice is told twice, but not in the same words."""
    said = [one.meant for one in talk.history.exchanges]
    forms = [text, f"As I said: {_lower(text)}", f"Still the same answer: {_lower(text)}"]
    return min(forms, key=said.count)


def _lower(text: str) -> str:
    return (
        text
        if text.startswith(tuple(day.capitalize() for day in WEEKDAYS))
        else text[:1].lower() + text[1:]
    )


def _told(plain: str, now: dt.datetime) -> str:
    if found := _TIME.fullmatch(plain):
        return _time_in(found["place"], now) if found["place"] else f"It's {spoken_time(now)}."
    if found := _MONTH.fullmatch(plain):
        return f"It's {now:%B}." if found["what"] == "month" else f"It's {now.year}."
    today = now.date()
    if found := _DATE.fullmatch(plain):
        return _date_of(found["which"] or found["which2"] or "today", today)
    if (found := _DAY.fullmatch(plain)) and (
        "day" in re.sub(r"today|yesterday", "", plain.split(" is ", maxsplit=1)[0])
        or found["which"]
    ):
        return _day_of(found["which"] or "today", today)
    if (found := _UNTIL.fullmatch(plain)) and (
        day := date_in(found["date"] or found["date2"], today)
    ):
        return _until(
            found["date"] or found["date2"], day, today, found["unit"] or found["unit2"] or "days"
        )
    if (found := _DAY_OF.fullmatch(plain)) and (day := date_in(found["date"], today)):
        tense = "was" if day < today else "is"
        return f"{spoken_date(day, today)} {tense} a {day:%A}."
    if (found := _WHEN.fullmatch(plain)) and (
        found["date"] in _FEASTS or found["date"].startswith("easter")
    ):
        day = date_in(found["date"], today)
        return f"{_feast(found['date'])} is on {day:%A}, {spoken_date(day, today)}." if day else ""
    return ""


def spoken_time(now: dt.datetime) -> str:
    """The time as one says it: "five past three in the afternoon", "3:07 in the afternoon", "noon"."""
    hour, minute = now.hour, now.minute
    if (hour, minute) == (0, 0):
        return "midnight"
    if (hour, minute) == (12, 0):
        return "noon"
    if minute % 5:
        return f"{(hour - 1) % 12 + 1}:{minute:02d} {_part_of_day(hour)}"
    named = {15: "a quarter", 30: "half", 5: "five", 10: "ten", 20: "twenty", 25: "twenty-five"}
    if minute == 0:
        return f"{_hour(hour)} o'clock {_part_of_day(hour)}"
    if minute <= 30:
        return f"{named[minute]} past {_hour(hour)} {_part_of_day(hour)}"
    return f"{named[60 - minute]} to {_hour(hour + 1)} {_part_of_day(hour)}"


def _hour(hour: int) -> str:
    return listed("twelve one two three four five six seven eight nine ten eleven")[hour % 12]


def _part_of_day(hour: int) -> str:
    if hour < 5:
        return "at night"
    if hour < 12:
        return "in the morning"
    if hour < 18:
        return "in the afternoon"
    return "in the evening" if hour < 22 else "at night"


def spoken_date(day: dt.date, today: dt.date) -> str:
    """ "22 November", with the year when it is another one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {day:%B}{year}"


_OFFSETS = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "the day after tomorrow": 2,
    "the day before yesterday": -2,
}


def _date_of(which: str, today: dt.date) -> str:
    day = today + dt.timedelta(_OFFSETS[which])
    if which == "today":
        return f"It's {day:%A}, {day.day} {day:%B} {day.year}."
    tense = "was" if day < today else "is"
    return f"{which.capitalize()} {tense} {day:%A}, {day.day} {day:%B} {day.year}."


def _day_of(which: str, today: dt.date) -> str:
    day = today + dt.timedelta(_OFFSETS[which])
    if which == "today":
        return f"It's {day:%A}, {day.day} {day:%B}."
    return f"{which.capitalize()} {'was' if day < today else 'is'} {day:%A}, {day.day} {day:%B}."


def _until(words: str, day: dt.date, today: dt.date, unit: str) -> str:
    days = (day - today).days
    what = (
        _feast(words)
        if words in _FEASTS or words.startswith("easter")
        else f"{day:%A}, {spoken_date(day, today)}"
    )
    if days < 0:
        return f"{what} is behind us, {-days} day{'s' * (days != -1)} ago."
    if days == 0:
        return f"{what} is today."
    if days == 1:
        return f"{what} is tomorrow."
    if unit == "weeks" and days >= 7:
        rest = f" and {_count(days % 7, 'day')}" if days % 7 else ""
        return f"{_count(days // 7, 'week')}{rest} until {what}."
    return f"{days} {unit if unit in {'nights', 'sleeps'} else 'days'} until {what}."


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'s' * (number != 1)}"


def _feast(words: str) -> str:
    return " ".join(
        word.capitalize() if word not in {"the", "of"} else word for word in words.split()
    ).removeprefix("the ")


def date_in(words: str, today: dt.date) -> dt.date | None:
    """The day meant by "christmas", "3 march", "the 3rd of march 2027", "friday"; None for no date.

    Without a year the next such day from `today` on, today included.
    """
    words = re.sub(r"^(?:the |next |this |on |coming )+", "", words.strip(" ?.,"))
    words = re.sub(
        r"\btwenty (first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
        r"twenty-\1",
        words,
    )
    for name, number in sorted(_ORDINALS.items(), key=lambda item: -len(item[0])):
        words = re.sub(rf"\b{name}\b", str(number), words)
    words = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", in_figures(words))
    if words in _OFFSETS or f"the {words}" in _OFFSETS:
        return today + dt.timedelta(
            _OFFSETS[words] if words in _OFFSETS else _OFFSETS[f"the {words}"]
        )
    if words in WEEKDAYS:
        return today + dt.timedelta((WEEKDAYS.index(words) - today.weekday()) % 7 or 7)
    if words == "weekend":
        return today + dt.timedelta((5 - today.weekday()) % 7)
    feast = _FEASTS.get(words) or _FEASTS.get(f"the {words}")
    if words in {"easter", "easter sunday"}:
        this_year = easter(today.year)
        return this_year if this_year >= today else easter(today.year + 1)
    if feast:
        return _next(today, *feast)
    month = "|".join(MONTHS)
    found = re.fullmatch(
        rf"(?P<day>\d{{1,2}}) (?:of )?(?P<month>{month})(?: (?P<year>\d{{4}}))?", words
    ) or re.fullmatch(
        rf"(?P<month>{month}) (?:the )?(?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))?", words
    )
    if not found:
        return None
    number, day = MONTHS.index(found["month"]) + 1, int(found["day"])
    if found["year"]:
        return _day(int(found["year"]), number, day)
    return _next(today, number, day)


def ordinal(words: str) -> int:
    """The number of "3rd", "third", "twenty-first" or "21"; 0 where it is none."""
    words = re.sub(r"^(?:20|twenty)[ -](?=[a-z])", "twenty-", words.strip())
    words = re.sub(r"^(?:30|thirty)[ -](?=[a-z])", "thirty-", words)
    if words in _ORDINALS:
        return _ORDINALS[words]
    found = re.match(r"\d{1,4}", words)
    return int(found[0]) if found else 0


def _next(today: dt.date, month: int, day: int) -> dt.date | None:
    for year in range(today.year, today.year + 9):  # 29 February may be eight years off
        found = _day(year, month, day)
        if found and found >= today:
            return found
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _time_in(place: str, now: dt.datetime) -> str:
    zone = _zones().get(place.strip().removeprefix("the "))
    if zone is None:
        return ""
    there = now.astimezone(zoneinfo.ZoneInfo(zone))
    name = " ".join(word.capitalize() for word in place.split())
    other = "" if there.date() == now.date() else f", {there:%A}"
    return f"In {name} it's {spoken_time(there)}{other}."


@cache
def _zones() -> dict[str, str]:
    """City in lower case to time zone; empty where the system has no zone data."""
    zones = {
        zone.rsplit("/", 1)[1].replace("_", " ").lower(): zone
        for zone in sorted(zoneinfo.available_timezones())
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/", "posix", "right"))
    }
    more = {"san francisco": "America/Los_Angeles", "washington": "America/New_York", "boston": "America/New_York", "beijing": "Asia/Shanghai", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "barcelona": "Europe/Madrid", "milan": "Europe/Rome", "geneva": "Europe/Zurich", "california": "America/Los_Angeles", "japan": "Asia/Tokyo", "india": "Asia/Kolkata", "germany": "Europe/Berlin", "france": "Europe/Paris", "england": "Europe/London", "edinburgh": "Europe/London", "manchester": "Europe/London", "new york city": "America/New_York", "seattle": "America/Los_Angeles", "miami": "America/New_York", "rio": "America/Sao_Paulo"}  # fmt: skip
    known = set(zones.values())
    return zones | {city: zone for city, zone in more.items() if zone in known}
