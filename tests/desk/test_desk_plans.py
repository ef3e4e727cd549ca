"""What the person told her of a day is mentioned beside what the calendar has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import corpus
import pytest
from desktalking import Talking

from assistant.memory.database import open_memory
from assistant.memory.extraction import found_in
from assistant.memory.plans import plans
from assistant.memory.store import MemoryStore
from assistant.ports import Recalled, Source

if TYPE_CHECKING:
    from pathlib import Path

SATURDAY = dt.date(2026, 11, 28)
CINEMA = Recalled("you're going to the cinema with Paul", Source("1", "2026-11-22", "cinema"))
DENTIST = Recalled("you're going to the dentist", Source("2", "2026-11-22", "dentist"))


@pytest.fixture
def talk(tmp_path: Path) -> Talking:
    desk = corpus.furnished(tmp_path)

    async def told(first: dt.date, after: dt.date) -> tuple[Recalled, ...]:
        days = {SATURDAY: CINEMA, dt.date(2026, 11, 24): DENTIST}
        return tuple(one for day, one in days.items() if first <= day < after)

    desk.plans = told
    return Talking(desk)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("what am I doing on Saturday", "Nothing in the calendar on Saturday 28 November. But you told me you're going to the cinema with Paul."),
        ("what's on tuesday", "On Tuesday 24 November: Dentist at ten o'clock in the morning."),
        ("what's on Sunday", "Nothing on Sunday 29 November."),
        ("when am I free on Saturday", "You're free the whole time on Saturday 28 November."),
    ],
)  # fmt: skip
def test_a_plan_that_was_told_is_mentioned_once(talk: Talking, said: str, answered: str) -> None:
    assert talk(said) == answered


def test_the_memory_gives_the_plans_of_a_day_without_the_day(tmp_path: Path) -> None:
    store = MemoryStore(open_memory(tmp_path, lambda: corpus.NOW).connection)
    for said in ("I'm going to the cinema with Paul on Saturday.", "I love Saturdays."):
        for found in found_in(said, corpus.NOW.date()):
            store.keep(found, corpus.NOW)
    told = plans(store, SATURDAY, SATURDAY + dt.timedelta(1))
    assert [one.text for one in told] == ["you are going to the cinema with Paul"]
    assert plans(store, SATURDAY + dt.timedelta(1), SATURDAY + dt.timedelta(3)) == ()
    store.close()
