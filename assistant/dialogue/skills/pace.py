"""Slower, faster, normal speed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

STEP, SLOWEST, FASTEST = 0.15, 0.6, 1.6
_POLITE = r"(?:(?:can|could|would) you )?(?:please )?"
_HOW = r"(?: (?:a (?:bit|little|lot)|please|again|more|down|up))*"
_SPEAK = r"(?:(?:speak|talk|go|say things|a (?:bit|little)|much|even|be) )*"
_SLOWER = re.compile(
    rf"{_POLITE}(?:{_SPEAK}(?:slower|more slowly|less (?:fast|quickly))|slow down|not so fast|reduce (?:the |your )?(?:speed|pace)|(?:speak|talk) slow(?:ly)?|you(?:'re| are)? (?:speak|talk|speaking|talking|going)? ?(?:too |so |very )(?:fast|quick(?:ly)?)){_HOW}"
)
_FASTER = re.compile(
    rf"{_POLITE}(?:{_SPEAK}(?:faster|quicker|more quickly)|speed up|not so slow(?:ly)?|increase (?:the |your )?(?:speed|pace)|(?:speak|talk) (?:fast|quickly)|you(?:'re| are)? (?:speak|talk|speaking|talking|going)? ?(?:too |so |very )slow(?:ly)?){_HOW}"
)
_NORMAL = re.compile(
    rf"{_POLITE}(?:(?:speak|talk|go)(?: back)?(?: at| to)?|back to)? ?(?:the |your |a )?(?:normal|usual|default|regular) (?:speed|pace|tempo)|{_POLITE}(?:speak|talk) normally(?: again)?"
)


class Pace:
    """Changes how fast she speaks: slower, faster, or back to normal."""

    name = "pace"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        now = talk.settings.pace
        if _SLOWER.fullmatch(plain):
            return _step(talk, "slower", "slowest", max(SLOWEST, now - STEP), now)
        if _FASTER.fullmatch(plain):
            return _step(talk, "faster", "fastest", min(FASTEST, now + STEP), now)
        if _NORMAL.fullmatch(plain):
            return Reply(talk.say("pace_normal"), Act("pace", {"pace": 1.0}))
        return None


def _step(talk: Talk, name: str, at_the_end: str, to: float, now: float) -> Reply:
    if abs(to - now) < 0.005:
        return Reply(talk.say(at_the_end))
    return Reply(talk.say(name), Act(name, {"pace": round(to, 2)}))
