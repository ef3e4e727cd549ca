"""Tell speech by loudness, in the minutes before the voice activity model is here. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.sound.levels import dbfs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ABOVE_FLOOR_DB = 12.0  # speech stands so far above the room
QUIETEST_DB = -55.0  # nothing below this is speech to somebody, however still the room
RISE_DB = 0.06  # the floor rises 3 dB a second, so a fan that starts is soon the room
HANGOVER = 8  # frames of 20 ms: the quiet sounds within a word
SURE, UNSURE = 0.6, 0.05  # enough to listen by, not enough to speak over her with


class LoudnessGate:
    """Feed it each 20 ms; it answers as `activity.VoiceActivity` would, but knows only two values."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._floor = 0.0
        self._left = 0

    def hear(self, samples: NDArray[np.int16]) -> float:
        """SURE or UNSURE that somebody speaks in these samples (HEAR_RATE)."""
        level = dbfs(samples)
        self._floor = min(level, self._floor + RISE_DB)
        loud = level > max(self._floor + ABOVE_FLOOR_DB, QUIETEST_DB)
        self._left = HANGOVER if loud else max(0, self._left - 1)
        return SURE if self._left else UNSURE
