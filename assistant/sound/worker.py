"""The thread that turns what the devices deliver into events for the parent."""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from assistant.ports import FRAME_BYTES, SILENT_DB, ClauseSounding, PlaybackDone, Silenced
from assistant.sound.care import now_ms
from assistant.sound.playback import Note
from assistant.wire import pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.sound.ear import Ear
    from assistant.wire import Parent

DEAF_TICK_MS = 40  # how often the speaker's loudness is told when the microphone gives no frames
BEAT_MS = 400
MAYBE_VOICE = 0.3
QUIET_FRAMES = 75  # without voice
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Captured:
    """HEAR_RATE 16-bit PCM whose last sample arrived at `at_ms`."""

    at_ms: int
    pcm: bytes | bytearray


@dataclass(frozen=True, slots=True)
class Reopened:
    """The microphone begins anew."""


@dataclass(frozen=True, slots=True)
class SpeakerReopened:
    """The speaker begins anew."""


Item = Captured | Reopened | SpeakerReopened | Note


class Worker:
    """Everything that takes time happens here, so that the devices' own threads only hand over."""

    def __init__(self, parent: Parent, ear: Ear) -> None:
        self.inbox: queue.SimpleQueue[Item] = queue.SimpleQueue()
        self._parent = parent
        self._ear = ear
        self.on_voice: Callable[[], None] = lambda: None  # somebody speaks: an answer may follow
        self.speaker_rests: Callable[[], bool] = lambda: False
        self._held = bytearray()
        self._quiet = 0
        self._told_ms = self._deaf_ms = now_ms()

    def run(self) -> None:
        """Work for ever."""
        while True:
            try:
                item = self.inbox.get(timeout=DEAF_TICK_MS / 1000)
            except queue.Empty:
                self._without_frames()
                continue
            match item:
                case Captured(at_ms=at_ms, pcm=pcm):
                    self._hear(pcm, at_ms)
                case Reopened():
                    self._held.clear()
                    self._ear.reset()
                case SpeakerReopened():
                    self._ear.speaker_reopened()
                case _:
                    self._note(item)

    def _hear(self, pcm: bytes | bytearray, at_ms: int) -> None:
        self._held += pcm
        self._deaf_ms = now_ms()
        if self._at_ease() and len(self._held) < AT_ONCE * FRAME_BYTES:
            return
        frames = bytearray()
        for frame in self._ear.hear(self._held, at_ms):
            self._quiet = 0 if frame.voice >= MAYBE_VOICE else self._quiet + 1
            header = {
                "event": "frame", "at_ms": frame.at_ms, "voice": round(frame.voice, 4),
                "level": round(frame.level, 1), "out_level": round(frame.out_level, 1),
            }  # fmt: skip
            if frame.stop:
                header["stop"] = True
            if frame.sudden:
                header["sudden"] = True
            frames += pack(header, frame.pcm)
        self._held.clear()
        if frames:
            self._told_ms = self._deaf_ms
            self._parent.write(bytes(frames))
        if not self._quiet:
            self.on_voice()

    def _at_ease(self) -> bool:
        """Nobody speaks and the speaker rests: a few frames at once cost less than one by one, as
        the voice activity model is still at hand for the second.
        """
        return self.speaker_rests() and self._quiet >= QUIET_FRAMES

    def _without_frames(self) -> None:
        now = now_ms()
        if now - self._deaf_ms < 2 * DEAF_TICK_MS:
            return  # frames flow; this one is a little late
        out_level = self._ear.deaf(min(now - self._deaf_ms, 1000))
        self._deaf_ms = now
        if out_level > SILENT_DB or now - self._told_ms >= BEAT_MS:
            self._told_ms = now
            self._parent.event("beat", out_level=round(out_level, 1))

    def _note(self, note: Note) -> None:
        match note:
            case ClauseSounding(turn=turn, clause=clause):
                self._parent.event("sounding", turn=turn, clause=clause)
            case PlaybackDone(turn=turn):
                self._parent.event("playback_done", turn=turn)
            case Silenced(turn=turn, heard=heard):
                shares = [[clause, round(share, 3)] for clause, share in heard]
                self._parent.event("silenced", turn=turn, heard=shares)
            case _:
                assert_never(note)
