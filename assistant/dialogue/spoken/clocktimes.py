"""Times of day and stretches of time in plain words: "half past six", "an hour and a half". Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from assistant.dialogue.english import listed

_SMALL = {
    word: number
    for number, word in enumerate(
        listed("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""")
    )
}
_TENS = {word: 10 * at for at, word in enumerate(listed("twenty thirty forty fifty"), 2)}
_ONES = "|".join(word for word, number in _SMALL.items() if 0 < number < 10)
_HOURS = "|".join(word for word, number in _SMALL.items() if 0 < number < 13)
_TEENS = "|".join(word for word, number in _SMALL.items() if number > 9)
HOUR = rf"(?:{_HOURS}|1[0-9]|2[0-3]|0?[0-9])"
MINUTES = rf"(?:(?:oh|o|zero) (?:{_ONES}|[1-9])|(?:twenty|thirty|forty|fifty)(?: (?:{_ONES}))?|{_TEENS}|[0-5][0-9])"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|years?)(?![a-z])"
_PAST = "half|(?:a )?quarter|five|ten|twenty five|twenty|25|20|10|5"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said: hour 0..23; `sure` tells that it is known which half of the day."""

    hour: int
    minute: int
    sure: bool


def number_in(words: str) -> int | None:
    """The number below a hundred in words or figures; None where it is none."""
    total = 0
    for word in words.split():
        if word in {"oh", "o"}:
            continue
        if word.isdecimal():
            total += int(word)
        elif word in _SMALL or word in _TENS:
            total += _SMALL.get(word, _TENS.get(word, 0))
        else:
            return None
    return total if words.strip() else None


_END = r"(?: ?(?P<half>am|pm)\b| (?:in the (?:early )?(?P<part>morning|afternoon|evening|night)|at (?P<night>night)|(?P<tonight>tonight)|(?=(?:tomorrow|this|today|yesterday|mon|tues|wednes|thurs|fri|satur|sun)\S* (?P<later>morning|afternoon|evening|night)\b))\b)?"
_FORMS = (
    re.compile(rf"\b(?P<by>{_PAST})(?: minutes)? (?P<way>past|after|to|before|till|of) (?P<hour>{HOUR})(?: o'clock)?\b(?! {_UNIT}){_END}"),
    re.compile(rf"\bhalf (?P<halfhour>{_HOURS})\b(?! {_UNIT}){_END}"),
    re.compile(rf"\b(?P<hour>{HOUR}) o'clock\b{_END}"),
    re.compile(rf"\b(?P<hour>{HOUR})[:.](?P<minute>[0-5]\d)(?:[:.]\d\d)?\b{_END}"),
    re.compile(rf"\b(?P<hour>{HOUR}) (?P<minute>{MINUTES})(?= (?:am|pm|in the (?:morning|afternoon|evening)|at night|tonight)\b){_END}"),
    re.compile(rf"(?<=\bat )(?P<hour>{HOUR}) (?P<minute>{MINUTES})\b(?! {_UNIT}){_END}"),
    re.compile(rf"(?<=\bfor )(?P<hour>{HOUR}) (?P<minute>{MINUTES})\b(?! {_UNIT}| \w+s\b){_END}"),
    re.compile(rf"\b(?P<hour>{HOUR})(?= ?(?:am|pm)\b){_END}"),
    re.compile(rf"\b(?P<hour>1?\d)(?P<minute>[0-5]\d)(?= ?(?:am|pm)\b){_END}"),
    re.compile(rf"(?<=\bat )(?P<hour>[01]?\d|2[0-3])(?P<minute>[0-5]\d)\b(?! {_UNIT}){_END}"),
    re.compile(rf"\b(?P<hour>{HOUR})(?= in the (?:early )?(?:morning|afternoon|evening)\b| at night\b| tonight\b){_END}"),
    re.compile(rf"(?<=\bat )(?P<hour>{HOUR})\b(?! {_UNIT}| (?:people|items|things|pages)\b){_END}"),
    re.compile(rf"(?:(?<=alarm for )|(?<=reminder for )|(?<=set for ))(?P<hour>{HOUR})\b(?! {_UNIT}){_END}"),
    re.compile(rf"(?<=\b(?:by|to) )(?P<hour>{HOUR})\b(?! {_UNIT}| \w+)(?=$){_END}"),
)  # fmt: skip
_NAMED = {"noon": 12, "midday": 12, "mid day": 12, "midnight": 0, "lunchtime": 12, "lunch time": 12}
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b")


@dataclass(frozen=True, slots=True)
class Found:
    clock: Clock
    span: tuple[int, int]


def clock_in(plain: str) -> Found | None:
    """The first time of day in `plain` (as `slips.mended` gives it) and where it stands."""
    for form in _FORMS:
        for match in form.finditer(plain):
            clock = _clock(match)
            if clock is not None:
                start = match.start()
                lead = re.search(r"(?:\b(?:at|by|around|about|for|from|exactly) )+$", plain[:start])
                return Found(clock, (lead.start() if lead else start, match.end()))
    if named := _NAME.search(plain):
        lead = re.search(r"(?:\b(?:at|by|around|about|for|before) )+$", plain[: named.start()])
        minute = 30 if named[0].startswith("lunch") else 0
        clock = Clock(_NAMED[named[0]], minute, sure=True)
        return Found(clock, (lead.start() if lead else named.start(), named.end()))
    return None


def _clock(match: re.Match[str]) -> Clock | None:
    parts = match.groupdict()
    hour = number_in(parts.get("halfhour") or parts.get("hour") or "")
    if hour is None or hour > 23:
        return None
    minute = number_in(parts["minute"]) if parts.get("minute") else 0
    if parts.get("halfhour"):
        minute = 30
    if by := parts.get("by"):
        minutes = {"half": 30}.get(by) or (15 if "quarter" in by else number_in(by) or 0)
        back = parts["way"] in {"to", "before", "till", "of"}
        if back and by == "half":
            return None
        hour, minute = ((hour - 1) % 24, 60 - minutes) if back else (hour, minutes)
    if minute is None or minute > 59:
        return None
    part = (
        parts.get("part")
        or parts.get("later")
        or ("night" if parts.get("night") or parts.get("tonight") else "")
    )
    half = parts.get("half") or ""
    return settled(hour, minute, half, part)


def settled(hour: int, minute: int, half: str, part: str) -> Clock:
    """The time with what was said of its half of the day: "am", "pm", or "evening" and the like."""
    if hour > 12 or (hour == 0 and not half):
        return Clock(hour, minute, sure=True)
    if not half and part:
        late = part in {"afternoon", "evening"} or (part == "night" and 5 <= hour < 12)
        if part == "night" and hour == 12:
            return Clock(0, minute, sure=True)
        half = "pm" if late else "am"
    if half:
        return Clock(hour % 12 + (12 if half == "pm" else 0), minute, sure=True)
    return Clock(hour, minute, sure=False)


# --- stretches -----------------------------------------------------------------------------

_N = r"(?:\d+(?:\.\d+)?|an?|one|a couple of|a couple|a few|half(?: an?)?|(?:a )?quarter of an?|(?:three|3) quarters of an?)"
_STRETCH = re.compile(
    rf"(?P<n>{_N})(?P<and> and (?:a half|1/2|half))? ?-?(?P<unit>{_UNIT})(?P<half> and a half| and a quarter| and 3 quarters| and three quarters)?"
)  # fmt: skip
_STRETCHES = re.compile(rf"\b{_STRETCH.pattern}(?:(?:,? and|,)? {re.sub(r'[?]P<[a-z]+>', '?:', _STRETCH.pattern)})*\b")  # fmt: skip
_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "a couple of": 2.0, "a couple": 2.0, "a few": 3.0}
_SECONDS = {"s": 1, "mi": 60, "h": 3600, "d": 86_400, "w": 604_800, "f": 1_209_600}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time: `exact` for hours and less; `days` and `months` go by the calendar."""

    exact: dt.timedelta = dt.timedelta(0)
    days: int = 0
    months: int = 0
    span: tuple[int, int] = (0, 0)


