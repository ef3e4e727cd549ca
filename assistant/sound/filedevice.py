"""A file instead of devices: the whole sound in real time, on one time line, with no sound card."""

from __future__ import annotations

import threading
import time
import wave
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import soxr

from assistant.errors import Trouble
from assistant.ports import FRAME_MS, HEAR_RATE
from assistant.sound.playback import OUT_RATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

STEP_IN = HEAR_RATE * FRAME_MS // 1000
STEP_OUT = OUT_RATE * FRAME_MS // 1000


def read_speech(path: Path) -> NDArray[np.int16]:
    """Any WAV or FLAC as HEAR_RATE mono. Raises Trouble when it cannot be read."""
    try:
        samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError):
        raise Trouble(
            f"I can't read the sound file {path.name}.", "I understand WAV and FLAC."
        ) from None
    if not len(samples):
        raise Trouble(f"There is no sound in {path.name}.")
    mono = np.nan_to_num(samples.mean(axis=1, dtype=np.float32))
    if rate != HEAR_RATE:
        mono = soxr.resample(mono, rate, HEAR_RATE)
    speech: NDArray[np.int16] = (np.clip(mono, -1.0, 1.0) * 32767).astype(np.int16)
    return speech


class FileDevice:
    """Sample k of the input and sample 3 k of the output are the same moment.

    The time line begins with the first `want(True)`; before it, what is played is drawn at the
    same pace but not written. After the input comes silence for as long as the child lives; what
    falls into a time with `want(False)` is not heard.
    """

    def __init__(
        self,
        speech: NDArray[np.int16],
        out: Path,
        heard: Callable[[bytes, int], None],
        draw: Callable[[int], bytes],
        over: Callable[[int], None],
    ) -> None:
        self._speech, self._heard, self._draw, self._over = speech, heard, draw, over
        self._wanted = self._begun = False
        self._at = 0
        try:
            # Each write renews the header too, which flushes: the file is whole at any moment,
            # because this process ends without a farewell.
            self._file = wave.open(str(out), "wb")  # noqa: SIM115 - as long as the process
        except OSError as error:
            raise Trouble(f"I can't write {out.name} ({error.strerror}).") from None
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(OUT_RATE)

    def start(self) -> None:
        threading.Thread(target=self._tick, name="file", daemon=True).start()

    def want(self, on: bool) -> None:
        self._wanted = on
        self._begun = self._begun or on

    def _tick(self) -> None:
        due = time.monotonic()
        while True:
            due += FRAME_MS / 1000
            time.sleep(max(0.0, due - time.monotonic()))
            self.step(round(due * 1000))

    def step(self, at_ms: int) -> None:
        """Move on by FRAME_MS, up to `at_ms`: the time line's own moment, however late we are."""
        played = self._draw(STEP_OUT)
        if not self._begun:
            return
        self._file.writeframes(played)
        piece = np.zeros(STEP_IN, np.int16)
        left = self._speech[self._at : self._at + STEP_IN]
        piece[: len(left)] = left
        if self._wanted:
            self._heard(piece.tobytes(), at_ms)
        before, self._at = self._at, self._at + STEP_IN
        if before < len(self._speech) <= self._at:
            self._over(at_ms)
