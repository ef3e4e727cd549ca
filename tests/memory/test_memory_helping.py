"""The mind may add what the rules have no pattern for, at rest, and only in words of the sentence."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from memory_scene import NOON, Talk, scene

from assistant.errors import Trouble
from assistant.memory import helping
from assistant.memory.kept import Kind
from assistant.memory.resting import RESTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

TOLD = "My evenings belong to the old clocks of my grandfather."
CLAUSE = "your evenings belong to the old clocks"


def answer(clause: str, *, lasting: bool = True) -> str:
    return json.dumps({"lasting": lasting, "clause": clause})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (TOLD, True),
        ("Well. " + TOLD, True),
        ("Do my evenings belong to the old clocks?", False),
        ("Maybe my evenings belong to the old clocks.", False),
        ("My brother says my evenings belong to my clocks.", False),
        ("I live in a small flat in Bristol.", False),  # the rules know it
        ("The weather was grey and cold all week.", False),
        ("My password for the bank is swordfish today.", False),
        ("Clocks, mostly, I restore.", False),
    ],
)
def test_only_what_is_plainly_told_and_says_nothing_to_the_rules_is_asked_about(
    text: str, asked: bool
) -> None:
    assert helping.worth_asking(text, NOON.date()) == (TOLD if asked else "")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(answer(CLAUSE), CLAUSE, id="in its words"),
        pytest.param(
            answer("Your evenings belong to clocks."),
            "your evenings belong to clocks",
            id="shorter",
        ),
        pytest.param(answer("you repair old watches"), "", id="invented"),
        pytest.param(answer("your grandfather belongs to old clocks"), "", id="another does it"),
        pytest.param(answer("your old clocks belong to evenings"), "", id="turned about"),
        pytest.param(
            answer("your evenings in Bristol belong to clocks"), "", id="a place of its own"
        ),
        pytest.param(answer("your evenings never belong to clocks"), "", id="turned round"),
        pytest.param(answer(CLAUSE, lasting=False), "", id="not lasting"),
        pytest.param(answer("evenings belong to old clocks"), "", id="not about you"),
        pytest.param(answer("you"), "", id="nothing"),
        pytest.param(answer("your evenings belong to clocks?"), "", id="a question"),
        pytest.param("no idea", "", id="no JSON"),
        pytest.param('["you"]', "", id="another form"),
    ],
)
def test_nothing_counts_that_does_not_stand_in_the_sentence(said: str, kept: str) -> None:
    found = helping.added(TOLD, said)
    assert (found.words if found is not None else "") == kept
    if found is not None:
        assert (found.kind, found.quote, found.confidence) == (Kind.INFERRED, TOLD, helping.SURE)


async def rested(talk: Talk) -> None:
    for _ in range(RESTED):
        await talk.diary.tend()


def helper(said: str, asked: list[str]) -> Callable[..., Awaitable[str]]:
    async def ask(_instruction: str, sentence: str, _schema: dict[str, Any]) -> str:
        asked.append(sentence)
        if not said:
            raise Trouble("The mind is gone.")
        return said

    return ask


def test_it_is_kept_as_inferred_with_its_sentence(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        asked: list[str] = []
        talk.diary.helper = helper(answer(CLAUSE), asked)
        talk.diary.at_rest = lambda: True
        await talk.say(TOLD)
        await talk.say("I live in Bristol.")
        await rested(talk)
        await rested(talk)
        assert asked == [TOLD]
        (memory,) = await talk.diary.look(lambda store: store.worded_with("clocks"))
        assert (memory.kind, memory.quote, memory.words) == (Kind.INFERRED, TOLD, CLAUSE)
        assert CLAUSE[5:] in (await talk.say("What do you know about my clocks?")).text
        assert "I inferred it" in (await talk.say("How do you know that?")).text

    scene(tmp_path / "p", play)


@pytest.mark.parametrize("why", ["nobody rests", "private", "forgotten", "lost"])
def test_nothing_is_added_when(tmp_path: Path, why: str) -> None:
    async def play(talk: Talk) -> None:
        asked: list[str] = []
        talk.diary.helper = helper("" if why == "lost" else answer(CLAUSE), asked)
        talk.diary.at_rest = lambda: why != "nobody rests"
        if why == "private":
            talk.settings.change("private", True)
        await talk.say(TOLD)
        if why == "forgotten":
            await talk.say("Forget that.")
        await rested(talk)
        assert await talk.kept() == ()
        assert asked == ([] if why in {"nobody rests", "private"} else [TOLD])

    scene(tmp_path / "p", play)


def test_whoever_speaks_comes_first_and_it_is_asked_another_time(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        rests, begun, stopped = [True], [], []

        async def ask(_instruction: str, sentence: str, _schema: dict[str, Any]) -> str:
            begun.append(sentence)
            if len(begun) == 1:
                rests[0] = False  # they begin to speak
                try:
                    await asyncio.Event().wait()
                finally:
                    stopped.append(sentence)
            return answer(CLAUSE)

        talk.diary.helper, talk.diary.at_rest = ask, lambda: rests[0]
        await talk.say(TOLD)
        await rested(talk)
        assert stopped == [TOLD]
        assert await talk.kept() == ()
        rests[0] = True
        await rested(talk)
        assert await talk.kept() == (CLAUSE,)

    scene(tmp_path / "p", play)
