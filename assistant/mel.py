"""Turn sound into the log-mel picture that Whisper and its relatives look at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

BANDS = 80
WINDOW = 400  # samples: 25 ms
HOP = 160  # samples: 10 ms, one column of the picture
COLUMNS_A_SECOND = HEAR_RATE // HOP

# Slaney's mel scale: straight up to 1 kHz, logarithmic above (Auditory Toolbox, 1998).
_STRAIGHT_HZ = 200 / 3
_BEND_HZ = 1000.0
_BEND_MEL = _BEND_HZ / _STRAIGHT_HZ
_LOG_STEP = float(np.log(6.4)) / 27.0


def floats(pcm: bytes) -> NDArray[np.float32]:
    """16-bit PCM as samples in -1..1."""
    whole = len(pcm) // 2 * 2
    return np.frombuffer(pcm[:whole], dtype="<i2").astype(np.float32) / 32768.0


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The log-mel picture of HEAR_RATE samples, BANDS x (samples // HOP).

    As Whisper defines it (Radford et al. 2022, section 2.2): 25 ms Hann windows every 10 ms,
    centred, 80 Slaney bands, the loudest 80 dB of the whole, scaled to about -1..1. It needs more
    than WINDOW / 2 samples; raises ValueError for fewer.
    """
    if len(samples) <= WINDOW // 2:
        raise ValueError("too short for one window")
    reflected = np.pad(samples.astype(np.float32), WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(reflected, WINDOW)[::HOP]
    windows = windows[: len(samples) // HOP]
    power = np.abs(np.fft.rfft(windows * _hann(), axis=1)) ** 2
    energies = bands(BANDS) @ power.T.astype(np.float32)
    picture = np.log10(np.maximum(energies, 1e-10))
    picture = np.maximum(picture, picture.max() - 8.0)
    return np.ascontiguousarray((picture + 4.0) / 4.0, dtype=np.float32)


@cache
def _hann() -> NDArray[np.float32]:
    return np.hanning(WINDOW + 1)[:-1].astype(np.float32)


@cache
def bands(count: int) -> NDArray[np.float32]:
    """Triangles of equal area, count x (WINDOW / 2 + 1): so much of each frequency's power."""
    bins = np.fft.rfftfreq(WINDOW, 1 / HEAR_RATE)
    top = _BEND_MEL + np.log(HEAR_RATE / 2 / _BEND_HZ) / _LOG_STEP
    mels = np.linspace(0.0, top, count + 2)
    corners = np.where(
        mels < _BEND_MEL,
        mels * _STRAIGHT_HZ,
        _BEND_HZ * np.exp(_LOG_STEP * (mels - _BEND_MEL)),
    )
    left, peak, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising = (bins - left) / (peak - left)
    falling = (right - bins) / (right - peak)
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return np.asarray(triangles * (2.0 / (right - left)), dtype=np.float32)
