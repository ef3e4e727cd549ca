"""How loud a stretch of sound is, piece by piece, and where in it somebody speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import FRAME_MS, HEAR_RATE, SILENT_DB

if TYPE_CHECKING:
    from numpy.typing import NDArray

PIECE = HEAR_RATE * FRAME_MS // 1000  # samples
_SHARE_OF_RANGE = 0.35  # how far above the room's noise, towards the loudest, speech begins
_QUIETEST_SPEECH_DB = -58.0  # below, a microphone's own noise


@dataclass(frozen=True, slots=True)
class Loudness:
    """`begin` and `end` are the samples between which there is speech; both 0 if there is none.

    `speech_ms` counts the loud pieces alone, `peak_db` is the loudest piece in dBFS.
    """

    begin: int = 0
    end: int = 0
    speech_ms: int = 0
    peak_db: float = SILENT_DB


def levels(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The level of each FRAME_MS piece in dBFS, SILENT_DB at least; a last half piece is left out."""
    count = len(samples) // PIECE
    pieces = samples[: count * PIECE].reshape(count, PIECE)
    power = np.mean(np.square(pieces, dtype=np.float32), axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (SILENT_DB / 10))), dtype=np.float32)


def loudness(samples: NDArray[np.float32]) -> Loudness:
    """Where the sound stands out of its own background.

    Rough on purpose: it only trims silence and tells a click from a word; the voice activity
    model has already decided that somebody spoke.
    """
    level = levels(samples)
    if not len(level):
        return Loudness()
    peak = float(level.max())
    floor = float(np.percentile(level, 10))
    loud = level > max(floor + _SHARE_OF_RANGE * (peak - floor), _QUIETEST_SPEECH_DB)
    if not loud.any():
        return Loudness(peak_db=peak)
    places = np.flatnonzero(loud)
    return Loudness(
        begin=int(places[0]) * PIECE,
        end=(int(places[-1]) + 1) * PIECE,
        speech_ms=int(loud.sum()) * FRAME_MS,
        peak_db=peak,
    )
