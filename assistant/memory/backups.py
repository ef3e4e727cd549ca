"""Copies of the memory outside the profile: made on a schedule, opened and checked, kept by days and weeks."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.memory import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assistant.memory.recoverykey import Key

EVERY = timedelta(hours=24)
DAYS, WEEKS = 7, 8
QUARANTINE = "damaged"  # in the profile: what could not be read any more
_NAME = re.compile(r"memory-(\d{8}-\d{6}(?:-\d)?)\.sqlite")


def folder_of(profile: Path) -> Path:
    """Where a profile's backups lie: beside it, so that losing the one does not lose the other."""
    whole = profile.absolute()
    return whole.parent / f"{whole.name}-backups"


def listed(folder: Path) -> tuple[Path, ...]:
    """The backups, newest first."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((p for p in folder.iterdir() if _NAME.fullmatch(p.name)), reverse=True))


def when(backup: Path) -> datetime:
    """The time in a backup's name: local, without zone."""
    return datetime.strptime(backup.name[7:22], "%Y%m%d-%H%M%S")  # noqa: DTZ007 - a name, not a clock


def due(folder: Path, now: datetime) -> bool:
    """Whether the newest backup is older than EVERY (or dated in the future: a clock was wrong)."""
    found = listed(folder)
    if not found:
        return True
    age = now.replace(tzinfo=None) - when(found[0])
    return age >= EVERY or age < -EVERY


def back_up(
    connection: sqlite3.Connection, folder: Path, now: datetime, key: Key | None = None
) -> Path:
    """Copy the database, check the copy by opening it, put it in place, then thin out the old ones.

    A copy has the key of the memory; SQLite makes none with another, or without. Raises OSError or sqlite3.Error; the earlier backups are untouched then.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob("*.part*"):  # of a copy that was interrupted
        left.unlink()
    at = f"{now:%Y%m%d-%H%M%S}"
    path = folder / f"memory-{at}.sqlite"
    for number in range(1, 10):
        if not path.exists():
            break
        path = folder / f"memory-{at}-{number}.sqlite"
    part = folder / f"{path.name}.part"
    try:
        copy = files.connected(part, key, "rwc")
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        finally:
            copy.close()
        _must_be_sound(part, key)
        settle(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    for old in superfluous(listed(folder), now):
        old.unlink()
    return path


def _must_be_sound(path: Path, key: Key | None) -> None:
    if not sound(path, key):
        raise sqlite3.DatabaseError("the copy is not sound")


def settle(part: Path, path: Path) -> None:
    """Put a finished file in place so that a crash leaves the old or the new one, never half."""
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    part.replace(path)


def sound(path: Path, key: Key | None = None) -> bool:
    """Whether a database file opens, with the memory's key if it is locked, and holds together."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    try:
        connection = files.connected(path, files.of_this(path, key), "ro")
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def superfluous(found: Iterable[Path], now: datetime) -> tuple[Path, ...]:
    """What may go: all but the newest of each of DAYS days and of each of WEEKS weeks. Pure."""
    kept: set[Path] = set()
    days: set[object] = set()
    weeks: set[object] = set()
    newest_first = sorted(found, reverse=True)
    for path in newest_first:
        at = when(path)
        week = at.isocalendar()[:2]
        if at.date() not in days and len(days) < DAYS:
            days.add(at.date())
            kept.add(path)
        if week not in weeks and len(weeks) < WEEKS:
            weeks.add(week)
            kept.add(path)
    ahead = now.replace(tzinfo=None) + EVERY
    return tuple(p for p in newest_first if p not in kept and when(p) <= ahead)
