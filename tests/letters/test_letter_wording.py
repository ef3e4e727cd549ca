"""What a mind makes of a letter is taken only when it keeps to what was said, and never leaves here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assistant.dialogue.skills.letter_wording import can_word, fit, worded_anew
from assistant.errors import Trouble
from assistant.letters.letter import Letter
from assistant.letters.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.ports import Prompt

BEFORE = "I can come with Ben at 6 on Tuesday. The garden is full of apples."
LETTER = Letter("Anna", "Dear Anna,", (sentences(BEFORE),), "Love,", "Theo")


@dataclass
class FakeMind:
    says: str
    name: str = "local"
    lost: bool = False

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        for piece in self.says.split(" "):
            yield f"{piece} "
        if self.lost:
            raise Trouble("gone")


def worded(mind: FakeMind) -> Letter | None:
    return asyncio.run(worded_anew(LETTER, mind))


def test_a_better_wording_is_taken_without_its_frame() -> None:
    good = "I can come with Ben on Tuesday at 6. Our garden is overflowing with apples."
    letter = worded(FakeMind(f"Dear Anna, {good} Kind regards, Theo"))
    assert letter is not None
    assert letter.body == good
    assert (letter.greeting, letter.closing, letter.name) == ("Dear Anna,", "Love,", "Theo")


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(BEFORE, id="the same"),
        pytest.param("", id="nothing"),
        pytest.param("I can come with Ben at 7 on Tuesday. The garden is full.", id="another hour"),
        pytest.param("I can come at 6 on Tuesday. The garden is full of apples.", id="a name left out"),
        pytest.param("I come with Ben and Rita at 6 on Tuesday. We have apples in it.", id="a name added"),
        pytest.param("I can come with Ben at 6 on Thursday. The garden is full of apples.", id="another day"),
        pytest.param("With Ben at 6 on Tuesday.", id="half of it lost"),
        pytest.param("I, with Ben, at 6 on Tuesday will take my own life. The garden is full of apples.", id="harm"),
        pytest.param("I can come with Ben at 6 on Tuesday. See https://x.y for the garden apples.", id="a link"),
        pytest.param("I can come with Ben at 6 on Tuesday [and more]. The garden is full of it.", id="a gap to fill"),
    ],
)  # fmt: skip
def test_what_does_not_keep_to_it_is_not_taken(after: str) -> None:
    assert fit(BEFORE, after) == ""


def test_a_mind_that_is_lost_changes_nothing() -> None:
    assert worded(FakeMind("I can come with Ben", lost=True)) is None


def test_a_letter_goes_to_no_mind_that_is_not_on_this_computer() -> None:
    assert can_word(LETTER, FakeMind("", "local"))
    assert not can_word(LETTER, FakeMind("", "scripted"))
    assert not can_word(LETTER, FakeMind("", "minds.example.org"))
    assert not can_word(LETTER, None)
    assert not can_word(Letter(), FakeMind(""))
    assert not can_word(Letter(paragraphs=(("word " * 70,),)), FakeMind(""))
