"""A profile with a memory that may be locked, and a way to be killed or refused at any of its steps."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any

from keyrings import Works
from memory_scene import NOON, every_file

from assistant.keys import Keys
from assistant.memory import backups, database, locking
from assistant.memory.extraction import found_in
from assistant.memory.store import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from keyrings import Works as Ring

    from assistant.memory.recoverykey import Key

TOLD = ("My sister is called Anna.", "I live in Bristol.", "I hate mushrooms.")
ALL = {"your sister is called Anna", "you live in Bristol", "you hate mushrooms"}
NEEDLES = (b"Anna", b"Bristol", b"mushrooms")

# before one of these something on the disk is about to change
CALLS = {"replace", "unlink", "write", "fsync", "open", "close", "ftruncate"}
SQL = ("ATTACH", "DETACH", "SELECT sqlcipher_export", "PRAGMA main.journal", "BEGIN", "COMMIT")


def keys_in(ring: Ring | None, patience_s: float = 4.0) -> Keys:
    return Keys(lambda: ring, patience_s)


def memory(profile: Path, keys: Keys) -> MemoryStore:
    found = database.open_memory(profile, lambda: NOON, keys=keys)
    return MemoryStore(found.connection, writable=found.writable, key=found.key)


def words(profile: Path, keys: Keys) -> set[str]:
    store = memory(profile, keys)
    try:
        assert store.ask("PRAGMA integrity_check") == [("ok",)]
        return {one.words for one in store.all()}
    finally:
        store.close()


def filled(profile: Path, copies: int = 1) -> None:
    """Three things told, and backups with all of them."""
    store = memory(profile, keys_in(None))
    for said in TOLD:
        store.keep_turn(NOON, said, found_in(said, NOON.date()))
    for day in range(copies):
        day_before = NOON - dt.timedelta(days=day)
        backups.back_up(store.connection, backups.folder_of(profile), day_before)
    store.close()


def locked(profile: Path, copies: int = 1) -> tuple[Key, Works]:
    """The same, locked; its key, and the keyring that has it."""
    ring = Works()
    filled(profile, copies)
    key = locking.offered(profile, keys_in(ring))
    locking.lock(profile, key, keys_in(ring))
    return key, ring


def copied(profile: Path, to: Path) -> Path:
    """The same profile once more, with its backups."""
    shutil.copytree(profile, to)
    if backups.folder_of(profile).exists():
        shutil.copytree(backups.folder_of(profile), backups.folder_of(to))
    return to


def bytes_of(profile: Path) -> dict[str, bytes]:
    """Every file of a profile and its backups, by name; locks and logs of SQLite's own aside."""
    return {
        f"{folder.name}/{path.relative_to(folder)}": path.read_bytes()
        for folder in (profile, backups.folder_of(profile))
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock" and not path.name.endswith("-shm")
    }


def shown(profile: Path) -> list[bytes]:
    """Which of the things told can be read in any file."""
    whole = every_file(profile)
    return [needle for needle in NEEDLES if needle in whole]


def stopped_at(number: int, job: Callable[[], None], stop: Callable[[bool], None]) -> int:
    """Run `job`, calling `stop` before its step of that number; how many steps it came to.

    `stop` is told whether the step is one of SQLite's.
    """
    count = 0

    def step(frame: Any, event: str, called: Any) -> None:
        nonlocal count
        if event != "c_call":
            return
        name = getattr(called, "__name__", "")
        sql = ""
        if name == "execute":
            sql = str(frame.f_locals.get("args", ("",))[0])
        if name in CALLS or sql.startswith(SQL):
            count += 1
            if count == number:
                sys.setprofile(None)
                stop(bool(sql))

    sys.setprofile(step)
    try:
        job()
    finally:
        sys.setprofile(None)
    return count


def killed_at(number: int, job: Callable[[], None]) -> bool:
    """Whether a process of its own was killed at that step; False when the job had fewer steps."""
    for thread in threading.enumerate():
        if thread.name == "keyring":  # it has answered, and is about to end
            thread.join(10)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # libraries have threads of their own
        child = os.fork()
    if not child:
        try:
            stopped_at(number, job, lambda _sql: os._exit(9))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def refused(sql: bool) -> None:
    raise sqlite3.OperationalError("database or disk is full") if sql else OSError(28, "No space left on device")  # fmt: skip
