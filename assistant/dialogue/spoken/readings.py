"""Read a request by its evidence, where no grammar knows how it was put: what it is about, what shall be done. Pure.

A grammar knows whole sentences. Here a request is taken apart: when (`times`), about what (a timer, a
list, a thing that is on the desk by its name), and what is to be done with it (a verb of one of a few
classes), and put together again as a sentence the grammars know. Nothing is read into talk: what shall
change something begins with its verb or its thing, as requests do and tales do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.spoken import readings_agenda, readings_kept, terse
from assistant.dialogue.spoken.clauses import Clause, clauses
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.evidence import (
    ADDS,
    ASKS,
    REMOVES,
    SETS,
    SHIFTS,
    WANTS,
    Known,
    named,
    without,
)
from assistant.dialogue.spoken.straight import straight
from assistant.dialogue.spoken.targets import beyond, content
from assistant.dialogue.spoken.times import when_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_CUE = r"(?:remind (?:me|us)(?: again)?|reminder|(?:nudge|ping|prod|poke|buzz|prompt|alert|notify|jog|beep) (?:me|us)|(?:an? )?(?:notification|alert|shout|nudge|ping|poke|buzz|prod|push|heads up)|don't let (?:me|us) forget|shout (?:at )?(?:me|us)|jog my memory)"
_LOOSE_CUE = r"(?:let (?:me|us) know|tell (?:me|us)|make sure i(?: remember| don't forget)?(?!')|see (?:to it )?that i(?!')|i mustn't forget|i must not forget)"
_REMIND = re.compile(
    rf"(?:(?:{SETS}|send|shoot|drop|leave|{WANTS})(?: me| us)?(?: an?| the| another| one more)?(?: quick| little)? )*{_CUE}(?: for me| to me)?\b ?(?P<what>.*)"
)
_REMIND_LOOSE = re.compile(rf"{_LOOSE_CUE}\b ?(?P<what>.*)")
_REMIND_LAST = re.compile(
    r"(?P<what>.+?) (?:and )?(?:remind|nudge|ping|prod|tell|alert|let) (?:me|us)(?: know)?(?: of it| about it| of that| about that)?"
)
_DUTY = re.compile(
    r".*\b(?:(?:need|have|has|got|ought|want|supposed|going|remember|forget) to|must|should|gotta|mustn't forget to) (?P<what>.+)"
)
_ORDER = re.compile(
    rf"(?:{ADDS}|{SETS}) .*\b(?:lists?|timer|alarm|reminder|note|calendar|diary)\b|(?:remind|wake) (?:me|us)\b"
)
_ORDER_OF = re.compile(
    rf"(?:{SETS}|{WANTS})(?: me| us)? (?:an?|the|another|my) (?:\w+ ){{0,2}}(?P<kind>timer|alarm|reminder)\b"
)
_BEGINS = re.compile(
    rf"(?:{ASKS.pattern}|{REMOVES.pattern}|{ADDS}|{SETS}|{WANTS}|remind|wake|timer|alarm|reminder|undo|tick|cross|take|move|shift|i need to|i have to|speak up|call out|shout|let me know|beep|sing out|ring|write|draft|help me)\b"
)
_REASON = re.compile(
    r"(?:[,;.!]|\s[-–—])\s+(?:because |cause |since |as |so |but |or )?(?:i|i'm|i've|i'll|i'd|we|we're|we've|it|it's|there|there's|he|she|they|my|that's|the|otherwise|else|he's|she's|they're)\b(?=[^,;.!]* [^,;.!]*[.!]?$)|(?:(?<=tomorrow)|(?<=today)|(?<=tonight)|(?<=morning)|(?<=evening)) (?:i|i've|we|we've|it's|there's) (?!am\b).*$| and (?:then )?(?:i'll|i'm|i can)\b.*$",
    re.IGNORECASE,
)
MOST_NAMED = 12  # words in which something to be called off is named
_SO = re.compile(r"(?:^(?:and|but|well|so) | (?:so|and|but|because)$)")
_NO_DUTY = re.compile(r"(?:(?:of|about|to do) )?(?:it|that|this|them|then|there|so)?")
_WH = re.compile(
    r"(?:what|who|whom|why|how|where|which|when(?:ever)?|if|once|as soon as|every time|of (?:my|the|him|her|them))\b"
)
_ALARM = re.compile(
    rf"(?:(?:{SETS}|{WANTS})(?: me| us)?(?: an?| the| my| another)?(?: \w+){{0,2}} )?(?:alarm(?: clock)?|wake up call)(?: for me)?(?: please)?(?: set)?"
    rf"|(?:wake|get) (?:me|us)(?: up)?(?: out of bed)?|(?:be )?wak(?:e|ing) (?:me|us)(?: up)?|{WANTS} (?:waking|to be woken)(?: up)?|make sure i'?m (?:up|awake)|i (?:have to|need to|must|gotta|got to|have got to|'ve got to|want to) be (?:up|awake)"
)
_TIMER_SET = re.compile(
    rf"(?:(?:{SETS}|{WANTS}|time|count)\b|(?:\S+ ){{0,4}}(?:timer|countdown)\b|#)"
)
_KINDS = re.compile(r"\b(?:(?P<kind>timer|alarm|reminder)s?|(?:to|you) remind (?:me )?(?:of|about|for)|to remember|to be reminded)\b")  # fmt: skip
_SET = re.compile(r"\b(?:i|my|me|set|there|have|has|upcoming|next|all|scheduled|any|pending|open|the|running|alarms|timers|reminders)\b")  # fmt: skip
_TIME_OF = re.compile(r"\b(?:when|what time|what .*\btime|time of)\b(?!.*s\b (?:do|are))")
_MORE = re.compile(r"\b(?:more|extra|another|longer|later|add|extend|postpone|delay|additional)\b")
_LESS = re.compile(r"\b(?:less|shorter|sooner|off|shorten|fewer)\b")
_EXTRA = re.compile(r"(?P<n>\d+|an?|another) (?:more|extra|additional) (?P<unit>\w+)")
_MINUTES = re.compile(
    r"\b(?:another|extra|by|add|give \w+(?: \w+)?) (?:another |an extra )?\d{1,2}\b(?!:)"
)
_TIMER_ASKED = re.compile(
    r"what(?:'s| is) (?:still )?left\b.*|\b(?:how (?:long|much|many)|when(?:'s| is| will| are| does)|what time|is|are)\b.*\b(?:left|done|ready|up|go|going|until|till|before|more|still|remain\w*|finished|over|got|on the|on my|have|has|timer|ring|due)\b"
)
_TIMER_WORDS = re.compile(
    rf"\b(?:{SETS}|{WANTS}|timers?|countdown|count|down|time|on|for|of|with|to|at|in|up|me|us|my|the|an?|another|new|one|it|that|called|named|as|and|please|i|going|clock|now)\b"
)


def readings(said: str, known: Known, today: dt.date) -> Iterator[str]:
    """What `said` may ask of the desk, in sentences the grammars know, likeliest first."""
    for whole in terse.turned(said, known):
        yield whole
        yield from _of_clauses(whole, known, today)
        if reason := _REASON.search(whole):
            yield whole[: reason.start()]
            yield from _of_clauses(whole[: reason.start()], known, today)
    yield from _of_clauses(said, known, today)
    for read in (terse.headed, terse.counted, terse.timed_name, terse.entered):
        yield from read(said, known, today)
    if reason := _REASON.search(said):  # what stands after the request, and is none
        request = said[: reason.start()]
        yield request
        yield from _of_clauses(request, known, today)


def _of_clauses(said: str, known: Known, today: dt.date) -> Iterator[str]:
    found = clauses(straight(said))
    for clause in found[_musing(found) :]:
        if clause.said != said and not clause.before:
            yield clause.said
        if not readings_kept.leans(clause) and clause.plain != clause.said.lower():
            yield clause.plain
        for read in (
            readings_kept.undo,
            readings_kept.letters,
            _asked,
            _alarm,
            _remind,
            _timer,
            readings_kept.lists,
            readings_kept.notes,
            _changed,
            readings_agenda.asked,
            readings_agenda.added,
        ):
            yield from read(clause, known, today)
            if (
                read is _timer
                and clause.before
                and _BEGINS.match(clause.plain)
                and not readings_kept.leans(clause)
            ):
                yield clause.said
    for clause in found:
        if (about := _ORDER_OF.match(clause.plain)) and not ASKS.match(clause.plain):
            yield f"set a {about['kind']}"  # and she asks for when


def _musing(found: tuple[Clause, ...]) -> int:
    """1 where a question to oneself comes before the request: "what was it, oh yes, add milk to the list"."""
    return int(
        bool(found)
        and ASKS.match(found[0].plain) is not None
        and any(_ORDER.match(one.plain) for one in found[1:])
    )


def _remind(clause: Clause, _known: Known, today: dt.date) -> Iterator[str]:
    if ASKS.match(clause.plain) or REMOVES.match(clause.plain) or SHIFTS.match(clause.plain):
        return
    when = when_in(clause.plain, today)
    loose = None if when.empty else _REMIND_LOOSE.fullmatch(when.rest)
    found = _REMIND.fullmatch(when.rest) or loose
    if found is None and _REMIND_LAST.fullmatch(clause.plain):
        found = _REMIND_LAST.fullmatch(when.rest)
    if found is None or _WH.match(found["what"]) or found["what"] in {"don't", "do not", "never"}:
        return
    what = re.sub(r"^(?:(?:please|for|that i|i|of|with|saying|and) (?:(?:need|have|want|must) to )?)+", "", found["what"])  # fmt: skip
    if _NO_DUTY.fullmatch(what):
        duty = _DUTY.fullmatch(clause.before)
        if duty is None:
            if clause.before and not _NO_DUTY.fullmatch(clause.before):
                yield f"remind me {when.said} that {_undated(_SO.sub('', clause.before), today)}"
            elif loose is None:
                yield f"remind me {when.said}"
            return
        what = duty["what"]
        if not when.empty:  # the day of the thing is not the day of the reminder
            yield f"remind me {when.said} to {_undated(what, today)}"
            return
    lead = "" if re.match(r"(?:to|about|that) ", what) else "to "
    yield f"remind me {when.said} {lead}{what}"


def _undated(what: str, today: dt.date) -> str:
    when = when_in(what, today)
    return when.rest if when.rule is None and not when.stretch else what


def _alarm(clause: Clause, _known: Known, today: dt.date) -> Iterator[str]:
    if not re.search(r"\balarm|\bwak|\bup\b|\bawake\b", clause.plain):
        return
    if ASKS.match(clause.plain) or REMOVES.match(clause.plain) or SHIFTS.match(clause.plain):
        return
    when = when_in(clause.plain, today)
    rest = re.sub(r"(?: (?:at|by|for|on|before|no later than|sharp|rather|a bit|a little|early|earlier|late|later|instead))+$", "", when.rest)  # fmt: skip
    if not when.empty and _ALARM.fullmatch(rest):
        yield f"set an alarm {when.said}"


def _asked(clause: Clause, _known: Known, today: dt.date) -> Iterator[str]:
    """What is set, asked in whatever way."""
    plain = clause.plain
    found = _KINDS.search(plain) if ASKS.match(plain) else None
    if found is None or not _SET.search(plain):
        return
    kind = found["kind"] or "reminder"
    if kind != "timer" and _TIME_OF.search(plain):
        yield f"when is my {kind}"
    if kind != "timer" or (
        stretch_in(in_figures(plain)) is None and not _TIMER_ASKED.search(plain)
    ):
        day = re.sub(r"^(?:on|for|at|by|in the|from) ", "", when_in(plain, today).said)
        yield f"what {kind}s do i have for {day}" if day else f"what {kind}s do i have"


def _timer(clause: Clause, known: Known, _today: dt.date) -> Iterator[str]:
    figures = _EXTRA.sub(r"\g<n> \g<unit> more", in_figures(clause.plain))
    length = stretch_in(figures)
    name = named(clause.plain, known.timers)
    if name and length is None and (bare := _MINUTES.search(figures)):
        figures = f"{figures[: bare.end()]} minutes{figures[bare.end() :]}"
        length = stretch_in(figures)
    told = re.search(r"\b(?:timers?|countdown|count down|clock)\b", clause.plain)
    if ASKS.match(clause.plain):
        if (told or name) and length is None and _TIMER_ASKED.search(clause.plain):
            yield f"how long is left on the {name} timer" if name else "what timers are running"
        return
    if length is None and told and not name and clause.before and _TIMER_SET.match(figures):
        earlier = in_figures(clause.before)
        if (length := stretch_in(earlier)) is not None and length.exact:
            yield f"set a timer for {earlier[slice(*length.span)]}"
        return
    if length is None or not length.exact:
        return
    if re.match(
        rf"set (?:it|one|that) (?:for|to) {re.escape(figures[slice(*length.span)])}", figures
    ):
        yield f"set a timer for {figures[slice(*length.span)]}"
        return
    text = " ".join(f"{figures[: length.span[0]]} # {figures[length.span[1] :]}".split())
    amount = figures[slice(*length.span)]
    if REMOVES.match(clause.plain) or re.search(
        r"\b(?:alarm|remind\w*|list|calendar|diary)\b", text
    ):
        return
    more = re.sub(r"\bmore\b", "", amount).strip()
    if (name or (told and known.timers)) and _LESS.search(text) and not _MORE.search(clause.plain):
        yield f"take {more} off the {name} timer"
    elif name and _MORE.search(clause.plain):
        yield f"add {more} to the {name} timer"
    elif (told or text.startswith(("time ", "count "))) and _TIMER_SET.match(text):
        words = " ".join(_TIMER_WORDS.sub(" ", text.replace("#", " ").replace("an ", " ")).split())
        if len(words.split()) <= 3:
            yield f"set a {words} timer for {amount}" if words else f"set a timer for {amount}"


def _changed(clause: Clause, known: Known, today: dt.date) -> Iterator[str]:
    """Something that is set or in the calendar: called off, or put to another time."""
    plain = clause.plain
    kind = re.search(r"\b(?P<kind>timer|alarm|reminder)(?P<many>s)?\b", plain)
    if re.search(r"\b(?:lists?|notes?|letters?)\b", plain):
        return
    off = without(plain)
    if off is not None:
        if _points(plain) and (event := named(clause.before, known.events())):
            yield f"cancel the {event} {when_in(clause.before, today).said}"
            yield f"cancel the {event}"
            return
        if _points(plain):
            off = f"{clause.before} {off}"
        yield from _off(off, plain, kind, known, today)
        return
    yield from readings_agenda.moved(clause, kind["kind"] if kind else "", known, today)


def _points(plain: str) -> bool:
    return re.search(r"\b(?:it|that|them|this|those|one)\b", plain) is not None


def _off(
    off: str, plain: str, kind: re.Match[str] | None, known: Known, today: dt.date
) -> Iterator[str]:
    every = "all " if re.search(r"\b(?:all|every|both|each|any ?more|the lot)\b", plain) else ""
    when = when_in(off, today)
    if kind is not None:
        names = known.timers if kind["kind"] == "timer" else known.reminders
        name = named(off, names) if kind["kind"] != "alarm" else ""
        if kind["many"]:
            one = name and not every
            yield (
                f"cancel the {name} {kind['kind']}"
                if one
                else f"cancel all my {kind['kind']}s {when.said}"
            )
            return
        if name or not content(re.sub(r"\b(?:alarm|timer|reminder)s?\b", "", when.rest)):
            when_said = when.said if kind["kind"] == "alarm" else ""
            yield f"cancel the {name} {kind['kind']} {when_said}"
        return
    if len(off.split()) > MOST_NAMED:
        return
    if event := named(off, known.events()):
        if beyond(off, event, today):
            if REMOVES.match(plain):
                yield f"cancel {off}"
            return
        series = bool(every) or re.search(
            r"\b(?:meetings|lessons|classes|sessions|series|them all)\b", off
        )
        yield f"cancel all {event}s" if series else f"cancel the {event} {when.said}"
    elif name := named(off, known.timers):
        yield f"cancel the {name} timer"
    elif (name := named(off, known.reminders)) and not beyond(off, name, today):
        yield f"cancel the {name} reminder"
