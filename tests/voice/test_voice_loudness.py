"""The level, the edges and the rests of rendered speech."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ports import SILENT_DB, SPEAK_RATE
from assistant.voice.loudness import (
    LEVEL_DB,
    Samples,
    at_level,
    finished,
    pcm,
    rest_ms,
    speech_level,
    trimmed,
)


def tone(ms: int, size: float) -> Samples:
    time = np.arange(ms * SPEAK_RATE // 1000) / SPEAK_RATE
    return (size * np.sin(2 * np.pi * 200 * time)).astype(np.float32)


def quiet(ms: int) -> Samples:
    return np.zeros(ms * SPEAK_RATE // 1000, np.float32)


@pytest.mark.parametrize("size", [0.02, 0.1, 0.5, 1.0])
def test_every_voice_comes_to_the_same_level(size: float) -> None:
    speech = np.concatenate([tone(400, size), quiet(300), tone(400, size)])
    assert speech_level(at_level(speech)) == pytest.approx(LEVEL_DB, abs=0.3)


def test_a_breath_is_not_blown_up() -> None:
    assert speech_level(at_level(tone(300, 0.001))) < LEVEL_DB - 20


def test_silence_has_no_level_and_stays_silent() -> None:
    assert speech_level(quiet(100)) == SILENT_DB
    assert not at_level(quiet(100)).any()
    assert not len(trimmed(quiet(500)))
    assert not len(finished([], []))


def test_silence_around_the_words_is_trimmed_to_short_faded_edges() -> None:
    kept = trimmed(np.concatenate([quiet(400), tone(500, 0.3), quiet(600)]))
    assert 500 <= len(kept) * 1000 / SPEAK_RATE <= 580
    assert kept[0] == 0.0
    assert kept[-1] == 0.0


def test_peaks_are_bent_and_never_clip() -> None:
    spiky = tone(1000, 0.02)
    spiky[::2400] = 1.0
    assert np.abs(at_level(spiky, -10.0)).max() <= 0.95


def test_she_rests_longer_after_a_sentence_than_after_a_comma() -> None:
    assert rest_ms("Yes.") > rest_ms("Yes,") > rest_ms("yes")


@given(st.lists(st.floats(-1, 1, width=32), max_size=3000))
def test_any_samples_can_be_finished(values: list[float]) -> None:
    sound = finished([np.array(values, np.float32)], [100])
    assert np.isfinite(sound).all()
    assert len(pcm(sound)) == 2 * len(sound)
