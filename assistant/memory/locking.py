"""Lock a memory and unlock it: a copy in the other form, read back by every key it has, takes its place.

Killed at any moment, the memory is plain and whole or locked and whole; what is left to do (copies
of before, parts of a file) is done when it is opened next. Nobody may have it open meanwhile.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.keys import Kept
from assistant.memory import backups, files, recoverykey
from assistant.memory.locked import (
    NOTE,
    Note,
    Stage,
    any_locked,
    entry_of,
    fits,
    is_locked,
    key_of,
    note_of,
    take_note_away,
    told,
    write_note,
)  # fmt: skip
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from assistant.keys import Keys
    from assistant.memory.recoverykey import Key

PIECE = 2048  # rows
_LATER = "I try again when I open it next."

Contents = dict[str, tuple[int, int]]
"""By table: how many rows, and a sum of all of them in which their order does not count."""


def offered(profile: Path, keys: Keys) -> Key:
    """A new key, in the keyring already, to be written down before anything is locked. Raises Trouble."""
    if is_locked(profile):
        raise Trouble("My memory is locked already.")
    if any_locked(profile):
        return key_of(profile, keys)  # copies of before hang on that one
    key, entry = recoverykey.made(), entry_of(profile)
    if keys.put(entry, key.printed) is not Kept.KEYRING:
        keys.drop(entry)
        raise Trouble(
            "No keyring of your system keeps a key for me, so I don't lock my memory.",
            "I would have to ask you for the recovery key at each start.",
        )
    return key


def declined(profile: Path, keys: Keys) -> None:
    """The key that was offered is not used after all."""
    if note_of(profile) is None:
        keys.drop(entry_of(profile))


def lock(profile: Path, key: Key, keys: Keys) -> None:
    """Lock the memory with a key that was offered and written down. Raises Trouble.

    The copy is read once with the key as the keyring gives it back, and once as it was printed.
    """
    from_paper = recoverykey.read(key.printed)
    entry = entry_of(profile)
    try:
        write_note(profile, Note(entry, key.fingerprint, Stage.LOCKING))
        try:
            _turn(profile / files.FILE, None, key, (key_of(profile, keys), from_paper))
        except BaseException:
            if not is_locked(profile) and not any_locked(profile):
                take_note_away(profile)
            raise
    except (sqlite3.Error, OSError) as error:
        raise files.trouble(error) from None
    try:
        _finish_locking(profile, entry, key)
    except (sqlite3.Error, OSError):
        raise Trouble("My memory is locked, but not every older copy of it yet.", _LATER) from None


def unlock(profile: Path, key: Key, keys: Keys) -> None:
    """The way back: everything plain again, and no key anywhere. Raises Trouble."""
    entry = entry_of(profile)
    try:
        write_note(profile, Note(entry, key.fingerprint, Stage.UNLOCKING))
        _turn(profile / files.FILE, key, None, (None,))
    except (sqlite3.Error, OSError) as error:
        raise files.trouble(error) from None
    try:
        _finish_unlocking(profile, entry, key, keys)
    except (sqlite3.Error, OSError):
        raise Trouble("My memory is unlocked, but not every older copy yet.", _LATER) from None


def recovered(profile: Path, typed: str, keys: Keys) -> Kept:
    """Take the recovery key, and put it back into the keyring where that takes it. Raises Trouble."""
    key = recoverykey.read(typed)
    if not fits(profile, key):
        raise Trouble("That is a key, but not the one of this memory.", "Is it an older one?")
    return keys.put(entry_of(profile), key.printed)


def put_aside(profile: Path, now: datetime) -> Path:
    """Without its key: the locked memory, its copies and its note go where nothing looks at them, all
    of them kept; the folder. The next opening begins anew. Raises OSError.
    """
    folder = profile / backups.QUARANTINE / f"locked-{now:%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    copies = backups.folder_of(profile)
    beside = [profile / f"{files.FILE}{end}" for end in ("-wal", "-shm")]
    old = [one for one in backups.listed(copies) if files.is_noise(one)]
    for path in (*beside, *old, profile / files.FILE):  # the memory itself last of the files
        if path.exists():
            path.replace(folder / path.name)
    note = note_of(profile)
    if note is not None:
        write_whole(folder / NOTE, told(note))
    (profile / files.MARK).unlink(missing_ok=True)
    take_note_away(profile)
    return folder


def settled(profile: Path, key: Key | None, keys: Keys) -> str:
    """Finish what was interrupted, before the memory is opened; what could not be, for the person.

    `key` is that of a memory which is locked, None of one that is plain.
    """
    note, entry = note_of(profile), entry_of(profile)
    if note is None and key is None:
        return ""
    stage = note.stage if note else None
    try:
        if key is not None and stage is Stage.LOCKING:
            _finish_locking(profile, entry, key)
        elif key is not None and stage is not Stage.LOCKED:  # the note was lost; or never begun
            _swept(profile / f"{files.FILE}.part")
            write_note(profile, Note(entry, key.fingerprint, Stage.LOCKED))
        elif key is None and not any_locked(profile):  # never begun; or all but done
            _swept(profile / f"{files.FILE}.part")
            take_note_away(profile)
        elif key is None and stage is Stage.UNLOCKING:
            _finish_unlocking(profile, entry, key_of(profile, keys), keys)
    except (Trouble, sqlite3.Error, OSError):
        return f"Some older copies of my memory are still as they were. {_LATER}"
    return ""


def _finish_locking(profile: Path, entry: str, key: Key) -> None:
    """Lock the copies too. Damaged plain files in quarantine, which nothing can lock, go."""
    _turn_backups(profile, None, key)
    for path in (profile / backups.QUARANTINE).rglob("*"):
        if path.is_file() and not files.is_noise(path):
            files.wipe(path)
    write_note(profile, Note(entry, key.fingerprint, Stage.LOCKED))


def _finish_unlocking(profile: Path, entry: str, key: Key, keys: Keys) -> None:
    _turn_backups(profile, key, None)
    take_note_away(profile)
    keys.drop(entry)


def _turn_backups(profile: Path, old: Key | None, new: Key | None) -> None:
    """Every backup that is not in the new form yet. One that can't be read is none, and goes."""
    folder = backups.folder_of(profile)
    for place in (profile, folder):
        for left in place.glob("memory*.sqlite.part*"):
            files.wipe(left)
    for backup in backups.listed(folder):
        if files.is_plain(backup) is (new is None):
            continue
        try:
            _turn(backup, old, new, (new,))
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            files.wipe(backup)


