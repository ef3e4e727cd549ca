"""Make the pictures of the README anew: readme_pictures.py FOLDER. Needs ImageMagick for the animation."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from math import sin
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

import tour  # noqa: E402
from window_fakes import FakeEngine  # noqa: E402

from assistant import events as e  # noqa: E402
from assistant.meeting.offers import stands  # noqa: E402
from assistant.meeting.steps import Meeting, Step  # noqa: E402
from assistant.settings import checked  # noqa: E402
from ui.app import application  # noqa: E402
from ui.bridge import Bridge  # noqa: E402
from ui.window import Window  # noqa: E402
from ui.words import Spot  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME_MS = 120
WIDE = 240  # pixels of the animation
COLOURS = 48
OTTO = {**tour.ANSWERS, Step.NAME: "Otto"}
FIRST = "So it's order you want, Theo, and here I am, already talking."
NAMED = (
    "I've picked a name for myself: Otto. The second half puts the first half back where it was."
)
# what happens, and for how many frames it is watched
STORY: tuple[tuple[tuple[e.Fact, ...], int], ...] = (
    ((e.Awake(), stands(Meeting())), 9),
    ((e.ReplyBegan(1), e.ReplySpoken(1, "What should she be for you, mostly?", "setup:1"),
      stands(Meeting(Step.PURPOSE, OTTO))), 10),
    ((e.ReplyEnded(1), e.UserBegan(), e.UserHeardSoFar("somebody to keep me in order")), 9),
    ((e.UserSaid(2, "somebody to keep me in order, I guess"), e.ReplyBegan(2),
      e.ReplySpoken(2, "Order. Thank you. Here she comes.", "setup:2"),
      stands(Meeting(Step.AGE, OTTO))), 9),
    ((e.ReplyEnded(2), stands(Meeting(Step.NAME))), 22),
    ((e.ReplyBegan(3), e.ReplySpoken(3, FIRST, "meeting:3"),
      stands(Meeting(Step.NAME, OTTO, "Otto"))), 18),
    ((e.ReplySpoken(3, NAMED, "meeting:3"),), 22),
    ((e.ReplyEnded(3),), 8),
)  # fmt: skip


def frames(look: str) -> Iterator[Window]:
    """The window at each frame of the story."""
    engine = FakeEngine()
    engine.settings = checked(engine.settings, "look", look)
    window = Window(engine, Bridge(engine))
    window.resize(*tour.SIZES[""])
    window.show()
    count = 0
    for facts, watched in STORY:
        engine.tell(*facts)
        for _ in range(watched):
            count += 1
            level = -24.0 + 9.0 * sin(count * 1.7) * sin(count * 0.6)
            engine.sound = (level, level)
            tour.wait(FRAME_MS)
            yield window
    window.close()


def animation(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, window in enumerate(frames("dusk")):
            window.grab().save(f"{folder}/{number:03}.png")
        command = [
            "convert", "-delay", str(FRAME_MS // 10), "-loop", "0", f"{folder}/*.png",
            "-resize", f"{WIDE}x", "+dither", "-colors", str(COLOURS), "-layers", "Optimize", str(file),
        ]  # fmt: skip
        subprocess.run(command, check=True, timeout=240)


def stills(folder: Path) -> None:
    pictures = tour.Tour(folder)
    for name, look, facts, called in (
        ("meeting", "dusk", tour.MEETING["meeting-purpose"], "OS1"),
        ("changes", "night", tour.MEETING["meeting-changes"], "Otto"),
        ("window", "dusk", tour.SCENES["speaking"], "Otto"),
    ):
        window = pictures.window(look, "", facts, her_name=called)
        tour.wait(900)
        pictures.picture(window, name)
        window.close()
    window = pictures.window("night", "", tour.OPEN, her_name="Otto")
    window.turn_page()
    window._page.turn_to(Spot.TALK)
    tour.wait(900)
    pictures.picture(window, "talk")
    window.close()


def main(folder: Path) -> None:
    application()
    stills(folder)
    animation(folder / "meeting.gif")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
