"""A talk with the desk of `corpus`: each turn answered by its skills and done."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import corpus

from assistant.dialogue.history import Exchange, History
from assistant.dialogue.skills import desk_skills
from assistant.dialogue.skills.skill import Talk
from assistant.dialogue.wording import Wording
from assistant.ports import Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from assistant.desk.desk import Desk


class Talking:
    """A talk with the desk: each turn answered by its skills and done."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.history = desk, History()
        self.skills = desk_skills(desk)

    def __call__(self, said: str) -> str:
        self.history.exchanges.append(Exchange(said, corpus.NOW))
        return asyncio.run(self._answered(said))

    async def _answered(self, said: str) -> str:
        talk = Talk(DEFAULTS, self.history, Wording(corpus.HOUSE, random.Random(1)))
        for skill in self.skills:
            reply = await skill.answer(Heard(said, corpus.NOW), talk)
            if reply is not None:
                last = self.history.exchanges[-1]
                last.pending, last.by, last.meant = reply.pending, f"skill:{skill.name}", reply.text
                if reply.act is not None:
                    self.desk.deeds.perform(reply.act)
                return reply.text
        return ""
