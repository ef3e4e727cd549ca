"""The local mind with its real model: it starts, streams, lets go at once, and knows its prefix."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from mind_stub import FakeMind

from assistant.dialogue.minds.port import Message, MindLost, Request
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.move import Doing
from assistant.dialogue.prompt import Prompt, persona_text
from assistant.errors import Trouble
from assistant.mind.local import LocalMind
from assistant.net.chat import AddressMind
from assistant.paths import RESOURCES, models_folder

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    from assistant.dialogue.minds.port import Timings

FOUND = sorted(models_folder().glob("qwen2.5-coder-1.5b-instruct-q4_k_m/*.gguf"))
pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(600),  # beside other work the model reads ten tokens a second
    pytest.mark.skipif(not FOUND, reason="the local mind's model is not here"),
]
PERSONA = persona_text("OS1", "Quiet, warm, exact. You are curious about the particular.")
FEW = 20  # new tokens, for a first word within 350 ms
SAYINGS = (
    "I quit my job today.",
    "My boss shouted at me in front of everyone.",
    "It was about a report that I never saw.",
    "No, I just walked out.",
    "I went down to the harbour and ate chips.",
    "A gull stole the last one.",
    "Yes, that made me laugh.",
    "I should tell my sister, I think.",
    "She always worries.",
    "Maybe tomorrow, then.",
)


class Home:
    """One loop and one mind for all of these tests: loading takes seconds."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.mind: LocalMind = self.run(self._start())

    async def _start(self) -> LocalMind:
        mind = LocalMind(FOUND[0])
        await mind.start()
        return mind

    def run(self, scene: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(scene)


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    home = Home()
    try:
        yield home
    finally:
        home.run(home.mind.close())
        home.runner.close()


def asking(text: str, most: int = 12, system: str = "You are kind.") -> Request:
    return Request(
        (Message("system", system), Message("user", text)), most_tokens=most, temperature=0
    )


async def said(mind: Any, request: Request) -> str:
    async with aclosing(mind.words(request)) as words:
        return "".join([piece async for piece in words])


def told(mind: Any) -> Timings:
    assert mind.timings is not None
    return mind.timings


async def busy(mind: LocalMind) -> bool:
    """The server's only slot is at work."""
    assert mind._chat is not None
    async with mind._chat._server.open("GET", "/slots") as answer:
        return b'"is_processing":true' in (await answer.aread()).replace(b" ", b"")


async def freed_ms(mind: LocalMind) -> int:
    begun = time.monotonic()
    async with asyncio.timeout(20):
        while await busy(mind):
            await asyncio.sleep(0.005)
    return round((time.monotonic() - begun) * 1000)


def test_it_serves_on_loopback_and_streams(home: Home) -> None:
    async def scene() -> None:
        assert await home.mind.ready()
        assert home.mind.address.startswith("http://127.0.0.1:")
        pieces = []
        async with aclosing(home.mind.words(asking("Say hello to Ann."))) as words:
            async for piece in words:
                pieces.append((time.monotonic(), piece))  # noqa: PERF401 - the time of each counts
        assert len(pieces) > 2
        assert pieces[-1][0] - pieces[0][0] > 0.05
        assert told(home.mind).tokens_per_s

    home.run(scene())


def test_its_priority_is_low_and_its_key_is_in_no_list_of_processes(home: Home) -> None:
    process = psutil.Process(home.mind.pids()[0])
    assert process.nice() == 10
    assert home.mind._key not in " ".join(process.cmdline())
    listening = {c.laddr.ip for c in process.net_connections() if c.status == "LISTEN"}
    assert listening == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("key", "why"), [("wrong", "does not accept the key"), (None, "wants a key")]
)
def test_nobody_else_may_ask(home: Home, key: str | None, why: str) -> None:
    async def scene() -> None:
        stranger = AddressMind(home.mind.address, key)
        assert not await stranger.ready()
        with pytest.raises(MindLost, match=why):
            await said(stranger, asking("Hello?"))
        await stranger.close()

    home.run(scene())


