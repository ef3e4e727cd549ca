"""When a mind is lost in mid-sentence the next goes on: no word lost, none doubled."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest
import virtualtime
from hypothesis import given
from hypothesis import strategies as st
from mind_stub import FakeMind

from assistant.dialogue.minds.port import Message, Request, seam
from assistant.dialogue.minds.relay import Broken, Relay

TEXT = "That sounds like a long day, and a lonely one. Who was there?"
ASKED = Request((Message("user", "What a day."),))


async def said(relay: Relay, request: Request = ASKED) -> str:
    async with aclosing(relay.words(request)) as words:
        return "".join([piece async for piece in words])


@given(
    first=st.integers(0, len(TEXT) + 2),
    second=st.integers(0, len(TEXT) + 2),
    sizes=st.tuples(st.integers(1, 7), st.integers(1, 7), st.integers(1, 7)),
)
def test_however_often_it_is_handed_on_the_sentence_is_the_same(
    first: int, second: int, sizes: tuple[int, int, int]
) -> None:
    async def scene() -> None:
        minds = [
            FakeMind("one", TEXT, first, sizes[0]),
            FakeMind("two", TEXT, second, sizes[1]),
            FakeMind("three", TEXT, None, sizes[2]),
        ]
        relay = Relay(minds)
        assert await said(relay) == TEXT
        assert all(mind.closed == len(mind.asked) for mind in minds)
        await relay.close()

    virtualtime.run(scene())


@given(at=st.integers(0, len(TEXT) - 1), size=st.integers(1, 9))
def test_with_nobody_left_she_is_told_what_was_delivered(at: int, size: int) -> None:
    async def scene() -> None:
        relay = Relay([FakeMind("one", TEXT, at, size)])
        delivered: list[str] = []

        async def listen() -> None:
            async with aclosing(relay.words(ASKED)) as words:
                async for piece in words:
                    delivered.append(piece)  # noqa: PERF401 - what came before the loss counts

        with pytest.raises(Broken) as broken:
            await listen()
        text = "".join(delivered)
        assert broken.value.after_text == text
        assert TEXT.startswith(text)
        assert not text or TEXT[len(text)] == " "  # whole words only
        await relay.close()

    virtualtime.run(scene())


def test_a_lead_in_is_handed_on_too() -> None:
    async def scene() -> None:
        lead_in = TEXT[: TEXT.index(" long")]
        one, two = FakeMind("one", TEXT, 12), FakeMind("two", TEXT)
        relay = Relay([one, two])
        assert lead_in + await said(relay, replace(ASKED, lead_in=lead_in)) == TEXT
        assert two.asked[0].lead_in == lead_in + " long day,"
        assert two.asked[0].most_tokens < ASKED.most_tokens
        await relay.close()

    virtualtime.run(scene())


def test_a_form_that_is_half_filled_in_is_not_continued() -> None:
    async def scene() -> None:
        relay = Relay([FakeMind("one", TEXT, 12), FakeMind("two", TEXT)])
        with pytest.raises(Broken):
            await said(relay, replace(ASKED, schema={}))
        await relay.close()

    virtualtime.run(scene())


def test_the_better_mind_is_asked_again_when_it_is_well() -> None:
    told: list[str] = []

    async def scene() -> None:
        one, two = FakeMind("one", TEXT, 12), FakeMind("two", TEXT)
        relay = Relay([one, two], on_change=told.append)
        assert await said(relay) == TEXT
        assert (relay.name, relay.spoke) == ("two", "two")
        assert await said(relay) == TEXT
        assert len(one.asked) == 1  # nobody waits for a mind that is lost
        await asyncio.sleep(100)
        assert relay.name == "two"
        one.well, one.dies_at = True, None
        await asyncio.sleep(61)
        assert relay.name == "one"
        assert await said(relay) == TEXT
        assert relay.spoke == "one"
        await relay.close()

    virtualtime.run(scene())
    assert told == ["two", "one"]


def test_one_that_is_well_and_fails_again_is_left_alone_longer() -> None:
    async def scene() -> None:
        one, two = FakeMind("one", TEXT, 0), FakeMind("two", TEXT)
        relay = Relay([one, two])
        for _ in range(200):
            assert await said(relay) == TEXT
            one.well = True
            await asyncio.sleep(1)
        assert len(one.asked) < 15
        await relay.close()

    virtualtime.run(scene())


def test_minds_join_and_leave() -> None:
    told: list[str] = []

    async def scene() -> None:
        relay = Relay(on_change=told.append)
        assert not await relay.ready()
        with pytest.raises(Broken) as broken:
            await said(relay)
        assert broken.value.after_text == ""
        one, two = FakeMind("one", TEXT, 5), FakeMind("two", TEXT)
        relay.join(two)
        relay.join(one)
        assert await said(relay) == TEXT
        await relay.prefill(ASKED.messages)
        assert two.read == [ASKED.messages]
        relay.leave(two)
        assert relay.name == ""
        relay.leave(one)
        await relay.close()

    virtualtime.run(scene())
    assert told == ["two", "one", "two", ""]


def test_closing_the_words_closes_the_mind_that_speaks() -> None:
    async def scene() -> None:
        one = FakeMind("one", TEXT)
        relay = Relay([one])
        async with aclosing(relay.words(ASKED)) as words:
            assert await anext(words) == "That"
        assert one.closed == 1
        await relay.close()

    virtualtime.run(scene())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Oh no.", "That hurts", " That hurts"),
        ("Oh no.", " That hurts", " That hurts"),
        ("Oh no. ", " That hurts", "That hurts"),
        ("It", "'s late", "'s late"),
        ("So", ", then", ", then"),
        ("well-", "known", "known"),
        ("She said", "“no”", " “no”"),
        ("", "That", "That"),
        ("Oh", "", ""),
    ],
)
def test_the_space_between(before: str, after: str, expected: str) -> None:
    assert seam(before, after) == expected
