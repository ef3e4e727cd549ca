"""Somebody speaks while she does: what is asked about, and whose answer counts."""

from __future__ import annotations

from assistant.bargein import A_WORD_MS, BargeIn
from assistant.ports import FRAME_BYTES, Frame
from assistant.turns.floor import Decision, Verdict


def hear(barge_in: BargeIn, voice: float, frames: int) -> list[Decision]:
    return [
        decision
        for at in range(frames)
        if (decision := barge_in.feed(Frame(at, bytes(FRAME_BYTES), voice), she_speaks=True))
        is not Decision.WAIT
    ]


def test_what_is_asked_about_begins_before_it_was_noticed() -> None:
    barge_in = BargeIn()
    hear(barge_in, 0.0, 100)
    assert hear(barge_in, 0.9, 15) == [Decision.DUCK, Decision.HOLD]
    assert hear(barge_in, 0.0, 10) == [Decision.ASK]
    asked_ms = len(barge_in.asked) // FRAME_BYTES * 20
    assert 15 * 20 + 400 <= asked_ms <= 15 * 20 + 800


def test_over_her_a_faint_voice_is_enough_to_duck_and_once_lowered_to_insist() -> None:
    barge_in = BargeIn()
    assert hear(barge_in, 0.3, 50) == []
    assert hear(barge_in, 0.45, 15) == [Decision.DUCK, Decision.HOLD]


def test_the_words_of_an_earlier_attempt_do_not_decide_a_later_one() -> None:
    barge_in = BargeIn()
    hear(barge_in, 0.9, 15)
    hear(barge_in, 0.0, 10)
    late = barge_in.number
    barge_in.forget()
    hear(barge_in, 0.9, 15)
    hear(barge_in, 0.0, 10)
    barge_in.answered(late, Verdict.MEANT)
    assert hear(barge_in, 0.0, 10) == []
    barge_in.answered(barge_in.number, Verdict.SLIGHT)
    assert hear(barge_in, 0.0, 1) == [Decision.RESUME]


def test_it_knows_how_long_they_have_been_speaking() -> None:
    barge_in = BargeIn()
    hear(barge_in, 0.0, 50)
    told = hear(barge_in, 0.9, 45)
    assert told[-1] is Decision.YIELD
    assert barge_in.lasted_ms == 45 * 20
    hear(barge_in, 0.0, 1)
    assert barge_in.lasted_ms == 0


def test_a_word_to_stop_needs_no_asking() -> None:
    barge_in = BargeIn()
    hear(barge_in, 0.0, 50)
    stop = Frame(0, bytes(FRAME_BYTES), 0.0, stop=True)
    assert barge_in.feed(stop, she_speaks=True) is Decision.YIELD
    assert barge_in.lasted_ms == A_WORD_MS
    assert barge_in.feed(stop, she_speaks=False) is Decision.WAIT


def test_something_sudden_makes_her_duck_but_not_stop() -> None:
    barge_in = BargeIn()
    sudden = Frame(0, bytes(FRAME_BYTES), 0.0, sudden=True)
    assert barge_in.feed(sudden, she_speaks=True) is Decision.DUCK
    assert hear(barge_in, 0.0, 30) == [Decision.RESUME]


def test_a_voice_that_began_suddenly_is_held_for_and_heard_out_as_ever() -> None:
    barge_in = BargeIn()
    barge_in.feed(Frame(0, bytes(FRAME_BYTES), 0.9, sudden=True), she_speaks=True)
    assert hear(barge_in, 0.9, 11) == [Decision.HOLD]
