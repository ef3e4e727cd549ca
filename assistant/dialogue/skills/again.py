"""Say that again: what was last really heard of her, or of the person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

_AGAIN = re.compile(
    r"(?:(?:can|could|would|will) you )?(?:please )?(?:repeat(?: (?:that|it|yourself|what you (?:just )?said|the last (?:thing|part|bit|sentence)))?|say (?:that|it) (?:again|once more|one more time)|"
    r"(?:what|sorry what) did you (?:just )?say|what was that|come again|once more|one more time|again|pardon|pardon me|beg your pardon|i beg your pardon|"
    r"(?:i |sorry i )?(?:didn't|did not|couldn't) (?:catch|hear|get|understand) (?:that|you|it)|say again|what were you saying|i missed that|excuse me what|what|huh)"
    r"(?: (?:again|once more|one more time|please|sorry|a (?:bit|little)|(?P<slow>(?:more )?slow(?:ly|er)?)|(?P<loud>loud(?:ly|er)?)))*"
)
_MINE = re.compile(
    r"(?:(?:sorry|wait) )?(?:what (?:did|have) i (?:just )?(?:say|said|tell you|told you)(?: to you)?|what was i (?:just )?saying|what did you (?:just )?(?:hear|understand)(?: me say)?)(?: just now)?"
)
SLOW = 0.8


class Again:
    """Repeats her last words, slowly if asked; or the person's, as she heard them."""

    name = "again"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        if _MINE.fullmatch(bare(heard.text)):
            mine = talk.history.last_heard()
            return Reply(f"I heard: “{mine}”" if mine else "Nothing yet, before that question.")
        if re.match(r"(?i)\W*(?:hello|hi|hey)\b", heard.text):
            return None  # "hello again" is a greeting
        found = _AGAIN.fullmatch(bare(heard.text)) or re.fullmatch(
            r"(?i)\W*(?:sorry|excuse me|pardon)\s*\?+", heard.text
        )
        if not found:
            return None
        last = talk.history.last_said()
        if not last:
            return Reply(talk.say("nothing_yet"))
        slowly = "slow" in heard.text.lower()
        pace = round(max(0.6, talk.settings.pace * SLOW), 2) if slowly else talk.settings.pace
        return Reply(last, Act("again", {"pace": pace}))
