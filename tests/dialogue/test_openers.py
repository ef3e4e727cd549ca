"""Her answers begin with what is rendered already, where that is how they begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.openers import OPENERS, opened


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It's ten past four.", ["It's", "ten past four."]),
        ("That's 56.", ["That's", "56."]),
        ("It comes to 144.", ["It comes to", "144."]),
        ("It's", ["It's"]),
        ("Its name is Rex.", ["Its name is Rex."]),
        ("10 miles are 16 kilometres.", ["10 miles are 16 kilometres."]),
    ],
)
def test_an_answer_is_cut_behind_its_beginning(text: str, cut: list[str]) -> None:
    assert opened([text], "skill:clock", lambda _text: True) == cut


def test_only_a_skills_answer_is_and_only_when_the_beginning_is_ready() -> None:
    assert opened(["It's hard."], "mind:local", lambda _text: True) == ["It's hard."]
    assert opened(["It's four."], "skill:clock", lambda _text: False) == ["It's four."]


@given(st.lists(st.sampled_from([*OPENERS, "ten", "It's ten.", "Hm."]), max_size=4))
def test_no_word_is_lost(pieces: list[str]) -> None:
    cut = opened(pieces, "skill:sums", lambda _text: True)
    assert " ".join(cut) == " ".join(pieces)
