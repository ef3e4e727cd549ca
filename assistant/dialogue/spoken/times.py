"""When something is meant to be, taken out of a request: a stretch, a day, a time of day, a rule. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from assistant.dialogue.numerals import in_figures, in_words_again
from assistant.dialogue.skills.clock import MONTHS, WEEKDAYS, date_in, ordinal
from assistant.dialogue.spoken.clocktimes import Clock, Stretch, clock_in, settled, stretch_in
from assistant.dialogue.spoken.rules import Rule, rule_in

PARTS = {
    "morning": (9, 0), "lunchtime": (12, 30), "lunch": (12, 30), "afternoon": (15, 0), "evening": (19, 0),
    "tonight": (20, 0), "night": (21, 0),
}  # fmt: skip
_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_NTH = r"(?:(?:twenty|20)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:thirty|30)[ -]first|\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
_PART = r"(?: (?P<part>morning|afternoon|evening|night|lunchtime))?"
_DAYS = tuple(
    re.compile(rf"\b(?:(?:on|for|by|from|until|till|since|this coming) )?{pattern}\b")
    for pattern in (
        rf"(?P<relative>(?:the )?day after tomorrow){_PART}",
        rf"(?P<week>a week) (?:on|from|this|next)? ?(?P<weekday>{_DAY}|today|tomorrow){_PART}",
        rf"(?P<weekday>{_DAY}|today|tomorrow) (?P<week>week|in a week){_PART}",
        rf"(?P<weekday>{_DAY})(?: the)? (?P<date>{_NTH}(?: of)?(?: (?:{_MONTH}))?(?: \d{{4}})?)(?! {_DAY}){_PART}(?! (?:minutes|hours|seconds))",
        rf"(?P<which>next|this|the coming|coming|the following|last)? ?(?P<weekday>{_DAY}){_PART}",
        rf"(?P<relative>today|tomorrow){_PART}",
        rf"(?:the )?(?P<date>{_NTH}(?: of)? (?:{_MONTH})(?:,? \d{{4}})?){_PART}",
        rf"(?P<date>(?:{_MONTH})(?: the)? {_NTH}(?:,? \d{{4}})?){_PART}",
        r"(?P<date>christmas eve|christmas day|christmas|boxing day|new year's eve|new year's day|new years eve|halloween|valentine's day|easter sunday|easter)" + _PART,
        r"(?P<numbers>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})" + _PART,
        rf"the (?P<monthday>{_NTH})(?: of (?P<thismonth>this|next) month)?(?! (?:of|time|item|one|thing|part)\b){_PART}",
        r"(?P<end>(?:at )?the end of (?:the|this|next) (?P<endof>week|month|year))",
        r"(?P<after>next (?:week|month|year))" + _PART,
        r"(?P<weekend>(?:at |on )?(?:the|this|next) weekend)" + _PART,
        r"this (?P<part>morning|afternoon|evening)",
        r"(?P<tonight>tonight)",
        r"(?:in the |at )(?P<part>morning|afternoon|evening|night|lunchtime)",
    )
)  # fmt: skip
_TENTHS = re.compile(
    r"\b(?:20|30|twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
)
_IN = re.compile(r"\b(?:in|after)(?: about| another)? (?=(?:\d|an?\b|half|three quarters|one\b))")
_NOW_ON = re.compile(r"^ (?:from now|from today|later)\b")
_LEFT = re.compile(r"\b(?:at|on|for|by|from|in)$|\s+")


@dataclass(frozen=True, slots=True)
class When:
    """What was said about time, and the `rest` of the words without it.

    `part` is a part of the day ("evening") where no time of day was said. `unsure` is the day in
    its words when it has two meanings ("next friday"), `wrong` when there is no such day. `said` are
    the words about time, in an order in which they are understood again.
    """

    rest: str
    stretch: Stretch | None = None
    day: dt.date | None = None
    clock: Clock | None = None
    part: str = ""
    rule: Rule | None = None
    unsure: str = ""
    wrong: str = ""
    said: str = ""

    @property
    def empty(self) -> bool:
        return (self.stretch, self.day, self.clock, self.rule) == (None,) * 4 and not (
            self.part or self.unsure or self.wrong
        )


def when_in(plain: str, today: dt.date) -> When:
    """Take everything about time out of `plain`, which is as `slips.mended` gives it."""
    found, rule = When(plain), None
    clock_first = clock_in(plain)
    text = plain
    if clock_first:
        text = _without(plain, clock_first.span)
        found = replace(found, clock=clock_first.clock, said=_cut(plain, clock_first.span))
    text = in_figures(text)
    if ruled := rule_in(text, today):
        before, (rule, text) = text, ruled
        found = replace(found, rule=rule, said=f"{_taken(before, text)} {found.said}".strip())
    if not rule and (stretch := _stretch(text)):
        said = f"{found.said} {_cut(text, stretch.span)}".strip()
        found, text = replace(found, stretch=stretch, said=said), _without(text, stretch.span)
    if not found.stretch or not (found.stretch.exact or found.clock):
        found, text = _day(found, text, today)
    if found.clock is not None and not found.clock.sure and found.part:
        clock = settled(found.clock.hour, found.clock.minute, "", _half(found.part))
        found = replace(found, clock=clock)
    return replace(found, rest=in_words_again(_tidy(text), plain))


def _cut(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)].strip()


def _taken(before: str, after: str) -> str:
    """The words of `before` that `after` is without; they stand together."""
    words, left = before.split(), after.split()
    head = 0
    while head < len(left) and words[head] == left[head]:
        head += 1
    tail = 0
    while tail < len(left) - head and words[-1 - tail] == left[-1 - tail]:
        tail += 1
    return " ".join(words[head : len(words) - tail])


def _one_number(found: re.Match[str]) -> str:
    """ "20 fourth" as it stands after `in_figures` is the 24th."""
    return str(ordinal(found[0]))


def _half(part: str) -> str:
    return {"tonight": "night", "lunchtime": "afternoon"}.get(part, part)


def _stretch(text: str) -> Stretch | None:
    for lead in _IN.finditer(text):
        stretch = stretch_in(text, lead.end())
        if stretch is not None and stretch.span[0] == lead.end():
            end = stretch.span[1]
            later = _NOW_ON.match(text[end:])
            return replace(stretch, span=(lead.start(), end + (later.end() if later else 0)))
    stretch = stretch_in(text)
    if stretch is not None and (later := _NOW_ON.match(text[stretch.span[1] :])):
        return replace(stretch, span=(stretch.span[0], stretch.span[1] + later.end()))
    return None


def _day(found: When, text: str, today: dt.date) -> tuple[When, str]:
    """The days in `text`; a part of the day may stand apart from its day."""
    for pattern in _DAYS:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        part = groups.get("part") or ("tonight" if groups.get("tonight") else "")
        named = {key: value for key, value in groups.items() if value and key != "part"}
        if not named and not found.part:
            today_too = "this" in match[0] and found.day is None
            found = replace(found, part=part, day=today if today_too else found.day)
        elif not named or found.day or found.unsure or found.wrong:
            continue
        else:
            found = _meant(replace(found, part=part or found.part), named, today)
            if not (found.day or found.unsure or found.wrong):
                continue
        found = replace(found, said=f"{match[0].strip()} {found.said}".strip())
        text = _without(text, match.span())
    return found, text


def _meant(found: When, named: dict[str, str], today: dt.date) -> When:
    week = dt.timedelta(7 if "week" in named else 0)
    match named:
        case {"relative": words}:
            return replace(
                found, day=today + dt.timedelta({"today": 0, "tomorrow": 1}.get(words, 2))
            )
        case {"date": words}:
            day = date_in(_TENTHS.sub(_one_number, words.replace(",", "")), today)
            if day is None and "weekday" in named:
                day = _monthday(ordinal(words), today)
            if day is None:
                return replace(found, wrong=words)
            if "weekday" in named and WEEKDAYS[day.weekday()] != named["weekday"]:
                return replace(found, wrong=f"{named['weekday']} {words}")
            return replace(found, day=day)
        case {"weekday": "today" | "tomorrow" as words}:
            return replace(found, day=today + dt.timedelta(words == "tomorrow") + week)
        case {"weekday": words}:
            ahead = (WEEKDAYS.index(words) - today.weekday()) % 7
            if named.get("which") == "next":
                return replace(found, unsure=words)
            if named.get("which") == "last":
                return replace(found, day=today - dt.timedelta(7 - ahead if ahead else 7))
            first = ahead or (0 if named.get("which") == "this" else 7)
            return replace(found, day=today + dt.timedelta(first) + week)
        case {"numbers": words}:
            day = _numbers(words)
            return replace(found, day=day) if day else replace(found, wrong=words)
        case {"monthday": words}:
            day = _monthday(ordinal(words), today, later=named.get("thismonth") == "next")
            return replace(found, day=day) if day else replace(found, wrong=f"the {words}")
        case {"endof": words}:
            return replace(found, day=_end_of(words, today, later="next" in named["end"]))
        case {"after": words}:
            return replace(found, day=_next_start(words, today))
        case {"weekend": words}:
            saturday = today + dt.timedelta((5 - today.weekday()) % 7)
            return replace(found, day=saturday + dt.timedelta(7 * ("next" in words)))
        case {"tonight": _}:
            return replace(found, day=today)
        case _:
            return found


def _monthday(number: int, today: dt.date, *, later: bool = False) -> dt.date | None:
    """The next month's day with this number from tomorrow on, or that of next month."""
    if not 1 <= number <= 31:
        return None
    first = today.replace(day=1)
    for _ in range(13):
        try:
            day = first.replace(day=number)
        except ValueError:
            day = None
        if day and day > today and not (later and first == today.replace(day=1)):
            return day
        first = (first + dt.timedelta(32)).replace(day=1)
    return None


