"""Hours of talk on virtual time: the whole Companion with fake sound, ears and voice, and what it costs.

Only where nothing is under way does the clock leap; while a thread works for the loop it stands still. So
a reply takes the real work of a reply, and the pauses between take none.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import random
import threading
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import psutil
from fakes import FakeSound, FakeTranscriber, FakeVoice
from virtualtime import VirtualLoop

from assistant import among, errands, wiring
from assistant import events as e
from assistant.choices import Choices
from assistant.ports import FRAME_BYTES, Frame
from assistant.settings import SettingsFile
from assistant.state import State, advance

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from concurrent.futures import Future

    import pytest

DATA = Path(__file__).resolve().parent.parent / "data"
BEGAN = datetime(2026, 11, 22, 9, 0).astimezone()
HOUR_S = 3600
QUIET_S = 3.0
ENDLESS_S = 600.0
PATIENT_S = 90.0  # virtual seconds an answer may take
NAMES = "Anna Ben Carla David Emma Felix Greta Hugo Ida Jonas Klara Leo Mia Nils Olga Paul".split()
PLACES = "Ghent Oslo Porto Turin Bergen Lyon Graz Cork Malaga Tartu Bruges Split".split()
KIN = "sister brother cousin neighbour friend boss uncle daughter".split()


class Sound(FakeSound):
    """The room; what the fake notes for other tests is let go of."""

    child = None
    level = out_level = -60.0
    open_ = True

    def __init__(self) -> None:
        super().__init__()
        del self.open  # the fake's field hides the adapter's method

    async def room(self) -> None:
        """The microphone; where nobody has spoken for a while only every tenth frame counts."""
        while True:
            quiet = self.now() > max(self.person_until, self.busy_until) + QUIET_S
            await asyncio.sleep(0.2 if quiet else 0.02)
            if self.open_:
                voice = 0.95 if self.now() < self.person_until else 0.02
                at_ms = round(self.now() * 1000)
                self.events.put_nowait(Frame(at_ms, bytes(FRAME_BYTES), voice, -30.0, -120.0))

    def listen(self, on: bool) -> None:
        self.open_ = on

    async def _until(self, moment: float) -> None:
        # after hours a rest may be so short that adding it to the clock changes nothing, for ever
        while (left := moment - self.her_now()) > 1e-6:
            await asyncio.sleep(left if self._held_since is None else 0.02)

    async def open(self) -> None:  # type: ignore[override] - there a field has this name
        """As the adapter's."""

    def choose(self, microphone: str, speaker: str) -> None:
        """One room has one of each."""

    def forget(self) -> None:
        """Nobody speaks: what was played is over."""
        for noted in (self.played, self.silenced_at, self.held_at, self.begun):
            noted.clear()
        self.tasks[:] = [task for task in self.tasks if not task.done()]


class Ears(FakeTranscriber):
    child = None
    judges = True
    engine = "whisper"

    async def open(self, *_: object) -> str:
        return self.engine

    async def complete(self, _pcm: bytes) -> float:
        return 0.95


class Voice(FakeVoice):
    children = ()
    neural = True

    async def start(self) -> None:
        """As the adapter's."""

    def remember(self, *_: object) -> None:
        """Nothing is rehearsed here."""

    def make_way(self) -> None:
        """Nothing is in the way."""

    async def render(self, text: str, voice: str, pace: float) -> bytes:
        self.asked.clear()
        return await super().render(text, voice, pace)


