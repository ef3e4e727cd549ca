"""An answer that is taken back leaves the talk as it was."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from contextlib import aclosing
from dataclasses import dataclass

import pytest

from assistant.dialogue import persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.ports import Heard

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@dataclass
class Plain:
    her_name: str = "Samantha"
    your_name: str = ""
    volume: float = 0.8
    pace: float = 1.0
    region: str = "US"
    minor: bool = False


def first_clause(manager: Manager, text: str) -> str:
    async def ask() -> str:
        async with aclosing(manager.answer(Heard(text, NOON))) as clauses:
            async for clause in clauses:
                return clause.text
        return ""

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "half",
    ["My sister is", "I want to kill myself", "What time is it?", "just listen to me", "goodbye"],
)
def test_a_retracted_answer_never_happened(half: str) -> None:
    manager = Manager(
        persona.load(), Plain(), Scripted(), all_skills(), lambda: NOON, random.Random(1)
    )
    first_clause(manager, "I quit my job.")
    manager.was_said("That is a big step.")
    before = (list(manager.history.exchanges), manager.history.care, manager.history.listening)
    first_clause(manager, half)
    assert manager.history.turns == 2
    manager.retract()
    after = (list(manager.history.exchanges), manager.history.care, manager.history.listening)
    assert after == before
    assert half not in str(manager.ahead())
    assert "quit my job" in str(manager.ahead())
    first_clause(manager, f"{half} in hospital.")
    assert manager.history.last is not None
    assert manager.history.last.heard == f"{half} in hospital."
    assert manager.history.turns == 2


def test_a_retracted_wish_to_forget_hides_nothing_of_a_long_talk() -> None:
    manager = Manager(
        persona.load(), Plain(), Scripted(), all_skills(), lambda: NOON, random.Random(1)
    )
    for number in range(10):
        first_clause(manager, f"I walked {number} miles.")
    exchanges = tuple(manager.history.exchanges)
    exchanges[1].private = True
    before = [dict(vars(one)) for one in exchanges]
    first_clause(manager, "Forget what I")
    for one in exchanges:
        one.private = True  # as forgetting does
    manager.retract()
    assert tuple(manager.history.exchanges) == exchanges
    assert [vars(one) for one in exchanges] == before
