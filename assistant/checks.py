"""Test the microphone and the speaker while the person watches: record and play back, or speak."""

from __future__ import annotations

import asyncio
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.events import CheckTold
from assistant.ports import FRAME_MS, SILENT_DB, SPEAK_RATE, PlaybackDone, SoundTrouble
from assistant.roomcheck import described

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.events import Fact
    from assistant.parts import Parts
    from assistant.ports import ClauseSounding, Frame, Room, Silenced, SoundWell

RECORD_S = 3.0
GRACE_S = 4.0  # a wireless microphone takes its time to wake
TURN = -1  # of what a test plays: no reply's
VOICE_AT = 0.5
QUIET_DB = -60.0  # the loudest moment of somebody speaking into a working microphone is far above
SENTENCE = "If you can hear me say this, the speaker works."


@dataclass
class Checks:
    """One test at a time. `listens` tells whether the microphone is open; while a test runs the
    frames are its own, so that nobody is answered by mistake. `settle` is told of the room she has
    heard herself in.
    """

    parts: Parts
    tell: Callable[[Fact], None]
    listens: Callable[[], bool]
    settle: Callable[[Room], None] = lambda _room: None
    _troubles: dict[str, str] = field(default_factory=dict)  # of the devices, by key
    _running: asyncio.Task[None] | None = None
    _frames: list[Frame] | None = None
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def busy(self) -> bool:
        return self._running is not None and not self._running.done()

    def stop(self) -> None:
        """Leave off: somebody wants to talk."""
        if self._running is not None and self.busy:
            self._running.cancel()
            self._running = None
            self.parts.sound.silence()
            self._release()

    def took(self, frame: Frame) -> bool:
        """Whether a test takes this frame."""
        if self.busy and self._frames is not None:
            self._frames.append(frame)
        return self.busy

    def sensed(self, note: ClauseSounding | PlaybackDone | Silenced) -> None:
        if isinstance(note, PlaybackDone) and note.turn == TURN:
            self._over.set()

    def device(self, news: SoundTrouble | SoundWell) -> None:
        if isinstance(news, SoundTrouble):
            self._troubles[news.key] = news.what
        else:
            self._troubles.pop(news.key, None)

    async def microphone(self) -> None:
        """Record RECORD_S and play it back."""
        self._running = asyncio.current_task()
        self._tell("microphone", "Say something now; I record for three seconds.", None)
        frames = await self._record()
        if not frames:
            why = self._why("microphone", "sound") or "Nothing came from the microphone."
            self._tell("microphone", why, False)
            return
        self._tell("microphone", "This is what I heard.", None)
        await self._play(for_the_speaker(b"".join(frame.pcm for frame in frames)))
        self._tell("microphone", *verdict(frames))

    async def speaker(self) -> None:
        """A chime and a sentence, and how they come back into the microphone."""
        self._running = asyncio.current_task()
        self._tell("speaker", "You should hear a chime, then me.", None)
        settings = self.parts.settings.now
        try:
            said = await self.parts.voice.render(SENTENCE, settings.voice, settings.pace)
        except Trouble as trouble:
            self._tell("speaker", str(trouble), False)
            return
        if not audible(said):
            self._tell("speaker", "My voice came out without a sound; restart it.", False)
            return
        played = await self._play(self.parts.chime("awake") + said)
        why = self._why("speaker", "sound")
        if why or not played:
            self._tell("speaker", why or "The speaker took no sound.", False)
        else:
            heard = "Played. If you heard nothing, look at the system's volume."
            self._tell("speaker", f"{heard} {await self._room()}".strip(), True)

    async def _room(self) -> str:
        """What she heard of herself; nothing while the microphone is closed."""
        if not self.listens():
            return ""
        try:
            room = await self.parts.sound.acoustics()
        except Trouble as trouble:
            return trouble.what
        self.settle(room)
        return described(room)

    async def _record(self) -> list[Frame]:
        wanted = round(RECORD_S * 1000 / FRAME_MS)
        frames: list[Frame] = []
        self._frames = frames
        self.parts.sound.listen(True)
        for _ in range(round((RECORD_S + GRACE_S) * 10)):
            await asyncio.sleep(0.1)
            if len(frames) >= wanted:
                break
        self._release()
        return frames

    def _release(self) -> None:
        self._frames = None
        if not self.listens():
            self.parts.sound.listen(False)

    async def _play(self, pcm: bytes) -> bool:
        """Play it; whether the speaker said that it has."""
        self._over.clear()
        self.parts.sound.play(TURN, 0, pcm)
        self.parts.sound.finish(TURN)
        try:
            await asyncio.wait_for(self._over.wait(), len(pcm) / 2 / SPEAK_RATE + GRACE_S)
        except TimeoutError:
            return False
        return True

    def _why(self, *keys: str) -> str:
        return next((self._troubles[key] for key in keys if key in self._troubles), "")

    def _tell(self, kind: str, words: str, ok: bool | None) -> None:
        self.tell(CheckTold(kind, words, ok))


def verdict(frames: list[Frame]) -> tuple[str, bool]:
    """What a recording says about the microphone."""
    loudest = max(frame.level for frame in frames)
    if loudest <= SILENT_DB:
        return "It was silent throughout: the microphone is muted, or I may not use it.", False
    if loudest < QUIET_DB:
        return "I heard next to nothing. Is this the right microphone, and is it turned up?", False
    if not any(frame.voice >= VOICE_AT for frame in frames):
        return "I heard something, but nobody speaking. Try again a little closer.", False
    return f"I heard you well, {loudest:.0f} dBFS at the loudest.", True


def audible(pcm: bytes) -> bool:
    """Whether anything in it would be heard: some sample above -50 dBFS."""
    samples = array("h", pcm[: len(pcm) // 2 * 2])
    return any(abs(sample) > 100 for sample in samples)


def for_the_speaker(pcm: bytes) -> bytes:
    """HEAR_RATE to SPEAK_RATE, three samples for two, straight lines between: good enough to judge
    a microphone by, and no library is loaded into the window's process for it.
    """
    samples = array("h", pcm[: len(pcm) // 4 * 4])
    out = array("h", bytes(len(samples) * 3))
    even, odd = samples[::2], samples[1::2]
    after = samples[2::2] + odd[-1:]
    out[::3] = even
    out[1::3] = array("h", [(a + 2 * b) // 3 for a, b in zip(even, odd, strict=True)])
    out[2::3] = array("h", [(2 * b + c) // 3 for b, c in zip(odd, after, strict=True)])
    return out.tobytes()
