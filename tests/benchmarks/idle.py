"""What the program costs while nothing happens: memory, and shares of one core.

Her fixed phrases are rendered once for each voice, seldom, while nobody speaks; they outlive the
program. What is measured is the time after that.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from assistant.paths import phrases_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from companion import Desktop

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "desktop"))

WATCH_S = 20.0
REHEARSED_S = 20.0  # no new phrase for so long: all are ready
RESTED_S = 36.0  # after the greeting: the speaker is let go 30 s after its last sound
TURNS = 20
LINES = ("what time is it", "what is seven times eight", "I had a long day", "my sister called")


def run() -> dict[str, object]:
    """A set-up program on a private screen and sound server, without the local mind."""
    import companion

    with (
        tempfile.TemporaryDirectory(prefix="os1-idle-") as folder,
        companion.running(Path(folder)) as desktop,
    ):
        desktop.ready("sound", "hearing", "voice")
        desktop.settled()
        rehearsed()
        time.sleep(RESTED_S)
        figures: dict[str, object] = {}
        figures["listening_pct"], figures["figure_pct"] = cost(desktop)
        figures["listening_by_process"] = by_process(desktop)
        desktop.hide()
        figures["hidden_pct"], _ = cost(desktop)
        desktop.show()
        desktop.keys("key", "ctrl+m")
        time.sleep(RESTED_S)  # the chime of muting has opened the speaker
        figures["muted_pct"], _ = cost(desktop)
        desktop.keys("key", "ctrl+m")
        for turn in range(TURNS):
            desktop.type_and_wait(LINES[turn % len(LINES)])
        figures["pss_mb"] = round(memory_mb(desktop))
        desktop.end()
    limits = {"listening_pct": 8, "figure_pct": 3, "hidden_pct": 4, "muted_pct": 2, "pss_mb": 1000}
    print(f"Idle, over {WATCH_S:g} s each; per cent of one core:")
    for name, limit in limits.items():
        print(f"  {name:<14} {figures[name]!s:>7}   (must: {limit})")
    print(f"  of listening: {figures['listening_by_process']}")
    return figures


def rehearsed() -> None:
    """Wait until no fixed phrase has been rendered for a while."""
    last, since = -1, time.monotonic()
    while time.monotonic() - since < REHEARSED_S:
        now = len(list(phrases_folder().glob("*.pcm")))
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(1)


def by_process(desktop: Desktop) -> dict[str, float]:
    """Per cent of a core of each process, to see where it goes."""
    before = {p.pid: sum(p.cpu_times()[:2]) for p in everyone(desktop)}
    time.sleep(WATCH_S)
    return {
        name_of(p): round(100 * (sum(p.cpu_times()[:2]) - before[p.pid]) / WATCH_S, 1)
        for p in everyone(desktop)
        if p.pid in before
    }


def name_of(process: psutil.Process) -> str:
    words = process.cmdline()
    return words[words.index("-m") + 1] if "-m" in words else Path(words[0]).name


def cost(desktop: Desktop) -> tuple[float, float]:
    """Per cent of a core of all processes, and of the window's own thread."""
    processes = everyone(desktop)
    window = psutil.Process(desktop.process.pid)

    def total() -> float:
        return sum(sum(p.cpu_times()[:2]) for p in processes)

    def painting() -> float:
        main = next(t for t in window.threads() if t.id == window.pid)
        return main.user_time + main.system_time

    return share(total, painting)


def share(*measures: Callable[[], float]) -> tuple[float, float]:
    before, begun = [measure() for measure in measures], time.monotonic()
    time.sleep(WATCH_S)
    seconds = time.monotonic() - begun
    after = [measure() for measure in measures]
    first, second = (round(100 * (b - a) / seconds, 1) for a, b in zip(before, after, strict=True))
    return first, second


def memory_mb(desktop: Desktop) -> float:
    """Proportional set size of all processes together, in MB."""
    return sum(p.memory_full_info().pss for p in everyone(desktop)) / 1e6


def everyone(desktop: Desktop) -> list[psutil.Process]:
    root = psutil.Process(desktop.process.pid)
    return [root, *root.children(recursive=True)]
