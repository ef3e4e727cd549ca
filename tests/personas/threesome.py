"""A talk with another voice in the room, clause by clause, with whatever mind and whichever guests."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.dialogue import persona
from assistant.dialogue.company import Company, Guest
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.personas.shelf import house
from assistant.ports import Clause, Heard, Mind

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from assistant.ports import Prompt

HOUSE = persona.load()
EVENING = dt.datetime(2026, 11, 22, 20, 5, tzinfo=dt.UTC)
HER = "Samantha"


@dataclass
class Chosen:
    her_name: str = HER
    your_name: str = ""
    volume: float = 0.8
    pace: float = 1.0
    region: str = "US"
    minor: bool = False


class Parrot:
    """A mind that says what it was told to say, whatever it was asked."""

    name = "obedient"

    def __init__(self, words: str) -> None:
        self.said = words
        self.prompts: list[Prompt] = []

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        self.prompts.append(prompt)
        yield f"{self.said} "
        yield f"{prompt.heard} {self.said}"


@dataclass
class Threesome:
    guests: Sequence[Guest] = field(default_factory=house)
    mind: Mind = field(default_factory=Scripted)
    seed: int = 1
    her_voice: str = "warm"
    manager: Manager = field(init=False)

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)
        self.manager = Manager(
            HOUSE, Chosen(), self.mind, all_skills(), lambda: EVENING, rng,
            company=Company(HOUSE, rng, lambda: self.guests, lambda: self.her_voice),
        )  # fmt: skip

    def __call__(self, text: str) -> list[Clause]:
        async def all_of_them() -> list[Clause]:
            return [clause async for clause in self.manager.answer(Heard(text, EVENING))]

        clauses = asyncio.run(all_of_them())
        for clause in clauses:
            self.manager.was_said(clause.text, clause.speaker)
        return clauses

    def with_guest(self, name: str) -> Threesome:
        self.manager.history.guest = name
        return self


def words(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text for clause in clauses)


def speakers(clauses: Sequence[Clause]) -> list[str]:
    return [clause.speaker for clause in clauses]
