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
WORD = 60  # columns in which a word and what she says meanwhile are compared
LATER = 4  # columns by which her echo may follow the reference
ALIKE = 0.4  # correlation of both pictures above which it is she: she 0.3 to 0.7, others below 0.3
FAINT_DB = -6.0  # against her echo; what is left of her lies 15 dB below it, people lie above it
ECHO_DB = -6.0  # of her echo against the reference, while it is not known


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
    """Feed it each frame of the room and of the reference while she sounds."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.reset()

    def reset(self) -> None:
        """What comes now does not follow what was before."""
        self._room, self._hers = _Picture(COLUMNS), _Picture(COLUMNS)
        self._lately = np.zeros(LASTS, np.float32)

    def hear(self, room: Samples, hers: Samples, echo_db: float | None = None) -> bool:
        """Whether somebody other than her has just said one of the words.

        Both of the same length; `hers` zeros where her voice does not get into the microphone.
        `echo_db`: how loud she comes back, against the reference.
        """
        self._room.add(room)
        self._hers.add(hers)
        self._lately = np.roll(self._lately, 1)
        self._lately[0] = self._network.words(self._room.columns[None])[0]
        if self._lately.mean() < SURE:
            return False
        self._lately[:] = 0
        return not self._is_she(ECHO_DB if echo_db is None else echo_db)

    def _is_she(self, echo_db: float) -> bool:
        room, hers = self._room.columns, self._hers.columns
        above_db = 10 * float(room[-WORD:].max() - hers[-WORD - LATER :].max()) - echo_db
        return above_db < FAINT_DB or max(map(self._alike, range(LATER + 1))) >= ALIKE

    def _alike(self, later: int) -> float:
        """Correlation of what is left with what she said `later` columns before, by band."""
        end = COLUMNS - later
        left, said = self._room.columns[-WORD:], self._hers.columns[end - WORD : end]
        left, said = (np.maximum(one, one.max() - 3) for one in (left, said))
        left, said = left - left.mean(axis=0), said - said.mean(axis=0)
        spread = float(np.sqrt((left**2).sum() * (said**2).sum()))
        return float((left * said).sum()) / (spread + 1e-9)


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
