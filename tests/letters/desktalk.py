"""A talk at the letter desk: the manager with all skills, the deeds done, the mail program a list."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.desk.desk import desk_in
from assistant.dialogue import persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.minds.worded import Worded
from assistant.dialogue.skills import all_skills
from assistant.ports import Act, Clause, Heard

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.desk.deeds import Asked
    from assistant.letters.letter import Letter

SUNDAY = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)
HOUSE = persona.load()


@dataclass
class Chosen:
    her_name: str = "Samantha"
    your_name: str = "Theo"
    volume: float = 0.8
    pace: float = 1.0
    region: str = "US"
    minor: bool = False


@dataclass
class DeskTalk:
    """`say` gives her whole reply; acts are done as a conversation does them."""

    profile: Path
    at: datetime = SUNDAY
    acts: list[Act] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = desk_in(self.profile, UTC)
        self.writing = self.desk.writing
        self.writing.clock = lambda: self.at
        self.writing.open_outside = self.opened.append
        self.desk.deeds.asked = self.asked.append
        mind = Worded(Relay(()))
        self.manager = Manager(
            HOUSE, Chosen(), mind, all_skills(self.desk), lambda: self.at, random.Random(2)
        )

    def say(self, text: str, confidence: float = 1.0) -> str:
        return asyncio.run(self._said(Heard(text, self.at, False, confidence)))

    async def _said(self, heard: Heard) -> str:
        clauses: list[Clause] = []
        async for clause in self.manager.answer(heard):
            if clause.act is not None:
                self.acts.append(clause.act)
                self.desk.deeds.perform(clause.act)
            clauses.append(clause)
        said = " ".join(clause.text for clause in clauses)
        self.manager.was_said(said)
        return said

    def put(self, letter: Letter) -> None:
        """Open this letter, as if it had been dictated."""
        self.desk.deeds.perform(self.writing.begin(letter, dictating=False))

    def yes(self) -> None:
        """Press yes on the screen."""
        self.desk.deeds.answer(self.asked[-1].number, True)

    @property
    def letter(self) -> Letter:
        return self.writing.draft.letter
