"""She and the real local model: on the point, in her own style, quick, and let go at once."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

import psutil
import pytest

from assistant.dialogue import guard, persona
from assistant.dialogue.choosing import put_plainly
from assistant.dialogue.english import content_words, stem
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.minds.worded import Worded
from assistant.dialogue.skills import all_skills
from assistant.mind.local import LocalMind
from assistant.paths import RESOURCES, models_folder
from assistant.ports import Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOUND = sorted(models_folder().glob("qwen2.5-coder-1.5b-instruct-q4_k_m/*.gguf"))
pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(600),  # beside other work the model reads ten tokens a second
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
    assert hits / len(TALK) >= 0.5  # of eight, by chance; the benchmark holds 0.8 over many talks
    assert len({said for _, said, _ in replies}) == len(TALK)


def test_leaving_a_reply_frees_the_mind(home: Home) -> None:
    manager = home.manager()

    async def scene() -> float:
        line = "Tell me a long and winding story of a harbour, a gull and a painter of boats."
        async with aclosing(manager.answer(Heard(line, SUNDAY))) as clauses:
            with suppress(TimeoutError):  # in the midst of reading, or of writing
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


def test_what_she_says_of_herself_is_what_runs_and_what_is_open(tmp_path: Path) -> None:
    """The real program: its answers against the processes and sockets the system shows."""
    command = [
        sys.executable, "-m", "assistant", "--profile", str(tmp_path), "--mind", "local",
        "text", "--json",
    ]  # fmt: skip
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"PYTHONPATH": str(RESOURCES.parent)},
    ) as program:  # fmt: skip

        def asked(question: str) -> str:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write(question + "\n")
            program.stdin.flush()
            return str(json.loads(program.stdout.readline())["said"])

        others = asked("Are you talking to anyone else?")
        tree = [psutil.Process(program.pid), *psutil.Process(program.pid).children(recursive=True)]
        count = {2: "two", 3: "three", 4: "four"}[len(tree)]
        assert f"{count} processes" in others
        sockets = [one for process in tree for one in process.net_connections(kind="inet")]
        assert all(one.laddr.ip == "127.0.0.1" for one in sockets)
        assert all(not one.raddr or one.raddr.ip == "127.0.0.1" for one in sockets)
        where = asked("Where does my voice go?")
        assert "this computer" in where or "this machine" in where
        assert "qwen2.5" in asked("Which model are you?") + asked("What model is this?")
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(20) == 0
