"""What the person has told her they are going to do on a day, as the calendar does not know it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.memory.calendar import said
from assistant.ports import Recalled, Source

if TYPE_CHECKING:
    from assistant.memory.kept import Memory
    from assistant.memory.store import MemoryStore

DATED = frozenset(
    {"plan", "appointment", "starts", "moving"}
)  # aspects whose day was made absolute
MOST_DAYS = 8
HOLDS = timedelta(days=200)  # a day is kept without its year


def plans(store: MemoryStore, first: date, after: date) -> tuple[Recalled, ...]:
    """What holds and was told of the days from `first` up to `after`, in their order, without the day.

    Of a longer stretch only the first MOST_DAYS are looked at.
    """
    found: dict[int, Recalled] = {}
    for number in range(min((after - first).days, MOST_DAYS)):
        day = first + timedelta(number)
        for memory in store.worded_with(said(day)):
            told = day - date.fromisoformat(memory.day)
            if memory.aspect in DATED and not memory.replaced and timedelta(0) <= told < HOLDS:
                found.setdefault(memory.id, _without_day(memory, day))
    return tuple(found.values())


def _without_day(memory: Memory, day: date) -> Recalled:
    text = re.sub(rf",? (?:on|in)(?: the (?:morning|evening) of)? {said(day)}\b", "", memory.words)
    return Recalled(text, Source(str(memory.id), memory.day, memory.quote))
