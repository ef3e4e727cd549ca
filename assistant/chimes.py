"""The four small sounds, read once from the resources."""

from __future__ import annotations

import wave
from functools import cache

from assistant.paths import RESOURCES


@cache
def chime(name: str) -> bytes:
    """ "awake", "mute_on", "mute_off" or "trouble" as SPEAK_RATE PCM."""
    with wave.open(str(RESOURCES / "sounds" / f"{name}.wav")) as sound:
        frames: bytes = sound.readframes(sound.getnframes())
    return frames
