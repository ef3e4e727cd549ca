"""Open the memory of a profile, whatever state its file is in; never begin anew in silence.

The file counts as ours by SQLite's application_id, by a schema number we know, and by a name it
shares with a mark in the profile. With the mark there and the file gone, empty or damaged, what
there is goes into quarantine and the newest good backup takes its place, and that is said. A locked
memory is opened with its key, or not at all: without it nothing is moved, made or thrown away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.memory import backups, files, forgetting, locked, locking, migrations
from assistant.memory.kept import spoken_day
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.keys import Keys
    from assistant.memory.files import Connect
    from assistant.memory.recoverykey import Key

FILE, MARK = files.FILE, files.MARK
APPLICATION = 0x4F533131  # "OS11"
MOST_AHEAD = 10_000  # pages in the log; the diary brings them to their place long before, at rest
CHECKED_WHOLE = 16 << 20  # bytes; a larger file is checked whole at each backup, not at each start

SALVAGED = {
    "people": ("id", "relation", "name"),
    "turns": ("id", "at", "heard", "said"),
    "memories": (
        "id", "about", "person", "aspect", "value", "words", "quote", "at", "kind", "confidence",
        "single", "turn", "replaced",
    ),
}  # fmt: skip


@dataclass
class Opened:
    """`news`: what happened to the memory, for the person; "" when all is well. `key`: of a locked one."""

    connection: sqlite3.Connection
    news: str = ""
    writable: bool = True
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """How the memory's files are opened and what time it is."""

    key: Key | None
    connect: Connect
    clock: Callable[[], datetime]

    def open(self, path: Path, mode: str = "rw") -> sqlite3.Connection:
        return files.connected(path, self.key, mode, self.connect)


class _Damaged(Exception):  # noqa: N818 - a verdict, caught here
    pass


def open_memory(
    profile: Path, clock: Callable[[], datetime], connect: Connect = sqlite3.Connection,
    keys: Keys | None = None,
) -> Opened:  # fmt: skip
    """The memory of `profile`, at the newest schema. Raises Trouble when it cannot be used at all,
    and Locked when `keys` (of the system's keyring by default) do not have its key.
    """
    os.umask(0o077)  # the database and what SQLite lays beside it are the user's alone
    path, keys = profile / FILE, keys or locked.keys_of(profile)
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.is_symlink():
            raise Trouble("The memory is a link to somewhere else.", "Put the file itself there.")
        key = locked.key_of(profile, keys) if locked.needs_key(profile) else None
        news = locking.settled(profile, key, keys)
        opened = _opened(profile, _Way(key, connect, clock))
    except OSError as error:
        raise Trouble(
            f"My memory can't be opened ({error.strerror}).", "Is the disk full, or read-only?"
        ) from None
    except sqlite3.Error as error:
        raise files.trouble(error) from None
    opened.key, opened.news = key, f"{opened.news} {news}".strip()
    return opened


def _opened(profile: Path, way: _Way) -> Opened:
    path, mark = profile / FILE, profile / MARK
    if not path.exists() and not mark.exists():
        if _remains(profile):
            return _restored(profile, way, "My memory was gone")
        return Opened(_born(profile, way))
    try:
        return _checked(path, mark, way)
    except _Damaged as damage:
        return _restored(profile, way, str(damage))


