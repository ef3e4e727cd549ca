"""Speaking first goes through the same floor as every reply: never into their words, and marked as what it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import virtualtime
from scene import Scene

from assistant.speaking import QUOTED

if TYPE_CHECKING:
    from pathlib import Path


def test_in_a_conversation_it_waits_for_a_pause_and_is_marked_as_hers_alone(tmp_path: Path) -> None:
    async def play() -> Scene:
        scene = Scene(tmp_path)
        async with scene.begun() as conversation:
            scene.transcriber.texts = ["I was saying something rather long"]
            scene.sound.person_speaks(3000)
            await asyncio.sleep(1)
            assert conversation.greet("Good morning.", "proactive:morning") == 0
            await asyncio.sleep(20)
            assert conversation.greet("Good morning.", "proactive:morning") > 0
            await asyncio.sleep(5)
        return scene

    scene = virtualtime.run(play())
    assert (scene.state.lines[-1].text, scene.state.lines[-1].by) == ("Good morning.", "proactive:morning")  # fmt: skip


def test_words_of_others_are_said_and_shown_but_kept_nowhere(tmp_path: Path) -> None:
    async def play() -> Scene:
        scene = Scene(tmp_path)
        async with scene.begun() as conversation:
            assert conversation.greet("It's the one from Bob Miller.", QUOTED) > 0
            await asyncio.sleep(5)
            assert conversation.greet("I've looked through 60 mails.") > 0
            await asyncio.sleep(5)
        return scene

    scene = virtualtime.run(play())
    assert [line.text for line in scene.state.lines] == [
        "It's the one from Bob Miller.",
        "I've looked through 60 mails.",
    ]
    assert scene.dialogue.said == ["I've looked through 60 mails."]
