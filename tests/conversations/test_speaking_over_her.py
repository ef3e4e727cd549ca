"""Speaking while she speaks, on virtual time: a yeah-sayer, a stopper, somebody who coughs on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import virtualtime
from scene import Scene

from assistant import events as e
from assistant.ports import FRAME_BYTES, Clause, Frame
from assistant.state import Presence

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    scene = Scene(tmp_path)
    scene.dialogue.replies["Tell me a story."] = [Clause(("once " * 20).strip(), "manager")]
    return scene


async def over_her(scene: Scene, words: str, ms: int) -> None:
    """Somebody says `words` in the midst of her story."""
    await scene.person_says("Tell me a story.")
    while scene.state.presence is not Presence.SPEAKING:
        await asyncio.sleep(0.02)
    await asyncio.sleep(1)
    await scene.person_says(words, ms)
    await asyncio.sleep(12)


@pytest.mark.parametrize(("words", "ms"), [("Mm-hm.", 400), ("Yeah.", 300), ("Ha ha.", 700)])
def test_a_yeah_sayer_makes_her_pause_and_go_on_where_she_was(
    scene: Scene, words: str, ms: int
) -> None:
    async def play() -> None:
        async with scene.begun():
            await over_her(scene, words, ms)

    virtualtime.run(play())
    assert scene.sound.silenced_at == []
    assert [fact.end for fact in scene.all(e.ReplyEnded)] == [e.End.FINISHED]
    assert scene.dialogue.said == [("once " * 20).strip()]
    assert len(scene.dialogue.heard) == 1


def test_her_own_words_coming_back_from_the_room_do_not_stop_her(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await over_her(scene, "Once, once.", 600)

    virtualtime.run(play())
    assert scene.sound.silenced_at == []
    assert [fact.end for fact in scene.all(e.ReplyEnded)] == [e.End.FINISHED]


@pytest.mark.parametrize("words", ["Stop.", "Wait.", "Hold on.", "OS1!"])
def test_one_word_is_enough_to_stop_her(scene: Scene, words: str) -> None:
    async def play() -> None:
        async with scene.begun():
            await over_her(scene, words, 300)

    virtualtime.run(play())
    assert len(scene.sound.silenced_at) == 1
    assert scene.all(e.ReplyEnded)[0].end is e.End.INTERRUPTED


@pytest.mark.parametrize("words", ["", "Stop.", "Stuff."])
def test_a_stop_heard_in_the_noise_stops_her_whatever_the_recogniser_makes_of_it(
    scene: Scene, words: str
) -> None:
    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Tell me a story.")
            while scene.state.presence is not Presence.SPEAKING:
                await asyncio.sleep(0.02)
            await asyncio.sleep(1)
            began = asyncio.get_running_loop().time()
            await scene.person_says(words, 300)
            at_ms = round(scene.sound.now() * 1000)
            scene.sound.events.put_nowait(Frame(at_ms, bytes(FRAME_BYTES), 0.1, stop=True))
            await asyncio.sleep(6)
            assert scene.sound.silenced_at[0] - began < 0.4

    virtualtime.run(play())
    assert scene.all(e.ReplyEnded)[0].end is e.End.INTERRUPTED
    heard = [one.text for one in scene.dialogue.heard]
    assert heard[1:] == (["Stop."] if words else [])


def test_a_stop_that_only_its_own_ear_caught_leaves_her_listening(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Tell me a story.")
            while scene.state.presence is not Presence.SPEAKING:
                await asyncio.sleep(0.02)
            await asyncio.sleep(1)
            at_ms = round(scene.sound.now() * 1000)
            scene.sound.events.put_nowait(Frame(at_ms, bytes(FRAME_BYTES), 0.1, stop=True))
            await asyncio.sleep(3)
            assert scene.state.presence is Presence.LISTENING
            await scene.person_says("What time is it?")
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert scene.all(e.ReplyEnded)[0].end is e.End.INTERRUPTED
    assert scene.dialogue.heard[-1].text == "What time is it?"


def test_what_begins_while_she_speaks_is_marked_and_the_next_turn_is_not(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await over_her(scene, "No, delete all my reminders please.", 1500)
            await scene.person_says("What time is it?")
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert [heard.over_her for heard in scene.dialogue.heard] == [False, True, False]
