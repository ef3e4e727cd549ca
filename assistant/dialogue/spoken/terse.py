"""Read what is put tersely: a heading and what stands under it, or a thing and what is to become of it. Pure.

"Calendar: board prep, Monday thirtieth, eight thirty to ten" has no verb, "the plants reminder, move it
to ten" names its thing before it says what to do. Here both become sentences that the grammars know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.spoken.clauses import parts_timed
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.evidence import Known, named
from assistant.dialogue.spoken.oddness import odd_words
from assistant.dialogue.spoken.readings_agenda import THING, when_of
from assistant.dialogue.spoken.slips import put_right
from assistant.dialogue.spoken.straight import straight

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from assistant.dialogue.spoken.times import When

MOST_WORDS = 24  # terse is short
MOST_NAMING = 6  # words of a thing's name
_LEAD = r"(?:(?:a|an|my|the|new|quick|another|next|okay|ok|so|and|please|right|hello|hi|hey) )*"
_SEP = r"\s*(?:[,:;.–—]|\s-)\s+"
_HEADED = re.compile(
    rf"(?i){_LEAD}(?P<label>alarm|wake[- ]?up call|reminder|note(?: to self)?|memo|to[- ]?dos?(?: list)?|tasks?|(?:shopping|grocery|groceries)(?: list)?|(?:(?:calendar|diary)(?: entry)?)|appointment|event|meeting)(?: (?:entry|item|for|on|add))*(?P<sep>{_SEP}|\s+)(?P<rest>\S.*)"
)
_LETTER = re.compile(rf"(?i){_LEAD}(?:letter|e-?mail) (?P<rest>to (?:my |our |the )?\S.*)")
_TALKING = re.compile(
    r"\b(?:i|you|he|she|we|they|it|is|are|am|was|were|be|been|will|would|has|have|had|do|does|did|can|could|should|must|said|says|went|goes|came|and then|that|which|who|what|why|how|not|never|[\w]+'(?:s|re|ve|ll|d|m|t))\b(?!')"
)
_POINTS = re.compile(
    r"\b(?:it|that one|this one|that|them|those|these)\b(?! (?:day|week|time|evening))"
)
_OPENING = re.compile(
    r"(?i)(?:(?:oh|ah|well|so|right|okay|ok|now then|now|dear|hey|and|look|listen)[, ]+)+"
)
_MADE = re.compile(
    r"(?i)[,;.] (?:please |so )?(?:make|put|change|move|push) (?:it|that) (?:to |at |for )?(?P<to>[^,;]+)$"
)
_PARTED = re.compile(r"\s*[,:;–—]\s+|\s+-\s+|\.\s+")
_IS_DONE = re.compile(
    r"(?:(?:i|we)(?:'ve| have)? (?:got|bought|done|finished)? ?)?(?P<what>.+?)(?:'s| is| are|'re)? (?:done|finished|bought|sorted|in the bag|taken care of)"
)
_KIND = re.compile(r"\b(?:alarm|timer|reminder|note|list|meeting|appointment|lunch|dinner|event)\b")
_MAKE_IT = re.compile(
    r"(?:(?:can|could) (?:we|you|i) |let's |we could |please )*(?:make|have|do|put) (?P<what>the .+?) (?:to |for |on |at )?(?P<to>(?:mon|tues|wednes|thurs|fri|satur|sun)day.*|tomorrow.*|an? .+ (?:later|earlier)|at .+|half .+|quarter .+)"
)
_THEN = re.compile(r"# (?:from now )?(?:then |and then |and )?(?P<rest>(?:please )?(?:tell|remind|ping|nudge|let) me\b.*)")  # fmt: skip
_FOR = re.compile(r"# (?:(?:for|on) )(?P<what>(?:the |my |some )?[\w'-]+(?: [\w'-]+){0,3})")


def headed(said: str, _known: Known, today: dt.date) -> Iterator[str]:
    """A heading ("to do", "calendar") and what stands under it."""
    text = straight(said)
    if len(text.split()) > MOST_WORDS:
        return
    if found := _LETTER.fullmatch(text):
        yield f"write a letter {found['rest']}"
    found = _HEADED.fullmatch(text)
    if found is None:
        return
    label, apart = found["label"].lower().replace("-", " "), bool(found["sep"].strip())
    rest = found["rest"].rstrip(" .!?")
    if label.startswith(("note", "memo")):
        if apart:
            yield f"take a note: {rest}"
    elif label.startswith(("to do", "task", "shopping", "grocer")):
        if apart and not re.match(r"(?i)(?:what|how|is|are|i|add)\b", rest):
            name = "to do" if label.startswith(("to", "task")) else "shopping"
            yield f"add {rest} to my {name} list"
    else:
        yield from _under(label, rest, today, apart=apart)


def _under(label: str, rest: str, today: dt.date, *, apart: bool) -> Iterator[str]:
    plain = parts_timed(rest)
    what, when, extra = when_of(plain, today)
    if when.empty:
        return
    what = _bare(what)
    if label.startswith(("alarm", "wake")):
        if len(what.split()) <= 1:
            yield f"set an alarm {when.said}"
    elif label == "reminder":
        if what and not odd_words(what):
            yield f"remind me {when.said} to {what}"
    elif what and not odd_words(what) and (apart or not _TALKING.search(plain)):
        name = what if label.startswith(("cal", "dia", "eve")) else f"{label} {what}"
        yield f"add {name} to my calendar {when.said} {extra}"


def entered(said: str, _known: Known, today: dt.date) -> Iterator[str]:
    """An appointment without a word of what to do with it: "Thursday nine to ten, one on one with Priya"."""
    text = straight(said).rstrip(" .!?")
    if "?" in said or not 3 <= len(text.split()) <= MOST_WORDS:
        return
    plain = parts_timed(text)
    what, when, extra = when_of(plain, today)
    what = _bare(what)
    told = re.search(rf"\b{THING}\b|\bwith\b|\bat the\b", what) or extra
    apart = any(_only_time(part, today) for part in _PARTED.split(text))
    if (
        not _dated(when)
        or not (told or apart)
        or not what
        or _TALKING.search(what)
        or odd_words(what)
    ):
        return
    if len(what.split()) <= MOST_NAMING and re.match(r"(?:and|but|or|from|last|by|since)\b", what) is None:  # fmt: skip
        yield f"add {what} to my calendar {when.said} {extra}"


def counted(said: str, _known: Known, _today: dt.date) -> Iterator[str]:
    """A length of time and what it is for: "eight minutes for the green tea"."""
    figures = in_figures(put_right(straight(said)))
    length = stretch_in(figures)
    if length is None or length.span[0] or not length.exact:
        return
    amount, text = figures[: length.span[1]], f"#{figures[length.span[1] :]}"
    if found := _THEN.fullmatch(text):
        yield f"in {amount} {found['rest']}"
    elif (found := _FOR.fullmatch(text)) and not _TALKING.search(found["what"]):
        yield f"set a timer for {amount} for {found['what']}"


def turned(said: str, known: Known) -> Iterator[str]:
    """A thing, then what is to become of it: the same as one sentence, to be read like any other."""
    said = _OPENING.sub("", said.strip())
    if (made := _MADE.search(said)) and (
        event := named(put_right(said[: made.start()]), known.events())
    ):
        yield f"move the {event} to {made['to'].rstrip(' .!?')}"
    head, sep, rest = (*re.split(rf"({_SEP})", said, maxsplit=1), "", "")[:3]
    if not sep or not rest.strip():
        return
    head, rest = put_right(head), rest.rstrip(" .!?")
    if done := _IS_DONE.fullmatch(head):
        head = done["what"]
    head = re.sub(r"^(?:(?:the|my|our|that|this|so|about) )+", "", head)
    if not head or len(head.split()) > MOST_NAMING or _TALKING.search(head):
        return
    name = named(
        head, (*known.events(), *known.items, *known.reminders, *known.timers, *known.lists)
    )
    if not name and not _KIND.search(head):
        return
    if _POINTS.search(rest) is None:
        return
    whole = _POINTS.sub(f"the {name if done and name else head}", rest, count=1)
    if made := _MAKE_IT.fullmatch(put_right(whole)):
        yield f"move {made['what']} to {re.sub(r' (?:at the )?same time$', '', made['to'])}"
    yield whole


def timed_name(said: str, _known: Known, _today: dt.date) -> Iterator[str]:
    """What a length of time is for, and the length: "screen time, forty minutes, start now"."""
    parts = [put_right(part) for part in _PARTED.split(said.strip(" .!?"))]
    parts = [
        part
        for part in parts
        if part and not re.fullmatch(r"(?:start|go|begin|starting)(?: now)?", part)
    ]
    if len(parts) != 2 or len(parts[0].split()) > MOST_NAMING - 2 or _TALKING.search(parts[0]):
        return
    figures = in_figures(parts[1])
    length = stretch_in(figures)
    if length is not None and length.exact and length.span == (0, len(figures)):
        yield f"set a {parts[0]} timer for {figures}"


def _only_time(part: str, today: dt.date) -> bool:
    what, when, _ = when_of(parts_timed(part), today)
    return when.day is not None and when.clock is not None and not _bare(what)


def _bare(what: str) -> str:
    what = " ".join(re.sub(r"\b(?:just|only)\b(?= |$)|,", " ", what).split())
    what = re.sub(
        r"^(?:(?:for|on|at|to|about|of|an?|the|my|is|that|and|entry|in) )+", "", f"{what.strip()} "
    )
    return " ".join(what.split())


def _dated(when: When) -> bool:
    return (when.day is not None or when.rule is not None) and when.clock is not None