def test_a_lead_in_is_continued_and_not_repeated(home: Home) -> None:
    async def scene() -> None:
        request = asking("What is the capital of France?", 16)
        whole = await said(home.mind, request)
        lead_in = whole[: whole.index(" is")]
        rest = await said(home.mind, replace(request, lead_in=lead_in))
        assert (lead_in + rest)[:20] == whole[:20]
        assert (told(home.mind).cache_n or 0) > 15

    home.run(scene())


def test_a_form_is_kept(home: Home) -> None:
    schema = {
        "type": "object",
        "properties": {"mood": {"enum": ["glad", "sad"]}},
        "required": ["mood"],
        "additionalProperties": False,
    }

    async def scene() -> None:
        request = replace(asking("My dog died. My mood?", 30), schema=schema)
        assert (await said(home.mind, request)).replace(" ", "") in {
            '{"mood":"sad"}',
            '{"mood":"glad"}',
        }

    home.run(scene())


def test_over_thirty_turns_and_jobs_between_only_the_last_words_are_read(home: Home) -> None:
    async def scene() -> None:
        mind, prompt, known = home.mind, Prompt(PERSONA), 0
        await mind.prefill(prompt.messages())
        for number in range(30):
            words = f"{SAYINGS[number % len(SAYINGS)]} That was number {number}."
            so_far = words.rsplit(" ", 2)[0]
            await mind.prefill((*prompt.messages(), Message("user", so_far)))
            read = told(mind)  # of the turn before, and of the words so far; never the prefix
            assert number == 0 or (read.prompt_n or 0) <= 60, f"turn {number}: {read}"
            reply = await said(
                mind, Request(prompt.asked(words, Doing.ASK), most_tokens=3, temperature=0)
            )
            timings = told(mind)
            assert timings.prompt_n is not None
            assert timings.prompt_n <= FEW, f"turn {number}: {timings}"
            assert (timings.cache_n or 0) > known
            known = timings.cache_n or 0
            prompt = prompt.grown(words, reply, Doing.ASK)
            if number % 10 == 6:  # somebody else has the slot, with another beginning
                await said(mind, asking("Sum up: the sea is wide.", 4, "You sum up."))

    home.run(scene())


def test_the_first_word_comes_at_once_when_little_is_new(home: Home) -> None:
    async def scene() -> tuple[list[int], float]:
        mind, firsts = home.mind, []
        settled = Prompt(PERSONA)
        begun = time.monotonic()
        await mind.prefill((Message("system", "Ships, " * 64),))
        token_ms = (time.monotonic() - begun) * 1000 / 128
        for words in SAYINGS[:5]:
            await mind.prefill(settled.messages())
            await said(mind, Request(settled.asked(words), most_tokens=1))
            timings = told(mind)
            assert timings.prompt_n is not None
            assert timings.prompt_n <= 25
            firsts.append(timings.first_token_ms)
        return firsts, token_ms

    firsts, token_ms = home.run(scene())
    assert min(firsts) <= max(350, 25 * token_ms)


def test_closing_a_reply_frees_the_mind_at_once(home: Home) -> None:
    async def scene() -> tuple[list[int], float]:
        freed, begun = [], 0.0
        for _ in range(3):
            async with aclosing(home.mind.words(asking("Tell a long story.", 300))) as words:
                await anext(words)
                begun = time.monotonic()
                for _ in range(5):
                    await anext(words)
                token_ms = (time.monotonic() - begun) * 1000 / 5
            freed.append(await freed_ms(home.mind))
        return freed, token_ms

    freed, token_ms = home.run(scene())
    assert min(freed) <= max(100, 5 * token_ms)  # it looks up after each token