@dataclass
class Threads:
    """How many jobs threads have from the loop."""

    jobs: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def submitting(self, submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
        def counted(pool: ThreadPoolExecutor, *job: Any, **more: Any) -> Future[Any]:
            with self.lock:
                self.jobs += 1
            future = submit(pool, *job, **more)
            future.add_done_callback(self._done)
            return future

        return counted

    def _done(self, _future: Future[Any]) -> None:
        with self.lock:
            self.jobs -= 1


class TimedLoop(VirtualLoop):
    """Knows the longest it has worked without a look at the world, in milliseconds of the processor."""

    longest_ms = 0.0

    def _run_once(self) -> None:
        begun = time.thread_time()
        super()._run_once()  # type: ignore[misc]
        self.longest_ms = max(self.longest_ms, 1000 * (time.thread_time() - begun))


@dataclass(frozen=True)
class Hour:
    """What one hour came to: memory in MB, lags and turns in milliseconds of the processor.

    A lag is the longest the loop was held in one virtual second, a turn all the work from the end of what
    was said to the end of the reply.
    """

    memory: float
    descriptors: int
    threads: int
    turns: int
    answered: int
    lag_p99: float
    lag_max: float
    turn_p50: float
    turn_p95: float


@dataclass
class Talk:
    """One person and her, for `hours`; `tell` gets the facts, `passed` is told each hour."""

    hours: int
    dice: random.Random
    passed: Callable[[Hour], None]
    done: list[Hour] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    last: deque[str] = field(default_factory=lambda: deque(maxlen=12))
    troubles: Counter[str] = field(default_factory=Counter)
    state: State = field(default_factory=State)
    turns: int = 0
    costs: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)

    def tell(self, fact: e.Fact) -> None:
        self.state = advance(self.state, fact)
        self.facts[type(fact).__name__] += 1
        self.last.append(type(fact).__name__)
        if isinstance(fact, e.TroubleCame):
            self.troubles[fact.key] += 1

    async def run(self, companion: wiring.Companion) -> None:
        watch = asyncio.create_task(self._watch())
        loop = asyncio.get_running_loop()
        async with self.awake(companion):
            lines = said(self.dice)
            for hour in range(1, self.hours + 1):
                while loop.time() < hour * HOUR_S:
                    await self._exchange(companion, next(lines))
                self.done.append(self._come_to())
                self.passed(self.done[-1])
            watch.cancel()

    @asynccontextmanager
    async def awake(self, companion: wiring.Companion) -> AsyncIterator[None]:
        """Everything of hers is up, until the end of the block."""
        life = asyncio.create_task(companion.live())
        room = asyncio.create_task(companion.sound.room())
        try:
            await self.until(lambda: self.facts["PartReady"] >= 3, "everything up")
            yield
        finally:
            companion.conversation.inbox.put_nowait(e.Quit())
            await asyncio.wait_for(life, 60)
            room.cancel()
            await companion.sound.close()

    async def _exchange(self, companion: wiring.Companion, line: str) -> None:
        """A pause, something said or typed, her answer; now and then it is spoken over."""
        sound, ears, dice = companion.sound, companion.hearing, self.dice
        await asyncio.sleep(dice.uniform(2, 20))
        await self.until(lambda: not self.state.replying, "her last word")
        sound.forget()
        self.turns += 1
        before, begun = self.facts["ReplyEnded"], time.process_time()
        if dice.random() < 0.15:
            companion.conversation.inbox.put_nowait(e.Say(line))
        else:
            ears.texts = [line]
            ms = 300 * len(line.split()) + 300
            sound.person_speaks(ms)
            await asyncio.sleep(ms / 1000)
        if dice.random() < 0.1:
            began = self.facts["ReplyBegan"]
            with suppress(TimeoutError):
                async with asyncio.timeout(10):
                    await self.until(lambda: self.facts["ReplyBegan"] > began, "a reply")
            await asyncio.sleep(dice.uniform(0.5, 2))
            ears.texts = ["wait, what I meant is something else"]
            sound.person_speaks(2500)
            await asyncio.sleep(2.5)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENT_S):
                await self.until(lambda: self.facts["ReplyEnded"] > before, "a reply")
                self.costs.append(1000 * (time.process_time() - begun))
        if self.state.resting:  # they said goodbye; after a while they are back
            companion.conversation.inbox.put_nowait(e.Mute(on=False))
        if self.state.crisis:
            companion.conversation.inbox.put_nowait(e.DismissCrisis())

    async def until(self, true: Callable[[], bool], what: str) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + ENDLESS_S
        while not true():
            assert loop.time() < until, f"no end of waiting for {what}: {list(self.last)}"
            await asyncio.sleep(0.05)

    async def _watch(self) -> None:
        """The longest work of each second."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, TimedLoop)
        while True:
            await asyncio.sleep(1)
            self.lags.append(loop.longest_ms)
            loop.longest_ms = 0.0

    def _come_to(self) -> Hour:
        gc.collect()
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)  # what is free goes back, so that growth is growth
        process = psutil.Process()
        lags, costs = sorted(self.lags), sorted(self.costs)
        hour = Hour(
            process.memory_info().rss / 1e6, process.num_fds(), threading.active_count(),
            self.turns, len(costs), share(lags, 0.99), lags[-1], share(costs, 0.5), share(costs, 0.95),
        )  # fmt: skip
        self.turns = 0
        self.lags, self.costs = [], []
        if isinstance(loop := asyncio.get_running_loop(), TimedLoop):
            loop.longest_ms = 0.0  # the counting itself is no lag
        return hour


def share(values: list[float], part: float) -> float:
    """The value below which this part of the sorted `values` lies."""
    return values[min(len(values) - 1, int(part * len(values)))] if values else 0.0


def slope(values: list[float]) -> float:
    """How much `values` grow from one to the next, by least squares."""
    middle = (len(values) - 1) / 2
    mean = sum(values) / len(values)
    above = sum((at - middle) * (value - mean) for at, value in enumerate(values))
    return above / sum((at - middle) ** 2 for at in range(len(values)))


def said(dice: random.Random) -> Iterator[str]:
    """What a person says in a day: talk, things to remember, questions about them, and orders."""
    everyday = (DATA / "everyday.txt").read_text().splitlines()
    orders = [
        line.split("\t")[0]
        for line in (DATA / "desk" / "requests.tuned.tsv").read_text().splitlines()
    ]
    while True:
        kin, name, place = dice.choice(KIN), dice.choice(NAMES), dice.choice(PLACES)
        kind = dice.random()
        if kind < 0.55:
            yield dice.choice(everyday)
        elif kind < 0.75:
            yield dice.choice(
                (
                    f"My {kin} {name} lives in {place}.",
                    f"{name} likes {place} more than chocolate, and number {dice.randint(1, 999)}.",
                    f"I met {name} in {place} on day {dice.randint(1, 300)}.",
                )
            )
        elif kind < 0.85:
            yield dice.choice(
                (
                    f"What do you know about {name}?",
                    f"Where does my {kin} live?",
                    "What time is it?",
                )
            )
        elif kind < 0.87:
            yield dice.choice(("cancel all timers", "stop", "clear all reminders", "never mind"))
        else:
            yield dice.choice(orders)


def _on_its_clock(loop: VirtualLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that asks for the time gets the loop's: else every leap looks like a clock that was set."""
    monkeypatch.setattr(wiring, "now", lambda: BEGAN + timedelta(seconds=loop.time()))
    monkeypatch.setattr(wiring, "time", SimpleNamespace(monotonic=loop.time))
    monkeypatch.setattr(errands, "Ringing", partial(errands.Ringing, steady=loop.time))
    monkeypatch.setattr(among, "Initiative", partial(among.Initiative, steady=loop.time))


