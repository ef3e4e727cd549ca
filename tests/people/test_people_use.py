"""How much they talk is told in plain numbers, from times alone, and only real growth is worth a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.people.use import days_of, grew, minutes_in, stretch, told

DAY = datetime(2026, 11, 22, 18, tzinfo=UTC)


def talks(minutes_by_days_ago: dict[int, int]) -> list[datetime]:
    """A talk with a turn a minute, so many minutes, on each of these days."""
    return [
        DAY - timedelta(days=ago) + timedelta(minutes=minute)
        for ago, minutes in minutes_by_days_ago.items()
        for minute in range(minutes + 1)
    ]


def test_a_talk_counts_from_its_first_turn_to_its_last() -> None:
    (day,) = days_of(talks({0: 30})).values()
    assert day.turns == 31
    assert day.minutes == pytest.approx(30.5)


def test_a_long_silence_is_no_talk() -> None:
    (day,) = days_of([DAY, DAY + timedelta(hours=3)]).values()
    assert day.minutes == pytest.approx(1)


@settings(deadline=None)
@given(st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2026, 2, 1)), max_size=60))  # noqa: DTZ001
def test_no_day_has_more_minutes_than_it_has(times: list[datetime]) -> None:
    aware = [one.replace(tzinfo=UTC) for one in times]
    days = days_of(aware)
    assert sum(day.turns for day in days.values()) == len(aware)
    assert all(0 < day.minutes <= 24 * 60 + 10 for day in days.values())


@pytest.mark.parametrize(
    ("use", "much_more"),
    [
        pytest.param(dict.fromkeys(range(7), 60) | dict.fromkeys(range(7, 35), 10), True, id="an hour a day after ten minutes"),
        pytest.param(dict.fromkeys(range(35), 60), False, id="as always"),
        pytest.param(dict.fromkeys(range(7), 20) | dict.fromkeys(range(7, 35), 5), False, id="more, but little"),
        pytest.param(dict.fromkeys(range(7), 90), False, id="new: there is no habit yet"),
        pytest.param(dict.fromkeys(range(6), 90) | {13: 5}, True, id="a single week before"),
    ],
)  # fmt: skip
def test_when_it_has_grown_a_lot(use: dict[int, int], much_more: bool) -> None:
    assert grew(days_of(talks(use)), DAY.date()) is much_more


def test_the_numbers_are_plain() -> None:
    days = days_of(talks({0: 20, 2: 40, 8: 90}))
    said = told(days, DAY.date(), kept_days=None)
    assert said.startswith("Today about 20 minutes, in 21 turns.")
    assert "In the last seven days about an hour on 2 days, in 62 turns." in said
    assert "The seven days before it was about an hour and a half." in said
    assert "seven days before" not in told(days, DAY.date(), kept_days=7)


def test_where_no_lines_are_kept_she_says_that_she_cannot_count() -> None:
    assert "can't count" in told({}, DAY.date(), kept_days=0)
    assert "can't count" in told({}, DAY.date(), kept_days=None)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.4, "1 minute"), (40, "40 minutes"), (58, "an hour"), (95, "an hour and a half"), (150, "2 and a half hours"), (600, "10 hours")],
)  # fmt: skip
def test_a_stretch_of_time_is_rounded_as_one_says_it(minutes: float, said: str) -> None:
    assert stretch(minutes) == said


def test_minutes_of_days_without_talk_are_none() -> None:
    assert minutes_in({}, DAY.date(), 7) == 0
