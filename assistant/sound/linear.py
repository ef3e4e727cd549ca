"""A second canceller that only subtracts: it leaves more of her, and does not harm who speaks with her.

The first one (AEC3) also suppresses what it takes for the rest of her, and a short word said over
her goes with it. This one is a partitioned frequency-domain Kalman filter (Enzner and Vary 2006):
its step is small by itself while somebody else speaks. What it leaves counts as somebody's only
when it is clearly louder than what is usually left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import FRAME_MS, HEAR_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

STEP = HEAR_RATE * FRAME_MS // 1000
PARTS = 8  # of STEP samples: the room's answer within 160 ms
STEADY = 0.9995  # how much the room stays what it was, from step to step
SMOOTH = 0.8  # of the power of what is left
CLEAR_DB = 9.0  # so much louder than usual it is somebody
UP_DB, DOWN_DB = 0.03, 0.3  # how fast "usual" follows, a frame
LEAST_SURE_DB = -12.0  # what is left, against her echo, of a filter that has learnt
WAITS = 40  # frames of her voice before it is asked


class Subtractor:
    """Feed it each frame while she sounds, with the reference a little early (EchoPath.early)."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        bins = STEP + 1
        self._filter = np.zeros((PARTS, bins), np.complex128)
        self._unsure = np.ones((PARTS, bins))
        self._spectra = np.zeros((PARTS, bins), np.complex128)
        self._before = np.zeros(STEP)
        self._power = np.full(bins, 1e-4)
        self._usual_db = 0.0
        self._learnt = 0

    def subtract(self, near: Samples, far: Samples) -> tuple[Samples, float]:
        """What is left of `near`, and by how many dB it is louder than what is usually left."""
        block = np.concatenate((self._before, far))
        self._before = far.astype(np.float64)
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(block)
        echo = np.fft.irfft((self._filter * self._spectra).sum(axis=0))[STEP:]
        left = near - echo
        self._learn(left)
        return left.astype(np.float32), self._above(left, echo)

    def _learn(self, left: NDArray[np.float64]) -> None:
        error = np.fft.rfft(np.concatenate((np.zeros(STEP), left)))
        self._power = SMOOTH * self._power + (1 - SMOOTH) * np.abs(error) ** 2
        energy = np.abs(self._spectra) ** 2
        gain = self._unsure / ((energy * self._unsure).sum(axis=0) + 2 * self._power + 1e-10)
        change = np.fft.irfft(gain * np.conj(self._spectra) * error, axis=1)
        change[:, STEP:] = 0
        self._filter += np.fft.rfft(change, axis=1)
        self._unsure *= STEADY**2 * (1 - 0.5 * gain * energy)
        self._unsure += (1 - STEADY**2) * np.abs(self._filter) ** 2

    def _above(self, left: NDArray[np.float64], echo: NDArray[np.float64]) -> float:
        left_db = 10 * np.log10(np.mean(left**2) + 1e-12)
        echo_db = 10 * np.log10(np.mean(echo**2) + 1e-12)
        if echo_db < -60:
            return 0.0
        self._learnt += 1
        over = left_db - echo_db - self._usual_db
        self._usual_db += np.clip(over, -DOWN_DB, UP_DB)
        if self._learnt < WAITS or self._usual_db > LEAST_SURE_DB:
            return 0.0
        return float(over)
