"""The stop words: heard from others over her, not from herself, not in noise."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.sound import stopword
from assistant.sound.stopword import BANDS, COLUMNS, LASTS, Network, StopWord, columns

FRAME = 320


class Loud(Network):
    """Takes whatever is loud for a word."""

    def __init__(self) -> None:
        pass

    def words(self, pictures: np.ndarray) -> np.ndarray:
        return (pictures.max(axis=(1, 2)) > 0).astype(np.float32)


LOUD = np.random.default_rng(0).normal(0, 0.5, FRAME).astype(np.float32)
STILL = np.zeros(FRAME, np.float32)


def noise(db: float, seconds: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(0, 10 ** (db / 20), int(16_000 * seconds)).astype(np.float32)


def heard(room: list[np.ndarray], hers: list[np.ndarray]) -> list[bool]:
    detector = StopWord(Loud())
    return [detector.hear(one, other) for one, other in zip(room, hers, strict=True)]


def test_a_word_is_heard_once_and_not_for_a_single_frame() -> None:
    assert not any(heard([STILL] * 20 + [LOUD], [STILL] * 21))
    assert sum(heard([STILL] * 20 + [LOUD] * LASTS, [STILL] * (20 + LASTS))) == 1


def test_what_she_says_herself_is_no_order_to_her() -> None:
    rng = np.random.default_rng(3)
    hers = [rng.normal(0, 0.3 * rng.random(), FRAME).astype(np.float32) for _ in range(60)]
    for left in (0.02, 0.4):  # what is left of her, and her whole echo
        room = [np.concatenate((one[-FRAME // 4 :], one[: -FRAME // 4])) * left for one in hers]
        assert not any(heard([np.asarray(one, np.float32) for one in room], hers))


def test_who_speaks_over_her_is_heard() -> None:
    hers = [noise(-25, 0.02, at) for at in range(60)]
    assert any(heard([STILL] * 30 + [LOUD] * 30, hers))


@pytest.mark.parametrize("db", [-120.0, -60.0, -30.0])
def test_it_hears_nothing_in_noise_however_loud(db: float) -> None:
    picture = columns(noise(db, 8, 1))
    windows = np.lib.stride_tricks.sliding_window_view(picture, COLUMNS, axis=0)[::4]
    assert Network().words(windows.transpose(0, 2, 1)).max() < stopword.SURE


def test_loudness_makes_no_difference() -> None:
    sound = noise(-30, 1.2, 2) * np.hanning(19_200).astype(np.float32)
    pictures = [columns(sound * gain)[None, :COLUMNS] for gain in (0.3, 1.0, 3.0)]
    assert pictures[0].shape == (1, COLUMNS, BANDS)
    found = [Network().words(picture)[0] for picture in pictures]
    assert max(found) - min(found) < 0.05
