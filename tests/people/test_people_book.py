"""The people book is what memory holds, no more: who is close, whose birthday is near, who is not to be named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.memory.kept import Memory, Person
from assistant.people.book import (
    Known,
    apart,
    book,
    close_in,
    closeness,
    day_of_year,
    days_to,
    harms,
)
from assistant.people.lines import lonely, near_day, since


def read(people: list[Person], held: list[Memory]) -> tuple[Known, ...]:
    aspects = {one.id: {m.aspect for m in held if m.person == one.id} for one in people}
    return book(people, held, aspects)


def memory(person: int, aspect: str, value: str, quote: str = "") -> Memory:
    return Memory(1, "somebody", aspect, value, value, quote or value, "2026-11-01", person=person)


@pytest.mark.parametrize(
    ("relation", "aspects", "how"),
    [
        ("sister", (), 3), ("younger brother", (), 3), ("best friend", (), 4), ("friend", (), 2),
        ("neighbour", (), 1), ("boss", (), 0), ("ex", (), 0), ("therapist", (), 0), ("dog", (), 0),
        ("husband", (), 0), ("baby", (), 0), ("", (), 0), ("", ("in touch",), 0), ("", ("in touch", "likes"), 2),
        ("", ("close",), 4), ("boss", ("close",), 0),
    ],
)  # fmt: skip
def test_how_close_somebody_is(relation: str, aspects: tuple[str, ...], how: int) -> None:
    assert closeness(relation, aspects) == how


@pytest.mark.parametrize(
    "told",
    [
        "My brother hits me.", "I'm scared of him.", "We fell out years ago.", "I blocked her.",
        "We're not speaking.", "She died in March.", "My late father loved boats.", "I hate my brother.",
        "It was Mum's funeral.", "He threatened me.", "We have no contact.", "She isn't talking to me.",
    ],
)  # fmt: skip
def test_who_is_dangerous_apart_or_dead_is_nobody_to_call(told: str) -> None:
    assert apart((told,))


@pytest.mark.parametrize(
    "told",
    ["I hate Mondays, so I called Mum.", "My brother is great.", "Anna got divorced.", "We talked for an hour."],
)  # fmt: skip
def test_plain_words_keep_nobody_apart(told: str) -> None:
    assert not apart((told,))
    assert not harms(told)


def test_of_somebody_memory_holds_nothing_of_the_book_says_nothing() -> None:
    assert read([Person(1, "sister", "Anna")], []) == ()


def test_who_has_died_stands_in_the_book_and_is_nobody_to_call() -> None:
    (one,) = read([Person(7, "brother", "")], [memory(7, "died", "died in May")])
    assert one.closeness == 0


def test_the_book_tells_who_and_how_close_and_when() -> None:
    people = [Person(1, "neighbour", "Sid"), Person(2, "sister", "Anna")]
    held = [
        memory(1, "likes", "tea"), memory(2, "in touch", "2026-11-03"), memory(2, "birthday", "24 November"),
        memory(2, "lives in", "Leeds"), memory(0, "lives in", "York"),
    ]  # fmt: skip
    anna, sid = read(people, held)
    assert (anna.key, anna.label, anna.closeness, anna.far) == ("2", "Anna", 3, True)
    assert (anna.in_touch, anna.birthday) == (date(2026, 11, 3), (11, 24))
    assert (sid.label, sid.closeness, sid.far) == ("Sid", 1, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 May", (5, 3)), ("on the 3rd of May 1960", (5, 3)), ("on May the 3", (5, 3)), ("29 February", (2, 29)),
        ("31 February", None), ("in spring", None), ("on Friday 27 November", (11, 27)), ("December 24", (12, 24)),
    ],
)  # fmt: skip
def test_a_birthday_is_read_from_how_it_was_told(text: str, day: tuple[int, int] | None) -> None:
    assert day_of_year(text) == day


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 12), st.integers(1, 29))
def test_the_next_birthday_is_never_more_than_a_year_away(
    today: date, month: int, day: int
) -> None:
    ahead = days_to((month, day), today)
    assert 0 <= ahead <= 365
    then = today + timedelta(ahead)
    assert then.month == month
    assert then.day in {day, 28}


def test_whom_they_called_close_at_the_first_meeting() -> None:
    named = close_in("Anna, your mum and Tom.")
    assert [(one.about, one.words) for one in named] == [
        ("Anna", "Anna is close to you"), ("mother", "your mother is close to you"), ("Tom", "Tom is close to you"),
    ]  # fmt: skip
    assert close_in("") == ()


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "today"), (1, "yesterday"), (5, "5 days ago"), (21, "about 3 weeks ago"), (90, "about 3 months ago"), (900, "more than a year ago")],
)  # fmt: skip
def test_how_long_ago_is_told_roughly(days: int, told: str) -> None:
    today = date(2026, 11, 22)
    assert since(today - timedelta(days), today) == told


def test_a_near_birthday_is_named_by_its_day() -> None:
    assert near_day(3, date(2026, 12, 30)) == "on Saturday"
    assert near_day(1, date(2027, 1, 1)) == "tomorrow"


@pytest.mark.parametrize("said", ["I'm so lonely.", "Nobody rings.", "I sat alone again.", "The house is too quiet.", "I miss company."])  # fmt: skip
def test_loneliness_is_heard_in_words(said: str) -> None:
    assert lonely(said)


@pytest.mark.parametrize("said", ["Leave me alone.", "I did it alone.", "A quiet engine.", "Let alone the price.", "I like my evenings."])  # fmt: skip
def test_being_alone_by_choice_is_not_loneliness(said: str) -> None:
    assert not lonely(said)
