"""Something moved by a stretch of time, not to a time: "half an hour later", "back by ten minutes". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.polite import POLITE

if TYPE_CHECKING:
    import datetime as dt

_WHAT = r"(?P<what>(?:my |the |our |that )?[\w':. ]+?)"
_FORMS = tuple(
    re.compile(POLITE + form)
    for form in (
        rf"(?:make|move|push|shift|set|start|have|put) {_WHAT} #(?: (?P<way>later|earlier|sooner|back|forward|ahead|longer|shorter))",
        rf"(?:move|push|shift|put|bring|pull|delay|postpone) {_WHAT} (?P<way>back|forward|ahead|up|on|out)(?: by)? #",
        rf"(?:push|move|put|bring) (?P<way>back|forward) {_WHAT} by #",
        rf"(?P<way>move|push|shift|bump|slide) {_WHAT} by #",
        rf"(?P<way>delay|postpone|extend|shorten) {_WHAT} by #",
        rf"(?:take|knock|cut) # (?P<way>off) {_WHAT}",
    )
)
_SOONER = frozenset({"earlier", "sooner", "shorter", "shorten", "off", "up", "ahead"})


@dataclass(frozen=True, slots=True)
class Shift:
    """`by` is negative for earlier; `what` names the thing."""

    what: str
    by: dt.timedelta


def shift_in(plain: str) -> Shift | None:
    """The shift `plain` (as `slips.mended` gives it) asks for.

    "Back" is later and "forward" earlier, as with appointments: only where the thing is a clock's
    ("move the timer forward") is that unusual, and what she says back names the time.
    """
    figures = in_figures(plain)
    length = stretch_in(figures)
    if length is None or not length.exact:
        return None
    start, end = length.span
    text = f"{figures[:start]}#{figures[end:]}"
    for form in _FORMS:
        if found := form.fullmatch(text):
            sooner = found["way"] in _SOONER or found["way"] == "forward"
            return Shift(found["what"].strip(), -length.exact if sooner else length.exact)
    return None
