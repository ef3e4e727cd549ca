"""Cut long sound into windows a recogniser can take, at the quiet places. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.hearing.loudness import PIECE, levels

if TYPE_CHECKING:
    from numpy.typing import NDArray

from assistant.ports import HEAR_RATE

LONGEST_S = 28.0  # Whisper takes 30 s; the rest is silence for the end
_SHORTEST_S = 14.0
_PAUSE = 15  # pieces (300 ms) that are quiet together make a better place than one quiet piece


def windows(samples: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The sound in consecutive windows of LONGEST_S at most, nothing left out, nothing twice."""
    longest, shortest = int(LONGEST_S * HEAR_RATE), int(_SHORTEST_S * HEAR_RATE)
    cut, begin = [], 0
    while len(samples) - begin > longest:
        end = begin + shortest + quiet_place(samples[begin + shortest : begin + longest])
        cut.append(samples[begin:end])
        begin = end
    cut.append(samples[begin:])
    return cut


def quiet_place(samples: NDArray[np.float32]) -> int:
    """The sample in the middle of the quietest 300 ms; the last such place when there are several."""
    level = levels(samples)
    if len(level) <= _PAUSE:
        return len(samples)
    smooth = np.convolve(level, np.full(_PAUSE, 1 / _PAUSE, dtype=np.float32), mode="valid")
    last = len(smooth) - 1 - int(np.argmin(smooth[::-1]))
    return (last + _PAUSE // 2) * PIECE
