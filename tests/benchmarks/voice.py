"""How fast she speaks: real-time factor, time to the first clause, and the system's voice beside it.

The real-time factor is that of `./os1 say`, which renders long passages; the one of her clauses, which
a conversation needs early, stands below it.

Every figure is the best of a few runs, because what else a machine does only ever adds to it; the
median stands next to it, so that a busy machine shows. Processor seconds per second of speech are
hardly disturbed by others: over two free cores, half of them is the real-time factor to expect.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from typing import TYPE_CHECKING

import psutil

from assistant.errors import Trouble
from assistant.models.store import Store
from assistant.paths import models_folder
from assistant.voice.adapter import ChildVoice, seconds
from assistant.voice.clauses import clauses, passages
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_RTF = 0.35
MOST_FIRST_MS = 500
RUNS = 5

REPLIES = (
    "It's half past four. You have time for a walk before the call with Anna.",
    "That sounds hard, and I can see why you would want some time alone before you decide.",
    "Seven times eight is 56.",
    "Hello, I'm here. What would you like to talk about today?",
)


def run() -> dict[str, object]:
    """Print a small table and return its figures: seconds are wall-clock, on all cores."""
    folder = Store(models_folder()).need(KOKORO_MODEL)
    figures = asyncio.run(_measured(ChildVoice(folder / KOKORO_FILE), "warm", neural=True))
    system = asyncio.run(_measured(ChildVoice(), "warm", neural=False))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{'best of ' + str(RUNS) + ' (median)':<26}{'her voice':>18}{'the system':>18}")
    for name, title in (
        ("rtf", "real-time factor"),
        ("clauses_rtf", "the same in clauses"),
        ("first_ms", "first clause, ms"),
        ("cpu", "processor s per s"),
        ("start_ms", "start, ms"),
    ):
        print(f"{title:<26}{_cell(figures, name):>18}{_cell(system, name):>18}")
    print(f"load average {load:.1f} on {os.cpu_count()} cores")
    met = figures["rtf"] <= MOST_RTF and figures["first_ms"] <= MOST_FIRST_MS
    print(f"targets: {MOST_RTF} and {MOST_FIRST_MS} ms, {'met' if met else 'missed'}")
    return {"neural": figures, "system": system, "load": round(load, 2), "met": met, "runs": RUNS}


def _cell(figures: dict[str, float], name: str) -> str:
    median = figures.get(f"{name}_median")
    return f"{figures[name]:g}" + (f" ({median:g})" if median is not None else "")


def _cpu_s(voice: ChildVoice) -> float:
    """Processor seconds of the voice's children so far: hardly disturbed by other programs."""
    times = [psutil.Process(pid).cpu_times() for pid in voice.pids()]
    return sum(spent.user + spent.system for spent in times)


async def _measured(voice: ChildVoice, name: str, *, neural: bool) -> dict[str, float]:
    begun = time.perf_counter()
    await voice.start()
    start_ms = round((time.perf_counter() - begun) * 1000)
    try:
        await voice.render("Good.", name, 1.0)
        worked = _cpu_s(voice)
        files = [await _file(voice, name) for _ in range(RUNS)]
        worked = _cpu_s(voice) - worked
        rounds = [await _round(voice, name) for _ in range(RUNS)]
        if neural and not voice.neural:
            raise Trouble("Her own voice failed while it was measured.", "Is the machine busy?")
    finally:
        await voice.close()
    rtf = [spent / heard for spent, heard in files]
    firsts = list(zip(*(first for _, first in rounds), strict=True))
    # the best run of each reply's first clause, then the slowest reply: what she can promise
    best = [min(times) for times in firsts]
    return {
        "rtf": round(min(rtf), 3),
        "rtf_median": round(statistics.median(rtf), 3),
        "clauses_rtf": round(min(factor for factor, _ in rounds), 3),
        "clauses_rtf_median": round(statistics.median(factor for factor, _ in rounds), 3),
        "first_ms": round(max(best) * 1000),
        "first_ms_median": round(max(map(statistics.median, firsts)) * 1000),
        "cpu": round(worked / sum(heard for _, heard in files), 3),
        "start_ms": start_ms,
    }


async def _file(voice: ChildVoice, name: str) -> tuple[float, float]:
    """All replies as one text for a file, in s: rendering, and speech rendered."""
    begun = time.perf_counter()
    heard = sum(
        [seconds(await voice.render(text, name, 1.0)) for text in passages(" ".join(REPLIES))]
    )
    return time.perf_counter() - begun, heard


async def _round(voice: ChildVoice, name: str) -> tuple[float, Sequence[float]]:
    """All replies once in clauses: the real-time factor, and the time to each first clause in s."""
    spent, heard, firsts = 0.0, 0.0, []
    for reply in REPLIES:
        for number, clause in enumerate(clauses(reply)):
            begun = time.perf_counter()
            pcm = await voice.render(clause, name, 1.0)
            took = time.perf_counter() - begun
            spent, heard = spent + took, heard + seconds(pcm)
            if number == 0:
                firsts.append(took)
    return spent / heard, firsts


if __name__ == "__main__":
    run()
