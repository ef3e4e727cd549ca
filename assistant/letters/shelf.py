"""The folder of letters: each one a file of its revisions, saved letters beside them, nothing thrown away at once."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.desk.lines import Lines
from assistant.errors import Trouble
from assistant.letters import revisions
from assistant.letters.names import free, is_id, slug

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from assistant.letters.letter import Letter
    from assistant.letters.revisions import Draft

DRAFTS, REMOVED = "drafts", "removed"
SUFFIX = ".letter"


@dataclass
class Shelf:
    """The letters of one profile, in `folder`. Every method that touches files may raise Trouble."""

    folder: Path

    def path(self, name: str) -> Path:
        """Of the file with a letter's revisions. Raises ValueError for what can be no letter's name."""
        if not is_id(name):
            raise ValueError(name)
        return self.folder / DRAFTS / f"{name}{SUFFIX}"

    def names(self) -> tuple[str, ...]:
        """Of all letters, the latest first."""
        with contextlib.suppress(OSError):
            found = [
                (path.stat().st_mtime_ns, path.stem)
                for path in (self.folder / DRAFTS).glob(f"*{SUFFIX}")
                if is_id(path.stem) and path.is_file() and not path.is_symlink()
            ]
            return tuple(name for _, name in sorted(found, reverse=True))
        return ()

    def new_name(self, to: str, at: datetime) -> str:
        return free(f"{at:%Y-%m-%d}-{slug(to)}", {*self.names(), *self._removed()})

    def read(self, name: str) -> Draft:
        """The letter with its past; one without revisions where there is no such file."""
        path = self.path(name)
        if path.is_symlink():
            raise Trouble("That letter is a link to somewhere else, so I leave it alone.")
        return revisions.read(name, Lines(path).read())

    def revise(self, name: str, letter: Letter, what: str, at: datetime) -> Draft:
        """`letter` becomes the latest revision; on the disk before this returns."""
        draft = self.read(name)
        return self._keep(draft, revisions.revised(draft, letter, what, at.isoformat()))

    def go_back(self, name: str, to: int, at: datetime) -> Draft:
        """Revision `to` counts again; nothing happens where it counts already or is not there."""
        draft = self.read(name)
        if not 1 <= to <= len(draft.revisions) or draft.now.number == to:
            return draft
        return self._keep(draft, revisions.went_back(draft, to, at.isoformat()))

    def wait(self, name: str, until: str) -> Draft:
        return self._keep(self.read(name), revisions.waiting(until))

    def remove(self, name: str) -> None:
        """Lay a letter aside, where `bring_back` finds it; nothing happens where there is none."""
        self._move(self.path(name), self.folder / REMOVED / f"{name}{SUFFIX}")

    def bring_back(self, name: str) -> None:
        self._move(self.folder / REMOVED / f"{name}{SUFFIX}", self.path(name))

    def lay_aside(self, file: str) -> None:
        """Take a saved letter out of the folder, as `remove` does."""
        path = self.folder / file
        if path.parent != self.folder or path.is_symlink():
            raise ValueError(file)
        self._move(path, self.folder / REMOVED / file)

    def saved(self) -> tuple[str, ...]:
        """The names of the files that letters were saved to."""
        with contextlib.suppress(OSError):
            return tuple(sorted(path.name for path in self.folder.iterdir() if path.is_file()))
        return ()

    def latest_to(self, person: str, *, but: str = "") -> Letter | None:
        """The latest letter to the same person, for its greeting and closing."""
        wanted = slug(person)
        for name in self.names():
            if name == but or not person:
                continue
            letter = self.read(name).letter
            if slug(letter.to) == wanted and (letter.greeting or letter.closing):
                return letter
        return None

    def _keep(self, draft: Draft, record: dict[str, object]) -> Draft:
        Lines(self.path(draft.id)).append(record)
        return revisions.taken(draft, record)

    def _removed(self) -> tuple[str, ...]:
        with contextlib.suppress(OSError):
            return tuple(path.stem for path in (self.folder / REMOVED).glob(f"*{SUFFIX}"))
        return ()

    def _move(self, path: Path, to: Path) -> None:
        if not path.exists():
            return
        try:
            to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.replace(to)
        except OSError as error:
            raise Trouble(f"The letter couldn't be moved ({error.strerror}).") from None
