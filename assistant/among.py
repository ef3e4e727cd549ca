"""Bind the people book and speaking first to a conversation: their skills, the last word of a reply, what they watch."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.people.book import days_to
from assistant.people.circle import Circle
from assistant.people.deeds import learn_people
from assistant.people.leading import Leading
from assistant.proactive.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.desk.desk import Desk
    from assistant.dialogue.manager import Manager
    from assistant.dialogue.skills.skill import Skill
    from assistant.dialogue.wellbeing import Wellbeing
    from assistant.events import Fact
    from assistant.memory.diary import Diary
    from assistant.ports import Dialogue
    from assistant.settings import SettingsFile


class Among:
    """`say` begins to say a text, worded by whom, if nobody speaks; `meets`: the first meeting is under way.

    Without a desk nothing can be done or undone: then nobody is suggested, and she never speaks first.
    """

    def __init__(  # noqa: PLR0917 - what it stands among
        self,
        profile: Path,
        diary: Diary,
        desk: Desk | None,
        settings: SettingsFile,
        clock: Callable[[], datetime],
        tell: Callable[[Fact], None],
        say: Callable[[str, str], int],
        meets: Callable[[], bool],
    ) -> None:
        self.circle = Circle(profile, diary, lambda: settings.now, clock)
        self.initiative: Initiative | None = None
        self._clock, self._meets = clock, meets
        self._manager: Manager | None = None
        self._desk = desk
        if desk is not None:
            learn_people(desk.deeds, self.circle)
            self.initiative = Initiative(
                profile, desk, lambda: settings.now, clock, tell, say,
                self._last, self._apart, self._birthdays,
            )  # fmt: skip

    def skills(self) -> tuple[Skill, ...]:
        """What she can be asked about people, and what is said to her speaking first."""
        from assistant.dialogue.skills.people import People
        from assistant.dialogue.skills.speaking_first import SpeakingFirst

        if self.initiative is None:
            return ()
        return (SpeakingFirst(self.initiative), People(self.circle))

    def last_skills(self) -> tuple[Skill, ...]:
        """What is asked when no other skill has answered."""
        from assistant.dialogue.skills.people_lonely import Lonely

        return (Lonely(self.circle),) if self._desk is not None else ()

    def leading(self, dialogue: Dialogue, manager: Manager, wellbeing: Wellbeing) -> Dialogue:
        """`dialogue`, whose replies may end with a word about people."""
        self._manager = manager
        self.circle.nudged = wellbeing.nudged
        if self._desk is None:
            return dialogue
        return Leading(dialogue, manager, self.circle, wellbeing.may_nudge)

    def news(self, fact: Fact) -> None:
        self.circle.news(fact)
        if self.initiative is not None:
            self.initiative.news(fact)

    async def watch(self) -> None:
        """Keep up with memory, and speak first where it was agreed, until cancelled."""
        watching = [self.circle.watch()]
        if self.initiative is not None:
            watching.append(self.initiative.watch())
        await asyncio.gather(*watching)

    def _last(self) -> object:
        return self._manager.history.last if self._manager is not None else None

    def _apart(self) -> bool:
        history = self._manager.history if self._manager is not None else None
        return history is None or self._meets() or bool(history.care) or history.listening

    async def _birthdays(self) -> tuple[str, ...]:
        today = self._clock().date()
        try:
            people = await self.circle.people()
        except Trouble:
            return ()
        return tuple(
            one.label
            for one in people
            if one.closeness > 0 and one.birthday and days_to(one.birthday, today) == 0
        )
