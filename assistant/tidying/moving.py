"""Move files within one folder and back again: never outside it, through a link, or onto another file."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.tidying.records import Move, Record, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_VANISHED = {errno.ENOENT, errno.EEXIST, errno.EXDEV, errno.ELOOP, errno.ENOTDIR}
_NO_HARD_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """`left`: the files that stayed where they were, because something else had happened to them.

    `broke`: why it broke off half way with some of them moved, for a person; they can be taken back.
    """

    moved: int
    left: tuple[str, ...] = ()
    broke: str = ""


def carry_out(
    records: Records, id_: str, root: Path, moves: Iterable[Move], move: Callable[[Path, Path], None] | None = None
) -> Carried:  # fmt: skip
    """Do `moves` below `root`. When it breaks off, all is moved back and Trouble raised; what can't
    even go back is told by `Carried.broke`. A file that has gone, or whose new name is taken by now,
    is left. `move` is for tests.
    """
    record = _planned(root, moves)
    records.begin(id_, record)
    left: set[int] = set()
    try:
        _make(root, record.folders)
        for number, one in enumerate(record.moves):
            if not _step(root, one.source, one.to, move or put):
                left.add(number)
    except OSError as error:
        return _broken_off(records, id_, root, record, error)
    with contextlib.suppress(Trouble):  # the marks will do
        records.end(id_, frozenset(left))
    return Carried(len(record.moves) - len(left), tuple(record.moves[n].source for n in sorted(left)))  # fmt: skip


def take_back(records: Records, id_: str) -> Carried:
    """Everything to where it was; does nothing where nothing was moved. Raises Trouble."""
    record = records.read(id_)
    if record is None or record.back:
        return Carried(0)
    root = Path(record.root)
    try:
        stuck = _back(root, record)
    except OSError as error:
        raise Trouble(f"I couldn't move everything back ({error.strerror}).") from None
    if not stuck:
        records.went_back(id_)
    return Carried(len(record.moves) - len(record.left) - len(stuck), stuck)


def put(source: Path, to: Path) -> None:
    """Move a file, and never onto another. Raises OSError, EEXIST where the name is taken."""
    try:
        os.link(source, to, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(to):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(to)) from None
        source.rename(to)
    else:
        source.unlink()  # the other name of the same file


def mark(path: Path) -> tuple[int, int, int]:
    """By which a file is known again after it was moved. Raises OSError."""
    found = path.lstat()
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def within(root: Path, name: str) -> Path:
    """The path of `name` below `root`. Raises ValueError when it leads out, OSError through a link."""
    parts = name.split("/")
    if not name or any(part in {"", ".", ".."} for part in parts) or "\0" in name:
        raise ValueError(name)
    if os.sep != "/" and any(os.sep in part or ":" in part for part in parts):
        raise ValueError(name)
    path = root
    for part in parts[:-1]:
        path /= part
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    return path / parts[-1]


def _planned(root: Path, moves: Iterable[Move]) -> Record:
    """With the marks of the files, and the folders that are not there yet."""
    marked, wanted = [], dict[str, None]()
    for one in moves:
        try:
            found = mark(within(root, one.source))
        except OSError:
            found = (0, 0, 0)
        marked.append(Move(one.source, one.to, found))
        parts = one.to.split("/")
        for depth in range(1, len(parts)):
            wanted["/".join(parts[:depth])] = None
    folders = tuple(name for name in wanted if not os.path.lexists(root / name))
    return Record(str(root), folders, tuple(marked))


def _make(root: Path, folders: Sequence[str]) -> None:
    for name in folders:
        with contextlib.suppress(FileExistsError):
            within(root, name).mkdir(mode=0o700)


def _step(root: Path, source: str, to: str, move: Callable[[Path, Path], None]) -> bool:
    """Whether the file was moved. Raises OSError for what would befall the next one too."""
    try:
        came = within(root, source)
        if not stat.S_ISREG(came.lstat().st_mode):
            return False
        move(came, within(root, to))
    except OSError as error:
        if error.errno in _VANISHED:
            return False
        raise
    return True


def _back(root: Path, record: Record) -> tuple[str, ...]:
    """Move back what was moved, the last first; the names of what could not be. Raises OSError."""
    stuck = []
    for number in reversed(range(len(record.moves))):
        one = record.moves[number]
        if number in record.left:
            continue
        try:
            lies, home = within(root, one.to), within(root, one.source)
            if not record.done and (not os.path.lexists(lies) or mark(lies) != one.mark):
                continue  # it was never moved
            if os.path.lexists(home) and home.samefile(lies):
                lies.unlink()  # a crash between two names of one file
                continue
            put(lies, home)
        except OSError as error:
            if error.errno not in _VANISHED:
                raise
            if record.done or error.errno == errno.EEXIST:
                stuck.append(one.to)
    for name in reversed(record.folders):
        with contextlib.suppress(OSError):  # something of the person's is in it by now
            within(root, name).rmdir()
    return tuple(stuck)


def _broken_off(records: Records, id_: str, root: Path, record: Record, error: OSError) -> Carried:
    """Raises Trouble when everything is back."""
    try:
        stuck = _back(root, record)
    except OSError:
        stuck = tuple(one.to for one in record.moves if os.path.lexists(root / one.to))
    if stuck:
        why = f"I had to stop ({error.strerror}), and {len(stuck)} files could not go back yet."
        return Carried(len(stuck), (), f"{why} Make room and say “undo that”.")
    with contextlib.suppress(Trouble):
        records.went_back(id_)
    raise Trouble(
        f"I had to stop ({error.strerror}). Everything is back where it was.",
        "Is the disk full, or the folder read-only?",
    ) from None
