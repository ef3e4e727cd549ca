"""A talk with her in which the people book is at hand: memory, desk and manager are real, the clock is ours."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.among import Among
from assistant.desk.desk import desk_in
from assistant.dialogue import acts, persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.dialogue.skills.memory import Remembering
from assistant.dialogue.wellbeing import Wellbeing
from assistant.keeping import Remembered
from assistant.memory.diary import Diary
from assistant.ports import Clause, Heard
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from assistant.events import Fact

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
HOUSE = persona.load()


@dataclass
class PeopleTalk:
    """`say` gives her clauses; acts are done as a conversation does them. A minute passes with each turn."""

    profile: Path
    now: dt.datetime = NOON
    second: float = 1000.0
    facts: list[Fact] = field(default_factory=list)
    said_first: list[tuple[str, str]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.profile.mkdir(parents=True, exist_ok=True)
        self.settings = SettingsFile.load(self.profile)
        self.diary = Diary(
            self.profile, lambda: self.settings.now, lambda: self.now, now_s=lambda: self.second
        )
        self.desk = desk_in(self.profile, dt.UTC)
        self.among = Among(
            self.profile, self.diary, self.desk, self.settings, lambda: self.now,
            self.facts.append, self._say_first, lambda: False,
        )  # fmt: skip
        self.begin()

    def begin(self) -> None:
        """Another talk: what was said before is memory's alone."""
        wellbeing = Wellbeing()
        early = (Remembering(self.diary), *self.among.skills())
        self.manager = Manager(
            HOUSE, lambda: self.settings.now, Scripted(),
            (*all_skills(self.desk, early), *self.among.last_skills()),
            lambda: self.now, random.Random(1), wellbeing=wellbeing,
        )  # fmt: skip
        leading = self.among.leading(self.manager, self.manager, wellbeing)
        self.talk = Remembered(leading, self.manager, self.diary)

    def _say_first(self, text: str, by: str) -> int:
        self.said_first.append((text, by))
        return len(self.said_first)

    async def say(self, text: str) -> str:
        """Her whole reply."""
        self.clauses = []
        async for clause in self.talk.answer(Heard(text, self.now, typed=True)):
            if clause.act is not None:
                acts.perform(clause.act, self.settings)
                self.diary.perform(clause.act)
                self.desk.deeds.perform(clause.act)
            self.clauses.append(clause)
        said = " ".join(clause.text for clause in self.clauses)
        self.talk.was_said(said)
        await self.diary.settled()
        self.now += dt.timedelta(minutes=1)
        return said

    @property
    def suggested(self) -> bool:
        """Whether her latest reply suggested somebody."""
        return any(
            one.act is not None and one.act.name == "people_suggested" for one in self.clauses
        )

    async def lonely(self) -> str:
        """Speak of it until she has listened once; her second answer."""
        self.begin()
        await self.say("I've been lonely since I moved.")
        return await self.say("The house is so quiet in the evenings.")

    def days(self, count: float) -> None:
        self.now += dt.timedelta(days=count)
        self.second += count * 86_400


@asynccontextmanager
async def opened(profile: Path, now: dt.datetime = NOON) -> AsyncIterator[PeopleTalk]:
    talk = PeopleTalk(profile, now)
    await talk.diary.open()
    try:
        yield talk
    finally:
        await talk.diary.close()


def scene(
    profile: Path,
    play: Callable[[PeopleTalk], Coroutine[None, None, None]],
    now: dt.datetime = NOON,
) -> None:
    """Open the memory, play, close it."""

    async def whole() -> None:
        async with opened(profile, now) as talk:
            await play(talk)

    asyncio.run(whole())