def test_reading_a_long_prompt_is_given_up_at_once(home: Home) -> None:
    async def scene() -> tuple[list[int], float]:
        mind, freed = home.mind, []
        begun = time.monotonic()
        await mind.prefill((Message("system", "Birds, " * 32),))
        batch_ms = (time.monotonic() - begun) * 1000 / 5  # 80 tokens are five batches
        for number in range(3):
            long = (
                Message("user", f"{number} sheep went over the hill and looked at the sea. " * 40),
            )
            reading = asyncio.create_task(mind.prefill(long))
            await asyncio.sleep(0.7)
            reading.cancel()
            await asyncio.wait([reading])
            freed.append(await freed_ms(mind))
        return freed, batch_ms

    freed, batch_ms = home.run(scene())
    # it looks up after each batch of about thirty; on a busy machine a batch may take several times as long
    assert sorted(freed)[1] <= max(300, 8 * batch_ms)


def test_it_is_a_llama_server_like_any_other(home: Home) -> None:
    async def scene() -> None:
        mind = AddressMind(home.mind.address, home.mind._key)
        assert await mind.ready()
        first = await said(mind, asking("Say hello to Ann.", 8))
        assert first
        again = await said(mind, asking("Say hello to Ann.", 8))
        assert again == first
        assert told(mind).prompt_n in {1, 2, 3}
        await mind.close()
        plain = AddressMind(home.mind.address, home.mind._key, native=False)
        assert await said(plain, asking("Say hello to Ann.", 8)) == first
        assert told(plain).cache_n
        continued = await said(plain, replace(asking("Say hello to Ann.", 8), lead_in="Hello,"))
        assert not continued.strip().startswith("Hello,")
        await plain.close()

    home.run(scene())


@pytest.mark.warns
def test_killed_in_mid_sentence_another_goes_on_and_it_comes_back(home: Home) -> None:
    async def scene() -> None:
        heir = FakeMind("heir", "and they all went home.")
        relay = Relay([home.mind, heir], probe_s=(0.2,))
        pid, said_so_far = home.mind.pids()[0], ""
        async with aclosing(relay.words(asking("Tell a story of a fox.", 60))) as words:
            async for piece in words:
                said_so_far += piece
                if not heir.asked and len(said_so_far) > 10:
                    home.mind.kill()
        assert said_so_far.endswith(" and they all went home.")
        assert heir.asked[0].lead_in + " and they all went home." == said_so_far
        async with asyncio.timeout(60):
            while relay.name != "local":
                await asyncio.sleep(0.1)
        assert home.mind.pids()[0] != pid
        assert await said(relay, asking("Say hello to Ann.", 4))
        await relay.close()

    home.run(scene())


@pytest.mark.warns
def test_a_hung_mind_is_noticed_and_killed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        mind = home.mind
        assert mind._chat is not None
        mind._chat._server.limits = replace(mind._chat._server.limits, first_s=1.0, ready_s=1.0)
        restarts, pid = mind.restarts, mind.pids()[0]
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(MindLost):
            await said(mind, asking("Hello?"))
        async with asyncio.timeout(60):
            while mind.restarts == restarts or not await mind.ready():
                await asyncio.sleep(0.1)
        assert mind.pids()[0] != pid

    home.run(scene())


def test_a_damaged_model_is_one_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gguf"
    with FOUND[0].open("rb") as whole:
        damaged.write_bytes(whole.read(8 << 20))

    async def scene() -> None:
        mind = LocalMind(damaged)
        with pytest.raises(Trouble, match=r"damaged\.gguf is damaged"):
            await mind.start()
        assert mind.pids() == ()
        assert not await mind.ready()
        with pytest.raises(MindLost):
            await said(mind, asking("Hello?"))
        await mind.close()

    asyncio.run(scene())


PARENT = r"""
import asyncio, sys
from pathlib import Path
from assistant.mind.local import LocalMind
async def main():
    mind = LocalMind(Path(sys.argv[1]))
    await mind.start()
    sys.stdout.write(f"{mind.pids()[0]}\n")
    sys.stdout.flush()
    await asyncio.sleep(600)
asyncio.run(main())
"""


def test_it_ends_with_its_parent() -> None:
    env = os.environ | {"PYTHONPATH": str(RESOURCES.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(FOUND[0])], stdout=subprocess.PIPE, text=True, env=env
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        parent.wait(5)
        child.wait(3)
    assert not child.is_running()
