"""What was moved, written down before it is moved: one file a time, from which everything finds its way back."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[0-9][0-9T-]{0,40}")
REMEDY = "Is the disk full, or the profile's folder read-only? Nothing was moved."


@dataclass(frozen=True, slots=True)
class Move:
    """Of a file below the root, by names with "/"; `mark` is its inode, size and time before the move."""

    source: str
    to: str
    mark: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """`folders` are made for it, outermost first; `left` are the numbers of moves that were not done.

    `done` is False when it broke off: then the marks tell what was moved.
    """

    root: str
    folders: tuple[str, ...]
    moves: tuple[Move, ...]
    done: bool = False
    left: frozenset[int] = frozenset()
    back: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one profile. Every method may raise Trouble."""

    folder: Path

    def path(self, id_: str) -> Path:
        """Raises ValueError for what can be no record's name."""
        if not _ID.fullmatch(id_):
            raise ValueError(id_)
        return self.folder / f"{id_}.jsonl"

    def begin(self, id_: str, record: Record) -> None:
        """On the disk before this returns. Names may hold any bytes: JSON escapes what is no text."""
        lines: list[dict[str, Any]] = [{"root": record.root, "folders": record.folders}]
        lines += [{"from": one.source, "to": one.to, "mark": one.mark} for one in record.moves]
        self._write(id_, lines, os.O_EXCL)

    def end(self, id_: str, left: frozenset[int]) -> None:
        self._write(id_, [{"done": True, "left": sorted(left)}])

    def went_back(self, id_: str) -> None:
        self._write(id_, [{"back": True}])

    def read(self, id_: str) -> Record | None:
        """None where there is none; a last line that a crash has torn is left out."""
        try:
            raw = self.path(id_).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Trouble(f"What I moved can't be read ({error.strerror}).") from None
        root = ""
        folders: tuple[str, ...] = ()
        moves: list[Move] = []
        done, back, left = False, False, frozenset[int]()
        for line in raw.split(b"\n"):
            match _parsed(line):
                case {"root": str(place), "folders": [*names]}:
                    root, folders = place, tuple(map(str, names))
                case {"from": str(source), "to": str(to), "mark": [int(a), int(b), int(c)]}:
                    moves.append(Move(source, to, (a, b, c)))
                case {"done": True, "left": [*numbers]}:
                    done, left = True, frozenset(map(int, numbers))
                case {"back": True}:
                    back = True
                case _:
                    pass
        return Record(root, folders, tuple(moves), done, left, back) if root else None

    def _write(self, id_: str, lines: list[dict[str, Any]], only: int = 0) -> None:
        data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        path = self.path(id_)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(path, flags | only, 0o600), "ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Trouble(
                f"I couldn't write down the way back ({error.strerror}).", REMEDY
            ) from None


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
