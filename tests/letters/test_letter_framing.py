"""What is dictated as a greeting or a closing becomes the letter's own, and no sentence of it."""

from __future__ import annotations

import pytest

from assistant.letters.framing import framed
from assistant.letters.letter import Letter

BEGUN = Letter("Anna", "Dear Anna,", (), "Kind regards,", "Theo")
WRITTEN = Letter("Anna", "Dear Anna,", (("The apples are ripe.",),), "Kind regards,", "")


@pytest.mark.parametrize(
    ("words", "greeting", "rest"),
    [
        ("dear anna, thank you for the cake", "Dear Anna,", "thank you for the cake"),
        ("Dear Anna thank you for the cake", "Dear Anna,", "thank you for the cake"),
        ("hi anna", "Hi Anna,", ""),
        ("My dear Anna, it rains.", "My dear Anna,", "it rains."),
        ("dear sir or madam, the bin is full", "Dear Sir or Madam,", "the bin is full"),
        ("Dear me what a week", "Dear Anna,", "Dear me what a week"),
        ("thank you, dear Anna, for it", "Dear Anna,", "thank you, dear Anna, for it"),
    ],
)
def test_a_dictated_greeting_takes_the_place_of_hers(words: str, greeting: str, rest: str) -> None:
    letter, left = framed(BEGUN, words)
    assert (letter.greeting, left) == (greeting, rest)


@pytest.mark.parametrize(
    ("words", "closing", "name", "rest"),
    [
        ("love, theo", "Love,", "Theo", ""),
        ("come soon. lots of love from Theo", "Lots of love,", "Theo", "come soon."),
        ("Best wishes, Theo Park.", "Best wishes,", "Theo Park", ""),
        ("kind regards", "Kind regards,", "", ""),
        ("i love the garden", "Kind regards,", "", "i love the garden"),
        ("the cake was made with love", "Kind regards,", "", "the cake was made with love"),
        ("give my regards to Ben", "Kind regards,", "", "give my regards to Ben"),
    ],
)
def test_a_dictated_closing_takes_the_place_of_hers(
    words: str, closing: str, name: str, rest: str
) -> None:
    letter, left = framed(WRITTEN, words)
    assert (letter.closing, letter.name, left) == (closing, name, rest)


def test_a_greeting_in_the_midst_of_a_letter_is_a_sentence() -> None:
    assert framed(WRITTEN, "dear Ben, he said") == (WRITTEN, "dear Ben, he said")
