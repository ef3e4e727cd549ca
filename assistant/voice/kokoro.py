"""The neural voice: Kokoro-82M on onnxruntime, two threads, no spinning.

Inputs of the int8 export: tokens int64 (1, n) with a zero at both ends, style float32 (1, 256),
speed float32 (1,), and closing (see `unpadded`); output audio float32 (samples,) at 24 kHz.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import Trouble
from assistant.voice.house import BY_NAME, FOLDER
from assistant.voice.loudness import Samples, finished, pcm, rest_ms
from assistant.voice.phonemes import Phonemes
from assistant.voice.tokens import MOST_TOKENS, parts, tokens
from assistant.voice.unpadded import CLOSING, unpadded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STYLES = (MOST_TOKENS + 1, 256)
WATCH_S = 0.015  # how soon a cancelled render stops
THREADS = 2
LONG = 60  # signs; what such a clause took is given back, else the longest ever stays taken
GIVEN_BACK = ("memory.enable_memory_arena_shrinkage", "cpu:0")
MARKS = frozenset(".,!?;:…—")  # they are silent and have frames of their own


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for this render any more."""


class Kokoro:
    """The loaded model, its styles and its phonemes. Raises Trouble when a part is missing."""

    def __init__(self, model: Path) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # on Windows no variable does
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._run_options = onnxruntime.RunOptions
        self._failures = onnxruntime.capi.onnxruntime_pybind11_state
        try:
            whole = model.read_bytes()
            shorter = unpadded(whole)
            self._session = onnxruntime.InferenceSession(
                shorter or whole, options, providers=["CPUExecutionProvider"]
            )
        except (OSError, self._failures.Fail, self._failures.InvalidProtobuf):
            raise Trouble(
                "The neural voice's model cannot be read.", "Run `os1 models verify`."
            ) from None
        self._unpadded = shorter is not None
        self._styles = {name: _style(FOLDER / f"{name}.npy") for name in BY_NAME}
        self._phonemes = Phonemes()

    def render(self, text: str, voice: str, pace: float, unwanted: Callable[[], bool]) -> bytes:
        """Speakable `text` as 24 kHz PCM; empty when it holds nothing that sounds.

        `unwanted` is asked while the model runs; once it says yes, Cancelled is raised.
        """
        pieces = parts(self.spelled(text, voice))
        rendered = [self.rendered(piece, voice, pace, unwanted) for piece in pieces]
        return pcm(finished(rendered, [rest_ms(piece) for piece in pieces]))

    def spelled(self, text: str, voice: str) -> str:
        """Speakable `text` in the signs of the model's training, with this voice's accent."""
        return self._phonemes.of(text, BY_NAME[voice].accent)

    def rendered(
        self, spelling: str, voice: str, pace: float, unwanted: Callable[[], bool]
    ) -> Samples:
        """One piece as the model gives it: float32 at 24 kHz, neither trimmed nor levelled."""
        ids = tokens(spelling)
        inputs = {
            "tokens": np.array([[0, *ids, 0]], np.int64),
            "style": self._styles[voice][len(ids)][None],
            "speed": np.array([pace], np.float32),
        }
        if self._unpadded:
            inputs[CLOSING] = np.array([-2 if spelling[-1:] in MARKS else -1], np.int64)
        options = self._run_options()
        if len(ids) > LONG:
            options.add_run_config_entry(*GIVEN_BACK)
        over = threading.Event()

        def watch() -> None:
            while not over.wait(WATCH_S):
                if unwanted():
                    options.terminate = True
                    return

        watcher = threading.Thread(target=watch, name="cancel", daemon=True)
        watcher.start()
        try:
            (audio,) = self._session.run(["audio"], inputs, options)
        except self._failures.Fail:
            if unwanted():
                raise Cancelled from None
            raise
        finally:
            over.set()
            watcher.join()
        return np.asarray(audio, np.float32).reshape(-1)


def _style(path: Path) -> Samples:
    """The style vectors of one voice, a row for each number of tokens."""
    try:
        table: Samples = np.load(path).astype(np.float32)
    except (OSError, ValueError):
        raise Trouble(f"The voice {path.stem} is damaged.", "Set OS1 up again.") from None
    if table.shape != STYLES:
        raise Trouble(f"The voice {path.stem} is damaged.", "Set OS1 up again.")
    return table
