"""Changes a person asked for and she read back: put something in another's place, or beside it, or let go of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.memory.forgetting import Selection, selected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assistant.memory.kept import Found
    from assistant.memory.store import MemoryStore


def put(store: MemoryStore, how: str, found: Found, *, old: int, now: datetime, turn: int) -> int:
    """`how` is "replace", "beside" or "keep"; the number of what is kept then, 0 when it was there."""
    match how:
        case "replace":
            return store.replace(old, found, now, turn)
        case "beside":
            return store.keep_beside(found, now, turn)
        case _:
            return store.keep(found, now, turn)


def all_of(
    store: MemoryStore, memories: Sequence[int], turns: Sequence[int], phrase: str
) -> Selection:
    """What goes with these memories and turns, and with every line of talk that holds `phrase`."""
    going = [one for number in memories if (one := store.by_id(number))]
    chosen = selected(store, going, phrase)
    extra = [line for number in turns if (line := store.turn(number))]
    lines = {one.id: one for one in (*chosen.turns, *extra)}
    return Selection(chosen.memories, tuple(lines.values()), chosen.quoting)