def lived(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    tell: Callable[[e.Fact], None],
    run: Callable[[wiring.Companion], Awaitable[None]],
) -> None:
    """A whole Companion on virtual time, its profile in `folder`, for as long as `run` takes."""
    threads = Threads()
    submitting = threads.submitting(ThreadPoolExecutor.submit)
    monkeypatch.setattr(ThreadPoolExecutor, "submit", submitting)
    monkeypatch.setenv("OS1_MODELS", str(folder / "models"))
    for name, fake in (("ChildSound", Sound), ("ChildTranscriber", Ears), ("ChildVoice", Voice)):
        monkeypatch.setattr(wiring, name, lambda *_, fake=fake, **__: fake())
    loop = TimedLoop(lambda: threads.jobs > 0)
    _on_its_clock(loop, monkeypatch)
    profile = folder / "profile"
    profile.mkdir(exist_ok=True)
    (profile / "meeting.json").write_text('{"step": "done"}')
    settings = SettingsFile.load(profile)

    async def whole() -> None:
        await run(wiring.Companion(Choices(profile, settings, mind="scripted", fetch=False), tell))
        threads.jobs += 1  # what follows is the end of the threads, which is theirs to tell

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(whole())


def talk(
    folder: Path, hours: int, monkeypatch: pytest.MonkeyPatch, passed: Callable[[Hour], None]
) -> Talk:
    """Live through `hours` in a profile in `folder`."""
    scene = Talk(hours, random.Random(20261123), passed)
    lived(folder, monkeypatch, scene.tell, scene.run)
    return scene
