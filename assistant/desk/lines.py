"""Keep records as JSON lines: each is on the disk before the call returns, a torn last one is left out."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Record = dict[str, Any]
REMEDY = "Is the disk full, or the profile's folder read-only?"


class Lines:
    """The records of one file, oldest first. A line that makes no sense is skipped when reading.

    `append` and `replace` raise Trouble when nothing could be saved.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Record]:
        """All records; none where there is no file. Raises Trouble when it can't be read."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Trouble(f"{self.path.name} can't be read ({error.strerror}).") from None
        return [record for line in raw.split(b"\n") if (record := _record(line)) is not None]

    def append(self, record: Record) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _put(descriptor, _line(record))
            finally:
                os.close(descriptor)
        except OSError as error:
            raise Trouble(f"I couldn't save that ({error.strerror}).", REMEDY) from None

    def replace(self, records: Iterable[Record]) -> None:
        """Only these from now on; a crash leaves the old file or the new one."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self.path, b"".join(map(_line, records)))
        except OSError as error:
            raise Trouble(f"I couldn't save that ({error.strerror}).", REMEDY) from None


def _put(descriptor: int, line: bytes) -> None:
    """Write `line` at the end, and on the disk, whole or not at all."""
    length = os.fstat(descriptor).st_size
    if length and os.lseek(descriptor, -1, os.SEEK_END) and os.read(descriptor, 1) != b"\n":
        line = b"\n" + line  # a crash tore the last line; this one shall not stick to it
    try:
        while line:
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, length)
        raise


def _line(record: Record) -> bytes:
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # bytes that were no UTF-8, to be given back just as they were
        return json.dumps(record).encode() + b"\n"


def _record(line: bytes) -> Record | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
