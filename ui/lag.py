"""How long the window's loop was blocked, measured by a beat that ought to come every 50 ms."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

BEAT_MS = 50
RESTING_MS = 1000  # between two beats while nobody can see the window


class Lag(QObject):
    """Tells every gap between two beats that is longer than `above_ms`, in whole milliseconds.

    A gap is at most one beat longer than the loop was really blocked. Runs from its making on, in
    the thread that made it; costs about 0.2 % of a core, so it is made only on request.
    """

    def __init__(
        self,
        told: Callable[[int], None],
        above_ms: int = 100,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
        rests: Callable[[], bool] = lambda: False,
    ) -> None:
        """`clock` gives seconds; while it `rests` the beats are few and only their lateness counts."""
        super().__init__(parent)
        self._told, self._above_ms, self._clock = told, above_ms, clock
        self._rests = rests
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start(BEAT_MS)

    def beat(self) -> None:
        """The loop is alive now."""
        now = self._clock()
        gap_ms = round((now - self._last) * 1000)
        self._last = now
        if gap_ms > self._above_ms + self._timer.interval() - BEAT_MS:
            self._told(gap_ms)
        pause = RESTING_MS if self._rests() else BEAT_MS
        if pause != self._timer.interval():
            self._timer.start(pause)

    def stop(self) -> None:
        self._timer.stop()
