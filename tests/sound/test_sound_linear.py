"""The second canceller: it takes her away and leaves who speaks with her."""

from __future__ import annotations

import numpy as np
from echoroom import response

from assistant.ports import HEAR_RATE
from assistant.sound.linear import CLEAR_DB, STEP, Subtractor


def talk(seconds: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    at = np.arange(int(seconds * HEAR_RATE)) / HEAR_RATE
    return (rng.normal(0, 1, len(at)) * np.clip(np.sin(8 * np.pi * at), 0, 1) * 0.1).astype(
        np.float32
    )


def heard(near: np.ndarray, far: np.ndarray) -> tuple[np.ndarray, list[float]]:
    second, left, above = Subtractor(), [], []
    for start in range(0, len(far) - STEP + 1, STEP):
        piece, over = second.subtract(near[start : start + STEP], far[start : start + STEP])
        left.append(piece)
        above.append(over)
    return np.concatenate(left), above


def energy(sound: np.ndarray) -> float:
    return float(np.mean(sound.astype(np.float64) ** 2))


def test_of_her_nearly_nothing_is_left() -> None:
    far = talk(6, 0)
    echo = np.convolve(far, response(0.3))[: len(far)].astype(np.float32) * 0.5
    left, above = heard(echo, far)
    late = slice(4 * HEAR_RATE, None)
    assert energy(left[late]) < energy(echo[late]) / 100
    assert np.mean([over > CLEAR_DB for over in above[200:]]) < 0.5


def test_who_speaks_with_her_is_left_whole_and_told() -> None:
    far, person = talk(8, 0), talk(8, 1)
    echo = np.convolve(far, response(0.3))[: len(far)].astype(np.float32) * 0.5
    person[: 5 * HEAR_RATE] = 0
    left, above = heard(echo + person, far)
    late = slice(5 * HEAR_RATE, len(left))
    assert energy(left[late] - person[late]) < energy(person[late]) / 4
    assert max(above[250:300]) > CLEAR_DB


def test_before_it_has_learnt_it_accuses_nobody() -> None:
    far = talk(0.7, 0)
    _, above = heard(far * 0.5, far)
    assert max(above) == 0.0
