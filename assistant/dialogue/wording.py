"""Choose her words for a move: a line whose slots can be filled and that she has not used lately."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from assistant.dialogue import guard
from assistant.dialogue.english import plain
from assistant.dialogue.persona import Persona, slots_of
from assistant.dialogue.text import capitalised, sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from assistant.dialogue.bearing import Bearing

NOT_AGAIN_WITHIN = 24  # replies; the promise is 20
LONGEST_SLOT = 120
TAKES_UP = 0.85  # how often a line is preferred that takes up what was said


class Wording:
    """Her lines and what she has said lately. All chance comes from `rng`; `bearing` prefers some."""

    def __init__(
        self, persona: Persona, rng: random.Random, bearing: Bearing | None = None
    ) -> None:
        self.persona = persona
        self._rng = rng
        self._bearing = bearing
        self._templates: deque[str] = deque(maxlen=4 * NOT_AGAIN_WITHIN)
        self._said: deque[frozenset[str]] = deque(maxlen=NOT_AGAIN_WITHIN)

    @property
    def recent(self) -> frozenset[str]:
        """Every sentence of hers lately, as `english.plain` gives it."""
        return frozenset().union(*self._said)

    def say(self, keys: Sequence[str], slots: Mapping[str, str], *, quiet: bool = False) -> str:
        """A line for the first of `keys` that has a fresh one; with `quiet`, one that asks nothing.

        When all are used up the one unused for longest comes again.
        """
        filled = {name: text for name, text in slots.items() if text and len(text) <= LONGEST_SLOT}
        for asks in ((False,) if quiet else (True,)) + ((True,) if quiet else ()):
            for key in keys:
                fresh = [
                    line for line in self._fitting(key, filled) if self._is_fresh(line, filled)
                ]
                fresh = [line for line in fresh if asks or "?" not in line]
                telling = [line for line in fresh if slots_of(line)]
                if telling and self._rng.random() < TAKES_UP:
                    fresh = telling
                if fresh and self._bearing is not None:
                    fresh = self._bearing.preferred(fresh)
                if fresh:
                    return self._used(self._rng.choice(fresh), filled)
        return self._used(self._oldest(keys, filled), filled)

    def remember(self, text: str) -> None:
        """Count `text`, a whole reply, among what was said lately."""
        self._said.append(frozenset(map(plain, sentences(text))))

    def _fitting(self, key: str, slots: Mapping[str, str]) -> list[str]:
        lines = self.persona.lines.get(key, ())
        return [line for line in lines if slots_of(line) <= slots.keys()]

    def _is_fresh(self, line: str, slots: Mapping[str, str]) -> bool:
        lately = list(self._templates)[-NOT_AGAIN_WITHIN:]
        if line in lately:
            return False
        said = self._worded(line, slots)
        again = self.recent.intersection(map(plain, sentences(said)))
        return not again and not guard.objection(said)

    def _oldest(self, keys: Sequence[str], slots: Mapping[str, str]) -> str:
        lines = [line for key in keys for line in self._fitting(key, slots)]
        lines = lines or self._fitting("brief", slots)
        lately = list(self._templates)
        return min(
            lines, key=lambda line: len(lately) - lately[::-1].index(line) if line in lately else -1
        )

    def _used(self, line: str, slots: Mapping[str, str]) -> str:
        self._templates.append(line)
        return self._worded(line, slots)

    def _worded(self, line: str, slots: Mapping[str, str]) -> str:
        put = self._bearing.put(line) if self._bearing is not None else line
        return capitalised(put.format_map(slots))
