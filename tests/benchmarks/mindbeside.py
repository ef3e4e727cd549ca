"""Her first clause while the mind goes on decoding, against the same clause alone, in turns; and whether
the mind's child is really as it should be: below the rest, with one thread that writes and none that spins.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from contextlib import aclosing
from pathlib import Path

import psutil

from assistant.dialogue.minds.port import Message, Request
from assistant.mind.local import LocalMind
from assistant.minding import gguf
from assistant.models.store import MIND, Store
from assistant.paths import models_folder
from assistant.voice.adapter import ChildVoice
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

ROUNDS = 6
WANTED = 1.3
CLAUSES = (
    "What did your brother want, after all this time?",
    "Who told you that on a Sunday?",
    "The shed stands at last, and you with it.",
    "What comes after the long way home?",
    "That is a whole week of rain for one garden.",
    "When did the letter about the car arrive?",
)


def run() -> dict[str, object]:
    """Times are milliseconds; the ratio is that of the medians of one run, each clause both ways."""
    figures = asyncio.run(_measured())
    print("Her voice beside the mind:")
    for name, value in figures.items():
        print(f"  {name:<34} {value}")
    return figures


async def _measured() -> dict[str, object]:
    store = Store(models_folder())
    voice = ChildVoice(store.need(KOKORO_MODEL) / KOKORO_FILE)
    mind = LocalMind(gguf(store.path(MIND)))
    await voice.start()
    try:
        await mind.start()
        await voice.render("Good evening to you.", "warm", 1.0)
        alone, beside, spoken = [], [], 0
        for clause in CLAUSES[:ROUNDS]:
            alone.append(await _render_ms(voice, clause))
            telling = asyncio.create_task(_tell(mind))
            await asyncio.sleep(1.0)  # it has read the question and writes
            beside.append(await _render_ms(voice, clause.replace("?", ".")))
            telling.cancel()
            await asyncio.wait([telling])
            spoken += mind.timings is not None
            alone.append(await _render_ms(voice, clause.replace("?", "!")))
        in_force = _in_force(mind.pids()[0])
    finally:
        await mind.close()
        await voice.close()
    ratio = statistics.median(beside) / statistics.median(alone)
    return {
        "alone_ms": round(statistics.median(alone)),
        "beside_ms": round(statistics.median(beside)),
        "ratio": round(ratio, 2),
        "met": ratio <= WANTED,
        "writing_in": f"{spoken} of {ROUNDS}",
        **in_force,
    }


async def _tell(mind: LocalMind) -> None:
    words = Request((Message("user", "Tell me a long story of the sea."),), most_tokens=400)
    async with aclosing(mind.words(words)) as pieces:
        async for _ in pieces:
            pass


async def _render_ms(voice: ChildVoice, clause: str) -> float:
    began = time.monotonic()
    await voice.render(clause, "warm", 1.0)
    return (time.monotonic() - began) * 1000


def _in_force(pid: int) -> dict[str, object]:
    """What the system itself says of the child, where it tells."""
    process = psutil.Process(pid)
    found: dict[str, object] = {
        "mind_nice": process.nice() - psutil.Process(os.getpid()).nice(),
        "mind_memory_mb": process.memory_info().rss // 1_000_000,
        "spins": process.environ().get("GOMP_SPINCOUNT", "as it likes"),
        "writes_with": " ".join(process.cmdline()).partition("--threads ")[2].split(" ")[0],
    }
    group = Path(f"/proc/{pid}/autogroup")
    if group.exists():
        found["mind_session"] = group.read_text("ascii").strip()
    return found
