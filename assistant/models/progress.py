"""How far the fetching of a model is, told not too often."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.models.catalogue import Model
    from assistant.models.pieces import Pieces

TELL_S = 0.1  # at most so often is progress told


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a model is: bytes of its files, and a sentence that may be shown."""

    name: str
    done_bytes: int
    total_bytes: int
    words: str


def unseen(progress: Progress) -> None:
    """For callers who do not show progress."""


@dataclass
class Teller:
    """Tells `progress` at most every TELL_S."""

    model: Model
    pieces: Pieces
    progress: Callable[[Progress], None]
    words: str = "Fetching {title}."
    _last: float = field(default=-1.0, init=False)

    def tell(self, under_way: int, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if at_once or now - self._last >= TELL_S:
            self._last = now
            done = min(self.pieces.arrived() + under_way, self.model.size)
            self._say(done, self.words.format(title=self.model.title))

    def finished(self) -> None:
        self._say(self.model.size, f"{self.model.title} is here.")

    def _say(self, done: int, words: str) -> None:
        self.progress(Progress(self.model.name, done, self.model.size, words))
