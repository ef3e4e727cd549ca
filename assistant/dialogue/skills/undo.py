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


class Undo:
    """Takes back the latest thing she did for you; said again, the one before it."""

    name = "undo"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:  # noqa: ARG002 - as every skill
        if not _UNDO.fullmatch(mended(heard.text)):
            return None
        last = self._desk.journal.last()
        if last is None:
            return Reply("There is nothing left to undo.")
        return Reply(capitalised(f"undone: {last.words}."), Act("undo", {"number": last.number}))
