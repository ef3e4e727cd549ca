"""Mend what a recogniser commonly mishears in requests: "said a timer", "to morrow", "for pm". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.dialogue.spoken.phrasing import plainly
from assistant.dialogue.spoken.straight import straight
from assistant.dialogue.text import bare

_HOUR_SOUNDS = {"won": "one", "to": "two", "too": "two", "for": "four", "fore": "four", "ate": "eight", "tan": "ten", "sex": "six", "sicks": "six", "nein": "nine", "fife": "five"}  # fmt: skip
_SOUNDS = "|".join(_HOUR_SOUNDS)
_PLAIN = (
    (r"\b(what|when|how|where|who|that|there|let)s\b", r"\1's"),
    (r"\b(i|we|they|you)(ve|m|re|ll)\b(?<!\bill)(?<!\bwere)(?<!\bwell)", r"\1'\2"),
    (r"\b(do|did|ca|wo|sha|is|are|was|does|have|could|would|should)nt\b", r"\1n't"),
    (r"\b([ap])\.? ?m\b\.?", r"\1m"),
    (r"\bo ?clock\b|\boh clock\b|\ba clock\b", "o'clock"),
    (r"\bto morrow\b|\btomorow\b|\btwo morrow\b|\btomorrows\b(?! )", "tomorrow"),
    (r"\bto ?day\b", "today"),
    (r"\bto night\b|\btonite\b", "tonight"),
    (r"\bweak(s?)\b", r"week\1"),
    (r"\bminuets?\b|\bminute's\b|\bminutes'", "minutes"),
    (r"(?<=\d )ours\b|(?<=two )ours\b|(?<=three )ours\b", "hours"),
    (r"\b(an|half an|one) our\b", r"\1 hour"),
    (r"\b(half|quarter|five|ten|twenty|twenty five) (?:passed|parsed|pass|paused)\b", r"\1 past"),
    (r"\bhave past\b|\bhalf fast\b", "half past"),
    (r"\bquota (past|to)\b|\bcourt(?:er|a) (past|to)\b", r"quarter \1\2"),
    (r"\bre ?mind ?me\b|\breminds? me\b|\breminder me\b|\bremain(?:ed)? me\b|\brewind me\b|\brimind me\b", "remind me"),
    (r"(?<=\bremind me )(?:too|two) (?!\d|(?:minutes|hours|days|weeks)\b)", "to "),
    (r"(?<=\w )too (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|tomorrow\b|noon\b|\d|half past|quarter)", "to "),
    (r"\bremember me (?=to\b|about\b|that\b|tomorrow\b|at\b|in\b|on\b)", "remind me "),
    (r"\btim ?er\b|(?<=\ba )tim\b(?= for)|\btime ?her\b|\btimer's\b|\btime or\b|\btime are\b|\btie mer\b", "timer"),
    (r"\b(?:settle|settled|set her|sadder|cetera) timer\b", "set a timer"),
    (r"\bone more (?=timer|alarm|reminder)", "another "),
    (r"\btimer (?:four|fore|two|to) (?=(?:for|four|to|two|too|(?!more\b|extra\b|and\b)\w+) (?:and a half )?(?:seconds?|minutes?|hours?)\b)", "timer for "),
    (r"\ba ?larm\b|\ballarm\b|\balarmed\b|\bon alarm\b|\bin alarm\b|\ban arm\b", "alarm"),
    (r"\b(set|cancel|an?|my|the) a alarm\b", r"\1 alarm"),
    (r"^(?:said|sent|sat|sit|sets|let|that) (?=(?:an?|another|my|the)? ?(?:\S+ ){0,4}(?:timer|alarm|reminder)\b)", "set "),
    (r"\b(?:can sell|can cell|council|councel|counsel|cancelled?|consul|can't sell|canceled)\b(?= (?:my|the|that|all|it|every|this|tomorrow))", "cancel"),
    (r"\bsnooz\b|^(?:snows|snew|snooth)\b", "snooze"),
    (r"\b(?:two|to|too|the) ?(?:do|due) lists?\b|\btodo list\b|\bto-do list\b|\bto do's list\b", "to do list"),
    (r"\b(shopping|grocery|to do|packing) (?:lift|lest|lisp|least|listed)\b", r"\1 list"),
    (r"\bshop in list\b|\bshopping's list\b|\bchopping list\b", "shopping list"),
    (r"^(?:ad|at|and|had|app|hat) (?=.{2,80}? (?:to|two|too|on|onto) (?:my|the|our) .{2,30}?list\b)", "add "),
    (r"(?<= )(?:two|too) (?=(?:my|the|our) (?:\S+ ){0,2}list\b)", "to "),
    (r"^(?:un do|un due|and do|on do|undue|undo,|under|undid) (?=that|it|this|the last)", "undo "),
    (r"^(?:un do|undue)$", "undo"),
    (r"\bcalender\b|\bcolander\b|\bcalendars\b(?= )", "calendar"),
    (r"\bapartment\b(?= (?:with|at the dentist|on|for|tomorrow|at))", "appointment"),
    (r"\bmeting\b|\bmeat in\b|\bmeeting's\b", "meeting"),
    (r"\bwake me ?(?:up)? ad\b", "wake me at"),
    (r"^(?:give|got|let) me up (?=(?:at|by|in|tomorrow)\b)", "get me up "),
    (r"(?<=day) 4 (?=\d{1,2}[ :.]\d{2}\b|\d{1,2} (?:am|pm|o'clock)\b)", " for "),
    (r"\b(?:make|take|right|write|made) an? (?:not|nope|node|knot)\b", "take a note"),
    (r"\bevery utter\b|\bevery author\b|\bevery udder\b", "every other"),
    (r"\bwen[ds]*s ?day\b|\bwendsday\b|\bwhens ?day\b", "wednesday"),
    (r"\bthirst ?day\b|\bthurs day\b", "thursday"),
    (r"\b(mon|tues|wednes|thurs|fri|satur|sun) day\b", r"\1day"),
    (r"\bfry ?day\b", "friday"),
    (r"\bnext mouth\b", "next month"),
)  # fmt: skip
_MENDS = tuple((re.compile(pattern), into) for pattern, into in _PLAIN)
_HOURS = (
    re.compile(rf"\b(?P<sound>{_SOUNDS})(?= (?:am|pm|o'clock)\b)"),
    re.compile(rf"(?<=\bat )(?P<sound>{_SOUNDS})(?=(?: (?:thirty|fifteen|forty|in the (?:morning|afternoon|evening)|tomorrow|tonight|today))|$)"),
    re.compile(rf"(?<=past )(?P<sound>{_SOUNDS})\b"),
    re.compile(rf"(?<=\bfor )(?P<sound>{_SOUNDS})(?= (?:seconds?|minutes?|hours?)\b)"),
)  # fmt: skip


@lru_cache(maxsize=4)  # each skill asks it of the same turn
def mended(text: str) -> str:
    """`text` as `text.bare` gives it: what was meant, mishearings put right, roundabout requests said plainly."""
    return plainly(put_right(straight(text)))


def put_right(text: str) -> str:
    """`text` as `text.bare` gives it, common mishearings put right."""
    plain = bare(text.replace("-", " ") if not re.search(r"\d-\d", text) else text)
    for pattern, into in _MENDS:
        plain = pattern.sub(into, plain)
    for hours in _HOURS:
        plain = hours.sub(lambda found: _HOUR_SOUNDS[found["sound"]], plain)
    return " ".join(plain.split())
