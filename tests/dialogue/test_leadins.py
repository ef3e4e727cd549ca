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
    undoubled,
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
        found.append(leads.propose(text, PHRASES))
        if found[-1]:
            leads.was_said(found[-1])
    for at in range(len(found)):
        assert sum(map(bool, found[at : at + LOOKS_BACK])) <= MOST
    spoken = [one for one in found if one]
    assert all(spoken[at] != spoken[at + 1] for at in range(len(spoken) - 1))


def test_what_is_not_rendered_is_not_said() -> None:
    leads = LeadIns(random.Random(1))
    leads.turn()
    assert leads.propose("I walked home.", ()) == ""


def test_what_is_proposed_and_not_needed_is_not_counted() -> None:
    leads = LeadIns(random.Random(1))
    for _ in range(3 * LOOKS_BACK):
        leads.turn()
        assert leads.propose("I walked home.", PHRASES)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Well, that was long.", "That was long."),
        ("Oh no. What happened?", "What happened?"),
        ("Hm. Let me think, I'd say Tuesday.", "I'd say Tuesday."),
        ("Okay – and then?", "And then?"),
        ("Mm.", ""),
        ("Well done!", "Well done!"),
        ("Right now it is noon.", "Right now it is noon."),
        ("Yes, I remember.", "Yes, I remember."),
        ("It's ten past four.", "It's ten past four."),
    ],
)
def test_behind_one_her_line_has_none_of_its_own(line: str, said: str) -> None:
    assert undoubled(line) == said


def test_half_of_them_are_kept_for_those_who_gain_the_most() -> None:
    leads = LeadIns(random.Random(1))
    for said in range(MOST):
        leads.turn()
        assert leads.plenty is (said < MOST // 2)
        leads.was_said(PHRASES[said])
