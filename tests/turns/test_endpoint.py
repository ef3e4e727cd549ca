"""When a turn is over: how long she waits after which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.endpoint import (
    CEILING_MS,
    LOOKS_MS,
    Pause,
    look_due,
    needed_silence_ms,
)


def test_whoever_wishes_for_a_thing_may_still_say_how_it_should_be() -> None:
    assert needed_silence_ms(Pause(0, 0.99, "Can I have a large coffee?")) > 800
    assert needed_silence_ms(Pause(0, 0.99, "What time is it?")) < 300


def test_who_often_stops_behind_whole_words_gets_that_long_but_not_after_a_sure_question() -> None:
    told, asked = "I went home.", "What time is it?"
    assert needed_silence_ms(Pause(0, 0.95, told, usual_ms=800)) == 800
    assert needed_silence_ms(Pause(0, 0.95, asked, 1.5, 800)) < 300


def test_a_sure_question_is_answered_within_a_human_pause() -> None:
    assert needed_silence_ms(Pause(0, 0.95, "What time is it?")) <= 350


def test_a_whole_question_is_one_however_it_sounds_and_whoever_asks_it() -> None:
    asked = "What is your name?"
    sure = needed_silence_ms(Pause(0, 0.95, asked))
    assert sure == needed_silence_ms(Pause(0, 0.04, asked, 1.5, 800))
    assert sure < needed_silence_ms(Pause(0, 0.04, "What is your?"))


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


@given(
    st.none() | st.floats(0, 1), st.text(max_size=60), st.floats(0.5, 3), st.floats(0.9, 1.5),
    st.integers(0, 860),
)  # fmt: skip
def test_there_is_always_an_end(
    complete: float | None, words: str, patience: float, stretch: float, usual_ms: int
) -> None:
    pause = Pause(0, complete, words, stretch, usual_ms)
    assert 100 < needed_silence_ms(pause, patience) <= CEILING_MS * patience + 1


def test_each_look_comes_once_at_its_time() -> None:
    due = [(ms, n) for n in range(4) for ms in range(0, 2000, 20) if look_due(ms, n)]
    assert [min(ms for ms, n in due if n == k) for k in range(3)] == list(LOOKS_MS)
    assert not [ms for ms, n in due if n == 3]