def _end_of(what: str, today: dt.date, *, later: bool) -> dt.date:
    if what == "week":
        return today + dt.timedelta((4 - today.weekday()) % 7 + 7 * later)
    if what == "year":
        return dt.date(today.year + later, 12, 31)
    first = (today.replace(day=1) + dt.timedelta(32)).replace(day=1)
    if later:
        first = (first + dt.timedelta(32)).replace(day=1)
    return first - dt.timedelta(1)


def _next_start(words: str, today: dt.date) -> dt.date:
    if words.endswith("week"):
        return today + dt.timedelta(7 - today.weekday())
    if words.endswith("year"):
        return dt.date(today.year + 1, 1, 1)
    return (today.replace(day=1) + dt.timedelta(32)).replace(day=1)


def _numbers(words: str) -> dt.date | None:
    """A date in figures, the day before the month where the order is open; read by dateparser."""
    import dateparser  # type: ignore[import-untyped]  # slow to import, and seldom needed

    found = dateparser.parse(
        words, languages=["en"], settings={"DATE_ORDER": "YMD" if "-" in words else "DMY"}
    )
    return found.date() if found else None


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}".strip()


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return re.sub(
        r"^(?:and|,|to|that|at|on) (?=$)|\s+(?:at|on|for|by|and|,|in|from|the)$", "", text
    ).strip()
