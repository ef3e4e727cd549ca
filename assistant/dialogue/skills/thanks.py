"""You're welcome."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk

if TYPE_CHECKING:
    from assistant.ports import Heard

_THANKS = re.compile(
    r"(?:(?:ok|okay|wow|great|good|cool|perfect|nice|lovely|oh|all right|alright|well|that's (?:it|all|great|good|kind|nice|perfect)|no that's all|yes|ah|wonderful) )*"
    r"(?:many thanks|thanks|thank you|thankyou|thx|cheers|ta|much appreciated|i appreciate (?:it|that)|that's very kind)"
    r"(?: (?:so much|very much|a lot|a bunch|a million|again|anyway|you|then|indeed|really|everything))*"
    r"(?: for (?!nothing\b)[\w' ]{1,50}| (?:that|it|this) (?:was|is|has been) (?:very |really |so )?(?:nice|kind|helpful|good|lovely|useful|great|a help)(?: of you)?| that(?:'s| has)? help(?:s|ed)(?: a lot)?)?(?: (?P<name>[\w'-]+))?"
)


class Thanks:
    """Answers a thank-you that stands alone."""

    name = "thanks"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = " ".join(re.sub(r"[^\w' ]+", " ", heard.text.lower()).split())
        found = _THANKS.fullmatch(plain)
        if not found or "for nothing" in plain or plain.startswith("no thank"):
            return None
        if found["name"] and found["name"] not in {
            talk.settings.her_name.lower(),
            "dear",
            "friend",
            "mate",
            "love",
        }:
            return None
        return Reply(talk.say("thanks"))
