"""Go on; shorter: what she was saying, to its end or in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare, capitalised, sentences

if TYPE_CHECKING:
    from assistant.ports import Heard

_ON = re.compile(
    r"(?:(?:ok(?:ay)?|please|yes|no|sorry|well) )*(?:go on|continue|carry on|keep (?:going|talking)|finish(?: that| it| what you were saying)?|what were you (?:saying|going to say)|you were saying)(?: please| then)*"
)
_SHORTER = re.compile(
    r"(?:(?:ok(?:ay)?|please|can you|could you|and|a bit|a little|much|make (?:it|that)|say (?:it|that)|keep it|put it) )*"
    r"(?:shorter|brief(?:er|ly)?|in short|the short version|in (?:one|a) (?:sentence|word)|(?:too|that was|that's) (?:too )?long)(?: please)?"
)


class Continuing:
    """Goes on where she was interrupted; says the last thing again in one sentence."""

    name = "continuing"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        before = talk.history.before
        if before is None or before.private:
            return None
        if _ON.fullmatch(plain):
            rest = unheard(before.meant, before.said)
            return Reply(rest) if rest else None
        if _SHORTER.fullmatch(plain):
            last = sentences(talk.history.last_said())
            return Reply(last[0]) if last else None
        return None


def unheard(meant: str, said: str) -> str:
    """What of `meant` comes after `said`, from the beginning of the sentence that was cut; or ""."""
    whole = meant.split()
    out = len(said.split())
    if out >= len(whole) or whole[: max(out - 1, 0)] != said.split()[: max(out - 1, 0)]:
        return ""
    begun = 0
    for sentence in sentences(meant):
        size = len(sentence.split())
        if begun + size > out:
            return capitalised(" ".join(whole[begun:]))
        begun += size
    return ""
