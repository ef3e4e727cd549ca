"""Hear "stop", "wait", "hold on", "quiet" and "enough" in what the second canceller leaves of the room.

A recogniser needs the word whole, clean and alone; said into her voice and a hissing room it is none
of these. A small network that knows nothing but these words finds them there, 20 ms at a time. It
was trained on synthetic voices only (tests/data/training/stopwords.py says how and on what).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.mel import HOP, WINDOW, bands
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

FILE = RESOURCES / "stopwords" / "stopwords.npz"
BANDS = 40
COLUMNS = 100  # of 10 ms: what the network sees at once
RANGE = 5.0  # powers of ten below the loudest that are looked at
SURE = 0.5  # mean probability over LASTS frames
LASTS = 3
STRIDES = (2, 2, 2)
KEPT = COLUMNS + 24  # columns of her own voice that are looked through for the same word
HERS = 0.3


class Network:
    """Three convolutions over time and two full layers; the last tells the words apart from nothing."""

    def __init__(self, file: Path = FILE) -> None:
        with np.load(file) as stored:
            self._layers = [
                (stored[f"w{at}"].astype(np.float32), stored[f"b{at}"].astype(np.float32))
                for at in range(len(STRIDES) + 2)
            ]

    def words(self, pictures: Samples) -> Samples:
        """Probability 0..1 that a word to stop has just ended; pictures N x COLUMNS x BANDS."""
        found = scaled(pictures)
        for (weights, bias), stride in zip(self._layers, STRIDES, strict=False):
            wide = weights.shape[0] // found.shape[2]
            windows = np.lib.stride_tricks.sliding_window_view(found, wide, axis=1)[:, ::stride]
            flat = windows.transpose(0, 1, 3, 2).reshape(*windows.shape[:2], -1)
            found = np.maximum(flat @ weights + bias, 0)
        found = found.reshape(len(found), -1)
        (hidden, one), (out, two) = self._layers[-2:]
        scores = np.maximum(found @ hidden + one, 0) @ out + two
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(1 - scores[:, 0] / scores.sum(axis=1), np.float32)


def scaled(pictures: Samples) -> Samples:
    """As the network wants them: without regard to loudness, about -1..1."""
    loudest = pictures.max(axis=(1, 2), keepdims=True)
    return np.asarray(np.maximum((pictures - loudest) / (RANGE / 2) + 1, -1), np.float32)


def columns(samples: Samples) -> Samples:
    """Log-energies in BANDS mel bands of each WINDOW within `samples`, one every HOP."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(windows * _hann(), axis=1)) ** 2
    return np.asarray(np.log10(power.astype(np.float32) @ _filters() + 1e-7), np.float32)


@cache
def _hann() -> Samples:
    return np.hanning(WINDOW + 1)[:-1].astype(np.float32)


@cache
def _filters() -> Samples:
    return np.ascontiguousarray(bands(BANDS).T)


class StopWord:
    """Feed it each frame of the room and of the reference, FRAME samples each, while she sounds."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.reset()

    def reset(self) -> None:
        """What comes now does not follow what was before."""
        self._room, self._hers = _Picture(COLUMNS), _Picture(KEPT)
        self._lately = np.zeros(LASTS, np.float32)

    def hear(self, room: Samples, hers: Samples) -> bool:
        """Whether somebody other than her has just said one of the words."""
        self._room.add(room)
        self._hers.add(hers)
        self._lately = np.roll(self._lately, 1)
        self._lately[0] = self._network.words(self._room.columns[None])[0]
        if self._lately.mean() < SURE:
            return False
        self._lately[:] = 0
        return not self._she_says_it()

    def _she_says_it(self) -> bool:
        """What is left of a "stop" of hers is a "stop" as well."""
        views = np.lib.stride_tricks.sliding_window_view(self._hers.columns, COLUMNS, axis=0)
        probable = self._network.words(views[::3].transpose(0, 2, 1))
        return bool(probable.max() >= HERS)


class _Picture:
    """The last `count` columns of a sound that goes on."""

    def __init__(self, count: int) -> None:
        self.columns = np.full((count, BANDS), -7.0, np.float32)
        self._tail = np.zeros(WINDOW - HOP, np.float32)

    def add(self, samples: Samples) -> None:
        sound = np.concatenate((self._tail, samples))
        self._tail = sound[-(WINDOW - HOP) :]
        new = columns(sound)
        self.columns = np.concatenate((self.columns[len(new) :], new))
