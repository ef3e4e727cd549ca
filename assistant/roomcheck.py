"""What a room means for talking in it: in words, and as a threshold. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.bargein import VOICE_AT, VOICE_OVER_HER

if TYPE_CHECKING:
    from assistant.ports import Room

NO_ECHO_DB = -40.0  # fainter, she does not reach the microphone
LOUD_ECHO_DB = -3.0  # louder, little is left of somebody who speaks at the same time
NOISY_DB = -45.0


def headphones(room: Room) -> bool:
    """Whether she has spoken and nothing of it came back."""
    return room.echo_db is not None and (room.delay_ms is None or room.echo_db < NO_ECHO_DB)


def voice_over_her(room: Room) -> float:
    """How sure it must be that somebody speaks while she does: 0..1."""
    return VOICE_AT if headphones(room) else VOICE_OVER_HER


def described(room: Room) -> str:
    """One or two sentences for the person."""
    noise = f"The room is at {room.noise_db:.0f} dBFS"
    noise += ", which is noisy; come close to the microphone." if room.noise_db > NOISY_DB else "."
    if room.echo_db is None:
        return noise
    if headphones(room):
        return f"Nothing of me reaches the microphone, as with headphones. {noise}"
    echo = f"I reach the microphone after {room.delay_ms} ms, at {room.echo_db:+.0f} dB."
    if room.echo_db > LOUD_ECHO_DB:
        echo += " That is loud: turn me down a little, and you can interrupt me more easily."
    return f"{echo} {noise}"
