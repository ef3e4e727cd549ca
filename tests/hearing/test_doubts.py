"""What of a recogniser's words she believes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.doubts import (
    Doubt,
    Guess,
    better,
    doubt,
    hopeless,
    joined,
    phantom,
    repeats,
    token_limit,
    without_loops,
)


def guess(text: str, logprob: float = -0.2, no_speech: float = 0.05, tokens: int = 8) -> Guess:
    return Guess(text, tokens, logprob, no_speech)


@pytest.mark.parametrize(
    ("text", "loops"),
    [
        ("What time is it?", False),
        ("No, no, no, no, no!", False),
        ("It was very, very, very good.", False),
        ("I know that you know that I know that.", False),
        ("That's that. That's that.", False),
        ("hahaha", False),
        ("Stop. Stop. Stop. Stop. Stop. Stop. Stop. Stop", True),
        ("ever tried, ever tried, ever tried", True),
        ("Never mind Never mind Never mind Never mind", True),
        ("Give me a double shot. Give me a double shot.", True),
        ("I said call me a taxi, call me a taxi now", True),
        ("P-P-P-P-P-P-P-P-P-", True),
        ("NUMNUMNUMNUMNUMNUM", True),
        ("", False),
    ],
)
def test_a_loop_is_told_from_emphasis(text: str, loops: bool) -> None:
    assert repeats(text) is loops


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("Stop. Stop. Stop. Stop. Stop. Stop. Stop. Stop", "Stop."),
        ("Well, never mind never mind never mind then", "Well, never mind then"),
        ("Give me a double shot. Give me a double shot.", "Give me a double shot."),
        ("No, no, no!", "No, no, no!"),
    ],
)
def test_a_loop_is_said_once(text: str, once: str) -> None:
    assert without_loops(text) == once


@given(st.lists(st.sampled_from(["a", "b", "c", "A.", "b,"]), max_size=40).map(" ".join))
def test_nothing_loops_after_its_loops_are_gone(text: str) -> None:
    short = without_loops(text)
    assert without_loops(short) == short
    assert set(short.split()) <= set(text.split())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(guess("What time is it?"), None, id="sure"),
        pytest.param(guess("What time is it?", tokens=30), Doubt.OVERFLOWS, id="ran away"),
        pytest.param(guess("Go on go on go on go on"), Doubt.REPEATS, id="loops"),
        pytest.param(guess("Seven time late", -1.2), Doubt.UNSURE, id="unsure"),
        pytest.param(guess("Stop.", -1.4), None, id="one plain word is let pass sooner"),
        pytest.param(guess("Stop.", -1.4, 0.8), Doubt.UNSURE, id="but not out of noise"),
    ],
)
def test_doubt(found: Guess, expected: Doubt | None) -> None:
    assert doubt(found, 30) is expected


def test_the_better_window_wins() -> None:
    looped, clean = guess("go on go on go on go on", -0.1), guess("Go on.", -0.6)
    assert better(looped, clean) is clean
    assert better(clean, looped) is clean
    assert better(guess("7-8", -1.3), guess("7 times 8", -0.7)).text == "7 times 8"
    assert better(guess("", -2.0), guess("Hello", -3.0)).text == "Hello"
    assert better(guess("Hello", -0.9), guess("Hollow", -1.5)).text == "Hello"


def test_the_full_window_is_not_asked_about_noise() -> None:
    assert hopeless(guess("I'm going to put the oil in the pan.", -1.8, 0.8))
    assert not hopeless(guess("Okay", -1.9, 0.4))


@pytest.mark.parametrize(
    ("found", "speech_ms", "peak_db", "made_up"),
    [
        pytest.param(guess("you", -2.5, 0.9), 400, -54, True, id="near silence"),
        pytest.param(guess("Thank you.", -0.5), 560, -22, False, id="a clear thank you"),
        pytest.param(guess("Thank you.", -0.5), 560, -55, True, id="a faint one"),
        pytest.param(guess("Thank you.", -0.5, 0.7), 560, -22, True, id="no speech in it"),
        pytest.param(guess("Thank you for watching!", -0.3), 500, -20, True, id="videos end so"),
        pytest.param(guess("Thanks for watching the kids.", -0.3), 2200, -20, False, id="babysitter"),
        pytest.param(guess("What time is it?", -0.2), 780, -20, False, id="a question"),
        pytest.param(guess("What time is it?", -0.2), 60, -20, True, id="words out of a click"),
        pytest.param(guess("I'm going to put the oil in.", -1.8, 0.5), 1400, -24, True, id="noise"),
        pytest.param(guess("Yes.", -1.4, 0.2), 400, -22, False, id="a plain answer"),
        pytest.param(guess("P-P-P-P-P-P-P", -0.4, 0.4), 1380, -12, True, id="a crying child"),
        pytest.param(guess(" . ", -0.4), 1380, -12, True, id="no words"),
    ],
)  # fmt: skip
def test_phantoms_are_dropped_and_people_are_not(
    found: Guess, speech_ms: int, peak_db: float, made_up: bool
) -> None:
    assert phantom(found, speech_ms=speech_ms, peak_db=peak_db) is made_up


def test_the_token_limit_grows_with_the_speech() -> None:
    assert token_limit(0) == 10
    assert token_limit(1_000) < token_limit(10_000) < token_limit(60_000) == token_limit(90_000)


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        ([], ""),
        (["One two", "", "three."], "One two three."),
        (["I was going to the", "The market."], "I was going to the market."),
    ],
)
def test_windows_are_joined(texts: list[str], whole: str) -> None:
    assert joined(texts) == whole
