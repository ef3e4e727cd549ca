"""What somebody meant: their own corrections made, courtesies and asides left out, requests read by their evidence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.spoken.evidence import Known
from assistant.dialogue.spoken.oddness import odd_item, odd_timer, odd_words
from assistant.dialogue.spoken.readings import readings
from assistant.dialogue.spoken.straight import straight
from assistant.dialogue.spoken.targets import beyond

SUNDAY = dt.date(2026, 11, 22)
KNOWN = Known(
    ("pasta", "bread"), ("call Mum",), ("shopping", "to do"), ("milk", "eggs"),
    lambda: ("Dentist", "Lunch with Anna"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("set an alarm for six, no wait, six thirty", "set an alarm for six thirty"),
        ("remind me on Monday, no, Tuesday to call Bob", "remind me on Tuesday to call Bob"),
        ("remind me at six to cook, no, at seven", "remind me at seven to cook"),
        ("cancel the bread, sorry, the pasta timer", "cancel the pasta timer"),
        ("add eggs, I mean flour to my shopping list", "add flour to my shopping list"),
        ("remind me to call Anna, no, call Bob tomorrow", "remind me to call Bob tomorrow"),
        ("Would you mind putting tea on the list, please", "put tea on the list"),
        ("Could I ask you to, um, move the, the dentist", "move the dentist"),
        ("if you don't mind, cancel my alarm", "cancel my alarm"),
        ("add bread, butter and jam to my list", "add bread, butter and jam to my list"),
        ("I have no idea, actually", "I have no idea, actually"),
        ("no I don't want that", "no I don't want that"),
        ("I mean it", "I mean it"),
    ],
)
def test_what_was_meant(said: str, meant: str) -> None:
    assert straight(said) == meant


@given(st.lists(st.sampled_from("no wait sorry , actually I mean um the the at six seven o'clock half past please would you mind Monday , set a timer for ten minutes like so and".split()), max_size=20))  # fmt: skip
def test_no_stammer_breaks_it_and_twice_is_not_other_than_once(words: list[str]) -> None:
    said = " ".join(words).replace(" ,", ",")
    meant = straight(said)
    assert len(meant) <= len(said)
    list(readings(said, KNOWN, SUNDAY))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("I always burn the rice, so give me a timer for twelve minutes", "give me a timer for twelve minutes"),
        ("pasta needs another two minutes", "add 2 minutes to the pasta timer"),
        ("I've got to phone the garage, give me a nudge at ten tomorrow", "remind me tomorrow at ten to phone the garage"),
        ("we're nearly out of rice, put it on the list", "add rice to my  list"),
        ("nix the bread timer", "cancel the bread timer "),
        ("block Friday morning from nine to eleven for writing", "add writing to my calendar friday morning from nine to eleven"),
    ],
)  # fmt: skip
def test_a_request_is_read_by_its_evidence(said: str, read: str) -> None:
    assert read in list(readings(said, KNOWN, SUNDAY))


@pytest.mark.parametrize(
    "said",
    ["he set the alarm and left without a word", "I shan't need dinner, I had a big lunch", "they moved the funeral to Friday", "she took me off her list", "stop worrying about the dentist, she tells me", "don't remind me", "what's the point of a to do list"],
)  # fmt: skip
def test_nothing_is_read_into_talk(said: str) -> None:
    changing = ("set", "add", "cancel", "move", "remind", "take", "tick", "make", "delete", "clear")
    assert not [one for one in readings(said, KNOWN, SUNDAY) if one.startswith(changing)]


def test_what_no_slot_can_hold_is_odd() -> None:
    assert all(map(odd_timer, ("noodles start the", "pop a", "it")))
    assert not any(map(odd_timer, ("noodles", "egg", "leg of lamb", "")))
    assert all(map(odd_item, ("them", "whack them", "no just tea", "remind me to eat")))
    assert not any(map(odd_item, ("olive oil", "two litres of orange juice")))
    assert all(map(odd_words, ("it", "at the start of", "rover's appointment fifth")))
    assert not any(map(odd_words, ("call Anna", "about the dentist")))


def test_a_name_that_is_not_known_is_seen() -> None:
    assert beyond("lunch with Paul", "Lunch with Anna", SUNDAY) == {"paul"}
    assert not beyond("friday's lunch", "Lunch with Anna", SUNDAY)
    assert not beyond("already watered the plants", "water the plants", SUNDAY)
