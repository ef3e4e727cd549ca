"""Undo that: the latest act is taken back, and named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.text import capitalised
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.ports import Heard

_UNDO = re.compile(
    r"(?:(?:no|oops|wait|sorry|whoops|can you|could you|please|hang on|hold on|that was wrong|i want to|let's|i'd like to) )*"
    r"(?:undo(?: (?:that|it|this|the last (?:one|thing|change|act)|what you (?:just )?did|that last (?:one|thing)|(?:that|it) again|again))?"
    r"|take (?:that|it|the last one) back|take back (?:that|the last (?:one|thing)|what you did)|reverse that|revert that|put (?:it|that) back(?: (?:the way|how|as) it was)?)"
)

_NO = re.compile(
    r"(?:no|nope|don't|never ?mind|cancel(?: that| it)?|leave it|stop|better not|keep (?:it|them))(?: .{0,20})?"
)
_YES = re.compile(r"(?:yes|yeah|yep|sure|do it|go ahead|ok|okay|i'm sure|yes do it)")
ON_SCREEN = "on the screen"  # in every reply that leaves an act waiting


def _just_asked(talk: Talk) -> bool:
    before = talk.history.before
    return before is not None and ON_SCREEN in before.meant


class Undo:
    """Takes back the latest thing she did for you; said again, the one before it."""

    name = "undo"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        misheard = heard.text.strip(" .!").lower() == "and do that"
        plain = "undo that" if misheard else mended(heard.text)
        waiting = self._desk.deeds.waiting
        if waiting is not None and (
            _UNDO.fullmatch(plain) or (_just_asked(talk) and _NO.fullmatch(plain))
        ):
            return Reply("All right, I leave it as it is.", Act("undo"))
        if waiting is not None and _just_asked(talk) and _YES.fullmatch(plain):
            return Reply("For that I need your yes on the screen. I don't do it on a voice alone.")
        if not _UNDO.fullmatch(plain):
            return None
        last = self._desk.journal.last()
        if last is None:
            return Reply("There is nothing left to undo.")
        return Reply(capitalised(f"undone: {last.words}."), Act("undo", {"number": last.number}))
