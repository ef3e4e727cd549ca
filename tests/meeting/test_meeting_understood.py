"""What people say at the first meeting, as they say it, and what is made of it."""

from __future__ import annotations

import pytest

from assistant.meeting import understood
from assistant.meeting.steps import Step


@pytest.mark.parametrize(
    ("step", "text", "meant"),
    [
        (Step.HELLO, "Um, I'm Theodore.", "Theodore"),
        (Step.HELLO, "call me Lena", "Lena"),
        (Step.HELLO, "My name is Ann-Marie.", "Ann-Marie"),
        (Step.HELLO, "jonas", "Jonas"),
        (Step.HELLO, "Hello?", ""),
        (Step.HELLO, "rather not", "skip"),
        (Step.PURPOSE, "erm, somebody to keep me in order I guess", "order"),
        (Step.PURPOSE, "well someone to chat with in the evening", "company"),
        (Step.PURPOSE, "I just want somebody who listens to me", "listener"),
        (Step.PURPOSE, "Help me with my e-mails and my calendar.", "order"),
        (Step.PURPOSE, "I'm a bit lonely, to be honest", "company"),
        (Step.PURPOSE, "I don't know", "skip"),
        (Step.PURPOSE, "purple", ""),
        (Step.SOCIAL, "I keep mostly to myself", "quiet"),
        (Step.SOCIAL, "not very social", "quiet"),
        (Step.SOCIAL, "oh I love having people around", "many"),
        (Step.SOCIAL, "it depends on the day", "between"),
        (Step.VOICE, "A woman's, please.", "female"),
        (Step.VOICE, "a man", "male"),
        (Step.VOICE, "something in between", "between"),
        (Step.VOICE, "the calm one", "calm"),
        (Step.MANNER, "just tell me straight", "plain"),
        (Step.MANNER, "be gentle with me", "gentle"),
        (Step.MANNER, "somewhere in between", "between"),
        (Step.CLOSE, "My sister Anna and my friend Tom", "Anna, Tom"),
        (Step.CLOSE, "mostly my wife", "your wife"),
        (Step.CLOSE, "Anna", "Anna"),
        (Step.CLOSE, "nobody really", "nobody"),
        (Step.AGE, "I'm 34", "adult"),
        (Step.AGE, "I am seventeen", "minor"),
        (Step.AGE, "yes of course", "adult"),
        (Step.AGE, "over eighteen", "adult"),
        (Step.AGE, "not yet", "minor"),
        (Step.AGE, "no", "minor"),
        (Step.AGE, "thirty-two", "adult"),
        (Step.AGE, "none of your business", "skip"),
        (Step.AGE, "bananas", ""),
    ],
)
def test_an_answer_in_free_speech(step: Step, text: str, meant: str) -> None:
    assert understood.answer(step, text) == meant


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'd rather call you Max", "Max"),
        ("how about Nora?", "Nora"),
        ("your name is Mary Ann", "Mary Ann"),
        ("Emily.", "Emily"),
        ("another one", ""),
        ("yes", ""),
        ("no", ""),
        ("okay", ""),
        ("I had a long day at work today", ""),
    ],
)
def test_a_name_that_is_given_to_her(text: str, name: str) -> None:
    assert understood.her_name(text) == name


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("yes", True), ("ok", True), ("Okay.", True), ("I like it", True), ("why not", True),
        ("no", False), ("another one", False), ("I don't like it", False), ("something else", False),
        ("elephants", None),
    ],
)  # fmt: skip
def test_yes_or_another(text: str, agreed: bool | None) -> None:
    assert understood.agrees(text) is agreed


LINES = ["I call you Lena.", "The window is dark.", "I speak with this voice."]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("undo 2", 1), ("undo the second", 1), ("undo number three", 2), ("undo the last one", 2),
        ("I don't want the dark window", 1), ("take back the voice", 2), ("undo", None),
        ("that's fine", None), ("no, that's fine", None), ("undo nine", None),
    ],
)  # fmt: skip
def test_which_line_is_taken_back(text: str, which: int | None) -> None:
    assert understood.taken_back(text, LINES) == which


@pytest.mark.parametrize(
    ("step", "text", "plainly"),
    [
        (Step.SOCIAL, "I keep mostly to myself.", True),
        (Step.SOCIAL, "I like a lot of people around me.", True),
        (Step.PURPOSE, "I just want somebody who listens to me", True),
        (Step.SOCIAL, "I don't want to be around", False),
        (Step.PURPOSE, "somebody to listen before I end it", False),
        (Step.AGE, "I keep to myself", False),
        (Step.CLOSE, "My sister is close to me.", True),
        (Step.CLOSE, "My mum and my dad.", True),
        (Step.CLOSE, "My sister Anna and my friend Tom.", True),
        (Step.CLOSE, "I'm close to my sister.", True),
        (Step.CLOSE, "My dad hits me.", False),
        (Step.CLOSE, "I have nobody.", False),
        (Step.CLOSE, "Hurt myself.", False),
    ],
)
def test_an_answer_in_the_questions_own_words_is_no_hint_of_anything(
    step: Step, text: str, plainly: bool
) -> None:
    assert understood.asked_for(step, text) is plainly
