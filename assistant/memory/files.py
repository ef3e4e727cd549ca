"""Open a file of the memory, plain or locked, and put one in another's place; what a failure means.

Which of the two a file is stands in its first bytes.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assistant.memory.recoverykey import Key

    Connect = Callable[..., sqlite3.Connection]

FILE = "memory.sqlite"
MARK = "memory.mark"
BUSY_MS = 2000
_PLAIN = b"SQLite format 3\x00"
_PAGE = 4096
_NOISE = (
    200  # different bytes in a page: of random ones 256, of text or a damaged plain page far fewer
)
_PIECE = 1 << 20


def is_plain(path: Path) -> bool:
    """Whether it begins as every SQLite file does."""
    return _head(path).startswith(_PLAIN)


def is_noise(path: Path) -> bool:
    """Whether it begins as a locked memory does: like noise, from the first byte."""
    head = _head(path)
    return not head.startswith(_PLAIN) and len(set(head)) > _NOISE


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_PAGE)
    except FileNotFoundError:
        return b""


def connected(
    path: Path, key: Key | None, mode: str = "rw", connect: Connect = sqlite3.Connection
) -> sqlite3.Connection:
    """`mode` as SQLite's URIs have it. With a key `connect` is SQLCipher's, and the file is locked."""
    # one thread at a time uses it, not always the one that opened it
    how: dict[str, Any] = {
        "isolation_level": None, "check_same_thread": False, "timeout": BUSY_MS / 1000,
        "cached_statements": 256,
    }  # fmt: skip
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    if key is None:
        return connect(uri, uri=True, **how)
    from assistant.memory import cipher

    return cipher.connected(uri, key, **how)


def of_this(path: Path, key: Key | None) -> Key | None:
    """The key this file needs, when the memory has `key`: a copy may be plain still."""
    return None if is_plain(path) else key


def wipe(path: Path) -> None:
    """Zeros over a file that may hold words in plain, and out with it.

    One that has another name too (a backup by links, say) is only taken out here.
    """
    if path.exists() and not is_noise(path):
        with path.open("r+b") as file:
            if os.fstat(file.fileno()).st_nlink == 1:
                _zeros(file.fileno())
    path.unlink(missing_ok=True)


@contextmanager
def overwritten(path: Path) -> Iterator[None]:
    """If this plain file loses its last name within the block, its bytes are written over afterwards.

    Where a file that is open can't be taken out, they stay in free places of the disk.
    """
    if os.name != "posix" or not path.exists() or is_noise(path):
        yield
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        yield
        if os.fstat(descriptor).st_nlink == 0:
            _zeros(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(part: Path, path: Path) -> None:
    """Let the finished `part` take the place of `path`, whose plain bytes are written over.

    A crash leaves the one or the other, never half.
    """
    with overwritten(path):
        descriptor = os.open(part, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        part.replace(path)
        if os.name == "posix":  # else a power cut could bring the old name back, with zeros in it
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _zeros(descriptor: int) -> None:
    """Over the whole file, once; what a drive keeps beneath that is beyond a program's reach."""
    left = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(descriptor, bytes(min(_PIECE, left)))
    os.fsync(descriptor)


def trouble(error: sqlite3.Error | OSError) -> Trouble:
    """What a failing database, or disk, means for the person."""
    if isinstance(error, OSError):
        return Trouble(f"My memory can't be reached ({error.strerror}).", "Is the disk full?")
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return Trouble("Another program is holding my memory.", "Close it; I try again each time.")
    if "full" in text:
        return Trouble("I can't save to memory: the disk is full.", "Make room; I try again.")
    if "readonly" in text or "read-only" in text:
        return Trouble("My memory is read-only, so nothing new is kept.", "May I write there?")
    if isinstance(error, sqlite3.DatabaseError) and ("malformed" in text or "not a data" in text):
        return Trouble("My memory file is damaged.", "Start me again: the newest backup is used.")
    return Trouble("I can't save to memory just now.", "Is the disk in order? I try again.")
