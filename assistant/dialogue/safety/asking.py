"""Tell plain requests and a few whole sentences of every day: rules judge their words, the models do not."""

from __future__ import annotations

import re

from assistant.dialogue.safety import own

MOST_WORDS = 16  # a longer one carries words of the person's own

_POLITE = r"(?:(?:hey|okay|ok|please|now|and|so|oh) )*(?:(?:can|could|would|will) you (?:please )?|i (?:want|need|would like) (?:you )?to |let us |help me (?:to )?)?(?:please )?"
_THINGS = r"(?:timers?|alarms?|reminders?|notes?|lists?|calendar|appointments?|meetings?|events?|entry|entries|items?|countdown)"
_REQUEST = re.compile(
    rf"{_POLITE}(?:"
    rf"(?:set|start|stop|cancel|delete|clear|remove|erase|snooze|pause|show|read|list|change|move|make|add|create|open) (?:\w+ ){{0,5}}?{_THINGS}\b"
    r"|(?:put|add|take|scratch|remove) (?:\w+ ){1,6}?(?:on|to|off|from) (?:the|my|a) (?:\w+ ){0,2}?list\b"
    r"|(?:write|draft|begin|start|dictate|take) (?:\w+ ){0,3}?(?:letter|email|mail|card|message|thank you note) (?:to|for) "
    r"|remind me (?:to|about|at|on|in|every)\b"
    r"|(?:take|make) a note\b"
    r"|(?:note|remember) that\b"
    r"|(?:write|right|rite) to (?!you\b)"
    r")|(?:take|took) (?:my|the) (?:pills|tablets|medicine|vitamins)$"
)
# what a request of somebody who takes leave may hold; then the models are heard as ever
_LEAVE = re.compile(
    r"\b(?:goodbye|farewell|gone|last(?! (?:notes?|reminders?|alarms?|timers?|items?|entry|appointments?)$)|final|finally|forever|never|ever|anymore|funeral|will|ashes|dead|death|die|dying|died|kill\w*|suicid\w*|burial|grave|heaven|alive|live|living|life|exist\w*|without me|after (?:i|me|tonight)|when i|once i|if i|not be|no longer|not (?:here|there|around)|everyone|everybody|sorry|forgive|blame|fault|love|hurt\w*|pain|all (?:of )?(?:my|the|them|at once)(?! (?:timers|alarms|reminders)\b)|every (?:pill|tablet|one)|whole|hoard\w*|enough|too many|lots|stronger|rope|gun|knife|blade|bridge|train|roof|insurance|passwords?|dog|cat|kids|children|decided|done|over|end|ending|point|nobody|nothing|myself|decline|burden)\b"
)


_DAY = r"(?:(?:on |this |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|week)|tomorrow|tonight)"
_LIMB = r"(?:wrists?|ankle|arm|leg|toe|finger|thumb|knee|foot)"
_EVERYDAY = re.compile(  # the whole of what is said, so that nothing else can stand beside it
    r"(?:sorry |but |and )?(?:"
    rf"i (?:can not|will not be able to) (?:come|make it|do|join you)(?: {_DAY})"
    r"|please forgive me for (?:being late|the delay|not (?:writing|answering|calling)(?: sooner)?)"
    r"|i (?:have to |need to )?take my (?:pills|tablets|medicine) (?:at (?:\w+|half past \w+)|with (?:food|breakfast|dinner|water)|in the (?:morning|evening))"
    r"|i am thinking (?:of|about) (?:making|baking|cooking|buying|painting|getting a) (?:\w+ ){0,2}(?:cookies|pancakes|soup|bread|cake|dinner|pie|dog|cat|bike|car)(?: tonight| tomorrow)?"
    r"|i prefer (?:trains|planes|buses|boats|cars|tea|coffee|dogs|cats) to (?:trains|planes|buses|boats|cars|tea|coffee|dogs|cats)"
    r"|i want to visit (?!heaven|god|hell|mum|dad|him|her|them)\w+"
    rf"|i (?:broke|sprained|twisted|bruised) my {_LIMB}(?: at football| last (?:winter|summer|week))?"
    r"|i (?:have )?(?:lost|found|forgot|left) my (?:keys|glasses|wallet|phone|umbrella)(?: again)?(?: and (?:then i )?found them(?: again)?)?"
    r"|i do not (?:smoke|drink|eat meat|go to church|play football) anymore"
    r"|i am done(?: (?:with (?:the|my|this) (?:dishes|homework|report|shopping|laundry)|for today))?"
    r")"
)


def plainly(pieces: list[str]) -> bool:
    """Whether plain sentences are one whole sentence of every day, or one short request with nothing of a leave-taking in it."""
    if len(pieces) != 1:
        return False
    words = pieces[0].strip()
    return len(words.split()) <= MOST_WORDS and (
        _EVERYDAY.fullmatch(words) is not None
        or own.AWAY.fullmatch(words) is not None
        or (_REQUEST.match(words) is not None and _LEAVE.search(words) is None)
    )
