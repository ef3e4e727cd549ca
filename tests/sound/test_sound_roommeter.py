"""What she learns of the room from hearing herself in it."""

from __future__ import annotations

import numpy as np
import pytest
from echoroom import Acoustics, EchoRoom

from assistant.ports import SPEAK_RATE, Room
from assistant.sound.roommeter import RoomMeter


def learnt(acoustics: Acoustics, seconds: float = 5.0) -> Room:
    room = EchoRoom(acoustics)
    for _ in range(60):
        room.step()
    rng = np.random.default_rng(0)
    count = int(seconds * SPEAK_RATE)
    syllables = np.clip(np.sin(2 * np.pi * 4 * np.arange(count) / SPEAK_RATE), 0, 1) * 0.2
    pcm = (rng.normal(0, 1, count) * syllables * 32767).clip(-32767, 32767).astype(np.int16)
    room.say(1, 0, pcm.tobytes())
    for _ in range(int(seconds * 50) + 100):
        room.step()
    return room.ear.room()


@pytest.mark.parametrize("echo_db", [-6, -12, -24])
@pytest.mark.parametrize("delay_ms", [60, 140])
def test_the_echo_is_measured(echo_db: float, delay_ms: int) -> None:
    plain = learnt(Acoustics(echo_db, delay_ms=delay_ms))
    assert plain.delay_ms is not None
    assert plain.delay_ms - delay_ms == pytest.approx(37, abs=15)  # what both resamplers keep
    assert plain.echo_db == pytest.approx(echo_db, abs=3)
    assert plain.noise_db == pytest.approx(-65, abs=2)


def test_headphones_give_nothing_back() -> None:
    quiet = learnt(Acoustics(-90))
    assert quiet.delay_ms is None
    assert quiet.echo_db is not None
    assert quiet.echo_db < -40


def test_before_she_has_spoken_only_the_noise_is_known() -> None:
    meter = RoomMeter()
    for _ in range(100):
        meter.feed(-52.0, -120.0, 0.0)
    assert meter.room(None) == Room(None, None, -52.0)


def test_somebody_who_speaks_at_the_same_time_is_no_echo() -> None:
    meter = RoomMeter()
    for at in range(200):
        meter.feed(-20.0 if at % 2 else -40.0, -20.0, 0.9 if at % 2 else 0.1)
    assert meter.room(800).echo_db == pytest.approx(-20, abs=1)
