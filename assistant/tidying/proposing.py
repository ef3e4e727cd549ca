"""Which file of a folder would go where: by kind, by date, or copies aside. Pure but for the looking."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.tidying.records import Move

if TYPE_CHECKING:
    from collections.abc import Iterable

PIECE_BYTES = 1 << 20
MOST_FILES = 20_000
_KINDS = {
    "Pictures": "jpg jpeg png gif bmp tif tiff webp heic heif svg raw cr2 nef dng ico avif",
    "Documents": "pdf doc docx odt rtf txt md tex pages xls xlsx ods csv numbers ppt pptx odp key epub mobi eml ics vcf",
    "Music and sound": "mp3 flac ogg oga opus wav m4a aac wma aiff mid midi",
    "Films": "mp4 mkv avi mov webm mpg mpeg m4v wmv flv 3gp ogv",
    "Archives": "zip tar gz tgz bz2 xz 7z rar zst iso img",
    "Programs": "exe msi deb rpm appimage dmg pkg apk flatpakref jar",
    "Code": "py js ts c h cpp hpp rs go java sh html css json xml yaml yml toml sql ipynb",
    "Fonts": "ttf otf woff woff2",
}  # fmt: skip
_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_HALF_DONE = (".part", ".crdownload", ".download", ".tmp", ".partial", ".lock")
COPIES = "Duplicates"


class By(Enum):
    KIND = "kind"
    DATE = "date"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class File:
    """A plain file at the top of the folder; `at` is local time of its last change."""

    name: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be moved: `folders` are the new places with the number of files in each."""

    root: str
    by: By
    moves: tuple[Move, ...]
    stay: int
    folders: tuple[tuple[str, int], ...] = field(default=())


def proposed(root: Path, by: By) -> Proposal:
    """Look at the files at the top of `root` and say where they would go. Moves nothing. Raises Trouble."""
    checked(root)
    try:
        files, names = _looked(root)
        match by:
            case By.KIND:
                wanted = [(one.name, _KIND_OF.get(_ending(one.name), "")) for one in files]
            case By.DATE:
                wanted = [(one.name, f"{one.at:%Y}/{one.at:%m %B}") for one in files]
            case By.COPIES:
                wanted = [(name, COPIES) for name in _copies(root, files)]
    except OSError as error:
        raise Trouble(f"I can't read that folder ({error.strerror}).") from None
    moves = _named(root, wanted, names)
    counted = Counter(str(PurePosixPath(one.to).parent) for one in moves)
    return Proposal(str(root), by, moves, len(files) - len(moves), tuple(counted.most_common()))


def checked(root: Path) -> None:
    """Raises Trouble where tidying would do harm: a link, the home folder itself, a program's folder."""
    home = Path.home()
    try:
        found = root.lstat()
    except OSError:
        raise Trouble(f"There is no folder {root.name}.", "Name it once more.") from None
    if stat.S_ISLNK(found.st_mode):
        raise Trouble(f"{root.name} is a link, so I leave it alone.", "Name the real folder.")
    if not stat.S_ISDIR(found.st_mode):
        raise Trouble(f"{root.name} is no folder.")
    real = root.resolve()
    if real == home.resolve() or real in home.resolve().parents or real == Path(real.anchor):
        raise Trouble(
            "That is the folder everything else is in, so I leave it alone.", "Name one inside it."
        )
    inside = {part.lower() for part in real.parts[1:2]} if real.parts[0] == "/" else set()
    if inside & {"usr", "etc", "bin", "sbin", "lib", "lib64", "boot", "dev", "proc", "sys", "run"}:
        raise Trouble("That folder belongs to the system, so I leave it alone.")
    for sign in (
        ".git",
        ".hg",
        "node_modules",
        "pyproject.toml",
        "package.json",
        "os1-profile.json",
    ):
        if os.path.lexists(root / sign):
            raise Trouble(
                f"{root.name} belongs together: there is {sign} in it. I leave it alone.",
                "Name a folder of loose files.",
            )


def _looked(root: Path) -> tuple[list[File], set[str]]:
    """The plain files, and every name that is taken; hidden ones, links and half downloads stay."""
    files, names = [], set()
    with os.scandir(root) as entries:
        for entry in entries:
            names.add(entry.name.lower())
            hidden = entry.name.startswith(".") or entry.name.lower().endswith(_HALF_DONE)
            if hidden or not entry.is_file(follow_symlinks=False):
                continue
            found = entry.stat(follow_symlinks=False)
            at = datetime.fromtimestamp(max(0, found.st_mtime)).astimezone()
            files.append(File(entry.name, found.st_size, at))
    if len(files) > MOST_FILES:
        raise Trouble(f"There are {len(files):,} files in it, too many for one go.")
    return sorted(files, key=lambda one: one.name), names


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _copies(root: Path, files: Iterable[File]) -> list[str]:
    """All but the oldest of each set of equal files; only those of one size are read."""
    sized: dict[int, list[File]] = {}
    for one in files:
        if one.size:
            sized.setdefault(one.size, []).append(one)
    found = []
    for alike in sized.values():
        if len(alike) < 2:
            continue
        seen: set[bytes] = set()
        for one in sorted(alike, key=lambda file: (file.at, len(file.name), file.name)):
            made = _digest(root / one.name)
            if made is None:
                continue
            if made in seen:
                found.append(one.name)
            seen.add(made)
    return sorted(found)


def _digest(path: Path) -> bytes | None:
    """None for what can't be read: such a file stays."""
    made = hashlib.blake2b()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                made.update(piece)
    except OSError:
        return None
    return made.digest()


def _named(root: Path, wanted: list[tuple[str, str]], taken: set[str]) -> tuple[Move, ...]:
    """Each into its folder under a name that is free there, whatever the case of letters."""
    moves, used = [], dict[str, set[str]]()
    for name, folder in wanted:
        if not folder:
            continue
        top = folder.split("/")[0]
        if top.lower() in taken and not _plain_folder(root / top):
            continue  # a file or a link of that name: these stay
        names = used.setdefault(folder, _names_in(root / folder))
        free = _free(name, names)
        names.add(free.lower())
        moves.append(Move(name, f"{folder}/{free}"))
    return tuple(moves)


def _plain_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _names_in(folder: Path) -> set[str]:
    try:
        return {entry.name.lower() for entry in list(os.scandir(folder))}
    except OSError:
        return set()


def _free(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    number, free = 2, name
    while free.lower() in taken:
        free, number = f"{stem} ({number}){dot}{ending}", number + 1
    return free
