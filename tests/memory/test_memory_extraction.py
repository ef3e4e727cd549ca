"""What she finds worth keeping in a sentence, and what she leaves alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.memory.calendar import dated
from assistant.memory.extraction import found_in
from assistant.memory.kept import Kind, clean
from assistant.memory.secrets import MASK, has_secret, masked

SUNDAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("My sister's called Anna.", ["your sister is called Anna"]),
        ("my sister is Ann", ["your sister is called Ann"]),
        ("Tom is my brother.", ["your brother is called Tom"]),
        ("My mum's name is Ruth, and she's from Cork.", ["your mother is called Ruth", "Ruth is from Cork"]),
        ("My sister Anna lives in Leeds and works as a nurse.", ["your sister is called Anna", "Anna lives in Leeds", "Anna works as a nurse"]),
        ("Well, I'm allergic to peanuts.", ["you are allergic to peanuts"]),
        ("I live in Bristol because of my job.", ["you live in Bristol"]),
        ("I'm a teacher at a primary school.", ["you are a teacher at a primary school"]),
        ("I've got two kids and I'm 41.", ["you have got two kids", "you are 41"]),
        ("My favorite colour is green.", ["your favourite colour is green"]),
        ("I can't stand mushrooms.", ["you can't stand mushrooms"]),
        ("My boss is called Greg and he drives me mad.", ["your boss is called Greg"]),
        ("I run every morning.", ["you run every morning"]),
        ("My grandmother died last spring.", ["your grandmother died last spring"]),
        ("I'm seeing my doctor tomorrow.", ["you are seeing your doctor on Monday 23 November"]),
        ("I have a job interview next Friday.", ["you have a job interview on Friday 27 November"]),
        ("Remember that the spare key is under the blue pot.", ["the spare key is under the blue pot"]),
        ("My daughter's favourite animal is the fox.", ["your daughter's favourite animal is the fox"]),
        ("My doctor is Dr Abara.", ["your doctor is called Dr Abara"]),
        ("I don't eat meat and I hate olives.", ["you don't eat meat", "you hate olives"]),
    ],
)  # fmt: skip
def test_what_is_told_is_found(said: str, words: list[str]) -> None:
    found = found_in(said, SUNDAY)
    assert [one.words for one in found] == words
    assert all(one.quote == said for one in found)


@pytest.mark.parametrize("said", [
    "Is my sister called Anna?", "If I lived in Rome I'd be happy.", "My friend Ben says I work too much.",
    "I used to live in Rome.", "I wish I had a dog.", "I'm a bit tired today.", "My head is killing me.",
    "I think I'm allergic to Mondays.", "My car is broken.", "Imagine I was a pilot.", "Everyone loves Paris.",
    "In the film my sister is called Anna.", "I love it.", "I hate that.", "What if I moved to Leeds?",
    "I'm in a meeting.", "She lives in Leeds.", "I dreamed I lived in a lighthouse.", "My day was long.",
    "Just kidding, I live on the moon.", "I don't live in Leeds any more.", "ok", "", "...",
])  # fmt: skip
def test_what_is_not_plainly_told_is_not_kept(said: str) -> None:
    assert found_in(said, SUNDAY) == ()


def test_who_she_is_was_inferred() -> None:
    (one,) = found_in("She lives in Leeds.", SUNDAY, last="sister")
    assert (one.about, one.words, one.kind) == (
        "sister",
        "your sister lives in Leeds",
        Kind.INFERRED,
    )
    assert one.confidence < 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", "on Monday 23 November"),
        ("on Friday", "on Friday 27 November"),
        ("next Friday", "on Friday 27 November"),
        ("on Sunday", "on Sunday 29 November"),
        ("every Friday", "every Friday"),
        ("next week", "in the week of 23 November"),
        ("next month", "in December"),
        ("next year", "in 2027"),
        ("on Friday 27 November", "on Friday 27 November"),
        ("on Fridays", "on Fridays"),
    ],
)
def test_relative_days_become_days_of_the_calendar(said: str, meant: str) -> None:
    assert dated(said, SUNDAY) == meant


@pytest.mark.parametrize("said", [
    "My card number is 4111 1111 1111 1111.", "it's 4111-1111-1111-1111", "My password is hunter2",
    "the wifi password for my flat is correct horse", "My PIN is 4711.", "pin: 0815", "The PIN code is one two three four",
    "four one one one one one one one one one one one one one one one", "my social security number is 078-05-1120",
    "DE89 3704 0044 0532 0130 00 is my account", "the door code is 9931", "key sk-abcdefghijklmnop1234",
    "My passport number is X1234567", "CVV = 123", "my seed phrase is tiger lamp ocean",
])  # fmt: skip
def test_secrets_are_never_kept(said: str) -> None:
    assert has_secret(said)
    assert MASK in masked(said)
    assert found_in(said, SUNDAY) == ()
    assert found_in(f"Remember that {said}", SUNDAY) == ()


@pytest.mark.parametrize("said", [
    "My phone number is 0117 496 0123.", "I forgot my password.", "My password is too long.", "I was born in 1985.",
    "The number is 1234 5678 9012 3456 7890 1234", "my card is in the drawer", "4111 1111 1111 1112 is no card",
    "He pinned the note to the door.", "The combination of tea and rain is nice.", "My PIN is on the back of nothing",
])  # fmt: skip
def test_what_only_looks_like_a_secret_is_left(said: str) -> None:
    assert not has_secret(said)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for one in found_in(clean(text), SUNDAY):
        assert one.value
        assert one.words
        assert len(one.quote) <= 400


def test_a_paste_is_read_in_good_time() -> None:
    found_in("x" * 1_000_000, SUNDAY)
    found_in("my sister " * 2_000, SUNDAY)
    assert len(found_in(". ".join(f"I love thing number {n}" for n in range(300)), SUNDAY)) <= 12


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("my sister anna lives in leeds and she's a nurse", ["your sister is called Anna", "Anna lives in Leeds", "Anna is a nurse"]),
        ("my dog rex is afraid of fireworks", ["your dog is called Rex", "Rex is afraid of fireworks"]),
        ("anna works as a nurse", ["Anna works as a nurse"]),
        ("i live in new york", ["you live in New York"]),
        ("my mother lives in the north", ["your mother lives in the north"]),
        ("my sister really likes cats", ["your sister likes cats"]),
        ("everyone works at home", []),
        ("my friend group is nice", []),
    ],
)  # fmt: skip
def test_what_is_typed_in_small_letters_is_found_all_the_same(said: str, words: list[str]) -> None:
    found = found_in(said, SUNDAY)
    assert [one.words for one in found] == words
    assert all(one.quote == said for one in found)
