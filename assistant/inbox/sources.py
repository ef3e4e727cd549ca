"""Find the messages of a mailbox on the disk (mbox, Maildir, a folder of .eml) and read them piece by piece.

Not the standard library's `mailbox`: it opens an mbox for writing, cuts it at every unquoted "From " in a
letter, and rewrites what it moves; here the cuts add up to the file, byte for byte.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD_BYTES = 64 * 1024  # of a message: headers and the beginning of the text
PIECE_BYTES = 256 * 1024
_POSTMARK = re.compile(rb"From \S+.*\b\d?\d:\d\d\b")  # "From a@b Sat Nov 22 10:00:00 2026"


class Form(Enum):
    MBOX = "an mbox file"
    MAILDIR = "a Maildir"
    EML = "a folder of .eml files"


@dataclass(frozen=True, slots=True)
class Raw:
    """A message as it lies there: its place, size, first bytes, and the mailbox's own flags."""

    place: str
    size: int
    head: bytes
    flags: str = ""


def form_of(path: Path) -> Form:
    """Which mailbox `path` is. Raises Trouble for what is none, or is a link."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise Trouble(f"{path.name} is a link, so I leave it alone.", "Name the real place.")
        if stat.S_ISDIR(found.st_mode):
            if (path / "cur").is_dir() and (path / "new").is_dir():
                return Form.MAILDIR
            if names_in(path, Form.EML):
                return Form.EML
            raise Trouble(
                f"I find no mail in {path.name}.", "Name an mbox file, a Maildir or .eml files."
            )
        with path.open("rb") as file:
            if stat.S_ISREG(found.st_mode) and file.read(5) == b"From ":
                return Form.MBOX
    except OSError as error:
        raise Trouble(f"{path.name} can't be read ({error.strerror}).") from None
    raise Trouble(f"{path.name} is no mailbox I know.", "I read mbox, Maildir and .eml files.")


def messages(path: Path, form: Form) -> Iterator[Raw]:
    """Every message, one at a time. What can't be read comes with an empty head. Raises Trouble."""
    try:
        if form is Form.MBOX:
            yield from _in_mbox(path)
            return
        for name in names_in(path, form):
            head, size = b"", 0
            with contextlib.suppress(OSError), (path / name).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                head = file.read(HEAD_BYTES)
            yield Raw(name, size, head, name.rpartition(":2,")[2] if ":2," in name else "")
    except OSError as error:
        raise Trouble(f"{path.name} can't be read ({error.strerror}).") from None


def names_in(path: Path, form: Form) -> list[str]:
    """The names of the message files below `path`, in a lasting order; links are left out."""
    if form is Form.EML:
        return sorted(one.name for one in list(os.scandir(path)) if _is_eml(one))
    return sorted(
        f"{part}/{one.name}"
        for part in ("cur", "new")
        for one in list(os.scandir(path / part))
        if one.is_file(follow_symlinks=False) and not one.name.startswith(".")
    )


def pieces(path: Path, place: str, form: Form) -> Iterator[bytes]:
    """The whole message in pieces, for an mbox without its first line and the blank one at its end."""
    if form is not Form.MBOX:
        with (path / place).open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
        return
    start, length = span(place)
    with path.open("rb") as file:
        file.seek(start)
        left = length - len(file.readline())
        while left > 0 and (piece := file.read(min(PIECE_BYTES, left))):
            left -= len(piece)
            yield piece if left else piece.removesuffix(b"\n").removesuffix(b"\r")


def span(place: str) -> tuple[int, int]:
    """Start and length in the mbox, in bytes."""
    start, _, length = place.partition(":")
    return int(start), int(length)


def cuts(path: Path) -> Iterator[tuple[int, int]]:
    """Start and length of each message of an mbox; they add up to the file."""
    start, at, blank = 0, 0, True
    with path.open("rb") as file:
        while line := file.readline(PIECE_BYTES):
            if blank and line.startswith(b"From ") and at > start and _POSTMARK.match(line):
                yield start, at - start
                start = at
            blank = line in {b"\n", b"\r\n"}
            at += len(line)
    if at > start:
        yield start, at - start


def _in_mbox(path: Path) -> Iterator[Raw]:
    with path.open("rb") as file:
        for start, length in cuts(path):
            file.seek(start)
            head = file.read(min(length, HEAD_BYTES)).partition(b"\n")[2]
            yield Raw(f"{start}:{length}", length, head)


def _is_eml(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and entry.name.lower().endswith(".eml")
