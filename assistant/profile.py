"""A profile: one private folder with a marker, and at most one program on it at a time."""

from __future__ import annotations

import contextlib
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from assistant.errors import Trouble
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 1
MARKER = "os1-profile.json"
SHOW = "show-yourself"  # grows by a byte each time another start asks for the window


class Occupied(Trouble):
    """Another OS1 uses this profile."""


def prepare(folder: Path) -> Path:
    """Make the folder private and mark it as ours. Raises Trouble where that cannot be."""
    os.umask(0o077)  # whatever is written from here on is the user's alone
    marker = folder / MARKER
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not marker.exists():
            write_whole(marker, json.dumps({"profile": "os1", "version": VERSION}).encode())
        version = int(json.loads(marker.read_text(encoding="utf-8"))["version"])
    except OSError as error:
        raise Trouble(
            f"The profile folder can't be used ({error.strerror}).",
            "Choose another with --profile DIR.",
        ) from None
    except (ValueError, KeyError, TypeError):
        raise Trouble(
            "The profile's marker is damaged.",
            f"Nothing was changed; remove {MARKER} in the profile folder to use it all the same.",
        ) from None
    if version > VERSION:
        raise Trouble(
            "This profile was written by a newer OS1.", "Update the program; nothing was changed."
        )
    return folder


@contextmanager
def held(folder: Path) -> Iterator[Path]:
    """The profile for this process alone, until the end of the block. Raises Occupied, Trouble."""
    prepare(folder)
    lock = FileLock(folder / "in-use.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Occupied("OS1 is already running on this profile.", "Use its window.") from None
    except OSError as error:
        raise Trouble(f"The profile folder can't be locked ({error.strerror}).") from None
    try:
        with contextlib.suppress(OSError):
            (folder / SHOW).write_bytes(b"")  # something to watch
        yield folder
    finally:
        lock.release()


def call_forth(folder: Path) -> None:
    """Ask the program that holds this profile to show its window; it watches the file SHOW."""
    with contextlib.suppress(OSError), (folder / SHOW).open("a", encoding="utf-8") as file:
        file.write("!")
