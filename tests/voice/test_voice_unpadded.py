"""The silence around a clause is left out before it is rendered; what is heard stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.paths import models_folder
from assistant.ports import SPEAK_RATE
from assistant.voice import kokoro
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL
from assistant.voice.kokoro import Kokoro
from assistant.voice.loudness import trimmed
from assistant.voice.unpadded import unpadded

if TYPE_CHECKING:
    from assistant.voice.loudness import Samples

CLAUSES = ("It's half past four.", "That sounds hard,", "and I can see why you", "Half of it")
FRAME = SPEAK_RATE // 100


def test_a_model_that_is_not_the_one_we_know_is_left_as_it_is() -> None:
    assert unpadded(b"") is None
    assert unpadded(b"\x12\x1a/encoder/MatMul_1_output_0 alone") is None


@pytest.mark.real
def test_the_silence_is_not_rendered_and_the_words_sound_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = models_folder() / KOKORO_MODEL / KOKORO_FILE
    with monkeypatch.context() as patch:
        patch.setattr(kokoro, "unpadded", lambda _: None)
        whole = Kokoro(model)
    spared = Kokoro(model)
    for clause in CLAUSES:
        before, after = raw(whole, clause), raw(spared, clause)
        assert len(after) < len(before) - 0.2 * SPEAK_RATE, clause
        heard, kept = trimmed(before), trimmed(after)
        assert abs(len(heard) - len(kept)) < 0.08 * SPEAK_RATE, clause
        assert alike(heard, kept) > 0.9, clause


def raw(voice: Kokoro, clause: str) -> Samples:
    return voice.rendered(voice.spelled(clause, "warm"), "warm", 1.0, lambda: False)


def alike(one: Samples, other: Samples) -> float:
    """How the loudness of both runs together, 1 at best, wherever they lie against each other."""
    first, second = loudness(one), loudness(other)
    best = -1.0
    for shift in range(-6, 7):
        a, b = (first[shift:], second) if shift >= 0 else (first, second[-shift:])
        size = min(len(a), len(b))
        best = max(best, float(np.corrcoef(a[:size], b[:size])[0, 1]))
    return best


def loudness(samples: Samples) -> Samples:
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return np.sqrt(np.square(frames).mean(axis=1))
