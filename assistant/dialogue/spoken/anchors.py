"""A time told by an appointment: "an hour before the dentist", "the evening before lunch with Anna". Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.evidence import named
from assistant.dialogue.spoken.targets import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WAY = re.compile(r" (?P<way>before|ahead of|prior to|after) (?:the start of |the end of )?")
_PART = re.compile(
    r"\b(?:on |in )?the (?P<part>day|night|evening|morning|afternoon) (?P<way>before|of|after) "
)
_PARTS = {"day": "at 9:00", "night": "in the evening", "evening": "in the evening", "morning": "in the morning", "afternoon": "in the afternoon"}  # fmt: skip
_STARTS = re.compile(r"\b(?P<way>right before|just before|shortly before|before|right after|after) (?=(?:the|my|our) )")  # fmt: skip
SHORTLY = dt.timedelta(minutes=15)
_SMALL = frozenset("the my our a an with at of meeting appointment next".split())
MOST_WORDS = 6  # of an appointment's name


def anchored(
    plain: str, names: Callable[[], Iterable[str]], starts: Callable[[str], dt.datetime | None]
) -> str | None:
    """`plain` with its time told by the clock, where it was told by one of the appointments `names`.

    `starts` gives the wall time at which the next one of this name begins.
    """
    figures = in_figures(plain)
    length = stretch_in(figures)
    if length is not None and (way := _WAY.match(figures, length.span[1])):
        by = length.exact + dt.timedelta(length.days)
        later = way["way"] == "after"
        return _told(
            figures, (length.span[0], way.end()), names, starts, lambda at: _at(at + (by if later else -by))
        )  # fmt: skip
    if part := _PART.search(figures):
        days = {"before": -1, "of": 0, "after": 1}[part["way"]]
        return _told(
            figures, part.span(), names, starts,
            lambda at: f"on {_date(at + dt.timedelta(days))} {_PARTS[part['part']]}",
        )  # fmt: skip
    if (way := _STARTS.search(figures)) and re.match(r"(?:remind|nudge|ping|tell) me ", figures):
        by = SHORTLY if "after" not in way["way"] else -SHORTLY
        return _told(figures, way.span(), names, starts, lambda at: _at(at - by))
    return None


def _told(
    plain: str,
    span: tuple[int, int],
    names: Callable[[], Iterable[str]],
    starts: Callable[[str], dt.datetime | None],
    told: Callable[[dt.datetime], str],
) -> str | None:
    words = plain[span[1] :].split()
    name = named(" ".join(words[:MOST_WORDS]), names())
    own = content(name) | _SMALL
    count = 0
    while count < len(words) and (words[count] in own or content(words[count]) & own):
        count += 1
    at = starts(name) if name and count else None
    if at is None:
        return None
    return " ".join((plain[: span[0]].strip(), told(at), *words[count:])).strip()


def _at(at: dt.datetime) -> str:
    return f"on {_date(at)} at {at.hour}:{at.minute:02}"


def _date(at: dt.datetime) -> str:
    return f"{at.day} {at:%B}".lower() + f" {at.year}"
