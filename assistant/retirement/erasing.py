"""Erase a profile for good, and look whether anything of it is left: written over, taken out, searched for."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import autostart
from assistant.errors import Trouble
from assistant.keys import NAMES_FILE, Keys, Names, system_ring
from assistant.memory import backups
from assistant.profile import MARKER

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 20
_HERS = (
    frozenset(  # what she lays in a profile, by name; for a folder that was not hers from the beginning
        """
    settings.toml memory.sqlite memory.sqlite-wal memory.sqlite-shm memory.sqlite-journal memory.sqlite.part
    memory.mark memory.locked reminders.jsonl undo.jsonl use.json growth.jsonl meeting.json people.json
    speaking-first.json window.json known.json known-voice.wav voice-before.wav opened.json tools.json secrets.json
    lists notes letters decisions calendar personas damaged tidying plans in-use.lock show-yourself os1-profile.json
    """.split()
    )
    | {"calendar account"}
)
_COPY = re.compile(r"(?:\.\d+)?\.(?:bad|damaged)\Z")  # of what could not be read


@dataclass(frozen=True, slots=True)
class Erased:
    """`left`: what could not be erased. `stays`: what was in the folder before it was hers. `secrets`
    were taken out of the keyring, `locked` name those that may be there still.
    """

    files: int
    bytes: int
    left: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    secrets: int = 0
    locked: tuple[str, ...] = ()


def erase(profile: Path, keys: Keys | None = None) -> Erased:
    """Erase the profile, its backups, its secrets in the keyring and its start at login.

    Raises Trouble for what is no profile.
    """
    if profile.is_symlink() or not (profile / MARKER).is_file():
        raise Trouble("There is no profile of mine in that folder.", "Nothing was erased.")
    stays = foreign(profile)
    places = [path for path in sorted(profile.iterdir()) if path.name not in stays]
    folder = backups.folder_of(profile)
    if folder.is_dir() and not folder.is_symlink():
        places += sorted(folder.iterdir())
    names = sorted(Names(profile / NAMES_FILE).all())
    ring = keys or Keys(system_ring)
    locked = tuple(name for name in names if not ring.drop(name))
    with contextlib.suppress(Trouble, OSError):
        autostart.put(False, profile)
    files = size = 0
    # the marker last: after a crash the rest can still be erased
    for path in sorted(places, key=lambda one: one.name == MARKER):
        for one in [path, *path.rglob("*")] if path.is_dir() and not path.is_symlink() else [path]:
            if one.is_file() and not one.is_symlink():
                files, size = files + 1, size + one.stat().st_size
                _write_over(one)
        _take_out(path)
    for place in (folder, profile):
        with contextlib.suppress(OSError):
            place.rmdir()
    remains = tuple(sorted(left(profile, stays)))
    return Erased(files, size, remains, tuple(sorted(stays)), len(names) - len(locked), locked)


def foreign(profile: Path) -> frozenset[str]:
    """What lay in the folder before it was made a profile, and everything that is not known to be
    hers where there was such a thing: none of it is erased.
    """
    try:
        since = (profile / MARKER).stat().st_mtime
        unknown = {path.name: path for path in profile.iterdir() if not known(path.name)}
        older = any(path.lstat().st_mtime < since - 1 for path in unknown.values())
    except OSError:
        return frozenset()
    home = profile.resolve() in {Path.home().resolve(), *Path.home().resolve().parents}
    return frozenset(unknown) if older or home else frozenset()


def left(profile: Path, stays: frozenset[str] = frozenset()) -> Iterator[str]:
    """The files that are there, empty ones too, in the profile and among its backups."""
    for place in (profile, backups.folder_of(profile)):
        if not place.is_dir():
            continue
        for path in place.rglob("*"):
            if path.relative_to(place).parts[0] not in stays and not path.is_dir():
                yield str(path.relative_to(place))


def holding(folder: Path, needles: list[bytes]) -> list[str]:
    """The files anywhere below `folder` in which one of the needles stands, as bytes."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if any(needle in data for needle in needles):
                found.append(str(path.relative_to(folder)))
    return found


def known(name: str) -> bool:
    """Whether she lays something of this name in a profile: a file, a folder, or a copy of one."""
    base = _COPY.sub("", name.lstrip("."))
    return base in _HERS or any(name.startswith(f".{one}.") for one in _HERS)


def _write_over(path: Path) -> None:
    """Zeros over what is there, once; what a drive keeps beneath that is beyond a program's reach."""
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        with path.open("r+b") as file:
            for at in range(0, size, PIECE):
                file.write(bytes(min(PIECE, size - at)))
            file.flush()
            os.fsync(file.fileno())
            file.truncate(0)


def _take_out(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for inner in sorted(path.iterdir()):
            _take_out(inner)
        with contextlib.suppress(OSError):
            path.rmdir()
    else:
        with contextlib.suppress(OSError):
            path.unlink()
