"""She and the real local model: on the point, in her own style, quick, and let go at once."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest

from assistant.dialogue import guard, persona
from assistant.dialogue.choosing import put_plainly
from assistant.dialogue.english import content_words, stem
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.minds.worded import Worded
from assistant.dialogue.skills import all_skills
from assistant.mind.local import LocalMind
from assistant.paths import models_folder
from assistant.ports import Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = sorted(models_folder().glob("qwen2.5-coder-1.5b-instruct-q4_k_m/*.gguf"))
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not FOUND, reason="the local mind's model is not here"),
]
SUNDAY = dt.datetime(2026, 11, 22, 20, 5, tzinfo=dt.UTC)
TALK = (
    "I had a terrible day at work.",
    "My boss shouted at me in front of everyone.",
    "It was about a report that I had never seen.",
    "I walked out and went down to the harbour.",
    "A gull stole my last chip.",
    "how long do gulls live?",
    "My sister would have laughed at that.",
    "She lives in Lisbon and paints boats.",
)


class Home:
    """One loop and one mind for all of these tests: loading takes seconds."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.local = LocalMind(FOUND[0])
        self.runner.run(self.local.start())
        self.relay = Relay([self.local])
        self.mind = Worded(self.relay)

    def manager(self) -> Manager:
        return Manager(
            persona.load(), DEFAULTS.model_copy(update={"region": "US"}), self.mind, all_skills(),
            lambda: SUNDAY, random.Random(1), former=self.mind,
        )  # fmt: skip


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    home = Home()
    try:
        yield home
    finally:
        home.runner.run(home.relay.close())
        home.runner.run(home.local.close())
        home.runner.close()


def test_a_talk_is_on_the_point_in_her_style_and_reads_only_what_is_new(home: Home) -> None:
    manager = home.manager()

    async def scene() -> list[tuple[str, str, int]]:
        replies = []
        for line in TALK:
            await home.mind.read_ahead(manager.ahead())
            clauses = []
            async with aclosing(manager.answer(Heard(line, SUNDAY))) as coming:
                async for clause in coming:
                    clauses.append(clause)  # noqa: PERF401 - the stream is closed here
            said = " ".join(clause.text for clause in clauses)
            manager.was_said(said)
            timings = home.local.timings
            asked = any(clause.by == "mind:local" for clause in clauses)
            new = timings.prompt_n if timings and asked else 0
            replies.append((line, said, new or 0))
        return replies

    replies = home.runner.run(scene())
    hits, theirs = 0, []
    for line, said, new in replies:
        theirs.append({stem(word) for word in content_words(line)})
        heard = set().union(*theirs[-2:])
        hits += any(stem(word) in heard for word in content_words(said))
        assert said
        assert not guard.objection(said)
        assert said.count("?") <= 1
        assert len(said.split()) <= 60
        assert new <= 60  # the words, the move and the template's marks; never the talk before
    assert hits / len(TALK) >= 0.75
    assert len({said for _, said, _ in replies}) == len(TALK)


def test_leaving_a_reply_frees_the_mind(home: Home) -> None:
    manager = home.manager()

    async def scene() -> float:
        line = "Tell me a long and winding story of a harbour, a gull and a painter of boats."
        async with aclosing(manager.answer(Heard(line, SUNDAY))) as clauses:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5):
                    await anext(clauses)
        begun = time.monotonic()
        async with asyncio.timeout(10):
            while not await home.local.ready():
                await asyncio.sleep(0.01)
        return time.monotonic() - begun

    assert home.runner.run(scene()) < 5


def test_an_odd_request_is_put_plainly_or_left_alone(home: Home) -> None:
    async def plainly(text: str) -> str:
        return await put_plainly(text, all_skills(), home.mind)

    odd = home.runner.run(plainly("my recipe says 350 fahrenheit, what's that in celsius?"))
    assert odd == "" or "350" in odd
    assert home.runner.run(plainly("I quit my job today.")) == ""
