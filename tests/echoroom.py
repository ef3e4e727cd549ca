"""A room without devices: her voice comes back into the microphone, with whatever else sounds there.

It closes the loop that a real room closes: what the mixer renders goes through a loudspeaker that
clips softly, a room that reverberates and a delay that may jump, and arrives at the real ear
together with people and noise. Faster than time, and the same every time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import soxr

from assistant.ports import FRAME_MS, HEAR_RATE, Frame
from assistant.sound.ear import Ear
from assistant.sound.playback import OUT_RATE, Mixer, prepared
from assistant.sound.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assistant.sound.playback import Note

    Samples = NDArray[np.float32]

FRAME = HEAR_RATE * FRAME_MS // 1000
BLOCK = OUT_RATE * FRAME_MS // 1000
MOST_DELAY = HEAR_RATE // 2


@dataclass(frozen=True)
class Acoustics:
    """`echo_db`: her level at the microphone against the speaker's; `reverb_s`: the time in which
    sound falls by 60 dB, 0 is a bare path; `clip`: how hard the loudspeaker is driven (0 clean);
    `noise_db`: the room in dBFS; `delay_ms`: from the mixer to the microphone.
    """

    echo_db: float = -12.0
    reverb_s: float = 0.0
    clip: float = 0.0
    noise_db: float = -65.0
    delay_ms: int = 60


def response(reverb_s: float, seed: int = 0) -> Samples:
    """An impulse response of energy 1: a direct path, and a tail of decaying noise 3 dB below it."""
    if reverb_s <= 0:
        return np.ones(1, np.float32)
    rng = np.random.default_rng(seed)
    at = np.arange(int(HEAR_RATE * reverb_s)) / HEAR_RATE
    tail = rng.normal(0, 1, len(at)) * 10 ** (-3 * at / reverb_s)
    tail[: HEAR_RATE // 500] = 0
    tail *= np.sqrt(0.5 / np.sum(tail**2))
    tail[0] = 1.0
    return (tail / np.sqrt(np.sum(tail**2))).astype(np.float32)


@dataclass
class EchoRoom:
    """`step` lets 20 ms pass and gives the ear's frame and the mixer's notes."""

    acoustics: Acoustics
    seed: int = 0
    mixer: Mixer = field(default_factory=Mixer)
    reference: Reference = field(default_factory=Reference)
    raw_level: float = field(default=-120.0, init=False)

    def __post_init__(self) -> None:
        self.ear = Ear(self.reference)
        self.delay_ms = self.acoustics.delay_ms
        self.now_ms = 0
        self._rng = np.random.default_rng(self.seed)
        self._response = response(self.acoustics.reverb_s, self.seed)
        size = len(self._response) + FRAME
        self._size = 1 << (size - 1).bit_length()
        self._spectrum = np.fft.rfft(self._response, self._size)
        self._tail = np.zeros(self._size, np.float32)
        self._line = np.zeros(MOST_DELAY + FRAME, np.float32)
        self._down = soxr.ResampleStream(OUT_RATE, HEAR_RATE, 1, dtype="float32")
        self._emitted = np.zeros(0, np.float32)
        self._people: list[Samples] = []

    def say(self, turn: int, clause: int, pcm: bytes) -> None:
        """She says a clause."""
        self.mixer.play(turn, clause, *prepared(pcm))

    def person(self, samples: Samples) -> None:
        """Somebody else sounds from now on: float32 at HEAR_RATE, as it arrives at the microphone."""
        self._people.append(samples)

    def step(self) -> tuple[list[Frame], Sequence[Note]]:
        block = self.mixer.render(BLOCK)
        self.reference.put(block.reference)
        near = self._echo(block.out) + self._others()
        near += self._rng.normal(0, 10 ** (self.acoustics.noise_db / 20), FRAME)
        pcm = (np.clip(near, -1, 1) * 32767).astype(np.int16)
        self.now_ms += FRAME_MS
        return self.ear.hear(pcm.tobytes(), self.now_ms), block.notes

    def _echo(self, out: Samples) -> Samples:
        drive = self.acoustics.clip
        if drive > 0:
            out = (np.tanh(out * drive * 4) / (drive * 4)).astype(np.float32)
        self._emitted = np.concatenate((self._emitted, self._down.resample_chunk(out)))
        piece, self._emitted = self._emitted[:FRAME], self._emitted[FRAME:]
        if len(piece) < FRAME:  # the resampler has not begun to give
            piece = np.concatenate((np.zeros(FRAME - len(piece), np.float32), piece))
        self._tail += np.fft.irfft(self._spectrum * np.fft.rfft(piece, self._size), self._size)
        heard = self._tail[:FRAME].copy()
        self._tail = np.concatenate((self._tail[FRAME:], np.zeros(FRAME, np.float32)))
        self._line = np.concatenate((self._line[FRAME:], heard))
        late = self.delay_ms * HEAR_RATE // 1000
        end = len(self._line) - late
        return self._line[end - FRAME : end] * np.float32(10 ** (self.acoustics.echo_db / 20))

    def _others(self) -> Samples:
        total = np.zeros(FRAME, np.float32)
        rest = []
        for samples in self._people:
            piece = samples[:FRAME]
            total[: len(piece)] += piece
            if len(samples) > FRAME:
                rest.append(samples[FRAME:])
        self._people = rest
        return total
