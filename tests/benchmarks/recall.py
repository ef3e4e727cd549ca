"""How fast recall is with very much in memory: 100,000 memories with vectors, 1,000,000 turns.

The memory is made up here; vectors are random, which costs the same as real ones. Asking is what
the conversation does: words, people, meaning, ranking. `model_ms` is the child's time for the
vector of a sentence, where its model is here.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.memory import forgetting
from assistant.memory.database import open_memory
from assistant.memory.extraction import found_in
from assistant.memory.index import WIDTH, Index, signs, small
from assistant.memory.meaning import MODEL, Meaning
from assistant.memory.searching import searched
from assistant.memory.store import MemoryStore
from assistant.models.store import Store
from assistant.paths import models_folder

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ASKED = 60
BATCH = 5_000
_SYLLABLES = "ba de ki lo mu ra se ti vo nu pa go fe wi zu la ne ro sa te".split()


def run(memories: int = 100_000, turns: int = 1_000_000) -> dict[str, object]:
    """OS1_RECALL="memories,turns" names other sizes."""
    if sizes := os.environ.get("OS1_RECALL"):
        memories, turns = (int(part) for part in sizes.split(","))
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "p"
        words = _filled(profile, memories, turns)
        figures = _measured(profile, words) | {"memories": memories, "turns": turns}
    for name, value in figures.items():
        print(f"{name:<22} {value}")
    return figures


def _filled(profile: Path, memories: int, turns: int) -> list[str]:
    chance = random.Random(1)
    words = ["".join(chance.choices(_SYLLABLES, k=3)) for _ in range(20_000)]
    connection = open_memory(profile, lambda: NOON).connection
    connection.execute("PRAGMA synchronous = OFF")  # only while it is made up
    at, rng = NOON.isoformat(), np.random.default_rng(1)
    for start in range(0, memories, BATCH):
        count = min(BATCH, memories - start)
        vectors = rng.standard_normal((count, WIDTH)).astype(np.float32)
        connection.execute("BEGIN")
        for i in range(count):
            value = " ".join(chance.choices(words, k=4))
            number = start + i + 1
            connection.execute(
                "INSERT INTO memories (id, about, aspect, value, words, quote, at, kind, confidence,"
                " single) VALUES (?, 'you', 'likes', ?, ?, ?, ?, 'told', 1.0, 0)",
                (number, value, f"you like {value}", f"I like {value}.", at),
            )
            connection.execute("INSERT INTO meanings VALUES (?, ?)", (number, small(vectors[i])))
            connection.execute("INSERT INTO signs VALUES (?, ?)", (number, signs(vectors[i]).tobytes()))  # fmt: skip
        connection.execute("COMMIT")
    for start in range(0, turns, 10 * BATCH):
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO turns (at, heard, said) VALUES (?, ?, ?)",
            (
                (at, " ".join(chance.choices(words, k=9)), " ".join(chance.choices(words, k=9)))
                for _ in range(min(10 * BATCH, turns - start))
            ),
        )
        connection.execute("COMMIT")
    connection.close()
    return words


def _measured(profile: Path, words: list[str]) -> dict[str, object]:
    began = time.perf_counter()
    store = MemoryStore(open_memory(profile, lambda: NOON).connection)
    opened = time.perf_counter()
    index = Index(store)
    index.load()
    loaded = time.perf_counter()
    chance, rng = random.Random(2), np.random.default_rng(2)
    asked, inserted, lines = [], [], []
    for number in range(ASKED):
        text = "I like " + " ".join(chance.choices(words, k=4))
        vector = rng.standard_normal(WIDTH).astype(np.float32)
        vector /= np.linalg.norm(vector)
        asked.append(_timed(lambda t=text, v=vector: searched(store, index, t, v, NOON)))
        said = f"I love thing number {number}."
        found = found_in(said, NOON.date())
        inserted.append(_timed(lambda s=said, f=found: store.keep_turn(NOON, s, f)))
        lines.append(_timed(lambda t=text: store.turns_with(" ".join(t.split()[2:4]))))
    figures: dict[str, object] = {
        "open_ms": _ms(opened - began), "load_signs_ms": _ms(loaded - opened),
        "start_up_ms": _ms(loaded - began), "recall_p50_ms": _ms(statistics.median(asked)),
        "recall_p95_ms": _ms(_p95(asked)), "insert_p95_ms": _ms(_p95(inserted)),
        "full_text_p95_ms": _ms(_p95(lines)),
        "database_mb": round((profile / "memory.sqlite").stat().st_size / 1e6),
    }  # fmt: skip
    (one,) = store.newest(1)
    forgetting.leave(store, profile, forgetting.selected(store, [one]), 1.0)
    figures["forget_for_good_s"] = round(_timed(lambda: forgetting.finish(store, profile, 2.0)), 1)
    store.close()
    model = Store(models_folder()).path(MODEL)
    if model is not None:
        figures |= asyncio.run(_model(Meaning(model, models_folder().parent / "converted")))
    return figures


async def _model(meaning: Meaning) -> dict[str, object]:
    await meaning.start()
    taken = []
    for number in range(ASKED):
        began = time.perf_counter()
        await meaning.vectors([f"I was thinking about the garden and the {number} tomatoes"])
        taken.append(time.perf_counter() - began)
    await meaning.close()
    return {"model_p95_ms": _ms(_p95(taken)), "sqlite": sqlite3.sqlite_version}


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(0.95 * len(taken))]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
