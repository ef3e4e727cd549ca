"""Whether a memory is locked, and what is known of its key: a note in the profile and one beside the backups.

A file's own first bytes say whether it is locked. The note says which key it is, by a fingerprint,
and what is under way; it is written before the first file is locked and goes when none is any more.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.keys import NAMES_FILE, Keys, Names, system_ring
from assistant.memory import backups, files, recoverykey
from assistant.settings import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.memory.recoverykey import Key

NOTE, VERSION = "memory.locked", 1
_REMEDY = "I need the recovery key you wrote down: on the memory page, or by “os1 memory recover”."


class Locked(Trouble):
    """The memory is there and whole, and its key is not."""


class Stage(StrEnum):
    LOCKING = "locking"  # the memory first, then its copies
    LOCKED = "locked"
    UNLOCKING = "unlocking"


@dataclass(frozen=True, slots=True)
class Note:
    """`entry`: the key's name in the keyring."""

    entry: str
    fingerprint: str
    stage: Stage


def note_of(profile: Path) -> Note | None:
    """The profile's note, else the one beside its backups."""
    for folder in (profile, backups.folder_of(profile)):
        try:
            found: Any = json.loads((folder / NOTE).read_text(encoding="utf-8"))
            return Note(str(found["entry"]), str(found["fingerprint"]), Stage(found["stage"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def told(note: Note) -> bytes:
    """The note as it is written."""
    return json.dumps(
        {
            "version": VERSION, "entry": note.entry, "fingerprint": note.fingerprint,
            "stage": note.stage.value,
        }
    ).encode()  # fmt: skip


def write_note(profile: Path, note: Note) -> None:
    folder = backups.folder_of(profile)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for place in (folder, profile):
        write_whole(place / NOTE, told(note))


def take_note_away(profile: Path) -> None:
    for folder in (profile, backups.folder_of(profile)):
        (folder / NOTE).unlink(missing_ok=True)


def keys_of(profile: Path) -> Keys:
    """The system's keyring, with what it holds for this profile noted there."""
    return Keys(system_ring, names=Names(profile / NAMES_FILE))


def entry_of(profile: Path) -> str:
    """The name in the keyring of this memory's key."""
    note = note_of(profile)
    if note is not None:
        return note.entry
    try:
        return f"memory {(profile / files.MARK).read_text(encoding='utf-8').strip()}"
    except (OSError, ValueError):
        return "memory"


def is_locked(profile: Path) -> bool:
    """Whether the memory itself, not only a copy of it, is locked."""
    return files.is_noise(profile / files.FILE)


def any_locked(profile: Path) -> bool:
    """Whether any copy of it is."""
    return any(files.is_noise(one) for one in backups.listed(backups.folder_of(profile)))


def needs_key(profile: Path) -> bool:
    """Whether it can't be opened, nor brought back from a copy, without its key."""
    if files.is_plain(profile / files.FILE):
        return False
    if is_locked(profile) or any_locked(profile):
        return True
    note = note_of(profile)  # damaged or gone, and no copy: what is begun anew is to be locked too
    return note is not None and note.stage is Stage.LOCKED


def key_of(profile: Path, keys: Keys) -> Key:
    """The key as the keyring has it. Raises Locked."""
    printed = keys.get(entry_of(profile))
    if printed is None:
        why = (
            "your system's keyring does not answer yet; I open it as soon as it does"
            if keys.hangs
            else "your system's keyring does not give me its key"
        )
        raise Locked(f"My memory is locked, and {why}.", _REMEDY)
    try:
        key = recoverykey.read(printed)
    except Trouble:
        key = None
    if key is None or not fits(profile, key):
        raise Locked("My memory is locked, and the key in your keyring is another one.", _REMEDY)
    return key


def fits(profile: Path, key: Key) -> bool:
    """Whether it is the key of this memory. Without a note only the file itself can tell."""
    note = note_of(profile)
    if note is not None:
        return key.fingerprint == note.fingerprint
    with contextlib.suppress(sqlite3.DatabaseError):
        connection = files.connected(profile / files.FILE, key, "ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
        return True
    return False
