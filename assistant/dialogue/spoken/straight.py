"""What somebody meant to say: without hesitation, asides and courtesies, and with their own corrections made. Pure.

"Would you, um, set a timer for fifteen, no, twenty minutes" is "set a timer for twenty minutes". Of a
correction (Shriberg 1994: reparandum, interregnum, repair) the part that is put right is found by what
it is: a day for a day, a time for a time, a number for a number, or the words from which on it is said
again.
"""

from __future__ import annotations

import re

from assistant.dialogue.spoken.clocktimes import HOUR, MINUTES
from assistant.dialogue.spoken.polite import (
    ASKED_NICELY,
    BREAK,
    CLOSINGS,
    COMMA,
    DOING,
    IS_DOING,
    OPENINGS,
    PLEASE,
)

LONGEST = 400  # characters; a longer turn is a tale
_START, _END = rf"(?:^|{BREAK})", rf"(?=$|{BREAK}|[.!?])"

# --- hesitation ----------------------------------------------------------------------------

_UM = re.compile(
    rf"(?:{BREAK})?\b(?:u+m+|u+h+|e+r+m*|h+m+|ah+|eh+)\b\.?(?:{BREAK})?", re.IGNORECASE
)
_ASIDE = re.compile(
    rf"(?:{BREAK}|^)(?:and )?(?:let me (?:think|see)|let's see|let's say|what was i (?:going|about) to say|i don't know|dunno|i dunno|you know(?: what)?|what else|what was it"
    rf"|what's it called|what do you call it|how do you say|i (?:guess|suppose|think|believe)|sort of|kind of|well|say|like|(?:and )?(?:whatsit|thingy|thingummy|what's-it|whatchamacallit|oh what is it)"
    rf"|if (?:you|i)(?: would| could| may| might| will| can|'d)?(?: be (?:so )?(?:good|kind)(?: enough)?| don't mind| please| like| wouldn't mind)?(?: as)?)(?:{BREAK})",
    re.IGNORECASE,
)
_LIKE = re.compile(
    rf"\b(?:like|roughly|say) (?=(?:(?:in|at|for|on) )?(?:an? (?:hour|minute)|half\b|{HOUR}\b|{MINUTES}\b|\d))|(?<=you )like (?=set|put|add|wake|make)",
    re.IGNORECASE,
)
_TWICE = re.compile(
    rf"\b(at|to|the|a|an|for|on|in|me|my|and|i|it|is|what|set|add|of|with|by)(?:(?:{BREAK}|\s+)\1)+\b",
    re.IGNORECASE,
)

# --- corrections ---------------------------------------------------------------------------

_WEAK = r"no|sorry|wait|actually|i mean|rather|oops"
_STRONG = r"(?:oh )?(?:(?:no|sorry|wait|oops|actually)[, ]+)*(?:no[, ]+(?:wait|sorry|actually|hang on|i mean|not that|make (?:it|that)|make)|sorry[, ]+(?:no|i mean|i meant|make (?:it|that))|wait[, ]+(?:no|make (?:it|that))|actually[, ]+(?:no|make (?:it|that)|make)|hang on|hold on|i meant|or rather|make (?:it|that)|scratch that|strike that|correction|let's (?:say|make it|make that)|better make (?:it|that))"
_MARK = re.compile(
    rf"(?:(?P<comma>{BREAK})(?:and |but |or )?(?:{_STRONG}|{_WEAK})(?:{BREAK}|\s+)|\s+(?P<bare>{_STRONG}|no sorry|sorry no|i mean)\s+|\s+(?P<weak>{_WEAK})\s+)"
    rf"(?:(?:no|wait|actually|sorry|i mean|i meant|make (?:it|that)|rather|just|only|for|at|on)\b(?:{BREAK}|\s+))*",
    re.IGNORECASE,
)
_DAY = r"(?:(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight|the day after tomorrow|the (?:\w+ )?\w*(?:st|nd|rd|th|first|second|third) of \w+)"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?)"
_NUMBER = r"(?:\d+|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_STRETCH = rf"(?:{_NUMBER}(?: and a half)? {_UNIT}(?: and a half)?|half an hour|(?:a|three) quarters? of an hour|an hour(?: and (?:a half|a quarter|{_NUMBER} minutes))?|a minute)"
_CLOCK = rf"(?:(?:half|(?:a )?quarter|five|ten|twenty(?:[ -]five)?) (?:past|to) {HOUR}|half {HOUR}|{HOUR}(?::[0-5]\d| {MINUTES})?(?: ?(?:am|pm|o'clock|in the (?:morning|afternoon|evening))| ?[ap]\.?m\.?)?|noon|midday|midnight)"
_KINDS = (
    (re.compile(rf"\b{_STRETCH}\b", re.IGNORECASE), re.compile(rf"(?:in )?(?:{_STRETCH})\b", re.IGNORECASE)),
    (re.compile(rf"\b{_DAY}\b", re.IGNORECASE), re.compile(rf"(?:on )?{_DAY}\b", re.IGNORECASE)),
    (re.compile(rf"\b{_CLOCK}(?!\w)(?! {_UNIT})", re.IGNORECASE), re.compile(rf"(?:at |for )?{_CLOCK}(?!\w)(?! {_UNIT})", re.IGNORECASE)),
    (re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE), re.compile(rf"{_NUMBER}\b", re.IGNORECASE)),
)  # fmt: skip
_HEAD = re.compile(  # what the thing said wrongly cannot begin before
    rf"^.*(?:{BREAK}|\b(?:to|for|on|at|with|and|about|called|add|put|write|buy|get|cancel|delete|stop|move|the|my|a|an|call|ring|email|set)\s+)",
    re.IGNORECASE,
)


