"""Fakes for whole conversations on virtual time: the simplest thing that keeps each port's promise."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.ports import (
    FRAME_BYTES,
    SPEAK_RATE,
    Clause,
    ClauseSounding,
    Frame,
    Heard,
    PlaybackDone,
    Room,
    Sensed,
    Silenced,
    Transcript,
    VoiceInfo,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from assistant.errors import Trouble

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SPEAKING_MS_A_WORD = 300


@dataclass
class FakeSound:
    """A room: frames of silence every 20 ms, voice when the scene speaks, a speaker that takes time."""

    events: asyncio.Queue[Sensed] = field(default_factory=asyncio.Queue)
    open: bool = True
    ducked: bool = False
    around: Room = field(default_factory=lambda: Room(60, -14.0, -65.0))
    held_at: list[float] = field(default_factory=list)
    _held_since: float | None = None
    _held_for: float = 0.0
    level_of_voice: float = 0.8
    person_until: float = 0.0
    words_from_now: float = 0.0
    queue: list[tuple[int, int, float]] = field(default_factory=list)
    begun: list[tuple[int, int, float, float]] = field(default_factory=list)
    busy_until: float = 0.0
    silenced_at: list[float] = field(default_factory=list)
    played: list[tuple[int, int]] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @staticmethod
    def now() -> float:
        return asyncio.get_running_loop().time()

    async def room(self) -> None:
        """The microphone: a frame every 20 ms, for ever."""
        while True:
            await asyncio.sleep(0.02)
            if self.open:
                voice = 0.95 if self.now() < self.person_until else 0.02
                self.events.put_nowait(
                    Frame(round(self.now() * 1000), bytes(FRAME_BYTES), voice, -30.0, -120.0)
                )

    def person_speaks(self, ms: int) -> None:
        self.person_until = self.now() + ms / 1000

    async def sensed(self) -> AsyncIterator[Sensed]:
        while True:
            yield await self.events.get()

    def play(self, turn: int, clause: int, pcm: bytes) -> None:
        seconds = len(pcm) / 2 / SPEAK_RATE
        start = max(self.her_now(), self.busy_until)
        self.busy_until = start + seconds
        self.begun.append((turn, clause, start, seconds))
        self.tasks.append(asyncio.create_task(self._sound(turn, clause, start)))

    async def _sound(self, turn: int, clause: int, start: float) -> None:
        await self._until(start)
        self.played.append((turn, clause))
        self.events.put_nowait(ClauseSounding(turn, clause))

    def finish(self, turn: int) -> None:
        self.tasks.append(asyncio.create_task(self._finish(turn)))

    async def _finish(self, turn: int) -> None:
        await self._until(self.busy_until)
        self.events.put_nowait(PlaybackDone(turn))

    def silence(self) -> None:
        now = self.her_now()
        self.silenced_at.append(self.now())
        for task in self.tasks:
            task.cancel()
        self.tasks.clear()
        heard = tuple(
            (clause, min(1.0, (now - start) / seconds))
            for _turn, clause, start, seconds in self.begun
            if start < now
        )
        turn = self.begun[-1][0] if self.begun else 0
        self.begun.clear()
        self.resume()
        self.busy_until = self.her_now()
        self.events.put_nowait(Silenced(turn, heard))

    def duck(self) -> None:
        self.ducked = True

    def hold(self) -> None:
        self.held_at.append(self.now())
        self._held_since = self.now()

    def resume(self) -> None:
        self.ducked = False
        self._held_for = self.now() - self.her_now()
        self._held_since = None

    def her_now(self) -> float:
        """The time of what she plays: it stands still while she holds her breath."""
        now = self.now() if self._held_since is None else self._held_since
        return now - self._held_for

    async def _until(self, moment: float) -> None:
        while (left := moment - self.her_now()) > 1e-6:  # less is lost in adding it to the time
            await asyncio.sleep(left if self._held_since is None else 0.02)

    def listen(self, on: bool) -> None:
        self.open = on

    def volume(self, share: float) -> None:
        self.loudness = share

    async def acoustics(self) -> Room:
        return self.around

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()


@dataclass
class FakeTranscriber:
    """Understands, one after the other, what the scene says will be said."""

    texts: list[str] = field(default_factory=list)
    takes_s: float = 0.15
    trouble: Trouble | None = None
    asked: int = 0

    async def transcribe(self, pcm: bytes, *, quick: bool = False) -> Transcript:
        self.asked += 1
        await asyncio.sleep(self.takes_s)
        if self.trouble is not None:
            raise self.trouble
        return Transcript(self.texts[0] if self.texts else "", round(self.takes_s * 1000), "fake")

    async def close(self) -> None:
        pass


@dataclass
class FakeJudge:
    probability: float = 0.95
    takes_s: float = 0.03

    async def complete(self, pcm: bytes) -> float:
        await asyncio.sleep(self.takes_s)
        return self.probability


@dataclass
class FakeVoice:
    """Takes as long to speak as a person would; `trouble` makes it dumb, `silent` inaudible."""

    takes_s: float = 0.3
    silent: bool = False
    trouble: Trouble | None = None
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    phrases: frozenset[str] = frozenset()

    async def render(self, text: str, voice: str, pace: float) -> bytes:
        self.asked.append((text, voice, pace))
        await asyncio.sleep(0 if text in self.phrases else self.takes_s)
        if self.trouble is not None:
            raise self.trouble
        ms = SPEAKING_MS_A_WORD * len(text.split())
        sample = b"\x00\x00" if self.silent else b"\x00\x10"
        return sample * (SPEAK_RATE * ms // 1000)

    def known(self, text: str, voice: str, pace: float) -> bytes | None:
        return b"\x00\x10" * (SPEAK_RATE // 3) if text in self.phrases else None

    async def voices(self) -> tuple[VoiceInfo, ...]:
        return (VoiceInfo("warm", "Warm", "neural"),)

    async def close(self) -> None:
        pass


@dataclass
class FakeDialogue:
    """Answers from a table, else says back what it heard; remembers what was really said."""

    replies: dict[str, list[Clause]] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    broken: bool = False
    retracted: list[Heard] = field(default_factory=list)
    thinks_s: float = 0.01

    def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        self.heard.append(heard)
        return self._answer(heard)

    def retract(self) -> None:
        self.retracted.append(self.heard.pop())

    async def _answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        if self.broken:
            raise RuntimeError("a bug in the dialogue")
        for clause in self.replies.get(heard.text, [Clause(f"You said {heard.text}", "manager")]):
            await asyncio.sleep(self.thinks_s)
            yield clause

    def was_said(self, text: str) -> None:
        self.said.append(text)
