"""Recall over more than three hundred memories: by meaning where the model is, by words where not."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from memory_scene import NOON, Talk, talking

from assistant.memory.extraction import found_in
from assistant.memory.meaning import MODEL, Meaning
from assistant.models.store import Store
from assistant.paths import models_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

DATA = Path(__file__).parent.parent / "data" / "memory"
LONG_AGO = NOON - dt.timedelta(days=40)


def read(name: str) -> list[tuple[str, str]]:
    """(sentence, memory it is about), "" where there is none."""
    rows = (line.partition("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines())
    return [(said, memory) for said, _, memory in rows]


def everything(
    profile: Path, meaning: Meaning | None, play: Callable[[Talk], Coroutine[None, None, None]]
) -> None:
    """Play with all of the corpus told forty days ago."""

    async def whole() -> None:
        async with talking(profile, meaning) as talk:
            for said, _ in read("told.txt"):
                found = found_in(said, LONG_AGO.date())
                await talk.diary.look(
                    lambda store, said=said, found=found: store.keep_turn(LONG_AGO, said, found)
                )
            await talk.diary.sense()
            await play(talk)

    asyncio.run(whole())


@pytest.fixture
def meaning(tmp_path: Path) -> Meaning:
    model = Store(models_folder()).path(MODEL)
    if model is None:
        pytest.skip("the model for meaning is not here")
    return Meaning(model, tmp_path / "cache")


@pytest.mark.real
def test_nine_of_ten_paraphrases_find_their_memory(tmp_path: Path, meaning: Meaning) -> None:
    async def play(talk: Talk) -> None:
        memories = set(await talk.kept())
        asked = read("paraphrases.tsv")
        assert len(memories) >= 300
        assert len(asked) >= 100
        assert {memory for _, memory in asked} <= memories
        found = 0
        for said, memory in asked:
            hits = await talk.diary.search(said, 5)
            assert all(hit.meaning is not None for hit in hits)
            found += memory in [hit.memory.words for hit in hits]
        print(f"recall at 5 by meaning: {found} of {len(asked)}")
        assert found / len(asked) >= 0.9

    everything(tmp_path / "p", meaning, play)


@pytest.mark.real
def test_she_brings_up_what_helps_and_little_else(tmp_path: Path, meaning: Meaning) -> None:
    async def play(talk: Talk) -> None:
        dragged = [s for s, _ in read("no_memory.txt") if await talk.diary.recall(s)]
        helped = 0
        for said, memory in read("wanted.tsv"):
            found = await talk.diary.recall(said)
            assert len(found) <= 1
            helped += [one.text for one in found] == [memory]
        print(f"dragged in {len(dragged)} of 40, brought {helped} of 12")
        assert len(read("no_memory.txt")) == 40
        assert len(dragged) <= 2
        assert helped >= 8

    everything(tmp_path / "p", meaning, play)


def test_without_the_model_she_recalls_by_words(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        hits = await talk.diary.search("Who is afraid of fireworks?")
        assert hits[0].memory.words == "Rex is afraid of fireworks"
        assert hits[0].meaning is None
        (one,) = await talk.diary.recall("We might take Rex along to see the fireworks.")
        assert one.text == "Rex is afraid of fireworks"
        dragged = [s for s, _ in read("no_memory.txt") if await talk.diary.recall(s)]
        assert len(dragged) <= 2

    everything(tmp_path / "p", None, play)


def test_a_model_that_cannot_be_loaded_leaves_the_words(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        hits = await talk.diary.search("fireworks")
        assert hits[0].memory.words == "Rex is afraid of fireworks"

    async def whole() -> None:
        empty = tmp_path / "model"
        empty.mkdir()
        async with talking(tmp_path / "p", Meaning(empty, tmp_path / "cache")) as talk:
            await talk.say("My dog is called Rex.")
            await talk.say("Rex is afraid of fireworks.")
            with pytest.raises(Exception, match="could not be"):
                await talk.diary.sense()
            await play(talk)

    asyncio.run(whole())
