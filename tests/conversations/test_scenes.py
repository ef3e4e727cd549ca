"""Whole conversations on virtual time: what a person would notice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import virtualtime
from scene import Scene

from assistant import events as e
from assistant.errors import Trouble
from assistant.ports import Act, Clause
from assistant.settings import SettingsFile
from assistant.state import Presence

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_a_question_is_heard_thought_about_and_answered(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await asyncio.sleep(1)
            await scene.person_says("What time is it?")
            silent_since = asyncio.get_running_loop().time()
            await asyncio.sleep(6)
            assert scene.at(e.ReplySpoken) - silent_since < 1.2

    virtualtime.run(play())
    assert scene.presences == [
        Presence.LISTENING, Presence.HEARING, Presence.THINKING, Presence.SPEAKING,
        Presence.LISTENING,
    ]  # fmt: skip
    assert [heard.text for heard in scene.dialogue.heard] == ["What time is it?"]
    assert scene.dialogue.said == ["You said What time is it?"]


def test_a_pause_in_an_open_sentence_does_not_cost_the_turn(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I went home because")
            await asyncio.sleep(0.9)
            await scene.person_says("I went home because it rained.")
            await asyncio.sleep(5)

    virtualtime.run(play())
    assert [heard.text for heard in scene.dialogue.heard] == ["I went home because it rained."]


def test_a_cough_ducks_her_and_she_goes_on(scene: Scene) -> None:
    scene.dialogue.replies["Tell me a story."] = [Clause("once " * 20, "manager")]

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Tell me a story.")
            await asyncio.sleep(2.5)
            scene.transcriber.texts = []
            scene.sound.person_speaks(120)
            await asyncio.sleep(0.2)
            assert scene.sound.ducked
            await asyncio.sleep(6)
            assert not scene.sound.ducked

    virtualtime.run(play())
    assert scene.sound.silenced_at == []
    assert [f.end for f in scene.all(e.ReplyEnded)] == [e.End.FINISHED]
    assert len(scene.dialogue.heard) == 1


def test_insisting_stops_her_and_only_what_was_heard_is_remembered(scene: Scene) -> None:
    scene.dialogue.replies["Tell me a story."] = [
        Clause("one two three four five six seven eight nine ten", "manager"),
        Clause("never reached", "manager"),
    ]

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Tell me a story.")
            while scene.state.presence is not Presence.SPEAKING:
                await asyncio.sleep(0.02)
            await asyncio.sleep(1)
            began = asyncio.get_running_loop().time()
            await scene.person_says("Something else please.", 1200)
            assert scene.sound.held_at[0] - began < 0.35
            assert scene.sound.silenced_at[0] - began < 1.0
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert scene.dialogue.said[0].split() == ["one", "two", "three", "four"]
    assert [heard.text for heard in scene.dialogue.heard][1] == "Something else please."
    assert scene.all(e.ReplyEnded)[0].end is e.End.INTERRUPTED


def test_going_on_before_her_first_sound_makes_one_turn_of_two_halves(scene: Scene) -> None:
    scene.voice.takes_s = 2.0

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I drink coffee.")
            await asyncio.sleep(0.7)
            assert scene.state.presence is Presence.THINKING
            await scene.person_says("With milk.")
            await asyncio.sleep(8)

    virtualtime.run(play())
    assert scene.dialogue.heard[-1].text == "I drink coffee. With milk."
    assert len(scene.dialogue.said) == 1


def test_typing_interrupts_her_and_is_answered(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            await scene.person_says("Tell me a very long story about the sea and the ships.")
            await asyncio.sleep(1.6)
            talk.inbox.put_nowait(e.Say("stop it"))
            await asyncio.sleep(4)

    virtualtime.run(play())
    assert scene.sound.silenced_at
    assert scene.dialogue.heard[-1].text == "stop it"
    assert scene.dialogue.heard[-1].typed


def test_stop_silences_her_and_she_listens_again(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            await scene.person_says("Tell me a very long story about the sea and the ships.")
            await asyncio.sleep(1.6)
            assert scene.state.presence is Presence.SPEAKING
            talk.inbox.put_nowait(e.Stop())
            await asyncio.sleep(0.1)
            assert scene.state.presence is Presence.LISTENING

    virtualtime.run(play())


def test_mute_releases_the_microphone_and_nothing_is_heard(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Mute(on=True))
            await asyncio.sleep(0.1)
            assert not scene.sound.open
            assert scene.state.presence is Presence.MUTED
            await scene.person_says("Can you hear me?")
            await asyncio.sleep(2)
            talk.inbox.put_nowait(e.Mute(on=False))
            await asyncio.sleep(0.1)
            assert scene.sound.open

    virtualtime.run(play())
    assert scene.dialogue.heard == []


def test_after_goodbye_the_microphone_is_released_and_typing_wakes_her(scene: Scene) -> None:
    scene.dialogue.replies["Goodbye."] = [Clause("Goodbye.", "skill:goodbye", Act("goodbye"))]

    async def play() -> None:
        async with scene.begun() as talk:
            await scene.person_says("Goodbye.")
            await asyncio.sleep(3)
            assert scene.state.presence is Presence.RESTING
            assert not scene.sound.open
            talk.inbox.put_nowait(e.Say("Are you there?"))
            await asyncio.sleep(4)
            assert scene.sound.open
            assert scene.state.presence is Presence.LISTENING

    virtualtime.run(play())


def test_a_crisis_card_is_up_before_she_speaks_and_stays(scene: Scene) -> None:
    scene.dialogue.replies["x"] = [Clause("I'm here.", "safety", Act("crisis", {"text": "988"}))]

    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Say("x"))
            await asyncio.sleep(5)
            assert scene.state.crisis == "988"
            talk.inbox.put_nowait(e.DismissCrisis())
            await asyncio.sleep(0.1)
            assert scene.state.crisis == ""

    virtualtime.run(play())
    assert scene.at(e.CrisisShown) < scene.at(e.ReplySpoken)


def test_without_a_voice_her_words_are_still_shown(scene: Scene) -> None:
    scene.voice.trouble = Trouble("The voice is gone.", "Wait a moment.")

    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Say("hello"))
            await asyncio.sleep(2)

    virtualtime.run(play())
    assert scene.state.lines[-1].text == "You said hello"
    assert scene.state.troubles["clause"].what == "The voice is gone."
    assert scene.state.presence is Presence.LISTENING


def test_a_recogniser_in_trouble_is_said_and_she_goes_on_listening(scene: Scene) -> None:
    scene.transcriber.trouble = Trouble("I could not make out words.", "It starts again by itself.")

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Hello?")
            await asyncio.sleep(2.5)
            assert "hearing" in scene.state.troubles
            scene.transcriber.trouble = None
            await scene.person_says("Hello again.")
            await asyncio.sleep(4)
            assert "hearing" not in scene.state.troubles

    virtualtime.run(play())
    assert [heard.text for heard in scene.dialogue.heard] == ["Hello again."]


def test_a_bug_in_a_reply_does_not_end_the_conversation(scene: Scene) -> None:
    reported: list[str] = []

    async def play() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: reported.append(context["message"]))
        async with scene.begun() as talk:
            scene.dialogue.broken = True
            talk.inbox.put_nowait(e.Say("hello"))
            await asyncio.sleep(1)
            scene.dialogue.broken = False
            talk.inbox.put_nowait(e.Say("and now?"))
            await asyncio.sleep(3)

    virtualtime.run(play())
    assert reported == ["reply 1 broke"]
    assert [f.end for f in scene.all(e.ReplyEnded)] == [e.End.FAILED, e.End.FINISHED]


def test_a_sound_without_words_is_let_go(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await scene.person_says("", 400)
            await asyncio.sleep(3)

    virtualtime.run(play())
    assert scene.dialogue.heard == []
    assert len(scene.all(e.NothingHeard)) == 1
    assert scene.state.presence is Presence.LISTENING


def test_a_changed_setting_applies_at_once_and_is_saved(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Change("volume", 0.3))
            talk.inbox.put_nowait(e.Change("pace", 99.0))
            await asyncio.sleep(0.1)

    virtualtime.run(play())
    assert scene.sound.loudness == 0.3
    assert SettingsFile.load(scene.folder).now.volume == 0.3
    assert scene.state.troubles["settings"].what == "Speed can't be set to that."
