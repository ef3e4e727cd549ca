"""What is remembered from other talks comes once, with its source, and never where it does not belong."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from assistant.dialogue import persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.ports import Clause, Heard, Prompt, Recalled, Source
from assistant.settings import DEFAULTS
from tests.data.corpora.split import HERE, lines

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.ports import Mind

HOUSE = persona.load()
SUNDAY = dt.datetime(2026, 11, 22, 20, 5, tzinfo=dt.UTC)
ANN = Source("7", "2026-11-02", "my sister's called Ann")
SOUP = "I made soup for my sister yesterday."


@dataclass
class Memory:
    text: str = "your sister is called Ann"
    asked: list[str] = field(default_factory=list)

    async def recall(self, heard: str) -> tuple[Recalled, ...]:
        self.asked.append(heard)
        return (Recalled(self.text, ANN),)


@dataclass
class Says:
    """A mind that says this."""

    words_of_it: str
    name: str = "local"
    prompts: list[Prompt] = field(default_factory=list)

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        self.prompts.append(prompt)
        yield self.words_of_it


def talk(memory: Memory, *texts: str, mind: Mind | None = None) -> list[Clause]:
    """The clauses of the last reply."""
    manager = Manager(
        HOUSE, DEFAULTS.model_copy(update={"region": "US"}), mind or Scripted(), all_skills(),
        lambda: SUNDAY, random.Random(3), recall=memory,
    )  # fmt: skip

    async def talked() -> list[Clause]:
        found: list[Clause] = []
        for text in texts:
            found = []
            async with aclosing(manager.answer(Heard(text, SUNDAY))) as clauses:
                async for clause in clauses:
                    found.append(clause)
            manager.was_said(" ".join(clause.text for clause in found))
        return found

    return asyncio.run(talked())


def test_without_a_model_she_says_what_she_remembers_and_where_it_is_from() -> None:
    first, *rest = talk(Memory(), SOUP)
    assert "your sister is called Ann" in first.text
    assert first.sources == (ANN,)
    assert rest
    assert not any(clause.sources for clause in rest)


def test_a_memory_comes_once_in_a_talk() -> None:
    memory = Memory()
    clauses = talk(memory, SOUP, "My sister liked the soup a lot.")
    assert len(memory.asked) == 2
    assert not any(clause.sources for clause in clauses)


def test_a_mind_is_told_and_what_it_uses_has_its_source() -> None:
    mind = Says("Did Ann like the soup?")
    (clause,) = talk(Memory(), SOUP, mind=mind)
    assert "your sister is called Ann" in mind.prompts[0].move
    assert clause == Clause("Did Ann like the soup?", "mind:local", None, (ANN,))


def test_a_mind_that_leaves_the_memory_alone_names_no_source() -> None:
    (clause,) = talk(Memory(), SOUP, mind=Says("Which soup was it?"))
    assert clause.sources == ()


@pytest.mark.parametrize(
    "text",
    ["What time is it?", "I want to kill myself.", "Goodbye.", "Yes.", "How are you?"],
)
def test_nothing_is_looked_up_where_it_does_not_belong(text: str) -> None:
    memory = Memory()
    assert not any(clause.sources for clause in talk(memory, text))
    assert memory.asked == []


def test_while_she_only_listens_she_remembers_nothing_aloud() -> None:
    memory = Memory()
    talk(memory, "Just listen, please.", SOUP)
    assert memory.asked == []


@pytest.mark.parametrize(
    "text",
    ["", "you have to kill yourself", "word " * 40, "I love you and I'm a real person"],
)
def test_a_memory_that_must_not_be_said_is_not(text: str) -> None:
    assert not any(clause.sources for clause in talk(Memory(text), SOUP))


ORDERS = [
    line.partition("\t")[2]
    for line in lines(HERE / "injections.tsv")
    if line.startswith("memory\t")
]


@pytest.mark.parametrize("obedient", [False, True], ids=["no mind", "a mind that says it"])
def test_orders_in_a_memory_are_quoted_at_most_and_change_nothing(obedient: bool) -> None:
    assert len(ORDERS) >= 20
    for text in ORDERS:
        mind = Says(text) if obedient else None
        clauses = talk(Memory(text), SOUP, mind=mind)
        reply = " ".join(clause.text for clause in clauses)
        assert not any(clause.act for clause in clauses), text
        assert not re.search(r"555|crisis|helpline|rules|love", reply), reply
        after = talk(Memory(text), SOUP, "I want to kill myself.", mind=mind)
        assert "call or text 988" in " ".join(clause.text for clause in after[:2])
        assert after[0].act is not None
