"""What people say to the desk: mapped to the right act, asked where unclear, left alone where it is talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import corpus
import pytest
from desktalking import Talking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.dialogue.spoken.slips import mended

if TYPE_CHECKING:
    from pathlib import Path

LEAST_RIGHT, MOST_WRONG = 0.95, 0.005


@pytest.mark.parametrize("half", corpus.WRITTEN)
def test_requests_are_understood(half: str, tmp_path: Path) -> None:
    outcomes, right, wrong = corpus.score(half, tmp_path)
    print(f"\n{half}: {len(outcomes)} requests, {right:.1%} right, {wrong:.1%} wrong acts")
    missed = [f"{one.case.said} -> {one.got}" for one in outcomes if not one.right]
    assert right >= LEAST_RIGHT, missed
    assert wrong <= MOST_WRONG, missed


@pytest.mark.parametrize("half", corpus.SEALED)
def test_the_hard_sets_are_understood_as_well_as_they_were_and_nothing_is_done_wrongly(
    half: str, tmp_path: Path
) -> None:
    outcomes, right, wrong = corpus.score(half, tmp_path)
    missed = [f"{one.case.said} -> {one.got}" for one in outcomes if not one.right]
    assert right >= corpus.SEALED[half], missed
    assert wrong <= MOST_WRONG, missed


def test_there_are_enough_of_them_each_said_once() -> None:
    said = [case.said.lower() for half in corpus.WRITTEN for case in corpus.cases(half)]
    assert len(said) >= 200
    assert len(set(said)) == len(said)


@pytest.fixture
def talk(tmp_path: Path) -> Talking:
    return Talking(corpus.furnished(tmp_path))


@pytest.mark.parametrize(
    ("turns", "last"),
    [
        pytest.param(("remind me tomorrow at six to run", "in the morning"), "Tomorrow, Monday 23 November, at six o'clock in the morning: to run.", id="which six"),
        pytest.param(("remind me next friday to pay", "the first one"), "On Friday 27 November at nine o'clock in the morning: to pay.", id="which Friday"),
        pytest.param(("remind me", "to buy milk tomorrow"), "Tomorrow, Monday 23 November, at nine o'clock in the morning: to buy milk.", id="what"),
        pytest.param(("remind me to buy milk", "on tuesday at ten"), "On Tuesday 24 November at ten o'clock in the morning: to buy milk.", id="when"),
        pytest.param(("remind me today at nine am to run", "yes"), "Tomorrow, Monday 23 November, at nine o'clock in the morning: to run.", id="it has passed"),
        pytest.param(("remind me on the 31st of February to dance", "the first of march"), "On Monday 1 March 2027 at nine o'clock in the morning: to dance.", id="no such day"),
        pytest.param(("set a timer", "four minutes"), "Timer: 4 minutes.", id="how long"),
        pytest.param(("remind me to buy milk", "never mind"), "All right, no reminder.", id="never mind"),
        pytest.param(("remind me at six to cook", "no, make it half past six"), "The reminder to cook is now today at half past six in the evening.", id="make it another time"),
        pytest.param(("set an alarm for nine tomorrow", "cancel it"), "The alarm is cancelled.", id="what was set just now"),
        pytest.param(("set an alarm for nine tomorrow", "cancel my alarm", "the seven one"), "The alarm is cancelled.", id="which alarm"),
        pytest.param(("schedule a meeting with Bob on tuesday", "at ten thirty"), "Meeting with Bob, on Tuesday 24 November at half past ten in the morning. That overlaps with Dentist, on Tuesday 24 November at ten o'clock in the morning.", id="a conflict"),
        pytest.param(("take a note", "The key is blue.", "what did I note about the key"), "Today: The key is blue.", id="a note in two turns"),
        pytest.param(("schedule a meeting with Bob on thursday at two pm", "actually, make it half past three"), "Meeting with Bob is now on Thursday 26 November at half past three in the afternoon.", id="an appointment at another time"),
        pytest.param(("remind me an hour before the dentist to find my card",), "On Tuesday 24 November at nine o'clock in the morning: to find my card.", id="before an appointment"),
        pytest.param(("add tea to my shopping list", "undo that", "what's on my shopping list"), "Milk and eggs.", id="undone"),
        pytest.param(("cancel the dentist", "undo that", "when is the dentist"), "Dentist: on Tuesday 24 November at ten o'clock in the morning.", id="an appointment back"),
        pytest.param(("what's on tuesday",), "On Tuesday 24 November: Dentist at ten o'clock in the morning.", id="a day"),
        pytest.param(("when am I free on tuesday",), "On Tuesday 24 November you're free until ten o'clock in the morning and from eleven o'clock in the morning on.", id="free"),
        pytest.param(("give me the evening summary",), "No appointments tomorrow, Monday 23 November. Reminders: an alarm at seven o'clock in the morning, water the plants at nine o'clock in the morning and call Mum at six o'clock in the evening. Due: call the bank.", id="the evening"),
        pytest.param(("remind me on 28 march 2027 at half past two in the morning to look",), "On Sunday 28 March 2027 at half past three at night: to look. The clocks go forward that night and skip half past two at night.", id="an hour that is skipped"),
    ],
)  # fmt: skip
def test_talks_with_the_desk(talk: Talking, turns: tuple[str, ...], last: str) -> None:
    assert [talk(turn) for turn in turns][-1] == last


@pytest.mark.parametrize(
    "said",
    ["delete all my reminders", "cancel all timers", "stop reminding me to water the plants", "clear my shopping list", "delete my shopping list", "delete the note about the wifi", "cancel all team meetings"],
)  # fmt: skip
@pytest.mark.parametrize("answer", ["yes", "no", "never mind", "yes do it"])
def test_nothing_is_destroyed_on_a_voice_alone(
    talk: Talking, said: str, answer: str, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert "yes on the screen" in talk(said)
    talk(answer)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_yes_on_the_screen_is_done_and_can_be_undone(talk: Talking) -> None:
    talk("delete my shopping list")
    waiting = talk.desk.deeds.waiting
    assert waiting is not None
    assert waiting.words == "deleting the whole shopping list"
    talk.desk.deeds.answer(waiting.number, yes=True)
    assert talk("what's on my shopping list") == "You have no shopping list yet."
    talk("undo that")
    assert talk("what's on my shopping list") == "Milk and eggs."


def test_an_answer_that_is_taken_back_leaves_nothing_behind(talk: Talking) -> None:
    talk("remind me to buy milk")
    talk("tomorrow")
    talk.history.exchanges.pop()  # they went on speaking
    assert talk("tomorrow at noon").startswith("Tomorrow, Monday 23 November, at noon")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("remind me on the 29th of february to dance", "On Tuesday 29 February 2028 at nine o'clock in the morning: to dance."),
        ("remind me on 29 february 2027 to dance", "There is no 29 February 2027. Which day do you mean?"),
        ("remind me on the 1st of january 9999 to dance", "That's further off than I can promise. Which day do you mean?"),
        ("remind me on the 3rd of march 2020 to dance", "On Tuesday 3 March 2020 at nine o'clock in the morning has passed. Which day do you mean?"),
        ("remind me last friday to dance", "On Friday 20 November at nine o'clock in the morning has passed. Which day do you mean?"),
        ("remind me tomorrow at ten to run", "Tomorrow, Monday 23 November, at ten o'clock in the morning: to run."),
        ("remind me in two minutes to run", "In 2 minutes, tomorrow, Monday 23 November, at 12:01 at night: to run."),
        ("set a timer for 9223372036854775808 seconds", "For how long?"),
        ("set a timer for 99999999999 years", "For how long?"),
        ("remind me in 9223372036854775808 minutes to run", "When?"),
        ("remind me every minute to drink water", "Every five minutes is the most I'd do to you. How often?"),
    ],
)  # fmt: skip
def test_a_minute_before_midnight_no_time_is_shifted_in_silence(
    talk: Talking, monkeypatch: pytest.MonkeyPatch, said: str, answered: str
) -> None:
    monkeypatch.setattr(corpus, "NOW", corpus.NOW.replace(hour=23, minute=59))
    assert talk(said) == answered


def test_of_many_reminders_the_next_ones_are_told_and_how_many_more(talk: Talking) -> None:
    for hour in range(8, 20):
        talk(f"remind me tomorrow at {hour} to do thing {hour}")
    told = talk("what are my reminders")
    assert told.endswith("And 8 more after that.")
    assert len(told) < 500


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from("set remind me to at in for every next the a an my timer alarm reminder list note calendar cancel move add undo that six half past ten minutes tomorrow friday second monday of month until christmas 31 february 9999 pm am and from by due all on off what when is 25:99 ½ ٣ 🕑 -1 99999999999999999999 years".split()), max_size=14)
)  # fmt: skip
def test_any_heap_of_words_gets_whole_sentences_or_is_left_to_the_talk_and_destroys_nothing(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    talk = Talking(corpus.furnished(folder))
    before = {path for path in folder.rglob("*") if path.is_file()}
    for said in (" ".join(words), " ".join(reversed(words))):
        reply = talk(said)
        assert not reply or reply[-1] in ".?!"
        assert len(reply) <= 1_000
        assert reply.count("?") <= 1
    assert before <= {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("remind me to morrow at for pm", "remind me tomorrow at four pm"), ("said a timer for ten minuets", "set a timer for ten minutes"), ("have past ate", "half past eight"), ("ad milk two my shopping lift", "add milk to my shopping list"), ("I said a lot to her", "i said a lot to her"), ("we ate at two", "we ate at two")],
)  # fmt: skip
def test_slips_of_the_recogniser_are_mended(heard: str, meant: str) -> None:
    assert mended(heard) == meant
