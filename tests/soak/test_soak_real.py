"""An hour of talk through the real sound server: what each process holds, how late, how quick.

OS1_SOAK_MINUTES (60) sets the length; growth by the hour is judged from 20 minutes on, printed always.
What it came to so far is added to artifacts/soak.txt every five minutes, and printed at the end however
it ends.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from companion import ARTIFACTS, Desktop, running, spoken
from figures import Figures, Sample, told
from simulated_hours import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MINUTES = float(os.environ.get("OS1_SOAK_MINUTES", "60"))
JUDGED_MINUTES = 20
SAMPLE_S, TELL_S = 10.0, 300.0
MOST_MB_AN_HOUR, MOST_LAG_MS = 5.0, 100.0
MOST_MISSED = 4  # answers in a row
SAID = ("What is seven times eight?", "Could you tell me the time, please?", "I had a long day.")
GOODBYE = "Good night"  # after it she rests until she is called


def sampled(desktop: Desktop) -> Mapping[str, Sample]:
    """Every process by what it is; helpers that come and go are left out."""
    found = {}
    for pid in (desktop.process.pid, *desktop.children()):
        try:
            process = psutil.Process(pid)
            words = process.cmdline()
            name = words[words.index("-m") + 1] if "-m" in words else Path(words[1]).name
            found[name] = Sample(
                time.monotonic(), process.memory_full_info().uss / 1e6, process.num_fds(), process.num_threads(),
            )  # fmt: skip
        except (psutil.Error, IndexError):
            continue
    return found


def look(desktop: Desktop, lags: Path, figures: Figures) -> None:
    """What was told up to now."""
    lines = lags.read_text().splitlines() if lags.exists() else []
    facts = desktop.facts()
    figures.late = [(at, late) for at, late in map(json.loads, lines[:-1])]  # the last may be half
    figures.quick = [(f["ms"] / 1000, f["sound_ms"]) for f in facts if f["fact"] == "TurnTimed"]
    figures.held_up = [fact["gap_ms"] for fact in facts if fact["fact"] == "WindowLate"]
    figures.replies = sum(fact["fact"] == "ReplyEnded" for fact in facts)


def ask(desktop: Desktop, wav: Path) -> None:
    """Say `wav` to her, and wait until she has answered. Raises AssertionError when she does not."""
    before = len(desktop.facts())
    played = desktop.sound.play(wav)
    desktop.wait_for(
        lambda facts: any(fact["fact"] == "ReplyEnded" for fact in facts[before:]), 60, "answer"
    )
    assert played.returncode == 0


def exchanged(desktop: Desktop, turn: Callable[[], object]) -> bool:
    """Whether she was quiet, and answered. One miss shall not cost the figures of an hour."""
    try:
        desktop.settled(60)
        turn()
    except AssertionError:
        assert desktop.process.poll() is None, "the program has ended"
        return False
    return True


@pytest.mark.real
@pytest.mark.long
@pytest.mark.timeout(int(MINUTES * 60) + 600)
def test_an_hour_through_the_sound_server_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice, lags = random.Random(20261123), tmp_path / "lags.jsonl"
    probed = (sys.executable, str(Path(__file__).with_name("probed.py")))
    lines = (DATA / "everyday.txt").read_text().splitlines()
    lines = [line.replace("'", "") for line in lines if GOODBYE not in line]
    wavs = [spoken(tmp_path, one) for one in SAID]
    extra = {"OS1_SOAK_LAGS": str(lags), "OS1_OFFLINE": "1"}
    ARTIFACTS.mkdir(exist_ok=True)
    kept = ARTIFACTS / "soak.txt"
    kept.write_text("")
    with running(tmp_path, extra=extra, program=probed) as desktop:
        desktop.ready("sound", "hearing", "voice")
        desktop.settled()
        figures = Figures(began=time.monotonic())
        until, sample_at, tell_at = figures.began + MINUTES * 60, 0.0, figures.began + TELL_S
        missed = 0
        try:
            while (now := time.monotonic()) < until:
                if now >= sample_at:
                    sample_at = now + SAMPLE_S
                    figures.add(sampled(desktop))
                if now >= tell_at:
                    tell_at = now + TELL_S
                    look(desktop, lags, figures)
                    with kept.open("a") as file:
                        file.write(told(figures, now) + "\n")
                wav, line = dice.choice(wavs), dice.choice(lines)
                turn = partial(ask, desktop, wav) if dice.random() < 0.5 else partial(desktop.type_and_wait, line, 60)  # fmt: skip
                missed = 0 if exchanged(desktop, turn) else missed + 1
                figures.missed += missed > 0
                assert missed < MOST_MISSED, "she answers no more"
                time.sleep(dice.uniform(0.5, 3))
        finally:
            look(desktop, lags, figures)
            whole = told(figures, time.monotonic())
            with capsys.disabled(), kept.open("a") as file:
                print(f"\n{whole}")
                file.write(f"{whole}\n")
        assert desktop.end() == 0
    judged(figures)


def judged(figures: Figures) -> None:
    steady = {name: series for name, series in figures.samples.items() if len(series) > 3}
    for name, series in steady.items():
        half = len(series) // 2
        before, after = series[half // 2 : half + 1], series[half:]
        assert series[-1].descriptors <= max(one.descriptors for one in before) + 2, name
        assert min(one.threads for one in after) <= max(one.threads for one in before), name
    assert figures.missed <= figures.replies / 100
    assert figures.lag(0.99) < MOST_LAG_MS
    if MINUTES >= JUDGED_MINUTES:
        assert {name: most for name in steady if (most := figures.growth(name)) >= MOST_MB_AN_HOUR} == {}  # fmt: skip
        early, end = figures.first_and_last_third()
        assert end < 1.5 * early
