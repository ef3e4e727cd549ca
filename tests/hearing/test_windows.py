"""Long sound is cut at quiet places; loudness is measured where somebody speaks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import mel
from assistant.hearing.loudness import Loudness, levels, loudness
from assistant.hearing.windows import LONGEST_S, windows
from assistant.ports import HEAR_RATE, SILENT_DB


def tone(seconds: float, level: float = 0.3) -> np.ndarray:
    at = np.arange(round(seconds * HEAR_RATE)) / HEAR_RATE
    return (np.sin(2 * np.pi * 200 * at) * level).astype(np.float32)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * HEAR_RATE), dtype=np.float32)


@settings(deadline=None, max_examples=30)
@given(st.floats(0, 120), st.integers(0, 2**32 - 1))
def test_windows_hold_everything_once(seconds: float, seed: int) -> None:
    sound = np.random.default_rng(seed).standard_normal(int(seconds * HEAR_RATE)).astype("f4")
    cut = windows(sound)
    assert np.array_equal(np.concatenate(cut), sound)
    assert all(len(window) <= LONGEST_S * HEAR_RATE for window in cut)


def test_the_cut_falls_into_the_pause() -> None:
    sound = np.concatenate([tone(19), silence(0.6), tone(19)])
    first = len(windows(sound)[0]) / HEAR_RATE
    assert 19.0 < first < 19.6


def test_speech_is_found_between_silences() -> None:
    found = loudness(np.concatenate([silence(1), tone(0.5), silence(2)]))
    assert (found.begin, found.end, found.speech_ms) == (HEAR_RATE, HEAR_RATE * 3 // 2, 500)
    assert found.peak_db == pytest.approx(-13.5, abs=0.2)


@pytest.mark.parametrize("sound", [silence(0), silence(0.01), silence(3), tone(2, 1e-5)])
def test_there_is_no_speech_in_silence(sound: np.ndarray) -> None:
    assert loudness(sound) == Loudness(peak_db=pytest.approx(loudness(sound).peak_db))
    assert loudness(sound).speech_ms == 0


def test_levels_have_a_floor() -> None:
    assert levels(silence(0.1)).tolist() == pytest.approx([SILENT_DB] * 5)


def test_the_picture_has_a_column_every_ten_milliseconds() -> None:
    picture = mel.log_mel(tone(1))
    assert picture.shape == (80, 100)
    assert picture.dtype == np.float32
    assert int(picture.mean(axis=1).argmax()) in range(3, 8)  # 200 Hz lies low


def test_odd_bytes_are_no_reason_to_fail() -> None:
    assert len(mel.floats(b"\x00\x01\x02")) == 1
    with pytest.raises(ValueError, match="short"):
        mel.log_mel(mel.floats(b"\x00\x01"))
