"""The four small sounds are short, soft and what the speaker takes."""

from __future__ import annotations

import array
import wave

import pytest

from assistant.paths import RESOURCES
from assistant.ports import SPEAK_RATE


@pytest.mark.parametrize("name", ["awake", "mute_on", "mute_off", "trouble"])
def test_a_sound_is_short_and_never_louder_than_her(name: str) -> None:
    with wave.open(str(RESOURCES / "sounds" / f"{name}.wav")) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert sound.getframerate() == SPEAK_RATE
        samples = array.array("h", sound.readframes(sound.getnframes()))
    assert 0.1 <= len(samples) / SPEAK_RATE <= 0.4
    assert 0.02 < max(map(abs, samples)) / 32_768 <= 10 ** (-18 / 20)
    assert max(map(abs, (*samples[:8], *samples[-8:]))) < 200  # no click at either end
