"""Stand in for a speaker that is not there: draw her voice at the pace of time, so replies end."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from assistant.sound.playback import OUT_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

STEP_MS = 20


class Clock:
    """Calls `draw(count)` every STEP_MS while `run(True)`; late steps are made up for."""

    def __init__(self, draw: Callable[[int], object]) -> None:
        self._draw = draw
        self._runs = threading.Event()
        threading.Thread(target=self._tick, name="clock", daemon=True).start()

    def run(self, on: bool) -> None:
        if on:
            self._runs.set()
        else:
            self._runs.clear()

    def _tick(self) -> None:
        while True:
            self._runs.wait()
            due = time.monotonic()
            while self._runs.is_set():
                due += STEP_MS / 1000
                time.sleep(max(0.0, due - time.monotonic()))
                if self._runs.is_set():
                    self._draw(OUT_RATE * STEP_MS // 1000)
