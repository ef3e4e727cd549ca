"""What she can do today, honestly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from assistant.ports import Heard

_HELP = re.compile(
    r"(?:help(?: me)?|what (?:can|could) (?:you|i) (?:do|say|ask)(?: (?:you|to you|for me|with you|here))?|what (?:are you|else are you) (?:able to do|capable of|good (?:at|for))|"
    r"(?:so )?what (?:else )?can you do|what do you (?:do|know how to do)|how can you help(?: me)?|what are your (?:skills|features|abilities)|what (?:commands|things) (?:do you know|can you do|can i say)|how do(?:es)? (?:you|this) work|what (?:should|can) i ask you)"
)


class Help:
    """Says what works today and what doesn't yet."""

    name = "help"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        return Reply(talk.say("help")) if _HELP.fullmatch(bare(heard.text)) else None
