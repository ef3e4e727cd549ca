"""Which words wait for more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.openness import Ending, ending, left_open

EVERYDAY = Path(__file__).resolve().parent.parent / "data" / "everyday.txt"


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
        "I've been meaning too.",
        "Remind me two.",
        "She told me that.",
        "I think the problem is.",
        "I love the way.",
        "She never.",
        "How do you?",
        "What happens if?",
        "Do you want to?",
        "There were about thirty and.",
        "So it's.",
        "I sort of.",
        "I went home. But",
    ],
)
def test_these_words_wait_for_more(words: str) -> None:
    assert left_open(words)


@pytest.mark.parametrize(
    "words",
    [
        "She told me.",
        "My mother always said.",
        "On Tuesday I'm seeing.",
        "I bought.",
        "My neighbour.",
        "I'd like a medium roast.",
        "Can I have a large coffee?",
    ],
)
def test_these_could_stand_but_more_often_something_comes(words: str) -> None:
    assert ending(words) is Ending.LOOSE


@pytest.mark.parametrize(
    "words",
    [
        "What time is it?",
        "I went home.",
        "Yes.",
        "",
        "My sister Anna called.",
        "Who is it for?",
        "What is it?",
        "How old am I?",
        "I don't think so.",
        "Yes, I am.",
        "I like that.",
        "I love her.",
        "Come on.",
        "Turn the light on.",
        "I slept well.",
        "See you then.",
        "No, not really.",
        "I hope not.",
        "It's good though.",
        "Me too.",
        "That was all I needed.",
        "I want to swim.",
    ],
)
def test_these_words_can_stand(words: str) -> None:
    assert ending(words) is Ending.WHOLE


def test_of_everyday_talk_hardly_a_sentence_waits_and_half_of_what_is_broken_off_does() -> None:
    lines, chance = EVERYDAY.read_text().splitlines(), random.Random(1)
    whole = [line for line in lines if ending(line) is Ending.WHOLE]
    assert len(whole) >= 0.95 * len(lines)
    long = [words for line in lines if len(words := line.split()) >= 5]
    broken = [" ".join(words[: chance.randint(2, len(words) - 2)]) + "." for words in long]
    waits = [one for one in broken if ending(one) is not Ending.WHOLE]
    assert len(waits) >= 0.4 * len(broken)


@given(st.text(max_size=200))
def test_anything_at_all_ends_somehow(words: str) -> None:
    assert ending(words) in Ending


def test_a_long_monologue_is_looked_at_in_no_time() -> None:
    assert ending("and then " * 20_000 + "it was late") is Ending.WHOLE
    assert ending("my " * 20_000) is Ending.OPEN
