"""An hour of talk through the real sound server: what each process holds, how late, how quick.

OS1_SOAK_MINUTES (60) sets the length; growth by the hour is judged from 20 minutes on, printed always.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil
import pytest
from companion import Desktop, running, spoken
from simulated_hours import DATA, share, slope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MINUTES = float(os.environ.get("OS1_SOAK_MINUTES", "60"))
JUDGED_MINUTES = 20
SAMPLE_S = 10.0
MOST_MB_AN_HOUR, MOST_LAG_MS = 5.0, 100.0
SAID = ("What is seven times eight?", "Could you tell me the time, please?", "I had a long day.")


class Sample(NamedTuple):
    memory: float  # MB of its own, shared pages left out
    descriptors: int
    threads: int


def sampled(desktop: Desktop) -> dict[str, Sample]:
    """Every process by what it is; helpers that come and go are left out."""
    found = {}
    for pid in (desktop.process.pid, *desktop.children()):
        try:
            process = psutil.Process(pid)
            words = process.cmdline()
            name = words[words.index("-m") + 1] if "-m" in words else Path(words[1]).name
            found[name] = Sample(
                process.memory_full_info().uss / 1e6, process.num_fds(), process.num_threads()
            )
        except (psutil.Error, IndexError):
            continue
    return found


@pytest.mark.real
@pytest.mark.long
@pytest.mark.timeout(int(MINUTES * 60) + 300)
def test_an_hour_through_the_sound_server_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice, lags = random.Random(20261123), tmp_path / "lags.jsonl"
    probed = (sys.executable, str(Path(__file__).with_name("probed.py")))
    lines = (DATA / "everyday.txt").read_text().splitlines()
    wavs = [spoken(tmp_path, one) for one in SAID]
    samples: dict[str, list[Sample]] = defaultdict(list)
    extra = {"OS1_SOAK_LAGS": str(lags), "OS1_OFFLINE": "1"}
    with running(tmp_path, extra=extra, program=probed) as desktop:
        desktop.ready("sound", "hearing", "voice")
        desktop.settled()
        until, due = time.monotonic() + MINUTES * 60, 0.0
        while time.monotonic() < until:
            if time.monotonic() >= due:
                due = time.monotonic() + SAMPLE_S
                for name, sample in sampled(desktop).items():
                    samples[name].append(sample)
            desktop.settled(60)
            if dice.random() < 0.5:
                desktop.hear_answer(dice.choice(wavs), seconds=60)
            else:
                desktop.type_and_wait(dice.choice(lines).replace("'", ""), 60)
            time.sleep(dice.uniform(0.5, 3))
        facts = desktop.facts()
        assert desktop.end() == 0
    late = sorted(ms for line in lags.read_text().splitlines() for ms in json.loads(line))
    quick = [fact["sound_ms"] for fact in facts if fact["fact"] == "TurnTimed"]
    held_up = [fact["gap_ms"] for fact in facts if fact["fact"] == "WindowLate"]
    with capsys.disabled():
        told(samples, late, quick, held_up)
    judged(samples, late, quick)


def told(
    samples: Mapping[str, Sequence[Sample]], late: list[float], quick: list[int], held_up: list[int]
) -> None:
    print(f"\n{MINUTES:g} minutes through the sound server")
    for name, series in samples.items():
        first, last = series[0], series[-1]
        print(
            f"  {name:28} {first.memory:7.1f} -> {last.memory:7.1f} MB ({growth(series):+6.1f} an hour)"
            f"  fds {first.descriptors} -> {last.descriptors}  threads {first.threads} -> {last.threads}"
        )
    print(
        f"  loop late: p50 {share(late, 0.5):.1f}, p99 {share(late, 0.99):.1f}, most {late[-1]:.1f} ms"
    )
    early, end = thirds(quick)
    print(f"  first sound, median: {early:.0f} -> {end:.0f} ms over {len(quick)} spoken turns")
    print(f"  window held up over 100 ms: {len(held_up)} times, most {max(held_up, default=0)} ms")


def judged(samples: Mapping[str, Sequence[Sample]], late: list[float], quick: list[int]) -> None:
    steady = {name: series for name, series in samples.items() if len(series) > 3}
    for name, series in steady.items():
        half = len(series) // 2
        before, after = series[half // 2 : half + 1], series[half:]
        assert series[-1].descriptors <= max(one.descriptors for one in before) + 2, name
        assert min(one.threads for one in after) <= max(one.threads for one in before), name
    assert share(late, 0.99) < MOST_LAG_MS
    if MINUTES >= JUDGED_MINUTES:
        assert {name: growth(series) for name, series in steady.items() if growth(series) >= MOST_MB_AN_HOUR} == {}  # fmt: skip
        early, end = thirds(quick)
        assert end < 1.5 * early


def growth(series: Sequence[Sample]) -> float:
    """MB an hour, from a quarter of the time on: until then all is read that is needed."""
    settled = [one.memory for one in series[len(series) // 4 :]]
    if len(settled) < 3:
        return 0.0
    return slope(settled) * 3600 / (MINUTES * 60 / len(series))


def thirds(values: Sequence[float]) -> tuple[float, float]:
    """The medians of the first and the last third."""
    third = max(1, len(values) // 3)
    return statistics.median(values[:third] or [0]), statistics.median(values[-third:] or [0])
