"""Let the speaker go while nothing sounds: an open one costs half of what listening costs."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.sound.care import Care

REST_AFTER_S = 30.0  # the pauses within a talk are shorter: the echo canceller keeps what it learnt


@dataclass
class Rest:
    """`stir` whenever something is about to sound: opening takes less than making the sound."""

    speaker: Care
    busy: Callable[[], bool]
    now_s: Callable[[], float] = time.monotonic
    _stirred_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._stirred_s = self.now_s()

    def stir(self) -> None:
        """Have the speaker open for a while. Any thread; cheap."""
        self._stirred_s = self.now_s()
        if not self.speaker.wanted:
            self.speaker.want(True)

    def look(self) -> None:
        """Call it now and then. A speaker in trouble is not let go: its return is to be noticed."""
        if self.busy():
            self._stirred_s = self.now_s()
        elif self.speaker.well and self.now_s() - self._stirred_s > REST_AFTER_S:
            self.speaker.want(False)