def _turn(path: Path, old: Key | None, new: Key | None, readers: Sequence[Key | None]) -> None:
    """Put a copy with another key, or none, in the file's place. Raises sqlite3.Error, OSError."""
    from assistant.memory import cipher

    part = path.with_name(f"{path.name}.part")
    _swept(part)
    try:
        source = cipher.connected(
            f"{path.absolute().as_uri()}?mode=rw", old,
            isolation_level=None, timeout=files.BUSY_MS / 1000,
        )  # fmt: skip
        try:
            with files.overwritten(path.with_name(f"{path.name}-wal")):
                _alone(source)
            cipher.copy(source, part, new)
            contents = _contents(source)
            for reader in readers:
                _check(part, reader, contents)
        finally:
            source.close()
        files.put_in_place(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            _swept(part)
        raise


def _swept(part: Path) -> None:
    for left in part.parent.glob(f"{part.name}*"):
        files.wipe(left)


def _alone(source: sqlite3.Connection) -> None:
    """Hold the file so that nobody writes to it, nor keeps a log beside it that would fit no more."""
    source.execute("PRAGMA main.locking_mode = EXCLUSIVE").fetchall()
    if source.execute("PRAGMA main.journal_mode = DELETE").fetchone() != ("delete",):
        raise sqlite3.OperationalError("database is locked")
    source.execute("BEGIN EXCLUSIVE")
    source.execute("COMMIT")


def _check(part: Path, key: Key | None, contents: Contents) -> None:
    """Open the copy as the program will, and compare all of it. Raises sqlite3.Error."""
    copy = files.connected(part, key, "ro")
    try:
        whole = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not whole or _contents(copy) != contents:
            raise sqlite3.OperationalError("the copy is not as the original")
    finally:
        copy.close()


def _contents(connection: sqlite3.Connection) -> Contents:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    found = {
        name: _summed(connection, f'SELECT * FROM "{name}"')  # noqa: S608 - names of our schema
        for (name,) in tables
    }
    found["schema"] = _summed(connection, "SELECT type, name, sql FROM sqlite_master")
    for pragma in ("application_id", "user_version"):
        found[pragma] = (1, connection.execute(f"PRAGMA {pragma}").fetchone()[0])
    return found


def _summed(connection: sqlite3.Connection, sql: str) -> tuple[int, int]:
    count = total = 0
    cursor = connection.execute(sql)
    while rows := cursor.fetchmany(PIECE):
        count += len(rows)
        for row in rows:
            total += int.from_bytes(hashlib.blake2b(repr(row).encode("utf-8", "replace"), digest_size=16).digest(), "big")  # fmt: skip
    return count, total
