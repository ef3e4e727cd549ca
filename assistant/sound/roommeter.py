"""What the room does to her voice: how late and how loud it comes back, and how loud the room is."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from assistant.ports import HEAR_RATE, SILENT_DB, Room

SOUNDING_DB = -45.0
RINGS_FRAMES = 20  # 400 ms after her last sound the room may still give it back
FORGET = 0.998  # a frame counts half after 7 s of her voice
RISE_DB = 0.02  # the noise floor follows quiet at once and a louder room 1 dB a second
SOMEBODY = 0.3  # voice activity of what is left, above which it is not she alone
LEAST_FRAMES = 40


@dataclass
class RoomMeter:
    """Fed each frame: levels of the microphone before cancelling and of the speaker, in dBFS."""

    noise_db: float = 0.0
    _near: float = 0.0  # energy, weighted sum
    _far: float = 0.0
    _frames: int = 0
    _rings: int = 0

    def feed(self, near_db: float, far_db: float, voice: float) -> None:
        self._rings = RINGS_FRAMES if far_db > SOUNDING_DB else max(0, self._rings - 1)
        if not self._rings:
            if near_db > SILENT_DB:  # exact zeros are a muted microphone, not a quiet room
                self.noise_db = min(near_db, self.noise_db + RISE_DB)
        elif voice < SOMEBODY:
            self._frames += 1
            self._near = self._near * FORGET + 10 ** (near_db / 10)
            self._far = self._far * FORGET + 10 ** (far_db / 10)

    def room(self, delay: int | None) -> Room:
        """`delay` in samples, None when it was never seen."""
        if self._frames < LEAST_FRAMES:
            return Room(None, None, self.noise_db)
        share = self._near / max(self._far, 1e-12)
        echo_db = round(10 * log10(max(share, 1e-12)), 1)
        delay_ms = None if delay is None else round(delay * 1000 / HEAR_RATE)
        return Room(delay_ms, echo_db, self.noise_db)
