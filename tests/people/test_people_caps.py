"""However the days fall: at most two suggestions in any seven, and nobody who was declined."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue import guard
from assistant.people import lines
from assistant.people.book import Known
from assistant.people.lines import line
from assistant.people.suggesting import (
    FOR_EVER,
    MOST,
    SAME_AGAIN,
    WINDOW,
    Moment,
    Past,
    day_after,
    left_out,
    may_suggest,
    suggested,
    whom,
    without,
)

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
PEOPLE = (
    Known("1", "Ben", "best friend", 4, (11, 25)), Known("2", "Anna", "sister", 3, (12, 1), date(2026, 11, 1)),
    Known("3", "your mother", "mother", 3, None, date(2026, 11, 20)), Known("4", "Kemi", "friend", 2, (2, 29)),
    Known("5", "Sid", "neighbour", 1), Known("6", "your boss", "boss", 0, (11, 23)), Known("7", "Rex", "dog", 0),
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.floats(-200, 200), st.sampled_from(Moment),
        st.sampled_from(("", "not her", "no", "forget", "clock back")), st.booleans(),
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None)
@given(STEPS)
def test_never_more_than_two_in_any_seven_days_whatever_the_clock_does(
    steps: list[tuple[float, Moment, str, bool]],
) -> None:
    past, now, refused, told = Past(), START, set(), []
    for hours, moment, answer, minor in steps:
        now += timedelta(hours=hours if answer == "clock back" else abs(hours))
        one = whom(PEOPLE, past, moment, now, minor=minor)
        if one is None:
            continue
        assert one.closeness > 0
        assert one.key not in refused
        assert one.family or not minor
        told.append(now)
        past = suggested(past, one.key, now)
        match answer:
            case "not her":
                past = left_out(past, one.key, FOR_EVER)
                refused.add(one.key)
            case "forget":
                past = without(past, {known.key for known in PEOPLE} - {one.key})
            case _:
                pass
    told.sort()
    assert all(third - first >= WINDOW for first, third in zip(told, told[MOST:], strict=False))


@settings(deadline=None)
@given(st.lists(st.floats(0, 100), max_size=30))
def test_the_same_person_is_not_suggested_again_for_three_weeks(hours: list[float]) -> None:
    past, now = Past(), START
    when: dict[str, list[datetime]] = {}
    for gap in hours:
        now += timedelta(hours=gap)
        one = whom(PEOPLE, past, Moment.LONELY, now)
        if one is not None:
            past = suggested(past, one.key, now)
            when.setdefault(one.key, []).append(now)
    assert all(b - a >= SAME_AGAIN for times in when.values() for a, b in pairwise(times))


def test_the_closest_comes_first_and_who_was_just_seen_is_left_in_peace() -> None:
    first = whom(PEOPLE, Past(), Moment.LONELY, START)
    assert first is not None
    assert first.label == "Ben"
    after = whom(PEOPLE, suggested(Past(), "1", START), Moment.LONELY, START + timedelta(days=1))
    assert after is not None
    assert after.label == "Anna"


def test_a_birthday_is_named_once_and_only_when_it_is_near() -> None:
    one = whom(PEOPLE, Past(), Moment.BIRTHDAY, START)
    assert one is not None
    assert one.label == "Ben"
    past = suggested(Past(), one.key, START)
    assert whom(PEOPLE, past, Moment.BIRTHDAY, START + timedelta(days=1)) is None
    assert whom(PEOPLE[1:], Past(), Moment.BIRTHDAY, START) is None


def test_a_pause_holds_to_its_day_and_a_plain_no_is_for_that_person() -> None:
    paused = Past(quiet_until=day_after(START, timedelta(days=14)))
    assert not may_suggest(paused, START + timedelta(days=13))
    assert may_suggest(paused, START + timedelta(days=14))
    assert not may_suggest(Past(quiet_until=FOR_EVER), START + timedelta(days=9999))
    no = left_out(Past(), "1", day_after(START, timedelta(days=60)))
    one = whom(PEOPLE, no, Moment.LONELY, START)
    assert one is not None
    assert one.label == "Anna"
    assert left_out(no, "1", "") == Past()


def test_forgetting_somebody_takes_them_out_but_makes_no_room_for_more() -> None:
    past = left_out(suggested(suggested(Past(), "1", START), "2", START), "1", FOR_EVER)
    after = without(past, {"2"})
    assert "1" not in str(after.left_out)
    assert all(key != "1" for _, key in after.suggested)
    assert not may_suggest(after, START + timedelta(days=1))


@pytest.mark.parametrize("moment", Moment)
def test_her_words_are_short_and_change_and_hold_nobody(moment: Moment) -> None:
    today = date(2026, 11, 22)
    told = {
        line(one, moment, today, turn) for one in PEOPLE[:5] if one.birthday for turn in range(40)
    }
    assert len(told) > 8
    for said in told:
        assert not guard.objection(said)
        assert said.count("?") <= 1
        assert len(said) < 170


def test_who_lives_far_is_called_and_not_asked_along_for_a_walk() -> None:
    far = Known("2", "Anna", "sister", 3, far=True)
    said = {
        line(far, moment, START.date(), turn)
        for moment in (Moment.LONELY, Moment.END)
        for turn in range(40)
    }
    assert not [one for one in said if any(word in one for word in ("walk", "cup", "table", "see"))]


def test_the_word_about_much_use_never_scolds() -> None:
    for turn in range(3):
        said = lines.grown("9 hours", turn)
        assert "9 hours" in said
        assert not guard.objection(said)
        assert "too much" not in said
