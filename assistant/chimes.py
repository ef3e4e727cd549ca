"""The small sounds, read once from the resources."""

from __future__ import annotations

import array
import sys
import wave
from functools import cache

from assistant.paths import RESOURCES


@cache
def chime(name: str) -> bytes:
    """ "awake", "mute_on", "mute_off", "trouble" or "alarm" as SPEAK_RATE PCM."""
    with wave.open(str(RESOURCES / "sounds" / f"{name}.wav")) as sound:
        frames: bytes = sound.readframes(sound.getnframes())
    return frames


def softened(pcm: bytes, gain: float) -> bytes:
    """The same PCM at a gain of 0..1."""
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    quieter = array.array("h", (round(gain * sample) for sample in samples))
    if sys.byteorder == "big":
        quieter.byteswap()
    return quieter.tobytes()
