"""Her manner by voice: wishes at once, holding still, undo, reasons; what is private moves nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from growing import Days

from assistant.dialogue.skills.manner_requests import (
    Changed,
    Dial,
    Request,
    Restore,
    Still,
    Undo,
    Why,
    Wish,
    request,
)
from assistant.growth import book
from assistant.growth import ledger as of
from assistant.growth.account import script
from assistant.growth.ledger import Why as Cause
from assistant.growth.manner import Manner, Trait
from assistant.memory.forgetting import Words
from assistant.ports import Heard

if TYPE_CHECKING:
    from pathlib import Path

T = Trait


@pytest.fixture
def days(tmp_path: Path) -> Days:
    return Days(tmp_path)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Be a bit shorter.", Wish(T.TALKATIVENESS, -1)),
        ("could you be briefer please", Wish(T.TALKATIVENESS, -1)),
        ("You talk too much.", Wish(T.TALKATIVENESS, -1)),
        ("I'd like you to talk more", Wish(T.TALKATIVENESS, 1)),
        ("less jokes", Wish(T.HUMOUR, -1)),
        ("No more jokes, please.", Wish(T.HUMOUR, -2)),
        ("Be a lot funnier!", Wish(T.HUMOUR, 2)),
        ("don't ask so much", Wish(T.QUESTIONS, -1)),
        ("stop asking questions", Wish(T.QUESTIONS, -2)),
        ("You ask a lot of questions.", Wish(T.QUESTIONS, -1)),
        ("you can ask me more", Wish(T.QUESTIONS, 1)),
        ("Be more direct with me.", Wish(T.DIRECTNESS, 1)),
        ("go easy on me", Wish(T.DIRECTNESS, -1)),
        ("speak more formally please", Wish(T.FORMALITY, 1)),
        ("much less formal, please", Wish(T.FORMALITY, -2)),
        ("use my name more often", Wish(T.NICKNAMES, 1)),
        ("stop saying my name", Wish(T.NICKNAMES, -2)),
        ("Hold still.", Still(True)),
        ("stop changing", Still(True)),
        ("you can change again", Still(False)),
        ("Be yourself again.", Restore()),
        ("go back to how you were on the first day", Restore()),
        ("How have you changed?", Changed()),
        ("why are you so brief?", Why(T.TALKATIVENESS)),
        ("undo that change", Undo(True)),
        ("don't guess how I feel", Dial("off")),
        ("guess more", Dial("more")),
        ("make it shorter", None),
        ("shorter", None),
        ("why", None),
        ("undo that", None),
        ("my boss should be shorter", None),
        ("I want to change", None),
        ("it was a joke", None),
        ("be quiet", None),
        ("speak slower", None),
        ("I talk too much", None),
        ("ask my sister", None),
        ("no questions about it, it was the best day", None),
    ],
)
def test_what_is_asked_of_her_manner(said: str, asked: Request | None) -> None:
    assert request(said) == asked


def test_a_wish_holds_at_once_and_is_written_down_with_its_words(days: Days) -> None:
    days.say("The week was long.")
    days.say("Be a bit shorter, please.")
    (line,) = days.growth.ledger.changes
    assert (line.trait, line.before, line.after, line.why) == (T.TALKATIVENESS, 0, -1, Cause.ASKED)
    assert [quote.text for quote in line.words] == ["Be a bit shorter, please."]
    assert "be a bit shorter" in days.say("Why are you so brief?").lower()


def test_a_wish_can_be_taken_back_in_the_same_breath(days: Days) -> None:
    days.say("Fewer jokes, please.")
    assert "Taken back" in days.say("Undo that.") or "Undone" in days.say("undo that change")
    assert days.growth.manner == Manner()


def test_beyond_the_end_she_says_so(days: Days) -> None:
    days.say("No jokes at all, please.")
    assert days.say("Fewer jokes.") in script()["wishes"]["at_the_end"]
    assert len(days.growth.ledger.changes) == 1


def test_while_she_holds_still_nothing_shown_counts_but_a_wish_does(days: Days) -> None:
    days.say("Hold still.")
    for _ in range(8):
        days.say("Haha, that's funny.")
        days.say("I went for a walk.")
    assert days.growth.manner == Manner()
    days.say("Joke more, please.")
    assert days.growth.manner.humour == 1


def test_her_pace_and_her_directness_are_one_thing_with_the_settings(days: Days) -> None:
    days.say("Speak slower, please.")
    assert days.growth.manner.pace == round(days.settings.now.pace * 100) == 85
    days.say("Be gentler with me.")
    assert days.settings.now.manner == "gentle"
    days.settings.change("manner", "plain")
    days.settings.change("pace", 1.2)
    assert (days.growth.manner.directness, days.growth.manner.pace) == (1, 120)
    assert [one.why for one in days.growth.ledger.changes[2:]] == [Cause.SET, Cause.SET]
    days.say("Be yourself again.")
    assert (days.settings.now.manner, days.settings.now.pace) == ("", 1.0)


def test_what_is_chosen_in_the_first_meeting_is_her_first_day(tmp_path: Path) -> None:
    from assistant.growth.growth import Growth

    met, profile = False, tmp_path / "new"
    profile.mkdir()
    days = Days(tmp_path)
    growth = Growth(profile, days.settings, days.clock, days.told.append, lambda: met)
    days.settings.change("manner", "plain")
    days.settings.change("pace", 1.1)
    assert growth.ledger.begin == Manner(directness=1, pace=110)
    assert growth.ledger.changes == ()
    met = True
    days.settings.change("manner", "")
    assert growth.ledger.begin == Manner(directness=1, pace=110)
    assert [one.why for one in growth.ledger.changes] == [Cause.SET]


def test_what_was_set_between_two_starts_is_a_line_too(days: Days) -> None:
    from assistant.growth.growth import Growth

    def nobody_knows_yet() -> bool:
        raise AssertionError

    days.say("Hold still.")
    book._open.clear()
    days.settings.watchers.clear()
    days.settings.change("pace", 1.3)
    growth = Growth(days.profile, days.settings, days.clock, days.told.append, nobody_knows_yet)
    assert growth.manner.pace == 130
    assert growth.ledger.begin == Manner()


def test_what_she_calls_you_is_a_line_with_a_way_back(days: Days) -> None:
    days.say("Call me Theo.")
    days.say("Call me Bo.")
    assert days.settings.now.your_name == "Bo"
    assert days.growth.manner.nicknames == 1
    assert "calling you Bo" in days.say("How have you changed?")
    days.say("undo that")
    assert days.settings.now.your_name == "Theo"


def test_a_crisis_is_evidence_of_nothing_and_quoted_nowhere(days: Days) -> None:
    for _ in range(12):
        days.say("I want to kill myself.")
        days.say("Haha, that's funny.")
    days.growth.close()
    assert days.growth.ledger.changes == ()
    assert days.growth.ledger.signs == ()


def test_a_private_conversation_is_evidence_of_nothing(days: Days) -> None:
    days.settings.change("private", True)
    for _ in range(12):
        days.say("Haha, that's funny.")
        days.say("I went to see Zanzibar.")
    days.say("Joke more about Zanzibar, I mean: joke more.")
    days.say("Joke more.")
    days.growth.close()
    assert days.growth.ledger.signs == ()
    (line,) = days.growth.ledger.changes  # a wish is obeyed, but not quoted
    assert line.words == ()
    held = b"".join(one.read_bytes() for one in days.profile.rglob("*") if one.is_file())
    assert b"joke" not in held.lower()


def test_where_no_talk_is_kept_nothing_is_quoted(days: Days) -> None:
    days.settings.change("transcripts", "none")
    for _ in range(4):
        days.say("Haha, that's funny.")
        days.say("I went for a walk.")
    assert days.growth.manner.humour == 1
    assert "Haha" not in (days.profile / book.FILE).read_text("utf-8")


def test_what_is_forgotten_is_quoted_no_more(days: Days) -> None:
    days.say("Be shorter, please.")
    days.growth.forget(Words((), ("Be shorter, please.",)))
    assert "forgotten" in days.say("Why are you so brief?")
    assert days.growth.manner.talkativeness == -1
    assert "shorter, please" not in (days.profile / book.FILE).read_text("utf-8")


def test_an_answer_that_is_taken_back_changes_nothing(days: Days) -> None:
    async def half() -> None:
        async for _ in days.manager.answer(Heard("Be shorter", days.now)):
            break

    asyncio.run(half())
    days.manager.retract()
    assert days.growth.ledger.changes == ()
    assert days.manager.history.turns == 0


def test_being_cut_off_makes_her_briefer_by_the_day_not_by_the_hour(days: Days) -> None:
    for evening in range(1, 4):
        for _ in range(14):
            days.say("I had a long day at the office.", heard=0.3)
        shown = [one for one in days.growth.ledger.changes if one.trait is T.TALKATIVENESS]
        assert len(shown) <= evening
        days.next_day()
    assert days.growth.manner.talkativeness == -2


def test_what_a_mind_is_told_changes_between_two_talks_only(days: Days) -> None:
    first = days.manager.ahead().persona
    days.say("I had a long day at the office.")
    days.say("Be very formal and blunt.")
    days.say("Be more formal.")
    assert days.manager.ahead().persona == first
    days.now += dt.timedelta(hours=1)
    after = days.manager.ahead().persona
    assert script()["mind"]["formality"]["1"] in after
    assert days.manager.ahead().persona == after


def test_the_account_for_the_window_tells_lines_courses_and_what_can_be_undone(days: Days) -> None:
    days.say("Be shorter.")
    days.say("undo that")
    account = days.growth.account()
    assert [row.undo for row in account.rows] == [False, False]
    assert account.as_at_first
    assert {one.trait for one in account.courses} == {one.value for one in Trait}
    course = next(one for one in account.courses if one.trait == "talkativeness")
    assert [level for _, level in course.points] == [-1, 0]


def test_every_showing_and_level_has_its_words() -> None:
    from assistant.growth.evidence import Showing

    found = script()
    assert set(found["shown"]) == {one.value for one in Showing} - {"at_length"}
    for trait in set(Trait) - {T.PACE}:
        assert set(found["called"][trait.value]) == {"-2", "-1", "0", "1", "2"}
        assert set(found["mind"][trait.value]) == {"-2", "-1", "1", "2"}
        for way in ("up", "down"):
            assert len(found["wishes"][f"{trait.value}_{way}"]) == 3


def test_the_dry_lines_that_stay_away_are_really_hers() -> None:
    from growing import HOUSE

    hers = {line for lines in HOUSE.lines.values() for line in lines}
    found = [line for line in script()["dry"]["house"] if line in hers]
    assert len(found) >= 40


def test_her_lines_about_herself_keep_the_guard() -> None:
    from assistant.dialogue import guard

    found = script()
    texts = [
        *(line for lines in found["wishes"].values() for line in ([lines] if isinstance(lines, str) else lines)),
        *(line for lines in found["remarks"].values() for line in lines),
        *found["guesses"]["lines"],
    ]  # fmt: skip
    for text in texts:
        assert not guard.objection(text), text
        assert text.count("?") <= 1, text


def test_of_latest_nothing_is_left_when_all_is_taken_back(days: Days) -> None:
    days.say("Be shorter.")
    days.say("undo that")
    assert of.latest(days.growth.ledger) == ()
    assert days.say("undo that change") in script()["wishes"]["nothing_to_undo"]
