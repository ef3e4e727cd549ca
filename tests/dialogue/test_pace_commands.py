"""Commands over the talk itself: a minute, quiet for now, go on, shorter."""

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
from assistant.dialogue.skills.continuing import unheard
from assistant.ports import Clause, Heard

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@dataclass
class Plain:
    her_name: str = "Samantha"
    your_name: str = ""
    volume: float = 0.8
    pace: float = 1.0
    region: str = "US"
    minor: bool = False


def her() -> Manager:
    return Manager(
        persona.load(), Plain(), Scripted(), all_skills(), lambda: NOON, random.Random(1)
    )


def answered(manager: Manager, text: str) -> list[Clause]:
    async def ask() -> list[Clause]:
        async with aclosing(manager.answer(Heard(text, NOON))) as clauses:
            return [clause async for clause in clauses]

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Give me a minute.", 60),
        ("Just give me a second, please.", 15),
        ("one moment", 30),
        ("Can you give me five minutes?", 300),
        ("hold on a minute", 60),
        ("Give me half an hour.", 1800),
        ("I need a few minutes to think.", 180),
        ("Quiet for now.", 0),
        ("please be quiet until I call you", 0),
        ("Leave me alone for now.", 0),
    ],
)
def test_she_is_silent_for_as_long_as_was_asked(text: str, seconds: int) -> None:
    [clause, *_] = answered(her(), text)
    assert clause.by == "skill:moment"
    assert clause.act is not None
    assert clause.act.name == "withdraw"
    assert clause.act.arguments["seconds"] == seconds
    assert str(clause.act.arguments["then"]).endswith("?") == (seconds > 0)


@pytest.mark.parametrize(
    "text", ["Give me a minute of your time and a joke.", "What is a minute?", "Two minutes later he left."]
)  # fmt: skip
def test_other_minutes_are_talk(text: str) -> None:
    assert all(clause.by != "skill:moment" for clause in answered(her(), text))


def test_she_goes_on_where_she_was_interrupted() -> None:
    manager = her()
    first = answered(manager, "What can you do?")
    meant = " ".join(clause.text for clause in first)
    manager.was_said(" ".join(meant.split()[:3]))
    again = answered(manager, "Go on, please.")
    assert {clause.by for clause in again} == {"skill:continuing"}
    assert meant.endswith(again[-1].text)


def test_shorter_is_the_first_sentence() -> None:
    manager = her()
    answered(manager, "What can you do?")
    manager.was_said("I tell the time. I do sums. I listen.")
    assert [clause.text for clause in answered(manager, "Make it shorter.")] == ["I tell the time."]


@pytest.mark.parametrize(
    ("meant", "said", "rest"),
    [
        ("One two. Three four five.", "One two. Three", "Three four five."),
        ("One two. Three four five.", "One two.", "Three four five."),
        ("One two.", "One two.", ""),
        ("One two.", "Something else entirely", ""),
        ("", "", ""),
    ],
)
def test_what_was_not_heard(meant: str, said: str, rest: str) -> None:
    assert unheard(meant, said) == rest
