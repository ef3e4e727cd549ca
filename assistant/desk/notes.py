"""Dictated notes as plain Markdown files, a file each, found again by their words."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.english import STOP
from assistant.errors import Trouble
from assistant.settings import write_whole

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Note:
    """`name` is the file's, `at` when it was taken (from the name, else from the file)."""

    name: str
    at: dt.datetime
    text: str


@dataclass(frozen=True)
class Notes:
    """The notes in one folder. Raises Trouble when a note can't be saved."""

    folder: Path

    def name_for(self, text: str, at: dt.datetime) -> str:
        """A file name that is still free: the time and the first words."""
        words = re.sub(r"[^\w]+", "-", " ".join(text.split()[:6]).lower()).strip("-_")[:48]
        stem = f"{at:%Y-%m-%d %H%M} {words or 'note'}"
        free = (f"{stem}{f' {n}' if n > 1 else ''}.md" for n in range(1, 10_000))
        return next(name for name in free if not (self.folder / name).exists())

    def all(self) -> list[Note]:
        """Every note, newest first; what can't be read is left out."""
        found = []
        for path in self.folder.glob("*.md") if self.folder.is_dir() else ():
            try:
                if path.stat().st_size <= LARGEST:
                    text = path.read_bytes().decode("utf-8-sig", "replace").strip()
                    found.append(Note(path.name, _taken(path), text))
            except OSError:
                continue
        return sorted(found, key=lambda note: (note.at, note.name), reverse=True)

    def find(self, words: str) -> list[Note]:
        """The notes in which these words occur, best first: rare words count for more."""
        notes = self.all()
        stems = [(_stems(note.text), note) for note in notes]
        wanted = _stems(words)
        weight = {
            word: math.log(1 + len(notes) / (1 + sum(word in found for found, _ in stems)))
            for word in wanted
        }
        scored = [(sum(weight[word] for word in wanted & found), note) for found, note in stems]
        return [note for score, note in sorted(scored, key=lambda one: -one[0]) if score > 0]

    def write(self, name: str, text: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._path(name), (text.strip() + "\n").encode("utf-8", "replace"))
        except OSError as error:
            raise Trouble(f"The note could not be saved ({error.strerror}).") from None

    def read(self, name: str) -> str | None:
        try:
            return self._path(name).read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            return None

    def delete(self, name: str) -> None:
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(f"The note can't be deleted ({error.strerror}).") from None

    def _path(self, name: str) -> Path:
        if not re.fullmatch(r"[\w][\w .-]{0,120}\.md", name) or ".." in name:
            raise Trouble("That is no name for a note.")
        return self.folder / name


def _taken(path: Path) -> dt.datetime:
    try:
        return dt.datetime.strptime(path.name[:15], "%Y-%m-%d %H%M")  # noqa: DTZ007 - wall time
    except ValueError:
        return dt.datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - wall time


def _stems(text: str) -> frozenset[str]:
    words = (word for word in re.findall(r"[^\W_]+", text.lower()) if word not in STOP)
    return frozenset(
        re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in words
    )
