"""How long from the script to a visible window, and to ears that hear."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "desktop"))

RUNS = 5


def run() -> dict[str, object]:
    """Start the set-up program RUNS times through `./os1` on a private screen and sound server."""
    import companion

    windows, ears, voices = [], [], []
    for _ in range(RUNS):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="os1-start-")))
            begun = time.monotonic()
            desktop = stack.enter_context(companion.running(folder, script=True))
            started = desktop.started
            windows.append(desktop.window_visible() - started)
            desktop.ready("sound", "hearing", "voice")
            facts = {f.get("part"): f["ms"] for f in desktop.facts() if f["fact"] == "PartReady"}
            ears.append(max(facts["sound"], facts["hearing"]) / 1000 - started)
            voices.append(facts["voice"] / 1000 - started)
            desktop.end()
            assert started >= begun
    figures: dict[str, object] = {
        "runs": RUNS,
        "window_visible_s": round(statistics.median(windows), 2),
        "ready_to_hear_s": round(statistics.median(ears), 2),
        "ready_to_speak_s": round(statistics.median(voices), 2),
    }
    print(f"From the script, median of {RUNS} starts on a set-up machine:")
    print(f"  window visible   {figures['window_visible_s']:>6} s   (must: 2)")
    print(f"  ready to hear    {figures['ready_to_hear_s']:>6} s   (must: 5)")
    print(f"  ready to speak   {figures['ready_to_speak_s']:>6} s")
    return figures