def stretch_in(plain: str, at: int = 0) -> Stretch | None:
    """The first length of time in `plain` from position `at` on, with its numbers in figures."""
    whole = _STRETCHES.search(plain, at)
    if whole is None:
        return None
    exact, days, months = 0.0, 0, 0
    for match in _STRETCH.finditer(plain, whole.start(), whole.end()):
        count, unit = _count(match), match["unit"]
        if unit.startswith("mo"):
            months += round(count)
        elif unit.startswith("y"):
            months += round(12 * count)
        elif unit[0] in "dwf" and count == int(count):
            days += int(count) * _SECONDS[unit[0]] // 86_400
        else:
            exact += count * _SECONDS[unit[:2] if unit.startswith("mi") else unit[0]]
    if exact > 400 * 86_400 or days > 36_600 or months > 1_200:
        return None
    return Stretch(dt.timedelta(seconds=round(exact)), days, months, whole.span())


def _count(match: re.Match[str]) -> float:
    said = match["n"]
    if said.startswith("half"):
        count = 0.5
    elif said.startswith(("a quarter", "quarter")):
        count = 0.25
    elif "quarters" in said:
        count = 0.75
    else:
        count = _NUMBERS[said] if said in _NUMBERS else min(float(said), 1e12)
    if match["and"]:
        count += 0.5
    if match["half"]:
        count += 0.5 if "half" in match["half"] else 0.25 if "a quarter" in match["half"] else 0.75
    return count
