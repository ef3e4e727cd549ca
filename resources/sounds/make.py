"""Make the small sounds: python resources/sounds/make.py

Our own, of plain sines that come and go softly; 24 kHz mono, at most -18 dBFS; all but the alarm at most 400 ms.
"""

from __future__ import annotations

import array
import sys
import wave
from math import exp, pi, sin
from pathlib import Path

RATE = 24_000
PEAK = 10 ** (-20 / 20)  # dBFS; the limit is -18
HERE = Path(__file__).resolve().parent

Tone = tuple[float, float, float]
"""Frequency in Hz, start and length in seconds."""

SOUNDS: dict[str, tuple[Tone, ...]] = {
    "awake": ((392.0, 0.0, 0.30), (587.3, 0.09, 0.30)),  # a fifth, upwards
    "mute_on": ((440.0, 0.0, 0.14), (329.6, 0.07, 0.18)),  # down: the ear closes
    "mute_off": ((329.6, 0.0, 0.14), (440.0, 0.07, 0.18)),  # and up again
    "alarm": ((392.0, 0.0, 0.5), (493.9, 0.22, 0.5), (587.3, 0.44, 0.75)),  # a chord, step by step
    "trouble": ((293.7, 0.0, 0.20), (277.2, 0.14, 0.24)),  # a half tone, low
}


def rendered(tones: tuple[Tone, ...]) -> list[float]:
    """The sound as samples of -1..1 before scaling."""
    seconds = max(start + length for _, start, length in tones)
    samples = [0.0] * round(seconds * RATE)
    for frequency, start, length in tones:
        first, count = round(start * RATE), round(length * RATE)
        for i in range(min(count, len(samples) - first)):
            t = i / RATE
            rise = min(1.0, t / 0.012)
            fall = exp(-5.0 * t / length) * min(1.0, (length - t) / 0.03)
            wave_form = sin(2 * pi * frequency * t) + 0.12 * sin(4 * pi * frequency * t)
            samples[first + i] += rise * fall * wave_form
    return samples


def write(name: str, tones: tuple[Tone, ...]) -> None:
    samples = rendered(tones)
    scale = PEAK * 32_767 / max(abs(s) for s in samples)
    pcm = array.array("h", (round(s * scale) for s in samples))
    if sys.byteorder == "big":
        pcm.byteswap()
    with wave.open(str(HERE / f"{name}.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(pcm.tobytes())


if __name__ == "__main__":
    for name, tones in SOUNDS.items():
        write(name, tones)
