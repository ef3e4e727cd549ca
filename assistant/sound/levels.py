"""How loud a stretch of sound is, in dBFS."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import SILENT_DB

if TYPE_CHECKING:
    from numpy.typing import NDArray


def dbfs(samples: NDArray[np.int16] | NDArray[np.float32]) -> float:
    """Root mean square of 16-bit or float (-1..1) samples in dBFS; SILENT_DB for nothing at all."""
    if samples.size == 0:
        return SILENT_DB
    whole = samples.astype(np.float32)
    full_scale = 32768.0 if samples.dtype == np.int16 else 1.0
    rms = math.sqrt(float(np.dot(whole, whole)) / samples.size) / full_scale
    return max(SILENT_DB, 20 * math.log10(rms)) if rms > 0 else SILENT_DB