def _settled(connection: sqlite3.Connection) -> None:
    """What holds for every connection that writes."""
    for pragma in (
        "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON",
        "temp_store = MEMORY", "cache_size = -16000", f"wal_autocheckpoint = {MOST_AHEAD}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _born(profile: Path, way: _Way) -> sqlite3.Connection:
    """A new memory, put in place only when it is whole."""
    part, name = profile / f"{FILE}.part", str(uuid.uuid4())
    part.unlink(missing_ok=True)
    connection = way.open(part, "rwc")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        migrations.migrate(connection)
        connection.execute("INSERT INTO identity (name) VALUES (?)", (name,))
    finally:
        connection.close()
    backups.settle(part, profile / FILE)
    write_whole(profile / MARK, name.encode())
    connection = way.open(profile / FILE)
    _settled(connection)
    return connection


def _checked(path: Path, mark: Path, way: _Way) -> Opened:
    if not path.exists():
        raise _Damaged("My memory was gone")
    if path.stat().st_size == 0:
        raise _Damaged("My memory was empty")
    try:
        return _fit(path, mark, way)
    except sqlite3.OperationalError as error:
        if "malformed" in str(error) or "no such table" in str(error):
            raise _Damaged("My memory was damaged") from None
        if "readonly" in str(error) or "unable to open" in str(error):
            return _only_readable(path, way)
        raise
    except sqlite3.DatabaseError:
        raise _Damaged("My memory was damaged") from None


def _fit(path: Path, mark: Path, way: _Way) -> Opened:
    connection = way.open(path)
    try:
        version, name = _known(connection, path.stat().st_size)
        _settled(connection)
        if version < migrations.newest():
            backups.back_up(connection, backups.folder_of(path.parent), way.clock(), way.key)
            migrations.migrate(connection)
        connection.execute("BEGIN IMMEDIATE")  # can it be written to?
        connection.execute("ROLLBACK")
        if not mark.exists():  # a crash between the two, or a profile brought here by hand
            write_whole(mark, name.encode())
    except BaseException:
        connection.close()
        raise
    return Opened(connection)


def _known(connection: sqlite3.Connection, size: int) -> tuple[int, str]:
    """The schema's number and the memory's name, where this is a memory of ours and holds together."""
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if ours != APPLICATION or not version:
        raise _Damaged("What lay in the place of my memory was not mine")
    if version > migrations.newest():
        raise Trouble(
            "My memory was written by a newer OS1, so I leave it alone.",
            "Update the program; nothing was changed.",
        )
    whole = (
        connection.execute("PRAGMA quick_check(1)").fetchone() if size <= CHECKED_WHOLE else ("ok",)
    )
    name = connection.execute("SELECT name FROM identity").fetchone()
    connection.execute("SELECT max(id) FROM turns").fetchone()
    connection.execute("SELECT max(id) FROM memories").fetchone()
    if whole != ("ok",) or name is None:
        raise _Damaged("My memory was damaged")
    return int(version), str(name[0])


def _only_readable(path: Path, way: _Way) -> Opened:
    connection = way.open(path, "ro")
    try:
        connection.execute("SELECT max(id) FROM memories").fetchone()
    except BaseException:
        connection.close()
        raise
    news = "My memory is read-only: I know what I knew, and nothing new is kept."
    return Opened(connection, news, writable=False)


def _remains(profile: Path) -> bool:
    """Whether backups tell that there was a memory here, though file and mark are gone."""
    return bool(backups.listed(backups.folder_of(profile)))


def _restored(profile: Path, way: _Way, what: str) -> Opened:
    """The newest backup that is good takes the place of what is damaged. Nothing is thrown away."""
    kept = _quarantined(profile, way.clock())
    aside = f" What was there is kept in {backups.QUARANTINE}." if kept else ""
    for backup in backups.listed(backups.folder_of(profile)):
        if not backups.sound(backup, way.key):
            continue
        part = profile / f"{FILE}.part"
        shutil.copyfile(backup, part)
        gone = forgetting.pending(backup.parent)
        forgetting.clear(part, gone, way.key)  # what had to go stays gone
        backups.settle(part, profile / FILE)
        try:
            opened = _fit(profile / FILE, profile / MARK, way)
        except (_Damaged, Trouble, sqlite3.Error):
            (profile / FILE).unlink(missing_ok=True)
            continue
        day = spoken_day(backups.when(backup).date().isoformat(), way.clock().date())
        time = f"{backups.when(backup):%H:%M}"
        opened.news = (
            f"{what}. I went back to the copy made {day} at {time}; "
            f"what you told me after that is lost.{aside}"
        )
        return opened
    connection = _born(profile, way)
    saved = _salvaged(connection, kept[0]) if kept else 0
    rest = f"I saved {saved} memories from it." if saved else "I have to begin anew."
    return Opened(connection, f"{what}, and there is no good copy of it. {rest}{aside}")


def _salvaged(connection: sqlite3.Connection, damaged: Path) -> int:
    """Take over what can still be read of a damaged file; how many memories that is."""
    saved = 0
    try:
        connection.execute("ATTACH ? AS damaged", (str(damaged),))
    except sqlite3.DatabaseError:
        return 0
    for table, columns in SALVAGED.items():
        names = ", ".join(columns)
        with contextlib.suppress(sqlite3.DatabaseError):  # as far as it can be read
            for row in connection.execute(f"SELECT {names} FROM damaged.{table}"):  # noqa: S608
                marks = ", ".join("?" * len(columns))
                connection.execute(f"INSERT INTO main.{table} ({names}) VALUES ({marks})", row)  # noqa: S608
                saved += table == "memories"
    with contextlib.suppress(sqlite3.DatabaseError):  # an old file does not know who spoke
        connection.execute(
            "UPDATE main.turns SET voices = coalesce((SELECT voices FROM damaged.turns"
            " WHERE damaged.turns.id = main.turns.id), '')"
        )
    connection.execute("DETACH damaged")
    return saved


def _quarantined(profile: Path, now: datetime) -> tuple[Path, ...]:
    """Move what is there out of the way, with what SQLite laid beside it."""
    folder = profile / backups.QUARANTINE / f"{now:%Y%m%d-%H%M%S}"
    kept = []
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        path = profile / name
        if not path.exists():
            continue
        if path.stat().st_size:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            kept.append(Path(shutil.copyfile(path, folder / name)))
        path.unlink()
    return tuple(kept)
