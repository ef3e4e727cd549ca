"""When she may speak first: never in the quiet hours, never often, never while a "not now" holds."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.proactive.timing import (
    COOLDOWN,
    MOST_A_DAY,
    PAUSES,
    Hours,
    Spoken,
    hours,
    may_speak,
    morning,
    not_now,
    pause_words,
    said,
    taken_back,
    wished_today,
)

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 11, 22, 9, tzinfo=ZONE)
STEPS = st.lists(st.tuples(st.floats(0, 60), st.sampled_from(("look", "look", "not now", "slip"))), max_size=60)  # fmt: skip
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@settings(deadline=None)
@given(STEPS, CLOCK, CLOCK)
def test_never_in_the_quiet_hours_never_often_never_in_a_pause(
    steps: list[tuple[float, str]], begin: time, end: time
) -> None:
    quiet, spoken, now = Hours(begin, end), Spoken(), START
    pauses: list[tuple[datetime, datetime]] = []
    told: list[datetime] = []
    for gap, what in steps:
        now += timedelta(hours=gap)
        match what:
            case "look":
                if may_speak(spoken, now, quiet):
                    assert not quiet.hold(now)
                    assert not any(first <= now < last for first, last in pauses)
                    spoken = said(spoken, "morning", now)
                    told.append(now)
            case "not now":
                spoken = not_now(spoken, now)
                assert spoken.pause is not None
                pauses.append((now, spoken.pause))
            case _:
                before = spoken
                spoken = taken_back(not_now(spoken, now), before.pause)
                assert spoken.pause == before.pause
    assert all(later - one >= COOLDOWN for one, later in pairwise(told))
    assert all(
        later - one >= timedelta(days=1)
        for one, later in zip(told, told[MOST_A_DAY:], strict=False)
    )


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100), max_size=30))
def test_a_clock_that_is_set_back_makes_her_no_bolder(gaps: list[float]) -> None:
    spoken, now, told = Spoken(), START, []
    for gap in gaps:
        now += timedelta(hours=gap)
        if may_speak(spoken, now, Hours()):
            spoken = said(spoken, "follow", now)
            told.append(now)
    told.sort()
    assert all(later - one >= COOLDOWN for one, later in pairwise(told))


def test_each_not_now_makes_a_longer_pause() -> None:
    spoken, now, lengths = Spoken(), START, []
    for _ in range(5):
        spoken = not_now(spoken, now)
        assert spoken.pause is not None
        lengths.append(spoken.pause - now.astimezone(UTC))
        now = spoken.pause.astimezone(ZONE)
    assert lengths == [*PAUSES, PAUSES[-1]]
    later = not_now(spoken, now + timedelta(days=200))
    assert later.pause == (now + timedelta(days=201)).astimezone(UTC)
    assert [pause_words(one) for one in PAUSES] == ["a day", "three days", "a week", "a month"]


def test_a_shorter_pause_does_not_cut_a_longer_one() -> None:
    long = Spoken(pause=(START + timedelta(days=30)).astimezone(UTC))
    assert not_now(long, START).pause == long.pause


@pytest.mark.parametrize(
    ("clock", "holds"),
    [("22:00", True), ("23:59", True), ("03:00", True), ("07:59", True), ("08:00", False), ("21:59", False)],
)  # fmt: skip
def test_without_quiet_hours_of_their_own_the_night_is_quiet(clock: str, holds: bool) -> None:
    at = datetime.combine(START.date(), time.fromisoformat(clock), ZONE)
    assert hours("", "").hold(at) is holds
    assert hours("22:30", "").hold(at) is holds


def test_their_own_hours_count_where_both_are_set() -> None:
    noon = hours("12:00", "14:00")
    assert noon.hold(START.replace(hour=13))
    assert not noon.hold(START.replace(hour=23))


def test_one_morning_word_a_day() -> None:
    spoken = said(Spoken(), "morning", START)
    assert wished_today(spoken, "morning", START + timedelta(hours=3))
    assert not wished_today(spoken, "morning", START + timedelta(days=1))
    assert not wished_today(spoken, "follow", START)
    assert morning(START)
    assert not morning(START.replace(hour=12))
