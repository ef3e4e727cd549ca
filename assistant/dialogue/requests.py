"""Whose turn it is among the skills: the one in the midst of something, then by rules, then as a mind puts it plainly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue import sureness
from assistant.dialogue.choosing import ASKABLE, put_plainly
from assistant.dialogue.correcting import meant_anew
from assistant.dialogue.said import Kind
from assistant.dialogue.skills.skill import Holding
from assistant.dialogue.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.dialogue.choosing import Former
    from assistant.dialogue.skills.skill import Reply, Skill, Talk
    from assistant.ports import Heard

# what waits while she is careful after a crisis: light talk, other voices, and letters, which may be farewells
NOT_IN_CARE = frozenset(
    ("voices", "wellbeing", "moment", "greeting", "media", "people", "letters", "help", "manner")
)


class Requests:
    """`skills` are asked in their order; `former` puts odd requests plainly, None: nobody does."""

    def __init__(self, skills: Sequence[Skill], former: Former | None) -> None:
        self._skills = tuple(skills)
        self._former = former

    async def answer(self, heard: Heard, talk: Talk) -> tuple[Reply | None, str]:
        """The reply of the skill that takes this turn, and by whom it is; (None, "") when none does."""
        if talk.history.listening and understand(heard.text).kind is Kind.ENOUGH:
            return None, ""
        if (told := sureness.settled(talk.pending, heard)) is not None:
            return told
        reply, by = await self._by_rules(heard, talk)
        if reply is None and (anew := meant_anew(heard.text, talk.history)):
            reply, by = await self._by_rules(replace(heard, text=anew), talk)
        if reply is None and self._former is not None and not talk.history.care:
            plainly = await put_plainly(heard.text, self._skills, self._former)
            if plainly:
                reply, by = await self._by_rules(replace(heard, text=plainly), talk, ASKABLE)
        return reply and sureness.read_back(reply, by, heard), by

    async def _by_rules(
        self, heard: Heard, talk: Talk, only: Collection[str] = ()
    ) -> tuple[Reply | None, str]:
        holding = [one for one in self._skills if isinstance(one, Holding) and one.holds(talk)]
        waiting = NOT_IN_CARE if talk.history.care and not talk.history.asked_only else frozenset()
        for skill in dict.fromkeys((*holding, *self._skills)):
            if skill.name in waiting or (only and skill.name not in only):
                continue
            reply = await skill.answer(heard, talk)
            if reply is not None and reply.text:
                return reply, f"skill:{reply.by or skill.name}"
        return None, ""
