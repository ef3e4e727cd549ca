"""Where the mails would go, and bringing them there: into subfolders, or for an mbox into copies beside it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.inbox.found import Sorted, Triage, stamp
from assistant.inbox.mail import STAY, Group
from assistant.inbox.sources import PIECE_BYTES, Form, cuts
from assistant.settings import write_whole
from assistant.tidying.moving import Carried, carry_out, take_back
from assistant.tidying.records import Move

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.tidying.records import Records

REST = "Inbox"
ROOM = 50_000_000  # bytes that stay free on the disk
COPIED = "copied.json"  # in the record's place: what was written, to know it again


def movable(found: Triage) -> tuple[Group, ...]:
    """The groups that are offered to be moved and have mails."""
    return tuple(group for group in Group if group not in STAY and found.number(group))


def moves(found: Triage, groups: Iterable[Group]) -> tuple[Move, ...]:
    """Of the messages of a Maildir or a folder of .eml files into a subfolder a group."""
    made = []
    for group in groups:
        for place in found.groups.get(group, Sorted()).places:
            to = (
                f".{group.value}/{place}"
                if found.form is Form.MAILDIR
                else f"{group.value}/{place}"
            )
            made.append(Move(place, to))
    return tuple(made)


def sort(found: Triage, groups: tuple[Group, ...], records: Records, id_: str) -> Carried:
    """Carry it out. Raises Trouble when nothing was moved."""
    path = Path(found.mailbox)
    if found.form is None:
        raise Trouble("Mail on a server stays as it is; I only look at it.", "I can write a plan.")
    if found.form is Form.MBOX:
        return _copy(found, groups, records, id_)
    carried = carry_out(records, id_, path, moves(found, groups))
    if found.form is Form.MAILDIR:
        for group in groups:
            for part in ("cur", "new", "tmp"):  # a Maildir is known by all three
                with contextlib.suppress(OSError):
                    (path / f".{group.value}" / part).mkdir(mode=0o700)
    return carried


def unsort(records: Records, id_: str) -> Carried:
    """Take it back, whichever it was. Raises Trouble."""
    if (records.folder / f"{id_}.{COPIED}").exists():
        return _uncopy(records, id_)
    record = records.read(id_)
    carried = take_back(records, id_)
    if record is not None:
        for name in reversed(record.folders):
            if name.startswith("."):
                for part in ("cur", "new", "tmp", ""):
                    with contextlib.suppress(OSError):
                        (Path(record.root) / name / part).rmdir()
    return carried


def _copy(found: Triage, groups: tuple[Group, ...], records: Records, id_: str) -> Carried:
    """One mbox a group, and one for the rest, in a new folder beside the mailbox, which stays as it is."""
    path = Path(found.mailbox)
    if stamp(path) != found.stamp:
        raise Trouble("New mail came since I looked.", "Let me look through it once more.")
    folder = _sibling(path)
    where = {
        place: group.value for group in groups for place in found.groups.get(group, Sorted()).places
    }
    note = records.folder / f"{id_}.{COPIED}"
    try:
        if shutil.disk_usage(path.parent).free < path.stat().st_size + ROOM:
            raise Trouble("There is not enough room for a copy.", "Make room on the disk.")
        records.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(note, {"folder": str(folder), "files": {}})
        folder.mkdir(mode=0o700)
        written = _written(path, folder, where)
        _write(note, {"folder": str(folder), "files": written})
    except OSError as error:
        with contextlib.suppress(OSError, Trouble):
            _remove(folder, None)
            note.unlink()
        raise Trouble(
            f"I couldn't write the copy ({error.strerror}). Your mailbox is as it was.",
            "Is the disk full, or the folder read-only?",
        ) from None
    return Carried(len(where))


def _sibling(path: Path) -> Path:
    number, folder = 2, path.with_name(f"{path.name} sorted")
    while os.path.lexists(folder):
        folder, number = path.with_name(f"{path.name} sorted {number}"), number + 1
    return folder


def _written(path: Path, folder: Path, where: dict[str, str]) -> dict[str, list[int | str]]:
    """Size and digest of each file, on the disk. Raises OSError."""
    with contextlib.ExitStack() as open_files, path.open("rb") as source:
        files = {
            name: open_files.enter_context((folder / f"{name}.mbox").open("xb"))
            for name in (*dict.fromkeys(where.values()), REST)
        }
        made = {name: hashlib.sha256() for name in files}
        sizes = dict.fromkeys(files, 0)
        for start, length in cuts(path):
            name = where.get(f"{start}:{length}", REST)
            source.seek(start)
            left = length
            while left and (piece := source.read(min(PIECE_BYTES, left))):
                files[name].write(piece)
                made[name].update(piece)
                sizes[name] += len(piece)
                left -= len(piece)
        for file in files.values():
            file.flush()
            os.fsync(file.fileno())
    return {f"{name}.mbox": [sizes[name], made[name].hexdigest()] for name in files}


def _uncopy(records: Records, id_: str) -> Carried:
    """Only what is exactly as it was written is taken away; what somebody has changed stays."""
    note = records.folder / f"{id_}.{COPIED}"
    try:
        held = json.loads(note.read_bytes())
        kept = _remove(Path(held["folder"]), held["files"] or None)
        note.unlink()
    except (OSError, ValueError, KeyError, TypeError):
        raise Trouble(
            "I couldn't take the copy away.", "You can remove its folder yourself."
        ) from None
    return Carried(0, tuple(kept))


def _remove(folder: Path, files: dict[str, list[int | str]] | None) -> list[str]:
    """The copies; without `files` it broke off and whatever she named there is hers. Gives what stays."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    own = {f"{name}.mbox" for name in (REST, *(group.value for group in Group))}
    kept = []
    for path in sorted(folder.iterdir()):
        ours = path.name in own if files is None else path.name in files
        if ours and (files is None or _same(path, files[path.name])):
            path.unlink()
        else:
            kept.append(path.name)
    if not kept:
        folder.rmdir()
    return kept


def _same(path: Path, wanted: list[int | str]) -> bool:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            made.update(piece)
    return [path.lstat().st_size, made.hexdigest()] == wanted


def _write(note: Path, held: dict[str, object]) -> None:
    write_whole(note, json.dumps(held).encode())


def plan_words(found: Triage, groups: tuple[Group, ...]) -> str:
    """The plan as text to keep: what would go where. Senders are shown, nothing is quoted from mails."""
    lines = [f"{found.count} mails in {found.mailbox}", ""]
    for group in Group:
        one = found.groups.get(group)
        if one is None:
            continue
        does = f"to the folder “{group.value}”" if group in groups else "stay where they are"
        lines.append(f"{len(one.places)} · {group.value}: {does}")
        lines += [f"    {count} from {who.shown(60)}" for who, count in one.senders]
    lines += ["", "Wanting an answer, latest first:"]
    lines += [f"    {one.name.shown(60)}: {one.subject.shown()}" for one in found.waiting]
    if found.orders:
        lines += ["", "Trying to give me orders, none of which I follow:"]
        lines += [f"    {one.name.shown(60)}: {one.subject.shown()}" for one in found.orders]
    return "\n".join(lines) + "\n"