_REASON = re.compile(  # why, said after a request that is whole without it
    rf"(?P<request>(?:cancel|delete|remove|drop|skip|leave out|trash|bump|(?:i|we) (?:don't|won't|no longer|do not) need|(?:you )?(?:needn't|don't (?:have|need) to) wake me|take \S+(?: \S+)? off|move|push|shift|postpone|delay|bring forward|call off|forget|get (?:the|my|that) |wake me|get me up|set (?:an?|the|my) |take .+ (?:off|out)|(?:add|put) .+ list)\b[^,;.]{{6,}}?){BREAK}(?!(?:it|they|that)(?:'s|'re| is| are) (?:due|for|by|on|at|needed|called)\b)(?:because |cause |since |as |so |but )?(?:i|i'm|i've|i'll|i'd|we|we're|we've|it|it's|there|there's|he|he's|she|she's|they|they're|my [\w]+|the [\w]+(?: [\w]+)?|\w+)(?: [\w]+)? ?(?<!\bto )(?:\b(?:can't|cannot|is|isn't|are|has|have|had|was|were|want|wants|need|comes?|says?|said|won't|doesn't|don't|got|already|don't|brought|rang|called|ought|must|'m|'ve|'ll|'s)\b|(?<='m)|(?<='ve)|(?<='s)|(?<='ll)) ?[^?]*",
    re.IGNORECASE,
)


def straight(text: str) -> str:
    """`text` as it was meant, its capitals kept; as it stands where it is longer than LONGEST."""
    if len(text) > LONGEST:
        return text
    text = _UM.sub(lambda found: _joint(found[0]), text)
    text = _corrected(_LIKE.sub("", text))
    text = _ASIDE.sub(_comma, text)
    text = _TWICE.sub(r"\1", PLEASE.sub(" ", text))
    text = _without_courtesy(" ".join(text.split()).strip(" ,"))
    if reason := _REASON.match(text):
        text = _without_courtesy(reason["request"])
    return " ".join(text.split())


def _joint(said: str) -> str:
    """A comma on both sides of "um" is none: "the, uh, the oven"."""
    return (
        " "
        if said.count(",") != 1 and COMMA not in said
        else ", "
        if COMMA not in said
        else f" {COMMA} "
    )


def _comma(found: re.Match[str]) -> str:
    if not found.start():
        return ""
    return f" {COMMA} " if COMMA in found[0] else ", "


def _without_courtesy(text: str) -> str:
    """From both ends, as long as something goes and something stays."""
    for _ in range(4):
        before = text
        for pattern in (OPENINGS, ASKED_NICELY):
            found = pattern.match(text)
            if found and len(text[found.end() :].split()) > 1:
                text = text[found.end() :]
        shorter = CLOSINGS.sub("", text)
        text = shorter if len(shorter.split()) > 1 or shorter == text else text
        if before != text:
            text = IS_DOING.sub(lambda found: DOING[found[0].lower()], text)
        else:
            break
    return text


def _corrected(text: str) -> str:
    """The corrections in `text` made, from the first on."""
    at = 0
    for _ in range(4):
        mark = _MARK.search(text, at)
        if mark is None:
            break
        left, right = text[: mark.start()], text[mark.end() :]
        made = _repaired(left, right, sure=mark["weak"] is None)
        if made is None:
            at = mark.start() + 1
            continue
        text, at = made, 0
    return text


def _repaired(left: str, right: str, *, sure: bool) -> str | None:
    """`left` with its last words replaced by what `right` begins with; None where nothing fits.

    `sure` says that the words between can hardly be anything but a correction.
    """
    if len(left.split()) < 2 or not right.strip():
        return None
    for earlier, later in _KINDS:
        again = later.match(right)
        if again is None:
            continue
        ones = list(earlier.finditer(left))
        if not ones:
            continue
        wrong = ones[-1]
        tail = left[wrong.end() :]
        said, rest = again[0], right[again.end() :]
        if (kept := re.match(r"(?:in|on|at|for) ", said, re.IGNORECASE)) and re.search(
            rf"\b{kept[0].strip()} $", left[: wrong.start()], re.IGNORECASE
        ):
            said = said[kept.end() :]
        return f"{left[: wrong.start()]}{said}{tail}{rest}"
    if not sure:
        return None
    words = right.split()
    for count in (2, 1):  # said again from a word on
        begun = " ".join(words[:count])
        ones = list(re.finditer(rf"\b{re.escape(begun)}(?!\w)", left, re.IGNORECASE))
        if ones and (count == 2 or len(left[ones[-1].start() :].split()) <= 6):
            return f"{left[: ones[-1].start()]}{right}"
    head = _HEAD.match(left)
    if head is None or not left[head.end() :].strip() or len(left[head.end() :].split()) > 3:
        return None
    return f"{left[: head.end()]}{right}"
