"""When a turn is over: how long she waits after which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.endpoint import (
    CEILING_MS,
    LOOKS_MS,
    Pause,
    left_open,
    look_due,
    needed_silence_ms,
)


@pytest.mark.parametrize(
    "words",
    [
        "I went home because",
        "and then, um",
        "I want to",
        "It was the",
        "well, you know",
        "so,",
        "What is?",
        "How far is?",
        "Have you seen the?",
        "Do you like tea or?",
    ],
)
def test_these_words_wait_for_more(words: str) -> None:
    assert left_open(words)


@pytest.mark.parametrize(
    "words",
    [
        "What time is it?",
        "I went home.",
        "Yes.",
        "",
        "My sister Anna",
        "Who is it for?",
        "What is it?",
        "How old am I?",
    ],
)
def test_these_words_can_stand(words: str) -> None:
    assert not left_open(words)


def test_a_sure_question_is_answered_within_a_human_pause() -> None:
    assert needed_silence_ms(Pause(0, 0.95, "What time is it?")) <= 350


@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        (Pause(0, 0.95, "I went home."), Pause(0, 0.6, "I went home.")),
        (Pause(0, 0.6, "I went home."), Pause(0, 0.1, "I went home.")),
        (Pause(0, 0.95, "I went home."), Pause(0, 0.95, "I went home")),
        (Pause(0, 0.95, "I went home."), Pause(0, 0.95, "I went home because")),
        (Pause(0, 0.95, "I went home."), Pause(0, None, "I went home.")),
    ],
)
def test_the_less_finished_it_is_the_longer_she_waits(sooner: Pause, later: Pause) -> None:
    assert needed_silence_ms(sooner) < needed_silence_ms(later)


@given(st.none() | st.floats(0, 1), st.text(max_size=60), st.floats(0.5, 3))
def test_there_is_always_an_end(complete: float | None, words: str, patience: float) -> None:
    assert 100 < needed_silence_ms(Pause(0, complete, words), patience) <= CEILING_MS * patience + 1


def test_each_look_comes_once_at_its_time() -> None:
    due = [(ms, n) for n in range(4) for ms in range(0, 2000, 20) if look_due(ms, n)]
    assert [min(ms for ms, n in due if n == k) for k in range(3)] == list(LOOKS_MS)
    assert not [ms for ms, n in due if n == 3]
