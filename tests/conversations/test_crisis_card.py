"""In a crisis the card is up and her words are shown, with the voice, the microphone and the mind dead."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import virtualtime
from fakes import NOON
from scene import Scene

from assistant import events as e
from assistant.dialogue import persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.port import MindLost
from assistant.dialogue.skills import all_skills
from assistant.errors import ChildLost
from assistant.ports import SoundTrouble
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from assistant.ports import Act, Prompt

IN_CRISIS = "I want to kill myself."


@dataclass
class Dead:
    """A mind that answers nobody."""

    name: str = "local"

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        raise MindLost("The mind has gone.")
        yield prompt.line


@pytest.mark.parametrize("mind", [True, False], ids=["mind well", "mind dead"])
@pytest.mark.parametrize("voice", [True, False], ids=["voice well", "voice dead"])
@pytest.mark.parametrize("microphone", [True, False], ids=["hears", "deaf"])
def test_the_card_is_up_until_it_is_dismissed_whatever_has_failed(
    tmp_path: Path, microphone: bool, voice: bool, mind: bool
) -> None:
    scene = Scene(tmp_path)
    manager: Any = Manager(
        persona.load(), DEFAULTS.model_copy(update={"region": "US"}),
        Dead("scripted" if mind else "local"), all_skills(), lambda: NOON, random.Random(1),
    )  # fmt: skip
    scene.dialogue = manager
    if not voice:
        scene.voice.trouble = ChildLost("The voice has gone.")

    async def play() -> None:
        async with scene.begun() as talk:
            if microphone:
                await scene.person_says(IN_CRISIS)
            else:
                talk.inbox.put_nowait(SoundTrouble("microphone", "It has gone."))
                talk.inbox.put_nowait(e.Say(IN_CRISIS))
            await asyncio.sleep(30)
            assert "988" in scene.state.crisis
            talk.inbox.put_nowait(e.Say("I don't know."))
            await asyncio.sleep(30)
            assert "988" in scene.state.crisis
            talk.inbox.put_nowait(e.DismissCrisis())
            await asyncio.sleep(0.1)
            assert scene.state.crisis == ""

    virtualtime.run(play())
    hers = " ".join(line.text for line in scene.state.lines if line.who == "her")
    assert "988" in hers
    acts: list[Act] = scene.performed
    assert not [act for act in acts if act.name != "crisis"]
