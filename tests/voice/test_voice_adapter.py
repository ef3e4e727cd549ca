"""Her voice over two children: fall-back, return, cache, and sentences for what is wrong."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import Trouble
from assistant.voice import adapter
from assistant.voice.adapter import ChildVoice, deadline_s
from assistant.voice.phrases import PhraseCache

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def fake_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))


@asynccontextmanager
async def her(
    tmp_path: Path, *, model: bool = True, told: list[Trouble | None] | None = None
) -> AsyncIterator[ChildVoice]:
    voice = ChildVoice(
        tmp_path / "model" if model else None,
        on_change=told.append if told is not None else None,
        neural_module="fake_voice_child",
        system_module="fake_system_child",
        retry_s=(0.05,),
    )
    try:
        yield voice
    finally:
        await voice.close()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


def test_a_house_voice_speaks_through_the_neural_child(tmp_path: Path) -> None:
    async def scene() -> None:
        async with her(tmp_path) as voice:
            await voice.start()
            assert voice.neural
            assert await voice.render("Hi.", "warm", 1.0) == b"neural:warm:1.0:Hi."
            assert await voice.render("Hi.", "warm", 9.0) == b"neural:warm:2.0:Hi."
            assert len(voice.pids()) == 1

    asyncio.run(scene())


def test_without_a_model_the_system_speaks_until_it_arrives(tmp_path: Path) -> None:
    async def scene() -> None:
        async with her(tmp_path, model=False) as voice:
            await voice.start()
            assert await voice.render("Hi.", "calm", 1.0) == b"system::en-gb:Hi."
            await voice.neural_arrived(tmp_path / "model")
            assert await voice.render("Hi.", "calm", 1.0) == b"neural:calm:1.0:Hi."

    asyncio.run(scene())


def test_a_system_voice_is_asked_for_by_its_id(tmp_path: Path) -> None:
    async def scene() -> None:
        async with her(tmp_path) as voice:
            await voice.start()
            said = await voice.render("Hi.", "system:gmw/de", 1.0)
            assert said == b"system:gmw/de:en-us:Hi."

    asyncio.run(scene())


@pytest.mark.warns
@pytest.mark.parametrize("fate", ["die", "hang"])
def test_a_failing_render_is_said_by_the_system_and_her_voice_comes_back(
    tmp_path: Path, fate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "deadline_s", lambda text, pace: 1.0)

    async def scene() -> None:
        told: list[Trouble | None] = []
        async with her(tmp_path, told=told) as voice:
            await voice.start()
            await voice.voices()
            assert await voice.render(fate, "warm", 1.0) == f"system::en-us:{fate}".encode()
            assert [type(change) for change in told] == [Trouble]
            await until(lambda: voice.neural)
            assert await voice.render("Hi.", "warm", 1.0) == b"neural:warm:1.0:Hi."
            assert told[1:] == [None]

    asyncio.run(scene())


@pytest.mark.warns
def test_a_neural_child_that_cannot_start_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "broken").touch()

    async def scene() -> None:
        told: list[Trouble | None] = []
        async with her(tmp_path, told=told) as voice:
            await voice.start()
            assert await voice.render("Hi.", "low", 1.0) == b"system::en-us:Hi."
            assert len(told) == 1
            (tmp_path / "broken").unlink()
            await until(lambda: voice.neural)

    asyncio.run(scene())


def test_a_trouble_of_the_text_is_no_trouble_of_the_voice(tmp_path: Path) -> None:
    async def scene() -> None:
        told: list[Trouble | None] = []
        async with her(tmp_path, told=told) as voice:
            await voice.start()
            with pytest.raises(Trouble, match="cannot be said"):
                await voice.render("trouble", "warm", 1.0)
            assert voice.neural
            assert not told

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["nobody", "system:gmw/xx", "", "../warm", "\x00\ud800"])
def test_an_unknown_voice_is_one_sentence_that_names_some(tmp_path: Path, name: str) -> None:
    async def scene() -> None:
        async with her(tmp_path, model=False) as voice:
            with pytest.raises(Trouble, match="There is no voice called") as caught:
                await voice.render("Hi.", name, 1.0)
            assert "warm" in caught.value.remedy
            if name.startswith("system:"):
                assert "system:gmw/en" in caught.value.remedy

    asyncio.run(scene())


def test_house_voices_come_first_in_the_list(tmp_path: Path) -> None:
    async def scene() -> None:
        async with her(tmp_path, model=False) as voice:
            names = [info.name for info in await voice.voices()]
            assert names == [
                "warm", "bright", "calm", "low", "clear", "even", "system:gmw/en", "system:gmw/de",
            ]  # fmt: skip

    asyncio.run(scene())


def test_fixed_phrases_are_rendered_at_idle_and_sound_at_once(tmp_path: Path) -> None:
    async def scene() -> None:
        async with her(tmp_path) as voice:
            await voice.start()
            voice.remember(["Hm.", "trouble", "Okay."], "warm", 1.0)
            await until(lambda: len(voice._cache) == 2)
            await voice.close()  # nothing that could render is left
            assert await voice.render("Okay.", "warm", 1.0) == b"neural:warm:1.0:Okay."

    asyncio.run(scene())


def test_a_rehearsed_phrase_makes_way_for_a_person(tmp_path: Path) -> None:
    async def scene() -> None:
        async with her(tmp_path) as voice:
            await voice.start()
            voice.remember(["slow"], "warm", 1.0)
            await until(lambda: voice._rehearsal is not None)
            assert await voice.render("Hi.", "warm", 1.0) == b"neural:warm:1.0:Hi."

    asyncio.run(scene())


def test_the_cache_forgets_what_was_used_longest_ago() -> None:
    cache = PhraseCache(most=10)
    for text in ("a", "b"):
        cache.put((text, "warm", 1.0), b"12345")
    cache.get(("a", "warm", 1.0))
    cache.put(("c", "warm", 1.0), b"123")
    assert ("b", "warm", 1.0) not in cache
    assert ("a", "warm", 1.0) in cache
    assert cache.size == 8


def test_a_rehearsed_phrase_is_still_there_at_the_next_start(tmp_path: Path) -> None:
    key = ("Hm.", "warm", 1.0)
    PhraseCache(tmp_path / "phrases", "model").put(key, b"pcm")
    assert PhraseCache(tmp_path / "phrases", "model").get(key) == b"pcm"
    assert PhraseCache(tmp_path / "phrases", "another model").get(key) is None
    assert (tmp_path / "phrases").stat().st_mode & 0o77 == 0


def test_a_damaged_phrase_is_rendered_again(tmp_path: Path) -> None:
    key = ("Hm.", "warm", 1.0)
    PhraseCache(tmp_path, "model").put(key, b"pcm" * 1000)
    (file,) = tmp_path.glob("*.pcm")
    file.write_bytes(file.read_bytes()[:-100])
    later = PhraseCache(tmp_path, "model")
    assert later.get(key) is None
    later.put(key, b"pcm")
    assert PhraseCache(tmp_path, "model").get(key) == b"pcm"


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PhraseCache(tmp_path / "file" / "phrases", "model")
    cache.put(("Hm.", "warm", 1.0), b"pcm")
    assert cache.get(("Hm.", "warm", 1.0)) == b"pcm"


def test_a_longer_text_and_a_slower_pace_get_more_time() -> None:
    assert deadline_s("x" * 200, 1.0) > deadline_s("x" * 20, 1.0) > 3.0
    assert deadline_s("x" * 20, 0.5) > deadline_s("x" * 20, 1.0)
