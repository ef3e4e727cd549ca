"""The ears survive what happens to their process."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from assistant.errors import ChildLost, Trouble
from assistant.hearing.adapter import ChildTranscriber
from assistant.hearing.recogniser import FALL_BACK, WHISPER_FILES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a model from outside."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in WHISPER_FILES:
        (folder / name).touch()
    monkeypatch.setenv("FAKE_EARS", str(tmp_path))
    return folder


@asynccontextmanager
async def ears(
    model: Path | None,
    *,
    troubles: list[str] | None = None,
    grace_s: float = 8.0,
    turns: bool = False,
    names: Callable[[], tuple[str, ...]] = tuple,
) -> AsyncIterator[ChildTranscriber]:
    told = troubles if troubles is not None else []
    listening = ChildTranscriber(
        on_trouble=lambda trouble: told.append(trouble.what),
        module="tests.hearing.fake_ears",
        names=names,
        grace_s=grace_s,
        ready_s=15,
    )
    try:
        await listening.open("auto", model, model if turns else None)
        yield listening
    finally:
        await listening.close()


def test_words_come_back_with_their_engine(model: Path) -> None:
    async def scene() -> None:
        async with ears(model) as listening:
            heard = await listening.transcribe(b"hello")
            assert (heard.text, heard.engine, heard.confidence) == ("hello fast", "whisper", 0.9)
            assert (await listening.transcribe(b"hello", full=True)).text == "hello full"
            assert (await listening.transcribe(b"hello", quick=True)).text == "hello quick"
            with pytest.raises(Trouble, match="I can't"):
                await listening.transcribe(b"trouble")

    asyncio.run(scene())


@pytest.mark.warns
@pytest.mark.parametrize("word", ["die", "bug"])
def test_a_crash_over_an_utterance_costs_time_but_no_words(model: Path, word: str) -> None:
    async def scene() -> None:
        async with ears(model) as listening:
            assert (await listening.transcribe(word.encode())).text == f"{word} fast"
            assert listening.child is not None
            assert listening.child.restarts == 1

    asyncio.run(scene())


@pytest.mark.warns
def test_a_child_that_hangs_is_ended_and_asked_again(model: Path) -> None:
    async def scene() -> None:
        async with ears(model, grace_s=0.5) as listening:
            assert (await listening.transcribe(b"hang")).text == "hang fast"

    asyncio.run(scene())


@pytest.mark.warns
def test_sound_that_kills_every_child_is_given_up(model: Path) -> None:
    async def scene() -> None:
        async with ears(model) as listening:
            with pytest.raises(ChildLost):
                await listening.transcribe(b"always die")
            assert (await listening.transcribe(b"hello")).text == "hello fast"

    asyncio.run(scene())


@pytest.mark.warns
def test_a_recogniser_that_never_starts_gives_way(model: Path) -> None:
    async def scene() -> None:
        (model / "never").touch()
        troubles: list[str] = []
        async with ears(model, troubles=troubles) as listening:
            assert listening.engine == FALL_BACK
            assert (await listening.transcribe(b"hello")).engine == FALL_BACK
        assert len(troubles) == 1
        assert "PocketSphinx" in troubles[0]

    asyncio.run(scene())


def test_a_model_that_arrives_is_taken_up_without_a_gap(model: Path) -> None:
    async def scene() -> None:
        async with ears(None) as listening:
            assert listening.engine == FALL_BACK
            begun = asyncio.create_task(listening.transcribe(b"slow"))
            await asyncio.sleep(0)
            assert await listening.switch("auto", model) == "whisper"
            assert (await begun).text == "slow fast"
            assert (await listening.transcribe(b"hello")).engine == "whisper"

    asyncio.run(scene())


def test_the_turn_is_judged_beside_a_transcription(model: Path) -> None:
    async def scene() -> None:
        async with ears(model, turns=True) as listening:
            assert listening.judges
            words = asyncio.create_task(listening.transcribe(b"slow"))
            assert await listening.complete(bytes(1_000_000)) == 0.75
            assert not words.done()
            await words

    asyncio.run(scene())


def test_without_its_model_the_turn_is_not_judged(model: Path) -> None:
    async def scene() -> None:
        async with ears(model) as listening:
            assert not listening.judges
            with pytest.raises(Trouble, match="end-of-turn"):
                await listening.complete(b"hello")

    asyncio.run(scene())


def test_a_question_nobody_waits_for_is_dropped(model: Path) -> None:
    async def scene() -> None:
        async with ears(model) as listening:
            slow = [asyncio.create_task(listening.transcribe(b"slow")) for _ in range(20)]
            await asyncio.sleep(0.05)
            for task in slow:
                task.cancel()
            # twenty of them would take ten seconds
            async with asyncio.timeout(3):
                assert (await listening.transcribe(b"hello")).text == "hello fast"

    asyncio.run(scene())


def test_before_it_is_open_it_says_so() -> None:
    with pytest.raises(Trouble, match="not listening yet"):
        asyncio.run(ChildTranscriber().transcribe(b""))


@pytest.mark.parametrize("engine", ["google", "amazon", "shorthand"])
def test_no_engine_that_leaves_this_computer_is_opened(engine: str) -> None:
    with pytest.raises(Trouble):
        asyncio.run(ChildTranscriber().open(engine))


def test_the_recogniser_is_told_each_time_who_may_be_spoken_of(model: Path) -> None:
    async def scene() -> None:
        known = ["Zosia"]
        async with ears(model, names=lambda: tuple(known)) as listening:
            assert (await listening.transcribe(b"hello")).text == "hello fast Zosia"
            known.append("Kwame")
            assert (await listening.transcribe(b"hello")).text == "hello fast Zosia Kwame"

    asyncio.run(scene())
