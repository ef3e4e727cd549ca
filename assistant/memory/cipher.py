"""SQLCipher behind the face of sqlite3: the same calls, the same errors, and the file is encrypted.

The only module that imports sqlcipher3 (SQLCipher 4: AES-256 in CBC mode a page, each page signed).
A connection without a key reads and writes plain files; that is how one form is copied into the
other. It writes nothing to stderr.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeVar, cast

import sqlcipher3  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from assistant.memory.recoverykey import Key

T = TypeVar("T")


def _guarded(job: Callable[..., T], *args: Any) -> T:
    """What sqlcipher3 raises comes out as what sqlite3 would raise."""
    try:
        return job(*args)
    except sqlcipher3.Error as error:
        raise getattr(sqlite3, type(error).__name__)(str(error)) from None


class _Cursor(sqlcipher3.Cursor):  # type: ignore[misc]
    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Cursor:
        _guarded(super().execute, sql, values)
        return self

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> _Cursor:
        _guarded(super().executemany, sql, rows)
        return self

    def fetchone(self) -> Any:
        return _guarded(super().fetchone)

    def fetchmany(self, size: int) -> Any:
        return _guarded(super().fetchmany, size)

    def fetchall(self) -> Any:
        return _guarded(super().fetchall)

    def __next__(self) -> Any:
        return _guarded(super().__next__)


class _Connection(sqlcipher3.Connection):  # type: ignore[misc]
    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Cursor:
        return cast("_Cursor", self.cursor(_Cursor)).execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> _Cursor:
        return cast("_Cursor", self.cursor(_Cursor)).executemany(sql, rows)

    def backup(self, target: Any) -> None:
        """Into a file with the same key: SQLCipher refuses any other, and so do we a plain one."""
        if not isinstance(target, _Connection):
            raise sqlite3.ProgrammingError("a locked memory is not copied without its key")
        _guarded(super().backup, target)


def connected(uri: str, key: Key | None, **how: Any) -> sqlite3.Connection:
    """Open a file; `how` as for sqlite3.connect. A wrong key shows at the first read, as DatabaseError."""
    connection = _guarded(lambda: _Connection(uri, uri=True, **how))
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f'PRAGMA key = "{_raw(key)}"')
    return cast("sqlite3.Connection", connection)


def copy(source: sqlite3.Connection, part: Path, key: Key | None) -> None:
    """All of `source`, one of these connections, into a new file with that key. Raises sqlite3.Error."""
    source.execute("ATTACH ? AS copy KEY ?", (str(part), _raw(key) if key else ""))
    try:
        for pragma in ("journal_mode", "synchronous"):  # it counts when it is whole, and not before
            source.execute(f"PRAGMA copy.{pragma} = OFF").fetchall()
        source.execute("SELECT sqlcipher_export('copy')").fetchall()
        for pragma in ("application_id", "user_version"):  # these two it leaves out
            (value,) = source.execute(f"PRAGMA main.{pragma}").fetchone()
            source.execute(f"PRAGMA copy.{pragma} = {value:d}")
    finally:
        source.execute("DETACH copy")


def _raw(key: Key) -> str:
    """In this form the key is taken as it is, and nothing is derived from it."""
    return f"x'{key.raw.hex()}'"
