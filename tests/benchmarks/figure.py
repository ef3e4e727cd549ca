"""What the figure costs and how smoothly it moves: pictures a second, time for one, share of a core.

A real window on a private screen, painted by the processor, in a process that does nothing else.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from math import sin
from pathlib import Path
from typing import TYPE_CHECKING, Any

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent), str(TESTS / "ui"), str(TESTS / "desktop")]

if TYPE_CHECKING:
    from ui.window import Window

WATCH_MS = 4000
SETTLE_MS = 700
SIZES = {"usual": (420, 640), "large": (1280, 800)}


def run() -> dict[str, object]:
    """Every state in the usual window, the busiest one also in a large one."""
    import companion

    with companion.screen("1400x900x24") as (display, _pid):
        env = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        done = subprocess.run(
            [sys.executable, __file__], env=env, capture_output=True, text=True, check=True
        )
    figures: dict[str, dict[str, float]] = json.loads(done.stdout)
    print(
        f"The figure, {WATCH_MS / 1000:g} s a state; one picture in ms, gaps at p95, per cent of a core:"
    )
    print(f"  {'state':<18}{'a second':>9}{'picture':>9}{'gap p95':>9}{'core':>7}")
    for state, one in figures.items():
        print(
            f"  {state:<18}{one['fps']:>9}{one['paint_ms']:>9}{one['gap_p95_ms']:>9}{one['core_pct']:>7}"
        )
    return {**figures}


class Watch:
    """Counts the pictures of one figure, and takes the time of each."""

    def __init__(self, window: Window) -> None:
        self.figure = window.figure
        self._paint = self.figure.paintEvent
        self.at: list[float] = []
        self.took: list[float] = []
        self.figure.paintEvent = self._painted  # type: ignore[method-assign]

    def _painted(self, event: Any) -> None:
        begun = time.perf_counter()
        self._paint(event)
        self.at.append(begun)
        self.took.append(time.perf_counter() - begun)

    def over(self, ms: int) -> dict[str, float]:
        """The figures of the next `ms`."""
        import tour

        self.at.clear()
        self.took.clear()
        cpu, begun = time.process_time(), time.monotonic()
        tour.wait(ms)
        seconds = time.monotonic() - begun
        gaps = sorted(1000 * (b - a) for a, b in zip(self.at, self.at[1:], strict=False))
        return {
            "fps": round(len(self.at) / seconds, 1),
            "paint_ms": round(1000 * statistics.mean(self.took), 2) if self.took else 0.0,
            "gap_p95_ms": round(gaps[int(0.95 * len(gaps))], 1) if gaps else 0.0,
            "core_pct": round(100 * (time.process_time() - cpu) / seconds, 1),
        }


def measured() -> dict[str, dict[str, float]]:
    import tour
    from PySide6.QtCore import QTimer
    from window_fakes import FakeEngine

    from assistant import events as e
    from ui.app import application
    from ui.bridge import Bridge
    from ui.window import Window

    application()
    engine = FakeEngine()
    began = time.monotonic()

    def levels() -> tuple[float, float]:
        """A voice that goes up and down."""
        level = -24.0 + 10.0 * sin(9.0 * (time.monotonic() - began)) * sin(2.0 * (time.monotonic() - began))  # fmt: skip
        return level, level

    engine.levels = levels  # type: ignore[method-assign]
    window = Window(engine, Bridge(engine))
    window.resize(*SIZES["usual"])
    window.show()
    watch = Watch(window)
    found = {}
    talk = (e.UserSaid(1, "good evening"), e.ReplyBegan(1))
    scenes: dict[str, tuple[e.Fact, ...]] = {
        "waking": (e.Preparing("voice", "fetching the voice", 0.4),),
        "listening": (e.Awake(),),
        "hearing": (e.UserBegan(),),
        "thinking": talk,
        "speaking": (e.ReplySpoken(1, "Good evening. How was the rest of your day?"),),
    }
    for name, facts in scenes.items():
        engine.tell(*facts)
        tour.wait(SETTLE_MS)
        found[name] = watch.over(WATCH_MS)
    window.resize(*SIZES["large"])
    tour.wait(SETTLE_MS)
    found["speaking, large"] = watch.over(WATCH_MS)
    window.resize(*SIZES["usual"])
    engine.tell(e.ReplyEnded(1))
    turning = QTimer()
    turning.timeout.connect(lambda: engine.tell(e.Unmuted() if engine.state.muted else e.Muted()))
    turning.start(340)  # as long as a change lasts
    tour.wait(SETTLE_MS)
    found["changing"] = watch.over(WATCH_MS)
    turning.stop()
    engine.tell(e.Muted())
    tour.wait(SETTLE_MS)
    found["muted"] = watch.over(WATCH_MS)
    engine.tell(e.Unmuted())
    window.hide()
    tour.wait(SETTLE_MS)
    found["hidden"] = watch.over(WATCH_MS)
    window.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured()))
