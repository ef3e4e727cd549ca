"""Ask Smart Turn whether somebody has finished speaking, from the sound alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant import mel
from assistant.errors import Trouble
from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LOOKS_BACK_S = 8
_SAMPLES = LOOKS_BACK_S * HEAR_RATE


class SmartTurn:
    """Smart Turn v3.2: log-mel of the last 8 s, 1 x 80 x 800, in; one probability out.

    It was trained on utterances that end at the right edge: what is shorter gets silence in
    front, and the 8 s together are brought to mean 0 and variance 1 first. One thread, because the
    recogniser wants the cores at the same moment. Raises Trouble when the file cannot be loaded.
    """

    def __init__(self, file: Path) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # on Windows no variable does
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise Trouble(
                "The end-of-turn model could not be loaded.", "Fetch it again in Settings."
            ) from error
        self._input = self._session.get_inputs()[0].name

    def complete(self, pcm: bytes) -> float:
        """Probability 0..1 that the turn is over; `pcm` at HEAR_RATE, ending now."""
        picture = mel.log_mel(last_seconds(mel.floats(pcm)))
        [probability] = self._session.run(None, {self._input: picture[None]})
        return float(np.clip(probability.reshape(-1)[0], 0.0, 1.0))


def last_seconds(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The last 8 s, silence in front of what is shorter, with mean 0 and variance 1."""
    window = np.zeros(_SAMPLES, dtype=np.float32)
    kept = samples[-_SAMPLES:]
    if len(kept):
        window[-len(kept) :] = kept
    spread = np.sqrt(window.var() + 1e-7)
    return np.asarray((window - window.mean()) / spread, dtype=np.float32)
