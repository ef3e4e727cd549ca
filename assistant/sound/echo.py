"""Take her own voice out of the microphone (WebRTC's AEC3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pywebrtc_audio

from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray


class EchoCanceller:
    """Subtracts what the speaker was given. It finds the delay (20-400 ms) by itself.

    Gain control stays off: it moves the level under the canceller, which then loses 40 dB.
    """

    def __init__(self) -> None:
        self._canceller = pywebrtc_audio.EchoCanceller(sample_rate=HEAR_RATE)

    def cancel(self, near: NDArray[np.int16], far: NDArray[np.float32]) -> NDArray[np.int16]:
        """`near` without the echo of `far`: equally long, HEAR_RATE, a multiple of 10 ms."""
        reference = (np.clip(far, -1.0, 1.0) * 32767).astype(np.int16)
        cleaned: NDArray[np.int16] = self._canceller.process(near, reference)
        return cleaned

    def reset(self) -> None:
        self._canceller.reset()
