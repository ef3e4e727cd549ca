"""What a locked memory costs: opening, keeping a turn, searching, a copy; plain against locked in one run.

The two take turns, so that whatever else the machine does meets both. Times are of the wall clock:
much of a turn is waiting for the disk, and that is what a person waits for too.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.recall import _filled

from assistant.keys import Keys
from assistant.memory import backups, files, locking
from assistant.memory.database import open_memory
from assistant.memory.extraction import found_in
from assistant.memory.store import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ROUNDS, KEPT = 15, 100


class _Ring:
    """A keyring in this process: what a real one takes is not the memory's time."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}

    def get_password(self, _service: str, username: str) -> str | None:
        return self._held.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self._held[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        self._held.pop(username, None)


def run(memories: int = 20_000, turns: int = 100_000) -> dict[str, object]:
    """Medians in ms, and how many times as long it takes when locked."""
    ring = _Ring()
    keys = Keys(lambda: ring)
    with tempfile.TemporaryDirectory() as folder:
        profiles = {form: Path(folder) / form / "p" for form in ("plain", "locked")}
        for profile in profiles.values():
            words = _filled(profile, memories, turns)
        key = locking.offered(profiles["locked"], keys)
        start = time.perf_counter()
        locking.lock(profiles["locked"], key, keys)
        figures: dict[str, object] = {
            "lock_s": round(time.perf_counter() - start, 1),
            "mb": round((profiles["locked"] / files.FILE).stat().st_size / 1e6),
        }
        for what, taken in _measured(profiles, keys, words).items():
            plain, locked = (statistics.median(taken[form]) for form in profiles)
            figures[what] = f"{plain:.1f} ms, locked {locked:.1f} ms: {locked / plain:.2f} times"
        store = _opened(profiles["locked"], keys)
        store.close()
        start = time.perf_counter()
        locking.unlock(profiles["locked"], key, keys)
        figures["unlock_s"] = round(time.perf_counter() - start, 1)
    for name, value in figures.items():
        print(f"{name:<12} {value}")
    return figures


def _opened(profile: Path, keys: Keys) -> MemoryStore:
    found = open_memory(profile, lambda: NOON, keys=keys)
    return MemoryStore(found.connection, key=found.key)


def _measured(
    profiles: dict[str, Path], keys: Keys, words: list[str]
) -> dict[str, dict[str, list[float]]]:
    taken: dict[str, dict[str, list[float]]] = {
        what: {form: [] for form in profiles} for what in ("open", "keep a turn", "search", "copy")
    }

    def timed(what: str, form: str, job: Callable[[], object]) -> None:
        start = time.perf_counter()
        job()
        taken[what][form].append((time.perf_counter() - start) * 1000)

    stores: dict[str, MemoryStore] = {}
    for _ in range(ROUNDS):
        for form, profile in profiles.items():
            if form in stores:
                stores[form].close()
            timed("open", form, lambda: stores.update({form: _opened(profile, keys)}))  # noqa: B023
    for number in range(KEPT):
        said = f"I love thing number {number}."
        found = found_in(said, NOON.date())
        for form, store in stores.items():
            timed("keep a turn", form, lambda: store.keep_turn(NOON, said, found))  # noqa: B023
            asked = words[number % len(words)]
            timed("search", form, lambda: (store.worded(asked, 5), store.turns_with(asked)))  # noqa: B023
    for form, store in stores.items():
        folder = backups.folder_of(profiles[form])
        for _ in range(3):
            timed("copy", form, lambda: backups.back_up(store.connection, folder, NOON, store.key))  # noqa: B023
        store.close()
    return taken
