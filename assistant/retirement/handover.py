"""Hand everything over before the end: into one folder, in open forms, read back and compared."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.desk import REMINDERS_FILE
from assistant.desk.lines import Lines
from assistant.desk.reminders import Reminders
from assistant.errors import Trouble
from assistant.keys import NAMES_FILE
from assistant.letters import saving
from assistant.letters.shelf import Shelf
from assistant.letters.table import FOLDER as LETTERS
from assistant.memory import exporting, importing
from assistant.memory.backups import QUARANTINE
from assistant.memory.database import FILE as MEMORY
from assistant.memory.database import MARK, open_memory
from assistant.memory.store import MemoryStore
from assistant.profile import MARKER, SHOW
from assistant.retirement.calendar_file import ics
from assistant.retirement.letter import Past, letter, people_to_call
from assistant.settings import SettingsFile, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from assistant.letters.letter import Letter
    from assistant.memory.kept import Memory, Turn

LETTER, CONTENTS, READ_ME = "farewell.txt", "contents.json", "READ ME.txt"
ORIGINALS = "originals"
_LEFT_OUT = frozenset(
    {MARKER, SHOW, "in-use.lock", QUARANTINE, NAMES_FILE}
)  # hold nothing that is not here otherwise
_ABOUT = """This is what OS1 kept for you, handed over on {day}.

farewell.txt          her last letter
memory.md             what she remembered and what was said, to read
memory.jsonl          the same for programs; `python read_memory.py memory.jsonl` shows it,
                      `os1 memory import memory.jsonl` takes it into another profile
reminders.ics         timers, alarms and reminders, for any calendar
letters/              the latest form of each letter, as text and as a document
originals/            every other file of the profile as it was: lists, notes, calendar, settings ...
contents.json         the SHA-256 of each file
"""


@dataclass(frozen=True, slots=True)
class Handed:
    """What lies in `folder` now; `letter` is its text."""

    folder: Path
    memories: int
    turns: int
    reminders: int
    letters: int
    files: int
    letter: str


def hand_over(profile: Path, folder: Path, clock: Callable[[], datetime]) -> Handed:
    """Write everything into `folder`, which must not exist, and check it. The profile stays as it is.

    Raises Trouble when a part could not be written or read back; nothing may be erased then.
    """
    inside = folder.absolute().is_relative_to(profile.absolute())
    if inside or folder.exists() or folder.is_symlink():
        raise Trouble(
            "That folder is there already." if not inside else "That folder is within the profile.",
            "Name a new one with --to.",
        )
    try:
        folder.mkdir(parents=True, mode=0o700)
        handed = _written(profile, folder, clock)
        contents = {
            path.relative_to(folder).as_posix(): _digest(path) for path in sorted(_files(folder))
        }
        write_whole(folder / CONTENTS, json.dumps(contents, indent=1, ensure_ascii=False).encode())
        _check_originals(profile, folder)
    except OSError as error:
        raise Trouble(
            f"The hand-over could not be written ({error.strerror}).", "Nothing was erased."
        ) from None
    return Handed(folder, *handed[:-1], len(contents), handed[-1])


def whole(folder: Path) -> bool:
    """Whether every file of a hand-over is there and as it was written."""
    try:
        contents = json.loads((folder / CONTENTS).read_text("utf-8"))
        return bool(contents) and all(
            _digest(folder / name) == digest for name, digest in contents.items()
        )
    except (OSError, ValueError, AttributeError):
        return False


def _written(
    profile: Path, folder: Path, clock: Callable[[], datetime]
) -> tuple[int, int, int, int, str]:
    settings = SettingsFile.load(profile, mend=False).now
    opened = open_memory(profile, clock)
    store = MemoryStore(opened.connection, writable=False)  # this place is not to be remembered
    try:
        memories, turns = exporting.export(store, folder / "memory.jsonl")
        exporting.export(store, folder / "memory.md")
        _compare(store, folder / "memory.jsonl", clock)
        days = store.days(100_000)
        past = Past(
            settings.her_name, settings.your_name,
            date.fromisoformat(days[-1][0]) if days else None, len(days), store.size()[0],
            people_to_call(store.people(), store.all(), settings.close_to.split(",")),
        )  # fmt: skip
    finally:
        store.close()
    reminders = Reminders(Lines(profile / REMINDERS_FILE)).all.values()
    write_whole(folder / "reminders.ics", ics(reminders, clock()))
    letters = _letters(Shelf(profile / LETTERS), folder / LETTERS, clock())
    _originals(profile, folder / ORIGINALS)
    text = letter(past, clock().date())
    write_whole(folder / LETTER, text.encode())
    write_whole(folder / READ_ME, _ABOUT.format(day=clock().date().isoformat()).encode())
    return memories, turns, len(reminders), letters, text


def _compare(store: MemoryStore, path: Path, clock: Callable[[], datetime]) -> None:
    """Take the export into an empty memory: it has to come out equal. Raises Trouble."""
    with tempfile.TemporaryDirectory(prefix="os1-check-") as name:
        opened = open_memory(Path(name), clock)
        other = MemoryStore(opened.connection)
        try:
            coming = importing.read(other, path)
            importing.take_in(other, coming, Path(name), clock())
            memories, turns = len(coming.memories), len(coming.turns)
            same = (
                sorted(map(_plain, other.all())) == sorted(map(_plain, store.all()))
                and list(map(_said, _all_turns(other))) == list(map(_said, _all_turns(store)))
            )  # fmt: skip
        finally:
            other.close()
    if not same:
        raise Trouble(
            f"The export does not come back as it was ({memories} memories, {turns} turns).",
            "Nothing was erased.",
        )


def _all_turns(store: MemoryStore) -> tuple[Turn, ...]:
    return store.turns_between("", "~", 10_000_000)


def _plain(one: Memory) -> tuple[object, ...]:
    return (
        one.at, one.about, one.relation, one.aspect, one.value, one.words, one.quote, one.kind.value,
        one.confidence, one.single, one.replaced,
    )  # fmt: skip


def _said(one: Turn) -> tuple[str, ...]:
    return one.at, one.heard, one.said, one.voices


def _letters(shelf: Shelf, folder: Path, now: datetime) -> int:
    """Every letter in its latest form, as text and as a document."""
    found: dict[str, Letter] = {}
    for name in shelf.names():
        draft = shelf.read(name)
        if draft.revisions:
            found[name] = draft.letter
    for name, one in found.items():
        for form in ("txt", "docx"):
            saving.save(one, folder, f"{name}.{form}", now)
    return len(found)


def _originals(profile: Path, folder: Path) -> None:
    for path in _to_copy(profile):
        to = folder / path.relative_to(profile)
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, to)


def _check_originals(profile: Path, folder: Path) -> None:
    for path in _to_copy(profile):
        if _digest(path) != _digest(folder / ORIGINALS / path.relative_to(profile)):
            raise Trouble(f"{path.name} changed while it was handed over.", "Nothing was erased.")


def _to_copy(profile: Path) -> Iterator[Path]:
    for path in _files(profile):
        first = path.relative_to(profile).parts[0]
        if first not in _LEFT_OUT | {MARK} and not first.startswith((MEMORY, ".")):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
