"""What a talk through the sound server has come to so far, and how it is told."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from simulated_hours import share, slope

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_S = 600.0  # of the table that shows how it went


class Sample(NamedTuple):
    at: float  # monotonic seconds
    memory: float  # MB of its own, shared pages left out
    descriptors: int
    threads: int


@dataclass
class Figures:
    """Samples by process; (when, milliseconds) of the loop's lateness and of her first sounds."""

    began: float  # monotonic seconds, as all that follow
    samples: dict[str, list[Sample]] = field(default_factory=lambda: defaultdict(list))
    late: list[tuple[float, list[float]]] = field(default_factory=list)
    quick: list[tuple[float, float]] = field(default_factory=list)
    held_up: list[float] = field(default_factory=list)
    replies: int = 0
    missed: int = 0  # answers that did not come

    def add(self, found: Mapping[str, Sample]) -> None:
        for name, sample in found.items():
            self.samples[name].append(sample)

    def lag(self, part: float, first: float = 0.0, last: float = float("inf")) -> float:
        """How late the loop was, in ms, below which this part of its rests between two moments lies."""
        return share(
            sorted(ms for at, ms_s in self.late if first <= at < last for ms in ms_s), part
        )

    def growth(self, name: str) -> float:
        """MB an hour, from a quarter of its time on: until then all is read that is needed."""
        series = self.samples[name]
        settled = series[len(series) // 4 :]
        if len(settled) < 3:
            return 0.0
        return slope([one.memory for one in settled]) * 3600 * (len(settled) - 1) / (settled[-1].at - settled[0].at)  # fmt: skip

    def first_and_last_third(self) -> tuple[float, float]:
        """The medians of the times to her first sound, in ms."""
        values = [ms for _, ms in self.quick]
        third = max(1, len(values) // 3)
        return statistics.median(values[:third] or [0]), statistics.median(values[-third:] or [0])


def told(figures: Figures, now: float) -> str:
    """All of it as lines to read."""
    rows = [
        f"{(now - figures.began) / 60:.1f} minutes through the sound server, {figures.replies} replies, {figures.missed} missed"
    ]
    for name, series in figures.samples.items():
        first, last = series[0], series[-1]
        rows.append(
            f"  {name:28} {first.memory:7.1f} -> {last.memory:7.1f} MB ({figures.growth(name):+6.1f} an hour)"
            f"  fds {first.descriptors} -> {last.descriptors}  threads {first.threads} -> {last.threads}"
        )
    late, early_and_end = figures.lag, figures.first_and_last_third()
    rows.append(f"  loop late: p50 {late(0.5):.1f}, p99 {late(0.99):.1f}, most {late(1.0):.1f} ms")
    rows.append(
        f"  first sound, median: {early_and_end[0]:.0f} -> {early_and_end[1]:.0f} ms over {len(figures.quick)} spoken turns"
    )
    rows.append(
        f"  window held up over 100 ms: {len(figures.held_up)} times, most {max(figures.held_up, default=0)} ms"
    )
    first = figures.began
    while first < now:
        rows.append(_row(figures, first, min(first + ROW_S, now)))
        first += ROW_S
    return "\n".join(rows)


def _row(figures: Figures, first: float, last: float) -> str:
    """Some minutes of it: her first sounds, the loop, and what all processes held together."""
    quick = [ms for at, ms in figures.quick if first <= at < last]
    held = [
        statistics.mean(inside)
        for series in figures.samples.values()
        if (inside := [one.memory for one in series if first <= one.at < last])
    ]
    return (
        f"  minute {(first - figures.began) / 60:3.0f} on: first sound {statistics.median(quick or [0]):5.0f} ms over {len(quick):3} turns,"
        f" loop p99 {figures.lag(0.99, first, last):5.1f} ms, memory of all {sum(held):6.1f} MB"
    )
