"""What can't be the name of a timer, a thing on a list or an appointment: then a sentence was misread. Pure.

A wrong act is worse than none: a skill that finds such words in a slot leaves the request to a more
careful reading, or to a question.
"""

from __future__ import annotations

import re

from assistant.dialogue.english import STOP

_VERBS = frozenset(
    "notification alert set start stop pop put stick make give begin count cancel move remind wake run time timer timers alarm minutes minute hours hour seconds".split()
)
_IN_A_NAME = frozenset("of and with up out off down no one own over in to".split())
_SECOND_THOUGHTS = re.compile(
    r"\b(?:no wait|i mean|hang on|hold on|scratch that|make that|no sorry|sorry no)\b|^(?:no|sorry|wait|actually|just) | (?:no|sorry|wait|actually)$"
)
_POINTS = re.compile(
    r"(?:it|them|that|this|those|these|one|some|me|us|you|him|her)(?: (?:down|in|too|off|out|up|now))?"
)
_CUT_OFF = re.compile(
    r"(?:^| )(?:of|at|the|an?|and|my|every|each|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)$"
)
_HANDED = re.compile(r"(?:[\w']+ ){1,2}(?:it|them|those)")  # "whack them"
_REQUEST = re.compile(
    r"\b(?:remind me|notification|set an? |wake me|(?:put|add|write|cross|take|tick) (?:it|them|that|this|those)|(?:on|to|in|into) (?:my|the) (?:list|calendar|diary)|can you|could you|will you)\b"
)
_HANGS = re.compile(r"\b(?:to the|on the|to|onto|zzcomma)$|^(?:read|show|tell)\b")
_A_TIME = re.compile(
    r"^(?:to )?(?:at|on) (?:ate|half|quarter|a quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|twenty|\d+)\b"
)
_TORN = re.compile(
    r"day from\b|\bfrom (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?[ap]m| o'clock)?$"
)  # a stretch of time torn apart
MOST_WORDS = 9


def odd_timer(name: str) -> bool:
    """Whether no timer is called `name`."""
    words = name.lower().split()
    return len(words) > 4 or any(
        word in _VERBS or (word in STOP and word not in _IN_A_NAME) for word in words
    )


def odd_item(item: str) -> bool:
    """Whether no list has a thing called `item`."""
    plain = item.lower()
    return (
        len(plain.split()) > MOST_WORDS
        or _POINTS.fullmatch(plain) is not None
        or _HANDED.fullmatch(plain) is not None
        or _SECOND_THOUGHTS.search(plain) is not None
        or _REQUEST.search(plain) is not None
        or _HANGS.search(plain) is not None
    )


def odd_words(words: str) -> bool:
    """Whether nobody would be reminded of, or meet for, `words`."""
    plain = words.lower()
    return (
        _CUT_OFF.search(plain) is not None
        or _A_TIME.match(plain) is not None
        or _TORN.search(plain) is not None
        or _POINTS.fullmatch(plain) is not None
        or _SECOND_THOUGHTS.search(plain) is not None
        or _REQUEST.search(plain) is not None
    )
