"""Gather candidates by meaning, by words and by the people spoken of, and rank them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.memory.ranking import Hit, rank

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.memory.index import Floats, Index
    from assistant.memory.store import MemoryStore

CANDIDATES = 24
OF_A_PERSON = 20


def searched(
    store: MemoryStore, index: Index | None, heard: str, vector: Floats | None, now: datetime
) -> tuple[Hit, ...]:
    """Best first; without a `vector` (of `heard`) or an index by words alone. Raises Trouble."""
    words = dict(store.worded(heard, CANDIDATES))
    people = store.spoken_of(heard)
    theirs = store.of_people(people, OF_A_PERSON)
    meaning: dict[int, float] = {}
    if vector is not None and index is not None:
        meaning = dict(index.nearest(vector, CANDIDATES))
        meaning |= index.measured(vector, [n for n in (*theirs, *words) if n not in meaning])
    memories = store.by_ids([*{*words, *meaning, *theirs}])
    return rank(heard, memories, meaning, words, now, people)
