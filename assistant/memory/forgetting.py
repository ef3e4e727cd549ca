"""Forget for good: hidden at once, taken back for half a minute, then gone from every file.

From the database and both indexes (their tombstones too), from the log SQLite writes ahead, from
exports that were written by the program, from backups and from quarantined files.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.memory import backups, files
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assistant.memory.kept import Memory, Turn
    from assistant.memory.recoverykey import Key
    from assistant.memory.store import MemoryStore

UNDO_S = 30.0
NOTED = ("memories", "turns", "quotes")
MOST_COMMON = 4  # letters: "call" is a piece of many a line and says nothing about anybody
PENDING = "to-erase.json"  # in the backups' folder: numbers only


@dataclass(frozen=True, slots=True)
class Words:
    """What must not stand anywhere any more: values and sentences of memories, and lines of talk."""

    needles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.needles or self.lines)

    def held_by(self, text: str) -> bool:
        """Whether `text` holds one of them, or is a piece of what was said in a line that goes."""
        found = f" {_plain(text)} "
        if any(f" {plain} " in found for plain in map(_plain, self.needles) if plain):
            return True
        long = len(found) - 2 > MOST_COMMON
        return long and any(found in f" {_plain(line)} " for line in self.lines)

    def names(self, name: str) -> bool:
        """Whether one of them is just this name."""
        return bool(name) and _plain(name) in map(_plain, self.needles)


@dataclass(frozen=True, slots=True)
class Selection:
    """What would go: memories with their history, and the lines of talk they came from.

    `quoting` stay, but lose the sentence they quote, because it holds what goes.
    """

    memories: tuple[Memory, ...]
    turns: tuple[Turn, ...]
    quoting: tuple[Memory, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.memories or self.turns)


def selected(store: MemoryStore, memories: Iterable[Memory], phrase: str = "") -> Selection:
    """Everything that holds these memories, and with a `phrase` every turn in which it was said."""
    going: dict[int, Memory] = {}
    turns: dict[int, Turn] = {}
    for memory in memories:
        going[memory.id] = memory
        if memory.single:
            going.update({one.id: one for one in store.history(memory)})
    for memory in going.values():
        used = store.ask("SELECT turn FROM uses WHERE memory = ?", memory.id)
        for number in (memory.turn, *(row[0] for row in used)):
            if number and (turn := store.turn(number)):
                turns[turn.id] = turn
        for text in (memory.words, memory.quote):
            turns.update({one.id: one for one in store.turns_with(text, 1000)})
    if phrase:
        turns.update({one.id: one for one in store.turns_with(phrase, 100_000)})
    quoting = store.holding(phrase) if phrase else ()
    return Selection(
        tuple(going.values()), tuple(turns.values()),
        tuple(one for one in quoting if one.id not in going),
    )  # fmt: skip


def leave(store: MemoryStore, profile: Path, selection: Selection, now_s: float) -> None:
    """Hide them from everything; `now_s` (wall clock) is when they began to go."""
    quoting = [one.id for one in selection.quoting]
    if quoting:
        note(backups.folder_of(profile), {"quotes": quoting})
    with store.changing():
        for number in quoting:
            store.run("UPDATE memories SET quote = words WHERE id = ?", number)
        for table, rows in (("memories", selection.memories), ("turns", selection.turns)):
            for row in rows:
                store.run(f"UPDATE {table} SET leaving = ? WHERE id = ?", now_s, row.id)  # noqa: S608


def take_back(store: MemoryStore) -> int:
    """Undo the latest forgetting that is not final; how many memories and turns are back."""
    latest = _leaving(store, "max(leaving)")
    if latest is None:
        return 0
    with store.changing():
        rows = [
            store.connection.execute(
                f"UPDATE {table} SET leaving = NULL WHERE leaving = ?",  # noqa: S608
                (latest,),
            ).rowcount
            for table in ("memories", "turns")
        ]
    return sum(rows)


def waiting(store: MemoryStore) -> float | None:
    """When the oldest of what is leaving began to go; None when nothing is."""
    return _leaving(store, "min(leaving)")


def _leaving(store: MemoryStore, which: str) -> float | None:
    found = store.ask(
        f"SELECT {which} FROM (SELECT leaving FROM memories UNION ALL SELECT leaving FROM turns)"  # noqa: S608
    )
    return None if found[0][0] is None else float(found[0][0])


def going(store: MemoryStore, until_s: float) -> Words:
    """What `finish` would erase, for those who keep words of their own."""
    memories = store.ask("SELECT value, words, quote FROM memories WHERE leaving <= ?", until_s)
    turns = store.ask("SELECT heard, said FROM turns WHERE leaving <= ?", until_s)
    return Words(
        tuple({text for row in memories for text in row if text}),
        tuple({text for row in turns for text in row if text}),
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def finish(store: MemoryStore, profile: Path, until_s: float) -> tuple[int, ...]:
    """Erase what began to go at or before `until_s`; gives the numbers of the memories.

    The numbers are noted beside the backups first, so that these are rewritten even after a crash.
    """
    gone: dict[str, list[int]] = {
        table: [row[0] for row in store.ask(f"SELECT id FROM {table} WHERE leaving <= ?", until_s)]  # noqa: S608
        for table in ("memories", "turns")
    }
    if not any(gone.values()):
        return ()
    note(backups.folder_of(profile), gone)
    quotes = [row[0] for row in store.ask("SELECT quote FROM memories WHERE leaving <= ?", until_s)]
    with store.changing():
        _delete(store.connection, gone)
    scrub(store.connection)
    _out_of_quarantine(profile, quotes, store.key)
    return tuple(gone["memories"])


def expire_turns(store: MemoryStore, before: str, now_s: float) -> int:
    """Turns from before `before` (ISO) leave, when transcripts are not kept that long."""
    with store.changing():
        done = store.connection.execute(
            "UPDATE turns SET leaving = ? WHERE at < ? AND leaving IS NULL", (now_s, before)
        )
    return done.rowcount


def _delete(connection: sqlite3.Connection, gone: dict[str, list[int]]) -> None:
    for number in gone["memories"]:  # what else was told in the same sentence stays, without it
        connection.execute(
            "UPDATE memories SET quote = words WHERE quote = (SELECT quote FROM memories WHERE id = ?)",
            (number,),
        )
    for number in gone.get("quotes", ()):
        connection.execute("UPDATE memories SET quote = words WHERE id = ?", (number,))
    for table in ("memories", "turns"):
        numbers = gone[table]
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(n,) for n in numbers])  # noqa: S608
    here = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for number in gone["memories"]:
        for table in here & {"uses", "meanings", "signs"}:  # an old backup lacks some
            connection.execute(f"DELETE FROM {table} WHERE memory = ?", (number,))  # noqa: S608
    for number in gone["turns"]:
        connection.execute("DELETE FROM uses WHERE turn = ?", (number,))
    connection.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM memories)")


def scrub(connection: sqlite3.Connection) -> None:
    """No byte of what was deleted is left: index segments are merged, pages rewritten, the log cut."""
    for index in ("turn_words", "memory_words"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def note(folder: Path, gone: dict[str, list[int]]) -> None:
    """Remember by number what has to go from the backups."""
    if not backups.listed(folder):
        return
    before = pending(folder)
    whole = {what: sorted({*numbers, *gone.get(what, ())}) for what, numbers in before.items()}
    write_whole(folder / PENDING, json.dumps(whole).encode())


def pending(folder: Path) -> dict[str, list[int]]:
    try:
        found = json.loads((folder / PENDING).read_text(encoding="utf-8"))
        return {what: [int(n) for n in found.get(what, ())] for what in NOTED}
    except FileNotFoundError:
        return {what: [] for what in NOTED}


def rewrite_backups(folder: Path, key: Key | None = None) -> int:
    """Take out of every backup what was noted; how many were rewritten. Any thread.

    One that cannot be read any more is of no use as a backup, so it goes. Raises OSError, sqlite3.Error.
    """
    gone = pending(folder)
    if not any(gone.values()):
        return 0
    found = backups.listed(folder)
    for backup in found:
        part = folder / f"{backup.name}.part"
        part.unlink(missing_ok=True)
        shutil.copyfile(backup, part)
        try:
            clear(part, gone, key)
        except sqlite3.OperationalError:  # the disk is full, say: that is not the backup's fault
            part.unlink()
            raise
        except sqlite3.DatabaseError:
            part.unlink()
            backup.unlink()
            continue
        backups.settle(part, backup)
    (folder / PENDING).unlink(missing_ok=True)
    return len(found)


def clear(path: Path, gone: dict[str, list[int]], key: Key | None = None) -> None:
    """Erase these numbers from a database file that nobody has open. Raises sqlite3.Error."""
    connection = files.connected(path, files.of_this(path, key))
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        _delete(connection, gone)
        connection.execute("COMMIT")
        scrub(connection)
    finally:
        connection.close()


def _out_of_quarantine(profile: Path, quotes: Iterable[str], key: Key | None) -> None:
    """A damaged file cannot be mended, so one that holds a forgotten sentence goes altogether.

    With a key so does one that is locked: nobody can see what stands in it, but whoever has the key.
    """
    folder = profile / backups.QUARANTINE
    if not folder.is_dir():
        return
    needles = [quote.encode() for quote in quotes if quote]
    for path in folder.rglob("*"):
        if path.is_file() and (
            (key is not None and files.is_noise(path))
            or any(needle in path.read_bytes() for needle in needles)
        ):
            path.unlink()
