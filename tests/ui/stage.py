"""A real window with a scripted engine, in a process of its own: stage.py FOLDER [--stay].

Prints what it measures: milliseconds from the start of the process to the first picture. Walks
through the states with a picture of each, and closes itself unless it is told to stay.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

BEGAN = time.monotonic()
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from PySide6.QtCore import QTimer  # noqa: E402
from window_fakes import FakeEngine  # noqa: E402

from assistant import events as e  # noqa: E402
from ui.app import run  # noqa: E402

SCENES: tuple[tuple[e.Fact, ...], ...] = (
    (e.Awake(),),
    (e.UserBegan(),),
    (e.UserSaid(1, "good evening"), e.ReplyBegan(1)),
    (e.ReplySpoken(1, "Good evening. How was the rest of your day?"),),
    (e.ReplyEnded(1), e.Muted()),
)
PAUSE_MS = 700


class Stage(FakeEngine):
    """Begins when the window stands, one scene after the other."""

    def start(self) -> None:
        report(f"visible {(time.monotonic() - BEGAN) * 1000:.0f}")
        if "--stay" in sys.argv:
            self.tell(e.Awake())
            return
        for i, facts in enumerate(SCENES):
            QTimer.singleShot(PAUSE_MS * i, lambda facts=facts: self.tell(*facts))
        QTimer.singleShot(PAUSE_MS * len(SCENES), self.leave)

    def leave(self) -> None:
        from PySide6.QtWidgets import QApplication

        for window in QApplication.topLevelWidgets():
            window.close()


def report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    engine = Stage()
    status = run(engine, screenshots=Path(sys.argv[1]))
    report(f"stopped {engine.stopped} wishes {engine.wishes}")
    sys.exit(status)
