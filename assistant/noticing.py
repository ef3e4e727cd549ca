"""Notice from the facts that something of hers has changed, say it once, and keep a sample of before."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import wave
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant import events as e
from assistant import sameness
from assistant.dialogue import guard
from assistant.errors import Trouble
from assistant.ports import SPEAK_RATE
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine
    from pathlib import Path

    from assistant.events import Fact
    from assistant.sameness import Known

log = logging.getLogger(__name__)

SAMPLE = "This is how I sound. I'd rather you heard it than only read it."
PROBE, PROBE_NOTE, PROBE_LINE = "I had a long day at work.", "\n[feel]", "A long day. What was the longest part of it?"  # fmt: skip
SETTLE_S = 4.0  # somebody tries several voices before one stays
RECORDING, RECORDED = "known-voice.wav", "voice-before.wav"
LONGEST_LINE = 200


@dataclass
class Noticing:
    """`identify` names what a part is now, with its digest, "" where that can't be told; `say` has her
    say a sentence in a pause; `render` gives SAMPLE as PCM; `worded` what the mind makes of some
    words, given a note, the words, and her own line for it.
    """

    profile: Path
    tell: Callable[[Fact], None]
    identify: Callable[[str, str], str]
    say: Callable[[str], None]
    render: Callable[[str], Coroutine[None, None, bytes]]
    worded: Callable[[str, str, str], AsyncGenerator[str, None]]
    silent: Callable[[], bool] = lambda: False  # the first meeting tells what it changes itself
    settle_s: float = SETTLE_S
    known: Known = field(init=False)
    _waiting: dict[str, str] = field(default_factory=dict, init=False)
    _awake: asyncio.Event | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.known = sameness.load(self.profile)

    def news(self, fact: Fact) -> None:
        """A part is ready, or a voice was chosen: look at it when things have settled."""
        match fact:
            case e.PartReady(part="voice", detail="neural"):
                self._look("speech", self.identify("speech", ""))
                self._look("voice", self.identify("voice", ""))
            case e.PartReady(part="mind" | "hearing", detail=detail):
                self._look(fact.part, self.identify(fact.part, detail))
            case e.SettingChanged(name="voice", value=value):
                self._look("voice", str(value))
            case _:
                pass

    def _look(self, part: str, now: str) -> None:
        if now:
            self._waiting[part] = now
            if self._awake is not None:
                self._awake.set()

    async def watch(self) -> None:
        """Compare what has settled, until cancelled."""
        self._awake = awake = asyncio.Event()
        while True:
            if not self._waiting:
                await awake.wait()
            while True:  # until nothing new has come for so long
                awake.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(awake.wait(), self.settle_s)
                    continue
                break
            waiting, self._waiting = self._waiting, {}
            for part in sameness.PARTS:
                if part in waiting:
                    await self._compare(part, waiting[part])

    async def _compare(self, part: str, now: str) -> None:
        self.known, was = sameness.with_part(self.known, part, now)
        before, line = "", self.known.line
        if part in {"voice", "speech"}:
            await self._record(changed=bool(was))
        if part == "mind" and (was or not line):
            before, line = line, await self._line()
            self.known = replace(self.known, line=line)
        if was and not self.silent():
            words = sameness.told(part, was, now)
            self.tell(e.Changed(part, words, before, line if part == "mind" else ""))
            self.say(words)
        try:
            sameness.save(self.profile, self.known)
        except OSError as error:
            log.info("what she is known by could not be kept: %s", error.strerror)

    async def _line(self) -> str:
        """What the mind makes of PROBE: its first words, for showing; "" when it makes nothing."""
        said = ""
        try:
            async with contextlib.aclosing(self.worded(PROBE_NOTE, PROBE, PROBE_LINE)) as pieces:
                async for piece in pieces:
                    said += piece
                    if len(said) >= LONGEST_LINE:
                        break
        except Trouble:
            return ""
        whole = " ".join(said.split())[:LONGEST_LINE]
        return "" if guard.objection(whole) else whole

    async def _record(self, *, changed: bool) -> None:
        """Keep how she sounds now; what was kept becomes how she sounded before."""
        recording = self.profile / RECORDING
        if recording.exists() and not changed:
            return
        try:
            pcm = await self.render(SAMPLE)
            if changed and recording.exists():
                recording.replace(self.profile / RECORDED)
            write_whole(recording, _wav(pcm))
        except (Trouble, OSError):
            return  # without a sample it is told in words alone


def sample(profile: Path, *, before: bool) -> bytes:
    """How she sounds, or sounded before the latest change, as SPEAK_RATE PCM; empty where there is none."""
    try:
        with wave.open(str(profile / (RECORDED if before else RECORDING))) as sound:
            frames: bytes = sound.readframes(min(sound.getnframes(), 30 * SPEAK_RATE))
            return frames
    except (OSError, EOFError, wave.Error):
        return b""


def _wav(pcm: bytes) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SPEAK_RATE)
        sound.writeframes(pcm)
    return held.getvalue()
