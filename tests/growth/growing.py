"""Somebody who talks with her for days: a dialogue with a manner that grows, on a clock of the test's."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.dialogue import persona
from assistant.dialogue.acts import perform
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.growth.growth import Growth
from assistant.ports import Heard, Mind
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.events import Fact
    from assistant.ports import Clause

HOUSE = persona.load()
FIRST_DAY = dt.datetime(2026, 11, 1, 20, 0, tzinfo=dt.UTC)


@dataclass
class Days:
    """`now` moves only when told. What she says is heard whole, unless `heard` tells how much."""

    profile: Path
    seed: int = 1
    mind: Mind = field(default_factory=Scripted)
    now: dt.datetime = FIRST_DAY
    told: list[Fact] = field(default_factory=list)
    settings: SettingsFile = field(init=False)
    growth: Growth = field(init=False)
    manager: Manager = field(init=False)

    def __post_init__(self) -> None:
        self.settings = SettingsFile.load(self.profile)
        self.growth = Growth(self.profile, self.settings, self.clock, self.told.append)
        self.open()

    def clock(self) -> dt.datetime:
        return self.now

    def open(self) -> None:
        """A new session."""
        self.manager = Manager(
            HOUSE, lambda: self.settings.now, self.mind, all_skills(), self.clock,
            random.Random(self.seed), grown=self.growth,
        )  # fmt: skip
        self.growth.heard = lambda: self.manager.history.last

    def clauses(self, text: str) -> list[Clause]:
        async def all_of_them() -> list[Clause]:
            return [one async for one in self.manager.answer(Heard(text, self.now, typed=True))]

        return asyncio.run(all_of_them())

    def say(self, text: str, heard: float = 1.0) -> str:
        """Her reply to `text`, of which the share `heard` is heard before she is cut off."""
        clauses = self.clauses(text)
        for clause in clauses:
            if clause.act is not None:
                self.growth.perform(clause.act)
                perform(clause.act, self.settings)
        said = " ".join(clause.text for clause in clauses)
        words = said.split()
        self.manager.was_said(" ".join(words[: max(1, round(heard * len(words)))]))
        self.growth.observe(self.manager.history)
        self.now += dt.timedelta(minutes=1)
        return said

    def next_day(self) -> None:
        """The evening after, with the program started anew."""
        self.now = (self.now + dt.timedelta(days=1, hours=1)).replace(hour=20, minute=0)
        self.seed += 1
        self.open()
