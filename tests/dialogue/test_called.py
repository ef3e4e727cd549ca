"""Called by her name, she hears the request that follows, in every skill."""

from __future__ import annotations

import asyncio
import datetime as dt
import random

import pytest

from assistant.dialogue import persona
from assistant.dialogue.called import uncalled
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.ports import Heard
from assistant.settings import DEFAULTS

AT = dt.datetime(2026, 11, 22, 15, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Samantha, what time is it?", "what time is it?"),
        ("samantha what time is it", "what time is it"),
        ("Hey Samantha, tell me a joke.", "Hey tell me a joke."),
        ("OS1, what time is it?", "what time is it?"),
        ("OS one what time is it", "what time is it"),
        ("Samantha. Can you hear me?", "Can you hear me?"),
        ("Samantha", "Samantha"),
        ("Samantha?", "Samantha?"),
        ("Samantha is my sister.", "Samantha is my sister."),
        ("Samantha can swim.", "Samantha can swim."),
        ("My sister is called Samantha, you know.", "My sister is called Samantha, you know."),
        ("", ""),
    ],
)
def test_only_a_call_is_taken_away(said: str, left: str) -> None:
    assert uncalled(said, "Samantha") == left


def test_a_name_that_is_a_word_needs_a_comma() -> None:
    assert uncalled("May I tell you something?", "May") == "May I tell you something?"
    assert uncalled("May, what time is it?", "May") == "what time is it?"


@pytest.mark.parametrize(
    ("said", "by"),
    [
        (f"{DEFAULTS.her_name}, what time is it?", "skill:clock"),
        ("OS1, what is 15 percent of 80?", "skill:sums"),
        (f"hey {DEFAULTS.her_name.lower()} are you human", "skill:honesty"),
    ],
)
def test_every_skill_hears_the_request_behind_the_name(said: str, by: str) -> None:
    manager = Manager(
        persona.load(), DEFAULTS, Scripted(), all_skills(), lambda: AT, random.Random(1)
    )

    async def ask() -> set[str]:
        return {clause.by async for clause in manager.answer(Heard(said, AT))}

    assert asyncio.run(ask()) == {by}
