"""From what the microphone delivers to frames: echo out, voice judged, loudness measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import FRAME_BYTES, FRAME_MS, HEAR_RATE, Frame
from assistant.sound.echo import EchoCanceller
from assistant.sound.gate import LoudnessGate
from assistant.sound.levels import dbfs

if TYPE_CHECKING:
    from assistant.sound.activity import VoiceActivity
    from assistant.sound.reference import Reference

FRAME = FRAME_BYTES // 2
STILL_FRAMES = 100


class Ear:
    """`activity` may come later, while its model is still being fetched; a gate stands in for it."""

    def __init__(self, reference: Reference) -> None:
        self.activity: VoiceActivity | None = None
        self._gate = LoudnessGate()
        self._reference = reference
        self._echo = EchoCanceller()
        self._waiting = bytearray()
        self._still = 0

    def reset(self) -> None:
        """The microphone begins anew: nothing of what was before goes on."""
        self._waiting.clear()
        self._echo.reset()
        self._reference.reset()
        self._gate.reset()
        if self.activity is not None:
            self.activity.reset()

    def hear(self, pcm: bytes | bytearray, at_ms: int) -> list[Frame]:
        """The whole frames that are complete with `pcm`, whose last sample arrived at `at_ms`."""
        self._waiting += pcm
        frames = []
        while len(self._waiting) >= FRAME_BYTES:
            near = np.frombuffer(bytes(self._waiting[:FRAME_BYTES]), np.int16)
            del self._waiting[:FRAME_BYTES]
            behind_ms = len(self._waiting) // 2 * 1000 // HEAR_RATE
            frames.append(self._frame(near, at_ms - behind_ms))
        return frames

    def _frame(self, near: np.ndarray[tuple[int], np.dtype[np.int16]], at_ms: int) -> Frame:
        far = self._reference.take(FRAME)
        self._still = 0 if far.any() else self._still + 1
        # a speaker that has been silent for so long leaves no echo to look for
        clean = self._echo.cancel(near, far) if self._still < STILL_FRAMES else near
        voice = (self.activity or self._gate).hear(clean)
        return Frame(at_ms, clean.tobytes(), voice, dbfs(clean), dbfs(far))

    def deaf(self, ms: int) -> float:
        """Loudness of the speaker over the next `ms` while no microphone is open, in dBFS."""
        return dbfs(self._reference.take(FRAME * ms // FRAME_MS))
