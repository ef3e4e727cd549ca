"""What is asked of the calendar, entered into it and moved, read by its evidence. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.spoken.clocktimes import HOUR, MINUTES, stretch_in
from assistant.dialogue.spoken.evidence import ASKS, ENTERS, SHIFTS, Known, named
from assistant.dialogue.spoken.oddness import odd_words
from assistant.dialogue.spoken.targets import beyond, content
from assistant.dialogue.spoken.times import When, when_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from assistant.dialogue.spoken.clauses import Clause

_CAL = r"(?:calendar|diary|schedule|agenda|appointments?|meetings?|events?|plans)"
_WHEN_ASKED = re.compile(r"\b(?:when|what time|which day|what day|on which|how late)\b")
_FREE = re.compile(
    r"\b(?:free|available|busy|open|window|gap|slot|spare|booked|any time|time for|clear|space|room)\b"
)
_SUMMARY = re.compile(r"\b(?:summary|rundown|run down|overview|briefing|recap|round ?up|brief)\b")
_MINE = re.compile(
    rf"\b(?:i|my|me|we|our|on|first|next|happening|planned|there|anything|{_CAL})\b|i've|i'm"
)
_OTHER = re.compile(
    r"\b(?:you|your|he|she|they|weather|wind|rain|snow|chemist|shut|shuts|bus|tram|news|media|online|internet|tv|television|radio|world|town|city|area|near|around here|date|feel|feeling|think|eat|cook|wear|say|said|was|were|did|tell you|dream|about|should|could|joke|story|why|timer|alarms?|reminders?|lists?|notes?|letters?|birthday|is today|is tomorrow|old)\b"
)
_HOW_TO = re.compile(
    r"do (?:i|we) (?:need|want|look|like|know|owe)\b|.*\b(?:point|use|sense) of\b|.*\bin (?!my\b|the\b|for\b|today\b)[a-z]+$|is (?:it|the|that|this)\b.*\b(?:weekend|\w+day)$|how (?:do|can|does|did) (?:i|we|you|one)\b|do or\b"
)
_BEHIND = re.compile(
    r"(?:after|before|besides|apart from) .+? (?P<asked>(?:what|when|am i|do i)\b.+)"
)
_AHEAD = re.compile(r"\b(?:next|upcoming) (?:\w+ )?(?:events?|appointments?|meetings?)\b")
_REST_OF = re.compile(r"\b(?:the )?(?:rest|remainder) of (?:the day|today|my day)\b")
THING = r"(?:appointment|meeting|event|call|lunch|dinner|breakfast|coffee|party|visit|class|lesson|interview|drinks|session|practice|haircut|training|review|check ?up|conference|webinar|seminar|workshop|gym|yoga|viewing|rehearsal|exam|appraisal|massage|physio|therapy|catch ?up|stand ?up|briefing|presentation|demo|one on one|barbecue|concert|recital|wedding|funeral)"
_INTO = re.compile(r"\b(?:on|to|in|into|onto|for|from) (?:(?:my|the|our) )?(?:calendar|diary|schedule|agenda)\b")  # fmt: skip
_FIRM = re.compile(
    r"(?:put an? (?:hold|block)|schedule|book|block|pencil|slot|arrange|plan|set up|fit in|squeeze in|reserve|organi[sz]e)\b"
)
_DOWN = re.compile(r"\b(?:me|us) (?:down|in|up) for\b|\b(?:down|in)\b(?= (?:on|for|at|$)|$)")
_RANGE = re.compile(
    rf"\b(?:from|between) (?P<first>{HOUR}(?:[ :.]{MINUTES})?(?: ?[ap]m)?) (?:to|till|until|and) (?P<last>(?:half past |half |quarter past |quarter to )?{HOUR}(?:[ :.]{MINUTES})?(?: ?[ap]m)?)\b"
)
_LASTS = re.compile(r"\bfor (?P<length>(?:an?|half an|\d+|\w+) (?:and a half )?(?:hours?|minutes?)(?: and a half)?)\b")  # fmt: skip
_ENTER = re.compile(
    rf"{ENTERS}(?: (?:me|us|out|off|in|down|up|for|myself))*(?: an?| the| another| my| in)? (?P<what>.+)"
)
_WANTED = re.compile(r"(?:i|we)(?:'d)? (?:need|want|like) (?P<what>.+?) (?:to be )?(?:put|added|entered|written|marked)(?: down)?(?P<rest> .+)")  # fmt: skip
_HAVE = re.compile(
    r"^(?:(?:i|we)(?:'m|'ve|'re| am| are| have| have got|'ve got| will be|'ll be| got)(?: to)?|there(?:'s| is)(?: an?)?|it's) "
)
_WHETHER = re.compile(
    r"(?:(?:do|have) (?:i|we)\b|is there\b)(?=.*\b(?:coming|planned|booked|scheduled|set|appointment)\b)"
)
_MAKE_IT = re.compile(r"(?:can you |could we |could you )?(?:make|put|change|set|move|have) (?:it|that|them|this) (?:to |at |for |on )?(?P<to>.+)")  # fmt: skip
_GO_IN = re.compile(
    r"(?:(?:can|could|should|may|must|let) )?(?:i(?:'d| would) like |i want |have )?(?:it|that|this)(?: all)?(?: (?:should|must|needs to|has to|can|could|ought to|to))? ?(?:go|be put|be|get put|put|entered|written|added)?(?: down)? (?:in|on|into|to) (?:my |the |our )?(?:calendar|diary|schedule|agenda)"
    r"|(?:(?:and )?(?:put|write|note|enter|set|save|add|keep) )?(?:it |that |this )?(?:down )?(?:in|into|inside|to|on|onto)(?: (?:the|my|our))? (?:calendar|diary|schedule|agenda)"
)
_WRITE_IT = re.compile(r"(?:(?:to|and|can you|could you|will you|you) )*(?:write|note|put|mark|enter|save|keep|add|stick|pop|chuck) (?:(?:it|that|this)(?: down| in)?|down)(?: for me)?")  # fmt: skip
_TO_BUY = re.compile(r"\b(?:flight|table|hotel|taxi|cab|uber|ticket|room|train|trip)s?\b")
_LATER = re.compile(r"\b(?P<way>later|earlier|sooner|back|forward|ahead|on)\b")
_NEEDS = re.compile(
    r"(?:must|should|has to|needs to|ought to|have to|can|could|is going to|will) (?:be )?(?:moved |go |start |happen |come )?(?:to )?(?P<to>.+)"
)


def asked(clause: Clause, known: Known, today: dt.date) -> Iterator[str]:
    plain = clause.plain
    if not ASKS.match(plain) and not re.search(
        r"\b(?:when|what time|what else|am i|do i)\b", plain
    ):
        return
    if not ASKS.match(plain) and not clause.before and len(plain.split()) > 12:
        return
    if behind := _BEHIND.fullmatch(plain):
        plain = behind["asked"]
    when = when_in(plain, today)
    if _AHEAD.search(plain) and when.empty and not _OTHER.search(plain):
        yield "what's my next appointment"
        return
    if _SUMMARY.search(plain) and not _OTHER.search(plain.replace("about", "")):
        part = "evening" if "evening" in plain else "morning"
        yield "brief me for tomorrow" if "tomorrow" in plain else f"give me the {part} summary"
        return
    if _WHEN_ASKED.search(plain) and (event := named(f"{plain} {clause.before}", known.events())):
        yield f"when is {event}"
        return
    name = named(plain, known.reminders) if _WHEN_ASKED.search(plain) else ""
    if name and content(name) <= content(plain):
        yield f"when is the {name} reminder"
        return
    said = when.said
    if (
        not said
        and _WHETHER.match(plain)
        and not _OTHER.search(plain)
        and (event := named(plain, known.events()))
    ):
        yield f"when is {event}"
        return
    if said and re.match(r"what(?:'s| is| have i got) (?:still )?left\b", plain):
        yield f"what's on my calendar {said}"
        return
    if "week" in plain and not said:
        said = "next week" if "next week" in plain else "this week"
    if _REST_OF.search(plain):
        said = "today"
    if not said and re.search(
        r"\b(?:events|appointments|meetings|plans|anything) (?:are )?(?:coming up|ahead|planned|scheduled|soon)\b",
        plain,
    ):
        said = "this week"
    plain = (
        plain.replace("about ", "")
        if plain.startswith(("tell me about", "show me about"))
        else plain
    )
    if (
        _OTHER.search(plain)
        or _HOW_TO.match(plain)
        or not (
            _MINE.search(plain) or _FREE.search(plain) or re.match(r"(?:how|what)\b.*\blook", plain)
        )
    ):
        return
    if said and _FREE.search(plain):
        yield f"am i free {said}"
        yield f"when am i free {said}"
    elif said or re.search(r"\b(?:calendar|diary|schedule|agenda|appointments)\b", plain):
        if event := named(plain, known.events()):
            yield f"when is {event}"
        if when.clock and not (when.day or when.part or when.unsure):
            said = "today"
        yield f"what's on my calendar {said}"


def added(clause: Clause, _known: Known, today: dt.date) -> Iterator[str]:
    plain = clause.plain
    if (clause.before and _GO_IN.fullmatch(plain)) or (
        clause.before and _WRITE_IT.fullmatch(plain) and _is_dated(clause.before, today)
    ):
        plain = "put it in my calendar"
    if ASKS.match(plain) or re.search(
        r"\b(?:lists?|notes?|timer|alarm|remind\w*|letter|email)\b", plain
    ):
        return
    into = _INTO.search(plain) is not None
    if wanted := _WANTED.fullmatch(plain):
        plain = f"put {wanted['what']}{wanted['rest']}"
    found = _ENTER.fullmatch(_INTO.sub(" ", plain).strip()) if into else _ENTER.fullmatch(plain)
    if found is None:
        return
    firm = _FIRM.match(plain) or _DOWN.search(plain) or re.search(rf"\b{THING}\b", plain)
    if (not into and not firm) or (not into and _TO_BUY.search(plain)):
        return
    points = re.match(r"(?:it|that|this|them|those)\b", found["what"])
    if points and not clause.before:
        return
    text = f"{clause.before} {plain}" if points else plain
    kept, when, extra = when_of(text, today)
    if when.day is None and when.rule is None and not when.unsure and not into:
        return
    if points:
        what = _HAVE.sub("", when_of(clause.before, today)[0])
    else:
        again = _ENTER.fullmatch(_INTO.sub(" ", kept).strip())
        what = again["what"] if again else ""
    what = re.sub(r"^(?:(?:me|us|in|out|off|down|for|of|an?|the|my|to|on|that|i have|up) )+", "", f"{what} ").strip()  # fmt: skip
    what = re.sub(r"(?: (?:in|down|on|for|at|from|off|out|and|it))+$", "", what)
    what = re.sub(r"^(?:hold|block|slot|space|entry)(?: on| in)? for ", "", what)
    if what and not odd_words(what):
        yield f"add {what} to my calendar {when.said} {extra}"


def when_of(text: str, today: dt.date) -> tuple[str, When, str]:
    """The words without any time, when, and from when to when or how long."""
    extra = []
    if ranged := _RANGE.search(text):
        extra.append(f"from {ranged['first']} to {ranged['last']}")
        text = f"{text[: ranged.start()]} {text[ranged.end() :]}"
    elif lasts := _LASTS.search(text):
        extra.append(lasts[0])
        text = f"{text[: lasts.start()]} {text[lasts.end() :]}"
    when = when_in(" ".join(text.split()), today)
    return when.rest, when, " ".join(extra)


def _is_dated(said: str, today: dt.date) -> bool:
    when = when_in(said, today)
    return when.day is not None and (when.clock is not None or bool(when_of(said, today)[2]))


def moved(clause: Clause, kind: str, known: Known, today: dt.date) -> Iterator[str]:
    """Something that is in the calendar or set, to another time or by a stretch of time."""
    plain = clause.plain
    if ASKS.match(plain):
        return
    if plain.endswith(" instead") and (target := _target(plain, kind, known)):
        when = when_in(plain, today)
        if not when.empty:
            yield f"move the {target} to {when.said}"
            return
    if clause.before and (made := _MAKE_IT.fullmatch(plain)):
        thing = named(clause.before, known.events()) or _set_by_name(clause.before, known, today)
        if thing and not when_in(f"at {made['to']}", today).empty:
            yield f"move the {thing} to {made['to']}"
            return
    shift = SHIFTS.match(plain)
    needs = None if shift else re.search(rf"\b{_NEEDS.pattern}$", plain)
    if not shift and not needs:
        return
    target = _target(plain, kind, known)
    if not target and not kind:
        about = plain[: needs.start()] if needs else re.split(r" (?:to|until|till|for|by|at) ", plain[shift.end() if shift else 0 :])[0]  # fmt: skip
        target = _set_by_name(about, known, today)
    if not target:
        return
    figures = in_figures(needs["to"] if needs else plain)
    length, way = stretch_in(figures), _LATER.search(figures)
    if length is not None and length.exact and way:
        sooner = way["way"] in {"earlier", "sooner", "forward", "ahead"}
        yield f"move the {target} {figures[slice(*length.span)]} {'earlier' if sooner else 'later'}"
        return
    to = needs["to"] if needs else plain
    halves = re.split(r" (?:to|until|till|for|into) ", to)
    last = halves[-1] if needs or len(halves) > 1 else ""
    if not last or (when_in(last, today).empty and when_in(f"at {last}", today).empty):
        return
    was = when_in(plain[: len(plain) - len(last)], today).said if shift else ""
    yield f"move the {target} {was if not kind else ''} to {last}"


def _target(plain: str, kind: str, known: Known) -> str:
    if kind == "alarm":
        return "alarm"
    if kind:
        name = named(plain, known.timers if kind == "timer" else known.reminders)
        return f"{name} {kind}" if name else ""
    return named(plain, known.events())


def _set_by_name(about: str, known: Known, today: dt.date) -> str:
    """A reminder or a timer that was called by nothing but its name."""
    for kind, names in (("reminder", known.reminders), ("timer", known.timers)):
        name = named(about, names)
        if name and not beyond(about, name, today):
            return f"{name} {kind}"
    return ""
