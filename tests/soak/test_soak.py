"""Hours of talk leave nothing behind: no memory, no descriptors, no threads, no slower answers.

With --long: OS1_SOAK_HOURS of simulated talk (8), and OS1_SOAK_MINUTES through a real sound server (60).
"""

from __future__ import annotations

import os
import statistics
from typing import TYPE_CHECKING

import pytest
from simulated_hours import Hour, slope, talk

if TYPE_CHECKING:
    from pathlib import Path

HOURS = int(os.environ.get("OS1_SOAK_HOURS", "8"))
MOST_MB_AN_HOUR = 5.0
MOST_LAG_MS = 100.0


@pytest.mark.long
@pytest.mark.warns
@pytest.mark.timeout(1800)
def test_eight_simulated_hours_of_talk_cost_no_more_at_their_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(hour: Hour) -> None:
        print(
            f"  {hour.memory:7.1f} MB  {hour.descriptors} fds  {hour.threads} threads"
            f"  {hour.answered} of {hour.turns} answered  loop p99 {hour.lag_p99:.1f}, most"
            f" {hour.lag_max:.1f} ms  turn p50 {hour.turn_p50:.1f}, p95 {hour.turn_p95:.1f} ms",
            flush=True,
        )

    with capsys.disabled():
        print(f"\n{HOURS} simulated hours, one a line; milliseconds are the processor's")
        scene = talk(tmp_path, HOURS, monkeypatch, told)
    hours = scene.done
    settled = hours[1:] if len(hours) > 2 else hours  # in the first all is read that will be needed
    grown = slope([hour.memory for hour in settled])
    with capsys.disabled():
        print(f"  memory grows by {grown:.2f} MB an hour; troubles {dict(scene.troubles)}")
    assert grown < MOST_MB_AN_HOUR
    assert hours[-1].descriptors <= settled[0].descriptors
    assert hours[-1].threads <= settled[0].threads
    assert max(hour.lag_p99 for hour in hours) < MOST_LAG_MS
    early, late = (
        statistics.median(hour.turn_p50 for hour in some) for some in (settled[:2], settled[-2:])
    )
    assert late < 1.5 * early
    assert "bug" not in scene.troubles
    assert sum(hour.answered for hour in hours) > 0.9 * sum(hour.turns for hour in hours)
