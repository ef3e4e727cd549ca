"""What she does when devices, processes or her own code fail, on virtual time; and the tests beside the pickers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import virtualtime
from fakes import FakeVoice
from scene import Scene

from assistant import events as e
from assistant.checks import audible, for_the_speaker, verdict
from assistant.errors import ChildLost
from assistant.ports import FRAME_BYTES, Frame, SoundTrouble, SoundWell
from assistant.settings import SettingsFile
from assistant.state import Presence

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.conversation import Conversation


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def checked(scene: Scene, kind: str) -> list[bool | None]:
    return [fact.ok for fact in scene.all(e.CheckTold) if fact.kind == kind]


# --- the tests beside the pickers ----------------------------------------------------------


def test_the_microphone_is_recorded_and_played_back_and_nobody_is_answered(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.TryMicrophone())
            await asyncio.sleep(0.5)
            await scene.person_says("One two three.", 1500)
            await asyncio.sleep(8)
            assert scene.state.checks["microphone"].ok

    virtualtime.run(play())
    assert checked(scene, "microphone") == [None, None, True]
    assert scene.dialogue.heard == []
    assert (-1, 0) in scene.sound.played


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        pytest.param((0.0, -120.0), "silent throughout", id="zeros"),
        pytest.param((0.0, -75.0), "next to nothing", id="far too quiet"),
        pytest.param((0.0, -30.0), "nobody speaking", id="noise"),
    ],
)
def test_a_microphone_that_hears_nobody_is_told_why(frame: tuple[float, float], words: str) -> None:
    voice, level = frame
    told, well = verdict([Frame(0, bytes(FRAME_BYTES), voice, level)] * 150)
    assert words in told
    assert not well


def test_without_a_microphone_its_test_says_the_trouble_there_is(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(SoundTrouble("microphone", "I can't find a microphone."))
            talk.inbox.put_nowait(e.TryMicrophone())
            await asyncio.sleep(0.05)
            scene.sound.open = False
            await asyncio.sleep(10)

    virtualtime.run(play())
    # the few frames that were on their way do not count as hearing
    assert scene.state.checks["microphone"].ok is False


def test_muted_the_microphone_is_opened_only_for_its_test(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.Mute(on=True))
            talk.inbox.put_nowait(e.TryMicrophone())
            await asyncio.sleep(1)
            assert scene.sound.open
            await asyncio.sleep(10)
            assert not scene.sound.open

    virtualtime.run(play())
    assert scene.state.muted


def test_the_speaker_s_test_is_a_sentence(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.TrySpeaker())
            await asyncio.sleep(10)

    virtualtime.run(play())
    assert checked(scene, "speaker") == [None, True]


def test_row_15_a_voice_that_makes_no_sound_is_found_out(scene: Scene) -> None:
    scene.voice = FakeVoice(silent=True)

    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.TrySpeaker())
            await asyncio.sleep(10)

    virtualtime.run(play())
    assert checked(scene, "speaker") == [None, False]
    assert "without a sound" in scene.state.checks["speaker"].words


def test_typing_ends_a_test_and_is_answered(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.TryMicrophone())
            await asyncio.sleep(1)
            talk.inbox.put_nowait(e.Say("hello"))
            await asyncio.sleep(5)
            await scene.person_says("And now?")
            await asyncio.sleep(5)

    virtualtime.run(play())
    assert [heard.text for heard in scene.dialogue.heard] == ["hello", "And now?"]
    assert checked(scene, "microphone") == [None]


def test_what_is_played_back_is_as_long_as_what_was_recorded() -> None:
    assert len(for_the_speaker(bytes(32_000))) == 48_000
    assert for_the_speaker(b"\x10\x00" * 4) == b"\x10\x00" * 6
    assert for_the_speaker(b"") == b""
    assert not audible(bytes(100))
    assert audible(b"\x00\x80")


# --- wishes about the parts ----------------------------------------------------------------


@pytest.mark.parametrize(
    "wish",
    [
        e.ListDevices(), e.Restart("voice"), e.FetchModels(), e.PauseFetching(),
        e.RemoveModel("silero-vad-v6"),
    ],
    ids=lambda wish: type(wish).__name__,
)  # fmt: skip
def test_wishes_about_the_parts_go_to_their_upkeep(scene: Scene, wish: e.Upkeep) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            talk.inbox.put_nowait(wish)
            await asyncio.sleep(0.1)

    virtualtime.run(play())
    assert scene.wished == [wish]


# --- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param("I would like to tell you", True, id="words were said"),
        pytest.param("", False, id="there were none"),
    ],
)
def test_row_2_a_sentence_broken_off_by_the_microphone_is_kept_or_its_loss_told(
    scene: Scene, words: str, kept: bool
) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            scene.transcriber.texts = [words]
            scene.sound.person_speaks(3000)
            await asyncio.sleep(1)
            scene.sound.open = False
            talk.inbox.put_nowait(SoundTrouble("microphone", "It stopped."))
            await asyncio.sleep(6)
            assert scene.state.presence is Presence.LISTENING
            talk.inbox.put_nowait(SoundWell("microphone"))
            await asyncio.sleep(0.1)
            assert scene.state.troubles == {}

    virtualtime.run(play())
    assert [heard.text for heard in scene.dialogue.heard] == ([words] if kept else [])
    assert len(scene.all(e.NothingHeard)) == (0 if kept else 1)


def test_row_14_a_clause_whose_voice_is_lost_is_shown_and_the_next_is_spoken(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            scene.voice.trouble = ChildLost("The voice did not answer in time.")
            talk.inbox.put_nowait(e.Say("one"))
            await asyncio.sleep(2)
            scene.voice.trouble = None
            talk.inbox.put_nowait(e.Say("two"))
            await asyncio.sleep(4)

    virtualtime.run(play())
    assert [line.text for line in scene.state.lines if line.who == "her"] == [
        "You said one", "You said two",
    ]  # fmt: skip
    assert scene.sound.played == [(2, 0)]
    assert scene.state.troubles == {}


def test_row_40_a_bug_in_any_work_beside_the_loop_is_reported_and_she_goes_on(
    scene: Scene,
) -> None:
    reported: list[str] = []

    async def broken(_wish: e.Upkeep) -> None:
        raise RuntimeError("a bug, with words that nobody may log")

    async def play() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: reported.append(context["message"]))
        scene.upkeep = broken  # type: ignore[method-assign]
        async with scene.begun() as talk:
            talk.inbox.put_nowait(e.ListDevices())
            await asyncio.sleep(0.1)
            talk.inbox.put_nowait(e.Say("still there?"))
            await asyncio.sleep(4)

    virtualtime.run(play())
    assert len(reported) == 1
    assert "nobody may log" not in reported[0]
    assert scene.state.lines[-1].text == "You said still there?"


def late_frames(talk: Conversation, count: int, lag_ms: int) -> None:
    now = round(asyncio.get_running_loop().time() * 1000)
    for number in range(count):
        talk.inbox.put_nowait(Frame(now - lag_ms + number * 20, bytes(FRAME_BYTES), 0.02, -30.0))


def test_row_42_sound_that_comes_too_late_is_dropped_said_once_and_over_by_itself(
    scene: Scene,
) -> None:
    async def play() -> None:
        async with scene.begun() as talk:
            await asyncio.sleep(2)
            late_frames(talk, 100, 4000)
            await asyncio.sleep(0.1)
            assert "slow" in scene.state.troubles
            late_frames(talk, 100, 4000)
            await asyncio.sleep(0.1)
            await asyncio.sleep(4)
            assert "slow" not in scene.state.troubles
            await scene.person_says("Hello again.")
            await asyncio.sleep(4)

    virtualtime.run(play())
    assert [f.key for f in scene.all(e.TroubleCame)] == ["slow"]
    assert [f.key for f in scene.all(e.TroubleWent)] == ["slow"]
    assert [heard.text for heard in scene.dialogue.heard] == ["Hello again."]


# --- two people ----------------------------------------------------------------------------


def test_two_people_one_with_a_damaged_file_lose_nothing(tmp_path: Path) -> None:
    whole, hurt = tmp_path / "ada", tmp_path / "theo"
    whole.mkdir()
    hurt.mkdir()
    (whole / "settings.toml").write_text('her_name = "Ada"\nfrom_the_future = [1, 2]\n')
    damaged = 'her_name = "Nora"\nvolume = "loud"\nlook = "night"\n'
    (hurt / "settings.toml").write_text(damaged)

    ada, theo = SettingsFile.load(whole), SettingsFile.load(hurt)
    assert ada.trouble is None
    assert ada.now.her_name == "Ada"
    assert (theo.now.her_name, theo.now.look, theo.now.volume) == ("Nora", "night", 0.8)
    assert theo.trouble is not None
    assert "Volume" in theo.trouble.what
    assert (hurt / "settings.toml.bad").read_text() == damaged
    assert SettingsFile.load(hurt).trouble is None, "it is said once"

    ada.change("pace", 1.2)
    assert "from_the_future = [1, 2]" in (whole / "settings.toml").read_text()
    (hurt / "settings.toml").write_text("pace = 'fast'\n")
    SettingsFile.load(hurt)
    assert (hurt / "settings.toml.bad").read_text() == damaged, "an older one is not written over"
    assert (hurt / "settings.toml.2.bad").read_text() == "pace = 'fast'\n"
