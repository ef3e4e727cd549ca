"""The real voices, listened to: with Whisper for the words and with numbers for the sound."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import stat
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from benchmarks.accuracy import word_error_rate, words

from assistant.cli import say
from assistant.errors import Trouble
from assistant.paths import models_folder
from assistant.ports import HEAR_RATE, SPEAK_RATE
from assistant.voice import spool
from assistant.voice.adapter import ChildVoice, seconds
from assistant.voice.house import BY_NAME, KOKORO_FILE, KOKORO_MODEL, Accent
from assistant.voice.loudness import Samples, speech_level
from assistant.voice.phonemes import Phonemes
from assistant.voice.tokens import MOST_TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

pytestmark = pytest.mark.real

MODEL = models_folder() / KOKORO_MODEL / KOKORO_FILE
WHISPER = models_folder() / "faster-whisper-base"

SENTENCES = (
    "The weather is lovely today, so let us walk along the river.",
    "I can help you write a letter, and we can read it together.",
)


@pytest.fixture(scope="module")
def understood() -> Callable[[bytes], str]:
    """What Whisper base makes of 24 kHz PCM."""
    import soxr
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(WHISPER), device="cpu", compute_type="int8", cpu_threads=2)

    def listen(pcm: bytes) -> str:
        heard = soxr.resample(samples(pcm), SPEAK_RATE, HEAR_RATE)
        pieces, _ = whisper.transcribe(heard, language="en", beam_size=5)
        return " ".join(piece.text.strip() for piece in pieces)

    return listen


def wish(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path)
    say.add(parser.add_subparsers())
    return parser.parse_args(["say", *words])


def samples(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, "<i2").astype(np.float32) / 32768.0


def with_her(scene: Callable[[ChildVoice], Coroutine[Any, Any, None]], model: Path | None) -> None:
    async def whole() -> None:
        voice = ChildVoice(model)
        try:
            await voice.start()
            await scene(voice)
        finally:
            await voice.close()

    asyncio.run(whole())


@pytest.fixture(scope="module")
def spoken() -> dict[str, list[bytes]]:
    """Both sentences in every house voice, rendered once."""
    found: dict[str, list[bytes]] = {}

    async def scene(voice: ChildVoice) -> None:
        assert voice.neural
        for name in BY_NAME:
            found[name] = [await voice.render(text, name, 1.0) for text in SENTENCES]

    with_her(scene, MODEL)
    return found


@pytest.mark.parametrize("name", BY_NAME)
def test_a_house_voice_is_understood_word_for_word(
    name: str, spoken: dict[str, list[bytes]], understood: Callable[[bytes], str]
) -> None:
    for text, pcm in zip(SENTENCES, spoken[name], strict=True):
        heard = understood(pcm)
        assert word_error_rate(text, heard) <= 0.1, heard


@pytest.mark.parametrize("name", BY_NAME)
def test_a_house_voice_never_clips_and_begins_and_ends_in_silence(
    name: str, spoken: dict[str, list[bytes]]
) -> None:
    for pcm in spoken[name]:
        sound = samples(pcm)
        assert np.abs(sound).max() < 0.97
        assert np.abs(sound[: SPEAK_RATE // 200]).max() < 0.02
        assert np.abs(sound[-SPEAK_RATE // 5 :]).max() < 0.001
        begun = np.flatnonzero(np.abs(sound) > 0.02)[0] / SPEAK_RATE
        assert begun < 0.12  # nobody waits for trimmed silence


def test_all_house_voices_are_equally_loud(spoken: dict[str, list[bytes]]) -> None:
    levels = [speech_level(samples(pcm)) for both in spoken.values() for pcm in both]
    assert max(levels) - min(levels) < 3.0
    assert np.mean(levels) == pytest.approx(-20.0, abs=1.5)


def test_british_voices_are_given_british_sounds() -> None:
    phonemes = Phonemes()
    assert phonemes.of("No, the water is hot.", Accent.BRITISH) == "nˈQ, ðə wˈɔːtəɹ ɪz hˈɒt."
    assert phonemes.of("No, the water is hot.", Accent.AMERICAN) == "nˈO, ðə wˈɔTəɹ ɪz hˈɑt."
    assert {v.name for v in BY_NAME.values() if v.accent is Accent.BRITISH} == {"calm", "clear"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's 3:05 pm.", "it's three oh five pm"),
        ("That costs $3.50, about 10 %.", "that costs three dollars and fifty cents, about ten percent"),
        ("Today is Sunday, November 22, 2026.", "today is sunday november twenty second twenty twenty six"),
        ("Seven times eight is 56.", "seven times eight is fifty six"),
    ],
)  # fmt: skip
def test_figures_are_understood_as_they_were_meant(
    text: str, expected: str, understood: Callable[[bytes], str]
) -> None:
    async def scene(voice: ChildVoice) -> None:
        heard = understood(await voice.render(text, "warm", 1.0))
        spelt = say_figures(heard)
        assert word_error_rate(expected, spelt) <= 0.2, heard

    with_her(scene, MODEL)


def say_figures(heard: str) -> str:
    """Whisper writes figures; they are compared as words."""
    from assistant.voice.speakable import speakable

    return speakable(heard.replace("3.05", "3:05").replace("305", "3:05"))


def test_pace_makes_her_slower_and_faster() -> None:
    async def scene(voice: ChildVoice) -> None:
        slow, normal, fast = [await voice.render(SENTENCES[0], "warm", p) for p in (0.7, 1.0, 1.5)]
        assert seconds(slow) > 1.2 * seconds(normal)
        assert seconds(fast) < 0.8 * seconds(normal)

    with_her(scene, MODEL)


def test_an_utterance_beyond_the_model_s_limit_is_said_whole(
    understood: Callable[[bytes], str],
) -> None:
    # a sentence for each piece Whisper is given, and none twice: it invents where words repeat
    sentences = [
        "On Monday we walked along the river and fed the ducks,",
        "on Tuesday the kitchen was painted yellow by my brother,",
        "on Wednesday a letter came from the hospital in London,",
        "on Thursday the children played football in the garden,",
        "on Friday I baked a chocolate cake for the neighbours,",
        "on Saturday the train to the mountains was very late,",
        "on Sunday everybody slept until the church bells rang,",
        "and after that the whole week began again with coffee,",
        "a fresh newspaper, a warm bath, and a very long telephone call with my mother in the evening.",
    ]
    told = {
        "river", "ducks", "kitchen", "yellow", "letter", "hospital", "children", "garden",
        "chocolate", "cake", "train", "mountains", "church", "bells", "coffee", "newspaper",
        "telephone", "mother",
    }  # fmt: skip
    text = " ".join(sentences)
    assert len(Phonemes().of(text, Accent.AMERICAN)) > MOST_TOKENS

    async def scene(voice: ChildVoice) -> None:
        pcm = await voice.render(text, "warm", 1.0)
        assert voice.neural
        heard = set(words(understood(pcm)))
        assert len(told & heard) >= len(told) - 3, told - heard

    with_her(scene, MODEL)


def test_what_nobody_waits_for_any_more_stops_the_model() -> None:
    long = "This is a long sentence that goes on and on, " * 4

    async def scene(voice: ChildVoice) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await voice.render(long, "warm", 1.0)
        whole = loop.time() - begun
        task = asyncio.create_task(voice.render(long, "warm", 1.0))
        await asyncio.sleep(0.2)
        task.cancel()
        await asyncio.wait([task])
        begun = loop.time()
        await voice.render("Yes.", "warm", 1.0)
        assert loop.time() - begun < whole / 2
        assert voice.neural

    with_her(scene, MODEL)


@pytest.mark.parametrize("text", ["", "😀", "漢字", "\ud800\x00", "<>", "[[", "."])
def test_what_cannot_be_said_is_empty_and_no_trouble(text: str) -> None:
    async def scene(voice: ChildVoice) -> None:
        assert await voice.render(text, "warm", 1.0) == b""
        assert await voice.render(text, "system:gmw/en-us", 1.0) == b""

    with_her(scene, MODEL)


# --- the system's voice --------------------------------------------------------------------

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="eSpeak NG on Linux")


@linux
@pytest.mark.parametrize("name", ["warm", "low", "calm", "clear", "system:gmw/en-us"])
def test_the_system_s_voice_is_understood_loosely(
    name: str, understood: Callable[[bytes], str]
) -> None:
    async def scene(voice: ChildVoice) -> None:
        pcm = await voice.render(SENTENCES[0], name, 1.0)
        assert speech_level(samples(pcm)) == pytest.approx(-20.0, abs=2.0)
        assert word_error_rate(SENTENCES[0], understood(pcm)) <= 0.35

    with_her(scene, None)


@linux
def test_the_system_s_voice_needs_no_system_package() -> None:
    async def scene(voice: ChildVoice) -> None:
        await voice.render("Hello.", "warm", 1.0)
        (pid,) = voice.pids()
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:  # noqa: ASYNC230, PTH123
            libraries = {line.split()[-1] for line in maps if "libespeak" in line}
        assert len(libraries) == 1
        assert "espeakng_loader" in libraries.pop()

    with_her(scene, None)


@linux
def test_all_of_the_system_s_voices_are_listed_and_most_speak() -> None:
    async def scene(voice: ChildVoice) -> None:
        listed = [info for info in await voice.voices() if info.kind == "system"]
        assert len(listed) > 100
        silent = []
        for info in listed[::10]:
            try:
                assert await voice.render("Hello there.", info.name, 1.0)
            except Trouble as trouble:
                silent.append((info.name, str(trouble)))
        assert len(silent) <= 1

    with_her(scene, None)


@linux
def test_the_system_s_voice_loses_no_utterance() -> None:
    """pyttsx3 by itself drops about one in eighty."""

    async def scene(voice: ChildVoice) -> None:
        lengths = {len(await voice.render("What is it today?", "warm", 1.0)) for _ in range(150)}
        assert min(lengths) > SPEAK_RATE

    with_her(scene, None)


@linux
def test_nothing_said_stays_on_the_disk() -> None:
    async def scene(voice: ChildVoice) -> None:
        await voice.render("A secret.", "warm", 1.0)
        (pid,) = voice.pids()
        mine = spool.base() / str(pid)
        assert stat.S_IMODE(mine.stat().st_mode) == 0o700
        assert stat.S_IMODE(spool.base().stat().st_mode) == 0o700
        assert not list(mine.iterdir())
        os.kill(pid, signal.SIGKILL)

    with_her(scene, None)
    assert not [folder for folder in spool.base().iterdir() if not _alive(folder.name)]


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


# --- failing and coming back ---------------------------------------------------------------


@pytest.mark.warns
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["crash", "hang"])
def test_when_her_own_voice_fails_the_system_s_stands_in_and_hers_comes_back(
    blow: signal.Signals, understood: Callable[[bytes], str]
) -> None:
    async def scene() -> None:
        told: list[Trouble | None] = []
        voice = ChildVoice(MODEL, on_change=told.append)
        try:
            await voice.start()
            await voice.voices()
            (neural, _) = voice.pids()
            os.kill(neural, blow)
            pcm = await voice.render(SENTENCES[0], "warm", 1.0)
            assert word_error_rate(SENTENCES[0], understood(pcm)) <= 0.35
            assert [type(change) for change in told] == [Trouble]
            async with asyncio.timeout(40):
                while not voice.neural:
                    await asyncio.sleep(0.1)
            assert told[1:] == [None]
            assert await voice.render("Hello.", "warm", 1.0)
        finally:
            await voice.close()

    asyncio.run(scene())


# --- the command ---------------------------------------------------------------------------


def test_say_writes_a_sound_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "hi.wav"
    args = wish("Hello, it's 3:05 pm.", "--out", str(out), "--voice", "calm", "--pace", "1.2")
    assert args.run(args) == 0
    with wave.open(str(out)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (24_000, 1, 2)
        assert sound.getnframes() > SPEAK_RATE
    assert str(out) in capsys.readouterr().out


def test_say_lists_the_voices(capsys: pytest.CaptureFixture[str]) -> None:
    args = wish("--voice", say.LIST)
    assert args.run(args) == 0
    assert capsys.readouterr().out.startswith("warm ")
