"""The small words before an answer fit what was said, or are not said at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.leadins import (
    GLAD,
    LOOKS_BACK,
    MOST,
    PHRASES,
    SAD,
    WISHED,
    LeadIns,
    fitting,
)


@pytest.mark.parametrize(
    ("heard", "phrases"),
    [
        ("My dog died yesterday.", SAD),
        ("I got the job, I am so happy!", GLAD),
        ("Tell me a joke.", WISHED),
        ("I want to kill myself.", ()),
        ("Yes.", ()),
    ],
)
def test_they_fit_what_was_said(heard: str, phrases: tuple[str, ...]) -> None:
    assert fitting(heard) == phrases


@given(st.lists(st.sampled_from(["I walked home.", "Tell me a joke.", "Why is the sky blue?"])))
def test_never_the_same_twice_running_and_in_four_of_ten_turns_at_most(said: list[str]) -> None:
    leads = LeadIns(random.Random(1))
    found = []
    for text in said:
        leads.turn()
        found.append(leads.choose(text, PHRASES))
    for at in range(len(found)):
        assert sum(map(bool, found[at : at + LOOKS_BACK])) <= MOST
    spoken = [one for one in found if one]
    assert all(spoken[at] != spoken[at + 1] for at in range(len(spoken) - 1))


def test_what_is_not_rendered_is_not_said() -> None:
    leads = LeadIns(random.Random(1))
    leads.turn()
    assert leads.choose("I walked home.", ()) == ""
