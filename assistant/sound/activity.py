"""How likely it is that somebody speaks (Silero voice activity through onnxruntime)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CHUNK = 512  # samples judged at once, 32 ms
CONTEXT = 64  # samples of the chunk before, which the model wants in front
STATE = (2, 1, 128)


class VoiceActivity:
    """Feed it any number of samples; it answers with the latest probability."""

    def __init__(self, model: Path) -> None:
        onnxruntime.disable_telemetry_events()  # on Windows no variable does
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._rate = np.array(HEAR_RATE, np.int64)
        self.reset()

    def reset(self) -> None:
        self._state = np.zeros(STATE, np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._waiting = np.zeros(0, np.float32)
        self._voice = 0.0

    def hear(self, samples: NDArray[np.int16]) -> float:
        """Probability 0..1 of speech in the last whole chunk of what was heard so far."""
        new = samples.astype(np.float32) / 32768.0
        self._waiting = np.concatenate((self._waiting, new))
        while len(self._waiting) >= CHUNK:
            chunk, self._waiting = self._waiting[:CHUNK], self._waiting[CHUNK:]
            window = np.concatenate((self._context, chunk))[np.newaxis]
            probability, self._state = self._session.run(
                None, {"input": window, "state": self._state, "sr": self._rate}
            )
            self._context = chunk[-CONTEXT:]
            self._voice = float(probability[0, 0])
        return self._voice
