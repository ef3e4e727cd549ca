"""Give me a minute; quiet for now: she stays silent as long as she was asked to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

SECONDS = {"second": 1, "sec": 1, "moment": 30, "minute": 60, "min": 60, "hour": 3600}
A_SECOND = 15  # nobody means the one
LONGEST = 3600
_UNIT = r"(?P<unit>second|sec|moment|minute|min|hour)s?"
_MOMENT = re.compile(
    rf"(?:(?:ok(?:ay)?|please|sorry|hm+|just|hey|well|can you|could you) )*"
    rf"(?:give me|i need|wait|hold on|hang on|one|1|just)(?: me)?(?: for)?(?: just)?(?: (?P<count>a|an|one|half an?|a few|a couple of|another|\d+))? ?{_UNIT}"
    r"(?: (?:please|to think|to think about (?:it|that)|okay|will you|would you))*"
)
_QUIET = re.compile(  # `bare` takes a "now" off the end
    r"(?:(?:ok(?:ay)?|please|just|can you|could you) )*"
    r"(?:(?:be |stay |keep |go )?(?:quiet|silent) (?:for(?: now)?|until i (?:call|ask|say your name)(?: you| for you)?)"
    r"|(?:leave me (?:alone|be)|don't (?:talk|speak|answer)) (?:for(?: now)?|until i (?:call|ask)(?: you| for you)?))(?: please)?"
)


class Moment:
    """Stays silent for the time asked, then asks softly once; or until she is called."""

    name = "moment"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = in_figures(bare(heard.text))
        if _QUIET.fullmatch(plain):
            line = talk.say("quiet_for_now")
            return Reply(line, Act("withdraw", {"seconds": 0, "then": ""}))
        if found := _MOMENT.fullmatch(plain):
            seconds = min(_count(found["count"] or "a") * SECONDS[found["unit"]], LONGEST)
            asked = talk.say("moment_over")
            act = Act("withdraw", {"seconds": max(round(seconds), A_SECOND), "then": asked})
            return Reply(talk.say("moment"), act)
        return None


def _count(word: str) -> float:
    if word.isdigit():
        return int(word)
    return {"half a": 0.5, "half an": 0.5, "a few": 3, "a couple of": 2}.get(word, 1)
