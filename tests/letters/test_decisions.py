"""The decision companion: one question at a time, the person's own words, a verdict only if asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from desktalk import DeskTalk
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.decisions.decision import (
    Decision,
    Point,
    Step,
    answered,
    as_record,
    begun,
    counter,
    from_record,
    options_in,
    question,
    summary,
    things_in,
    verdict,
)
from assistant.decisions.sorting import sorted_in

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)
LEEDS = "whether to take the job in Leeds or stay in York"


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("between tea and coffee", ("tea", "coffee")),
        ("between the red, the blue and the green one", ("the red", "the blue", "the green one")),
        (LEEDS, ("take the job in Leeds", "stay in York")),
        ("whether to move", ("move", "leave it as it is")),
        ("whether or not to sell the car", ("sell the car", "leave it as it is")),
        ("if I should call her or not", ("call her", "leave it as it is")),
        ("either go now or wait", ("go now", "wait")),
        ("about my holiday", ()),
        ("", ()),
    ],
)
def test_the_options_are_found_in_what_is_said(said: str, options: tuple[str, ...]) -> None:
    assert options_in(said) == options


@pytest.mark.parametrize(
    ("said", "things"),
    [
        ("the pay, and my mother is here", ("the pay", "my mother is here")),
        ("nothing really", ()),
        ("it's close to work and I like the flat", ("it's close to work", "I like the flat")),
        ("salt and pepper", ("salt and pepper",)),
    ],
)
def test_several_reasons_in_one_breath(said: str, things: tuple[str, ...]) -> None:
    assert things_in(said) == things


def talked(*answers: str, about: str = LEEDS) -> Decision:
    decision = begun(about)
    for words in answers:
        decision = answered(decision, words)
    return decision


def test_every_option_is_weighed_on_both_sides_before_she_answers_back() -> None:
    asked, decision = [], begun(LEEDS)
    for words in (
        "time with my children",
        "better pay",
        "the long drive",
        "my friends",
        "no career",
    ):
        asked.append(question(decision))
        decision = answered(decision, words)
    assert asked == [
        "Take the job in Leeds or stay in York. What matters most to you in this?",
        "What speaks for this: take the job in Leeds?",
        "And what speaks against it?",
        "What speaks for this: stay in York?",
        "And what speaks against it?",
    ]
    assert decision.step is Step.COUNTER
    assert decision.points == (
        Point(0, True, "better pay"), Point(0, False, "the long drive"),
        Point(1, True, "my friends"), Point(1, False, "no career"),
    )  # fmt: skip


def test_the_counter_argument_is_the_persons_own() -> None:
    lean = talked("time", "better pay, and a garden", "the long drive", "my friends", "no career")
    assert "“the long drive”" in counter(lean)
    level = talked("time", "better pay", "the drive", "my friends", "no career")
    assert "level" in counter(level)
    blind = talked("time", "better pay", "nothing", "nothing", "nothing")
    assert "nothing against this: take the job in Leeds" in counter(blind)


def test_a_verdict_counts_what_was_said_and_leaves_it_to_them() -> None:
    lean = talked("time", "better pay, and a garden", "the drive", "my friends", "no career")
    assert "Take the job in Leeds: 2 for, 1 against" in verdict(lean)
    assert "yours to decide" in verdict(lean)
    level = talked("time", "better pay", "the drive", "my friends", "no career")
    assert "level" in verdict(level)


def test_one_question_at_a_time_and_no_verdict_unasked() -> None:
    decision = begun(LEEDS)
    for words in ("time", "pay", "drive", "friends", "career", "I'd manage"):
        said = question(decision)
        assert said.count("?") == 1
        assert "I'd say" not in said
        decision = answered(decision, words)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=12))
@settings(max_examples=150, deadline=None)
def test_whatever_is_answered_it_goes_on_and_can_be_kept(about: str, answers: list[str]) -> None:
    decision = begun(about)
    for words in answers:
        before = decision
        decision = answered(decision, words)
        assert len(decision.points) >= len(before.points)
        assert decision.step in {Step.DONE, Step.DATE} or question(decision)
    assert from_record(as_record(decision)) == decision
    assert summary(decision)
    assert verdict(decision)


def test_a_decision_in_a_talk(tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    said = talk.say("Help me decide whether to take the job in Leeds or stay in York.")
    assert "What matters most to you in this?" in said
    for words in (
        "time with my children",
        "better pay, and a garden",
        "the long drive",
        "my friends",
        "fewer chances",
    ):
        said = talk.say(words)
    assert "“the long drive”" in said
    assert "When shall I ask you" in talk.say("I could take the train")
    assert "Tuesday, 22 December" in talk.say("in a month")
    assert "2 for, 1 against" in talk.say("what would you do?")
    (reminder,) = [one for one in talk.desk.reminders.all.values() if one.id.startswith("decision")]
    assert reminder.due.date().isoformat() == "2026-12-22"
    assert "how it turned out" in reminder.words
    again = DeskTalk(tmp_path)  # as after a restart
    assert "time with my children" in again.say("go on with the decision")
    assert "Thank you" in again.say("About my decision: it turned out well.")
    assert again.desk.decisions.plans[0].outcome == "it turned out well"
    assert not [one for one in again.desk.reminders.all if one.startswith("decision")]


def test_an_answer_is_taken_back(tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    talk.say("Help me decide between tea and coffee")
    talk.say("sleep")
    talk.say("it's warm")
    assert talk.desk.decisions.plans[0].points
    talk.say("undo that")
    assert not talk.desk.decisions.plans[0].points
    assert "What speaks for this: tea?" in talk.say("go on with the decision")


@pytest.mark.parametrize("words", ["stop", "what time is it?", "never mind"])
def test_other_wishes_come_through(words: str, tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    talk.say("Help me decide between tea and coffee")
    before = talk.desk.decisions.plans
    talk.say(words)
    assert talk.desk.decisions.plans == before


def test_a_crisis_comes_before_any_decision(tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    talk.say("Help me decide between tea and coffee")
    talk.say("I want to kill myself")
    assert talk.acts[-1].name == "crisis"
    assert talk.desk.decisions.plans[0].matters == ()


@pytest.mark.parametrize(
    "words", ["I decided to move", "it was a hard decision", "my sister can't decide", "decide for yourself"]
)  # fmt: skip
def test_talk_of_decisions_is_none(words: str, tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    talk.say(words)
    assert talk.desk.decisions.names() == ()


@pytest.mark.parametrize(
    "asked",
    ["Should I move to York or stay here?", "so should i take the job in york or stay here"],
)
def test_a_weighty_question_begins_the_weighing_and_what_follows_is_sorted(
    asked: str, tmp_path: Path
) -> None:
    talk = DeskTalk(tmp_path)
    assert "What matters most" in talk.say(asked)
    assert "for this" in talk.say("York has the better job.")
    assert "against this" in talk.say("But I'd leave my friends.")
    assert "for this: stay here" in talk.say("staying is cheaper")
    told = talk.say("What do you think?")
    assert "1 for, 1 against" in told
    assert "stay here" in told


def test_both_sides_in_one_breath(tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    talk.say("Should I move to York or stay here?")
    assert "both for and against" in talk.say("york pays better but i'd leave my friends")


def test_a_form_of_the_verb_names_the_option(tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    assert "Sell the house or keep it." in talk.say("should we sell the house or keep it")
    assert "for this: sell the house" in talk.say("selling is easier")
    assert "for this: keep it" in talk.say("keeping it would be nice for the kids")


@pytest.mark.parametrize(
    "words",
    ["who am i talking to", "are you talking to anyone else", "what time is it", "give me a minute", "set a timer for ten minutes", "write a letter to anna", "goodbye"],
)  # fmt: skip
def test_what_is_asked_of_her_meanwhile_is_no_answer_to_her_question(
    words: str, tmp_path: Path
) -> None:
    talk = DeskTalk(tmp_path)
    talk.say("Should I move to York or stay here?")
    talk.say(words)
    assert talk.manager.history.exchanges[-1].by != "skill:decisions"


def test_a_small_question_is_no_decision(tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    assert "matters most" not in talk.say("Should I have tea or coffee?")


def test_what_speaks_for_nothing_is_left_to_the_question_that_was_asked() -> None:
    decision = begun("whether to move to York or stay here")
    assert sorted_in(decision, "my family and the money") is None
    assert sorted_in(decision, "it's a good feeling") is None
