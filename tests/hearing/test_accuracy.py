"""How transcripts are counted right or wrong."""

from __future__ import annotations

import pytest
from benchmarks.accuracy import slot_words, word_error_rate, word_errors, words
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Dashwood said: “No.”", "mister dashwood said no"),
        ("A 16-ounce dark-roast.", "a sixteen ounce dark roast"),
        ("20oz, 8 oz", "twenty ounce eight ounce"),
        ("7x8 is 56", "seven times eight is fifty six"),
        ("It's Anna’s", "it's anna's"),
        ("…", ""),
    ],
)
def test_words_have_one_spelling(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("an ill disposed young man", "An ill-disposed young man.", 0),
        ("an ill disposed young man", "an ill-sposed young man", 1),
        ("a b c", "", 3),
        ("a b c", "a c", 1),
        ("a b c", "x a b c y", 2),
    ],
)
def test_word_errors(said: str, heard: str, errors: int) -> None:
    assert word_errors(said, heard) == errors


def test_the_rate_is_per_word_said() -> None:
    assert word_error_rate("one two three four", "one two three") == 0.25
    with pytest.raises(ValueError, match="nothing"):
        word_error_rate("...", "one")


_SOME = st.lists(st.sampled_from("abcd"), max_size=8).map(" ".join)


@given(_SOME, _SOME, _SOME)
def test_errors_are_a_distance(one: str, two: str, three: str) -> None:
    assert word_errors(one, one) == 0
    assert word_errors(one, two) == word_errors(two, one)
    assert word_errors(one, three) <= word_errors(one, two) + word_errors(two, three)


def test_slot_words() -> None:
    assert slot_words(["sixteen ounce", " light roast"], "A 16 ounce light rose") == (3, 4)
