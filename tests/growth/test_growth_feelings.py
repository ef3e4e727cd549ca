"""Feelings are offered as guesses, from words alone; a wrong guess is not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from growing import Days

from assistant.dialogue import guessing
from assistant.dialogue.faults import Fault, Wanted, fault
from assistant.dialogue.skills.manner_requests import Wrong, wrong_guess
from assistant.growth import book
from assistant.growth.account import script
from assistant.memory.forgetting import Words

if TYPE_CHECKING:
    from pathlib import Path

NERVOUS = ("My exam is tomorrow.", "The interview is on Friday.", "I have an exam next week.")


@pytest.fixture
def days(tmp_path: Path) -> Days:
    days = Days(tmp_path)
    days.settings.change("feelings", "more")
    return days


def guessed(days: Days) -> str:
    last = days.manager.history.last
    return last.guessed if last else ""


def talk_on(days: Days, *lines: str) -> list[str]:
    """The feelings she guesses while these are said with small talk between."""
    found = []
    for text in lines:
        for small in ("I had lunch.", "The bus came.", "I went home.", "I read a bit."):
            days.say(small)
        days.say(text)
        found.append(guessed(days))
    return found


def test_a_feeling_is_offered_as_a_guess_from_the_words(days: Days) -> None:
    (feeling,) = talk_on(days, "My exam is tomorrow.")
    assert feeling == "nervous"
    said = days.manager.history.last.said if days.manager.history.last else ""
    assert "nervous" in said
    assert said.endswith("?") or "may be wrong" in said


def test_a_wrong_guess_is_not_repeated_nor_are_its_near_synonyms(days: Days) -> None:
    talk_on(days, "My exam is tomorrow.")
    days.say("No, I'm not nervous.")
    assert days.growth.not_here == {"nervous"}
    days.say("no")
    assert not any(talk_on(days, *NERVOUS, "I have a doctor's appointment."))
    days.say("thank you")  # after two questions in a row she would ask none
    days.say("My boss yelled at me.")
    assert guessed(days) == "angry"


def test_without_consent_a_correction_holds_for_the_talk_and_nothing_is_stored(days: Days) -> None:
    talk_on(days, "My exam is tomorrow.")
    days.say("No.")
    days.say("No, leave it.")
    assert days.growth.not_here == {"nervous"}
    days.growth.close()
    held = b"".join(one.read_bytes() for one in days.profile.rglob("*") if one.is_file())
    assert b"nervous" not in held


def test_with_consent_only_the_name_of_the_feeling_is_kept(days: Days) -> None:
    talk_on(days, "My exam is tomorrow.")
    days.say("No, I'm not nervous.")
    days.say("Yes, please.")
    days.growth.close()
    book._open.clear()
    again = Days(days.profile, now=days.now)
    assert again.settings.now.guesses
    assert again.growth.not_here == {"nervous"}
    assert not any(talk_on(again, *NERVOUS))
    again.growth.forget(Words(("nervous",), ()))
    assert again.growth.not_here == set()


def test_taking_the_consent_back_empties_the_file(days: Days) -> None:
    talk_on(days, "My exam is tomorrow.")
    days.say("No, I'm not nervous.")
    days.say("Yes.")
    days.settings.change("guesses", False)
    assert "nervous" not in (days.profile / book.FILE).read_text("utf-8")


@pytest.mark.parametrize("feelings", ["off", "light", "more"])
def test_the_dial_sets_how_often_she_guesses(tmp_path: Path, feelings: str) -> None:
    days = Days(tmp_path)
    days.settings.change("feelings", feelings)
    lines = (*NERVOUS, "My boss yelled at me.", "I moved house.", "I got the new job.")
    count = 0
    for text in lines * 3:
        days.say(text)
        count += bool(guessed(days))
    assert {"off": count == 0, "light": 1 <= count <= 2, "more": count >= 3}[feelings]


def test_with_the_dial_off_she_puts_no_feeling_into_you_not_even_your_own_word(days: Days) -> None:
    days.say("Don't guess how I feel.")
    assert days.settings.now.feelings == "off"
    for _ in range(12):
        said = days.say("I'm so sad today.").lower()
        assert "sad" not in said


def test_what_you_name_yourself_is_no_guess(days: Days) -> None:
    days.say("Hello.")
    days.say("I'm nervous about my exam.")
    assert not guessed(days)
    days.say("I'm not nervous any more.")
    assert not days.growth.not_here


def test_nothing_is_guessed_in_a_crisis_or_while_she_only_listens(days: Days) -> None:
    days.say("Just listen, please.")
    assert talk_on(days, *NERVOUS) == ["", "", ""]
    days.say("That's all.")
    days.say("Nothing kept.")
    days.say("I want to kill myself.")
    days.say("My exam is tomorrow.")
    assert not guessed(days)


@pytest.mark.parametrize(
    ("said", "guess", "named", "wrong"),
    [
        ("No, I'm not sad.", "sad", (), Wrong("sad")),
        ("I'm not sad at all", "sad", (), Wrong("sad")),
        ("No.", "sad", (), Wrong("sad")),
        ("not really", "sad", (), Wrong("sad")),
        ("No, you're off.", "sad", (), Wrong("sad")),
        ("I never said I was angry.", "", ("angry",), Wrong("angry")),
        ("I'm not angry", "", (), None),
        ("yes, a bit", "sad", (), None),
        ("No idea what to cook tonight.", "sad", (), None),
        ("I'm not going.", "sad", (), None),
    ],
)
def test_what_takes_a_guess_back(
    said: str, guess: str, named: tuple[str, ...], wrong: Wrong | None
) -> None:
    assert wrong_guess(said, guess, frozenset(named)) == wrong


def test_a_mind_may_not_put_a_corrected_feeling_into_you_either() -> None:
    barred = guessing.barred({"sad"})
    wanted = Wanted(unfelt=barred)
    assert fault("You must be sad about the lamp.", wanted) is Fault.FELT
    assert fault("You must be miserable about the lamp.", wanted) is Fault.FELT
    assert fault("Which lamp was it?", wanted) is None


def test_every_feeling_she_may_guess_is_one_she_knows() -> None:
    for table in script()["feelings"].values():
        for feeling in table.values():
            assert feeling in guessing.FEELINGS | {"stressed", "unsettled"}, feeling
