"""A talk with a desk that may open what is on a list, and a bus with players that are none."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.desk.desk import Desk, desk_in
from assistant.dialogue import persona
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.skills import all_skills
from assistant.dialogue.skills.skill import Talk
from assistant.dialogue.wording import Wording
from assistant.errors import Trouble
from assistant.ports import Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.opening.allowed import Place

NOW = dt.datetime(2026, 11, 22, 15, 5, tzinfo=dt.UTC)
LIST = "BBC = https://www.bbc.co.uk/news; browser = firefox; nonsense"


@dataclass
class FakeBus:
    """Players by name with their status and volume; one without a volume has None."""

    held: dict[str, tuple[str, float | None]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    hangs: set[str] = field(default_factory=set)
    there: bool = True

    def players(self) -> Sequence[str]:
        if not self.there:
            raise Trouble("no bus")
        return tuple(self.held)

    def get(self, player: str, name: str) -> object:
        if player in self.hangs:
            raise Trouble("hangs")
        return self.held[player][name == "Volume"]

    def set_volume(self, player: str, to: float) -> None:
        self.told.append(f"{player} {to:.2f}")

    def call(self, player: str, method: str) -> None:
        self.told.append(f"{player} {method}")


@dataclass
class Life:
    profile: Path
    written: str = LIST
    bus: FakeBus = field(default_factory=FakeBus)
    opened: list[Place] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    desk: Desk = field(init=False)
    history: History = field(default_factory=History)

    def __post_init__(self) -> None:
        self.desk = desk_in(self.profile, may_open=lambda: self.written)
        shelf = self.desk.opening
        shelf.begin, shelf.remark = self.opened.append, self.said.append
        shelf.bus, shelf.plays = lambda: self.bus, True
        self.skills = all_skills(self.desk)

    def talk(self, said: str) -> str:
        self.history.exchanges.append(Exchange(said, NOW))
        return asyncio.run(self._answered(said))

    def yes(self, said: str) -> None:
        """Ask for it, and say yes on the screen."""
        self.talk(said)
        waiting = self.desk.deeds.waiting
        assert waiting is not None
        self.desk.deeds.answer(waiting.number, yes=True)

    async def _answered(self, said: str) -> str:
        talk = Talk(DEFAULTS, self.history, Wording(persona.load(), random.Random(1)))
        for skill in self.skills:
            reply = await skill.answer(Heard(said, NOW), talk)
            if reply is not None:
                last = self.history.exchanges[-1]
                last.pending, last.by, last.meant = reply.pending, f"skill:{skill.name}", reply.text
                if reply.act is not None:
                    self.desk.deeds.perform(reply.act)
                return reply.text
        return ""
