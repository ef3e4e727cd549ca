"""She is called by her name, however a recogniser spells it."""

from __future__ import annotations

import pytest

from assistant.hearing.calling import calls, sound


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Samantha", "Hey Samantha, what time is it?"),
        ("Samantha", "what do you think, samanta"),
        ("Samantha", "So, Sam Antha, hello."),
        ("Emily", "Emilie, come here"),
        ("OS1", "O.S. 1, are you there?"),
        ("OS1", "OS one"),
        ("Nora", "Norah, hi."),
        ("Ava", "Ava?"),
        ("Mary Jane", "and then, Maryjane, what?"),
    ],
)
def test_she_knows_that_she_is_meant(name: str, words: str) -> None:
    assert calls(words, name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Samantha", "something is wrong"),
        ("Emily", "family matters"),
        ("Emily", "I am lately tired"),
        ("OS1", "so one thing"),
        ("Kit", "a cat could do it"),
        ("Ava", "of course, have a nice day"),
        ("Samantha", ""),
    ],
)
def test_other_words_are_not_her_name(name: str, words: str) -> None:
    assert not calls(words, name)


def test_what_sounds_the_same_is_the_same() -> None:
    assert sound("Emily") == sound("Emilie")
    assert sound("Phil") == sound("Fill")
    assert sound("Nora") != sound("Lora")
