"""Takes a turn in: what the person said, what it tells, and under which number it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.memory import helping
from assistant.memory.extraction import found_in, mentioned
from assistant.memory.in_touch import birthdays_in, in_touch_in, keep_latest
from assistant.memory.resting import Unsure
from assistant.memory.secrets import masked

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.memory.kept import Found
    from assistant.memory.store import MemoryStore

LATEST = 400  # exchanges whose numbers are at hand


class Said(Protocol):
    """An exchange as the dialogue keeps it."""

    heard: str
    at: datetime
    said: str
    private: bool
    voices: tuple[tuple[str, int], ...]


class Taken(NamedTuple):
    """What became of a turn: its number (0 when the words were not kept), whom it spoke of last, what is unsure."""

    turn: int
    person: str
    unsure: Unsure | None


@dataclass
class KeptTurns:
    """The latest exchanges and the numbers under which their turns are kept.

    A list stays empty until the memory's thread has kept the turn, and for good when it kept no words.
    """

    # by identity, which holds as long as the exchange is held here: each answer asks for all of them
    _pairs: dict[int, tuple[Said, list[int]]] = field(default_factory=dict)

    def of(self, exchange: Said) -> list[int] | None:
        pair = self._pairs.get(id(exchange))
        return None if pair is None else pair[1]

    def begin(self, exchange: Said) -> list[int]:
        numbers: list[int] = []
        self._pairs[id(exchange)] = (exchange, numbers)
        if len(self._pairs) > LATEST:
            del self._pairs[next(iter(self._pairs))]
        return numbers

    def last(self) -> int:
        """The number of the latest turn; 0 when it has none."""
        latest = list(self._pairs.values())[-1:]
        return latest[0][1][0] if latest and latest[0][1] else 0

    def latest(self, count: int) -> set[int]:
        return {numbers[0] for _, numbers in list(self._pairs.values())[-count:] if numbers}

    def forget_lost(self, store: MemoryStore) -> None:
        """Let go of those whose turn is no longer in the store."""
        for key, (_, numbers) in list(self._pairs.items()):  # the loop may add to it meanwhile
            if numbers and not store.turn(numbers[0]):
                self._pairs.pop(key, None)


def found_now(heard: str, at: datetime, person: str) -> tuple[Found, ...]:
    """What would be kept of these words; `person` is whom they spoke of last."""
    return found_in(masked(heard), at.date(), person)


def take_in(store: MemoryStore, heard: str, at: datetime, person: str, *, words: bool) -> Taken:
    """Keep what a turn tells, and the turn itself when its `words` are to be kept.

    What cannot hold together with what is kept is left for her to ask about.
    """
    text = masked(heard)
    known = [one.name for one in store.people() if one.name]
    found = found_in(text, at.date(), person) + birthdays_in(text, at.date(), known)
    fitting = [one for one in found if not store.conflicts(one)]
    turn, unsure = 0, None
    if words:
        turn, _ = store.keep_turn(at, text, fitting)
        if not found and (sentence := helping.worth_asking(text, at.date())):
            unsure = Unsure(turn, sentence, at)
    else:
        for one in fitting:
            store.keep(one, at)
    for one in in_touch_in(text, at.date(), known):
        keep_latest(store, one, at, turn)
    last = next((one.name or one.about for one in reversed(found) if one.about != "you"), person)
    return Taken(turn, mentioned(heard) or last, unsure)
