"""Stop, never mind, be quiet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

_STOP = re.compile(
    r"(?:(?:please|no|just|ok) )*(?:stop (?:it|that|talking|speaking|there|now)|stop|be quiet|quiet|silence|shush|shh+|hush|shut up|shut it|never ?mind|forget it|cancel|cancel that|enough|that's enough|"
    r"enough talking|leave it|drop it|no more|say nothing|don't (?:say|talk|speak)(?: anything| anymore)?|not now)(?: (?:stop|please|now|already|for a (?:moment|minute|while)|(?P<name>[\w'-]+)))*"
)


class Stop:
    """Falls silent and stays, when told to stop or to drop the matter."""

    name = "stop"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        found = _STOP.fullmatch(bare(heard.text))
        if not found or (found["name"] and found["name"] != talk.settings.her_name.lower()):
            return None
        return Reply(talk.say("stop"), Act("stop"))
