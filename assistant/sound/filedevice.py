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

LONGEST_S = 3600
STEP_IN = HEAR_RATE * FRAME_MS // 1000
STEP_OUT = OUT_RATE * FRAME_MS // 1000


def read_speech(path: Path) -> NDArray[np.int16]:
    """Any WAV or FLAC as HEAR_RATE mono. Raises Trouble when it cannot be read, or is too long."""
    try:
        with soundfile.SoundFile(str(path)) as sound:
            rate, mono = sound.samplerate, _mono(path, sound)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError):
        raise Trouble(
            f"I can't read the sound file {path.name}.", "I understand WAV and FLAC."
        ) from None
    if not len(mono):
        raise Trouble(f"There is no sound in {path.name}.")
    if rate != HEAR_RATE:
        mono = soxr.resample(mono, rate, HEAR_RATE)
    speech: NDArray[np.int16] = (np.clip(mono, -1.0, 1.0) * 32767).astype(np.int16)
    return speech


def _mono(path: Path, sound: soundfile.SoundFile) -> NDArray[np.float32]:
    """Second by second: a header may promise more than any memory holds."""
    pieces = [np.zeros(0, np.float32)]
    while len(block := sound.read(sound.samplerate, dtype="float32", always_2d=True)):
        pieces.append(np.nan_to_num(block.mean(axis=1, dtype=np.float32)))
        if len(pieces) > LONGEST_S:
            raise Trouble(f"{path.name} is longer than {LONGEST_S // 60} minutes.", "Cut it first.")
    return np.concatenate(pieces)


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
