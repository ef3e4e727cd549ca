"""Where in what was said the request begins, and what was said before it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialogue.spoken.clocktimes import HOUR, MINUTES
from assistant.dialogue.spoken.polite import COMMA
from assistant.dialogue.spoken.slips import put_right
from assistant.dialogue.spoken.straight import straight

MOST_CLAUSES = 6
_BOUNDARY = re.compile(
    r"\s*[.!?;:,]\s+|\s+(?:and )?so (?!that\b)|\s+(?:and|but|because|cause|then) (?:then |also )?(?=(?:please|can|could|would|will|remind|set|put|add|wake|give|take|cancel|move|make|tell|tick|cross|stick|pop|note|write|note|delete|get|let|ping|nudge)\b)",
    re.IGNORECASE,
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|tonight|weekdays?)"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
_TENS = r"(?:(?:twenty|thirty|forty|fifty)(?: five)?|fifteen|ten|oh five|[0-5][05])"
_NUMBERED = re.compile(
    rf"(?<!at )(?<!past )(?<!\bto )(?<!-)\b(?P<time>{_SMALL} {_TENS})\b(?! (?:{_TENS}|seconds?|minutes?|mins?|hours?|days?|weeks?|am|pm|past|to|percent)\b)(?=$| (?:on|at|for|to|this|every|each|in|tomorrow|tonight|today|alarm|wake|{_DAY})\b)"
)
_AFTER_DAY = re.compile(
    rf"\b(?P<day>{_DAY}(?: (?:morning|evening|night|afternoon))?) (?P<hour>{HOUR}(?: {MINUTES})?)\b(?! (?:seconds?|minutes?|mins?|hours?|days?|weeks?|to\b|past|till|until|{MINUTES}\b|o'clock))(?=$| (?:for|to|in|with|remind|at)\b)"
)
_RANGE = re.compile(
    rf"(?<!from )(?<!between )(?<!past )\b(?P<first>(?:(?!(?:five|ten|twenty|quarter) to)){HOUR}(?: {MINUTES})?(?: ?[ap]m)?) (?:to|till|until) (?P<last>(?:half |half past |quarter past |quarter to )?{HOUR}(?: {MINUTES})?(?: ?[ap]m)?)\b(?! (?:minutes?|hours?|{_TENS})\b)"
)

_PARTED = re.compile(r"\s*[,:;–—]\s+|\s+-\s+|\.\s+")
_LASTS = re.compile(r"(?:an?|half an|one and a half|\w+(?: and a half)?) (?:hours?|minutes?)")


@dataclass(frozen=True, slots=True)
class Clause:
    """`plain` is the request (mended, lower case), `said` the same with its capitals and commas.

    `before` is what was said before it, mended too; `commas` is `plain` with COMMA for its commas.
    """

    plain: str
    said: str
    before: str

    @property
    def commas(self) -> str:
        return put_right(re.sub(r"\s*,\s*(?=\w)", f" {COMMA} ", self.said))


def clauses(meant: str) -> tuple[Clause, ...]:
    """The whole of `meant` (as `straight.straight` gives it), then what is left of it from each boundary on."""
    starts = [0, *(found.end() for found in _BOUNDARY.finditer(meant))][:MOST_CLAUSES]
    found = []
    for start in starts:
        said = straight(meant[start:])
        if plain := timed(put_right(said)):
            found.append(Clause(plain, said, timed(put_right(meant[:start])) if start else ""))
    return tuple(found)


def timed(plain: str) -> str:
    """Times of day that stand without "at" with it: "six forty", "friday eight", "two to four"."""
    plain = _RANGE.sub(r"from \g<first> to \g<last>", plain)
    plain = _NUMBERED.sub(r"at \g<time>", plain)
    return _AFTER_DAY.sub(r"\g<day> at \g<hour>", plain)


def parts_timed(said: str) -> str:
    """Each part between commas for itself, slips mended, so that "eight thirty" at its end is a time."""
    parts = [timed(put_right(part)) for part in _PARTED.split(said.rstrip(" .!?"))]
    return " , ".join(
        f"for {part}" if _LASTS.fullmatch(part) and len(parts) > 1 else part for part in parts
    )
