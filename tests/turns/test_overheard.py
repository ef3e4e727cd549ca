"""What somebody meant who spoke while she did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.floor import Verdict
from assistant.turns.overheard import meant, stops


@pytest.mark.parametrize(
    "words",
    ["", "Mm-hm.", "Yeah.", "Right, right.", "Uh-huh.", "I see.", "Oh, okay.", "Ha ha ha!",
     "Don't stop.", "No, go on.", "Keep going, please.",
     "[laughter]", "(coughing)", "*sigh*", "Hm. Yeah, sure.", "..."],
)  # fmt: skip
def test_these_do_not_want_the_floor(words: str) -> None:
    assert meant(words) is Verdict.SLIGHT


@pytest.mark.parametrize(
    "words",
    ["What time is it?", "I'd like a coffee", "Tell me more about that.", "Yeah, stop.", "Wait.",
     "No.", "But I wanted", "hold on", "Okay, stop it.", "5", "seven times eight"],
)  # fmt: skip
def test_these_do(words: str) -> None:
    assert meant(words) is Verdict.MEANT


def test_her_own_words_come_back_are_nobodys_but_a_stop_is_always_theirs() -> None:
    hers = "Hold on to it for a while. The bus stop is just around the corner."
    assert meant("The bus stop is just around", hers=hers) is Verdict.SLIGHT
    assert meant("around the corner", hers=hers) is Verdict.SLIGHT
    assert meant("around which corner", hers=hers) is Verdict.MEANT
    assert meant("Stop.", hers=hers) is Verdict.MEANT
    assert meant("Hold on.", hers=hers) is Verdict.MEANT


def test_two_mumbled_words_are_rather_a_noise_but_stop_is_never_mumbled() -> None:
    assert meant("Bye then", 0.2) is Verdict.SLIGHT
    assert meant("I wanted to say", 0.2) is Verdict.MEANT
    assert meant("Stop", 0.05) is Verdict.MEANT


@given(st.text(max_size=60), st.sampled_from(["stop", "wait", "hold on"]), st.floats(0, 1))
def test_stop_always_works(before: str, word: str, confidence: float) -> None:
    words = f"{before.replace('[', '').replace('(', '').replace('*', '')} {word}"
    assert stops(words)
    assert meant(words, confidence) is Verdict.MEANT
