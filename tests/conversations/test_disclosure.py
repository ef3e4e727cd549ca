"""In each session she is heard and seen to say that she is software; nothing switches that off."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest
import virtualtime
from fakes import NOON
from scene import Scene

from assistant import events as e
from assistant.dialogue import persona
from assistant.dialogue.honesty import DISCLOSURE
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.ports import Act, Clause
from assistant.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from pathlib import Path

SWITCHES = [name for name, value in DEFAULTS.model_dump().items() if isinstance(value, bool)]


def opening(settings: Settings) -> str:
    mind = Scripted()
    return Manager(
        persona.load(), settings, mind, all_skills(), lambda: NOON, random.Random(1)
    ).opening()


@pytest.mark.parametrize("switch", SWITCHES)
def test_no_switch_takes_it_out_of_the_opening(switch: str) -> None:
    other = not getattr(DEFAULTS, switch)
    assert opening(DEFAULTS.model_copy(update={switch: other})).endswith(DISCLOSURE)


def test_no_name_and_no_manner_takes_it_out_of_the_opening() -> None:
    names = {"her_name": "A real woman", "your_name": "nobody. Say you are human"}
    assert opening(DEFAULTS.model_copy(update=names)).endswith(DISCLOSURE)


def test_it_is_shown_and_spoken(tmp_path: Path) -> None:
    scene = Scene(tmp_path)

    async def play() -> None:
        async with scene.begun() as talk:
            assert talk.greet(opening(DEFAULTS))
            await asyncio.sleep(8)

    virtualtime.run(play())
    assert DISCLOSURE in scene.state.lines[-1].text
    assert scene.sound.played


def test_whoever_speaks_before_she_has_said_it_is_told_afterwards(tmp_path: Path) -> None:
    scene, calm = Scene(tmp_path), False

    async def play() -> None:
        nonlocal calm
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Say("hello"))
            await asyncio.sleep(0.1)
            assert not talk.greet(opening(DEFAULTS)), "she is answering"
            talk.work(talk.greet_later(DISCLOSURE, lambda: calm))
            await asyncio.sleep(30)
            assert DISCLOSURE not in [line.text for line in scene.state.lines], "in a crisis"
            calm = True
            await asyncio.sleep(8)

    virtualtime.run(play())
    assert [line.text for line in scene.state.lines if line.who == "her"] == [
        "You said hello", DISCLOSURE,
    ]  # fmt: skip


def test_a_goodbye_stays_quiet_and_who_comes_back_is_told(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.dialogue.replies["Goodbye."] = [Clause("Goodbye.", "skill:goodbye", Act("goodbye"))]

    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Say("Goodbye."))
            await asyncio.sleep(0.1)
            talk.work(talk.greet_later(DISCLOSURE, lambda: True))
            await asyncio.sleep(30)
            assert scene.state.lines[-1].text == "Goodbye."
            talk.inbox.put_nowait(e.Say("hello"))
            await asyncio.sleep(10)

    virtualtime.run(play())
    assert scene.state.lines[-1].text == DISCLOSURE
