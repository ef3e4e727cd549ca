"""Children die, hang and are killed; whoever asked gets a sentence, and a new child comes."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.child import Child
from assistant.errors import ChildLost, Trouble

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

CHILD = """
import os, sys, time
from assistant.errors import Trouble
from assistant.wire import Parent
parent = Parent().connect()
print("a library prints to stdout")
parent.event("ready")
for order in parent.orders():
    match order.what:
        case "echo": order.done(order.payload, said=order.fields["said"])
        case "hang": time.sleep(1000)
        case "refuse": order.trouble(Trouble("I won't.", "Ask nicely."))
        case "die": os._exit(3)
        case "crash": os.abort()
        case "mutter": print("x" * 300_000, end=" " ); print("\\nand more", flush=True); order.done()
        case "last": print("it was the disk"); os._exit(1)
        case "call": parent.event("called", b"back", who=order.fields["who"])
        case "nice": order.done(nice=os.nice(0))
        case "work": time.sleep(order.fields["s"]); order.done()
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "toychild.py").write_text(CHILD)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "toychild"


def with_child(module: str, scene: Callable[[Child], Awaitable[None]]) -> None:
    async def play() -> None:
        child = Child("toy", module, beat_s=None)
        try:
            await child.start()
            await scene(child)
        finally:
            await child.stop()

    asyncio.run(play())


async def echo(child: Child, said: str = "yes") -> str:
    answer = await child.ask("echo", deadline_s=10, said=said)
    return str(answer.fields["said"])


def test_bytes_and_words_come_back_whatever_a_library_prints(module: str) -> None:
    async def scene(child: Child) -> None:
        answer = await child.ask("echo", b"\x00\xff" * 1_000_000, deadline_s=10, said="ü ✓")
        assert answer.payload == b"\x00\xff" * 1_000_000
        assert answer.fields["said"] == "ü ✓"

    with_child(module, scene)


@pytest.mark.skipif(not hasattr(os, "getsid"), reason="sessions are POSIX")
@pytest.mark.parametrize("session", [True, False])
def test_a_nice_child_steps_back_among_those_who_share_a_session(
    module: str, session: bool
) -> None:
    async def scene() -> None:
        before = os.nice(0)
        child = Child("toy", module, beat_s=None, nice=7, session=session)
        try:
            await child.start()
            assert child.pid is not None
            assert (await child.ask("nice", deadline_s=10)).fields["nice"] == min(before + 7, 19)
            assert (os.getsid(child.pid) != os.getsid(0)) == session
            assert os.getpgid(child.pid) == child.pid  # so that its helpers end with it
        finally:
            await child.stop()

    asyncio.run(scene())


def test_its_own_trouble_comes_through_as_it_is(module: str) -> None:
    async def scene(child: Child) -> None:
        with pytest.raises(Trouble, match=r"I won't\. Ask nicely\."):
            await child.ask("refuse", deadline_s=10)
        assert await echo(child) == "yes"

    with_child(module, scene)


@pytest.mark.warns
@pytest.mark.parametrize("what", ["die", "crash"])
def test_a_dead_child_is_a_sentence_and_another_comes(module: str, what: str) -> None:
    async def scene(child: Child) -> None:
        with pytest.raises(ChildLost):
            await child.ask(what, deadline_s=10)
        begun = time.monotonic()
        assert await echo(child) == "yes"
        assert time.monotonic() - begun < 5
        assert child.restarts == 1

    with_child(module, scene)


@pytest.mark.warns
def test_a_hanging_child_is_killed_at_its_deadline(module: str) -> None:
    async def scene(child: Child) -> None:
        first = child.pid
        with pytest.raises(ChildLost, match=r"within 0\.3 seconds"):
            await child.ask("hang", deadline_s=0.3)
        assert await echo(child) == "yes"
        assert child.pid != first

    with_child(module, scene)


@pytest.mark.warns
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_stopped_child_counts_as_hanging(module: str) -> None:
    async def scene(child: Child) -> None:
        os.kill(child.pid or 0, signal.SIGSTOP)
        with pytest.raises(ChildLost):
            await child.ask("echo", deadline_s=0.3, said="x")
        assert await echo(child) == "yes"

    with_child(module, scene)


@pytest.mark.warns
def test_a_child_that_falls_silent_is_replaced(module: str) -> None:
    async def play() -> None:
        child = Child("toy", module, beat_s=0.4)
        try:
            await child.start()
            first = child.pid
            async with asyncio.timeout(10):
                while child.pid in {first, None}:
                    await asyncio.sleep(0.05)
        finally:
            await child.stop()

    asyncio.run(play())


def test_what_nobody_waits_for_any_more_is_dropped(module: str) -> None:
    async def scene(child: Child) -> None:
        working = asyncio.create_task(child.ask("work", deadline_s=10, s=0.3))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(child.ask("work", deadline_s=10, s=5))
        await asyncio.sleep(0.05)
        waiting.cancel()
        begun = time.monotonic()
        await working
        assert await echo(child) == "yes"
        assert time.monotonic() - begun < 3

    with_child(module, scene)


def test_events_reach_the_one_who_asked_for_them(module: str) -> None:
    heard: list[tuple[str, bytes]] = []

    async def scene(child: Child) -> None:
        child.on_event = lambda header, payload: heard.append((header["who"], payload))
        child.tell("call", who="me")
        await echo(child)

    with_child(module, scene)
    assert heard == [("me", b"back")]


def test_what_it_printed_is_kept_for_the_doctor(module: str) -> None:
    async def scene(child: Child) -> None:
        await echo(child)
        await asyncio.sleep(0.1)
        assert "a library prints to stdout" in child.last_words

    with_child(module, scene)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_no_child_outlives_a_killed_parent(module: str, tmp_path: Path) -> None:
    parent = tmp_path / "parent.py"
    parent.write_text(
        "import asyncio, sys\n"
        "from assistant.child import Child\n"
        "async def main():\n"
        "    child = Child('toy', 'toychild')\n"
        "    await child.start()\n"
        "    print(child.pid, flush=True)\n"
        "    child.tell('hang')\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    root = str(Path(__file__).resolve().parent.parent.parent)
    env = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"}
    with subprocess.Popen(
        [sys.executable, str(parent)], stdout=subprocess.PIPE, env=env, text=True
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.kill()
    deadline = time.monotonic() + 5
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_line_without_end_does_not_hold_up_the_child(module: str) -> None:
    async def scene(child: Child) -> None:
        for _ in range(3):
            await child.ask("mutter", deadline_s=10)
        until = time.monotonic() + 10
        while "and more" not in child.last_words:
            assert time.monotonic() < until
            await asyncio.sleep(0.01)

    with_child(module, scene)


@pytest.mark.warns
def test_the_last_words_of_a_child_that_dies_are_heard(module: str) -> None:
    async def scene(child: Child) -> None:
        heard: list[str] = []
        child.on_down = lambda lost: heard.extend(child.last_words)
        with pytest.raises(ChildLost):
            await child.ask("last", deadline_s=10)
        until = time.monotonic() + 10
        while not heard:
            assert time.monotonic() < until
            await asyncio.sleep(0.01)
        assert "it was the disk" in heard

    with_child(module, scene)
