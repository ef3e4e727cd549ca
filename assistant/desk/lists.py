"""Lists in plain Markdown files which the person may open and edit: read again before each change."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 2_000_000  # bytes; what is larger is no list of ours
_ITEM = re.compile(r"^(?P<lead>\s*[-*+] )(?P<box>\[(?P<tick>[ xX])\] )?(?P<text>.*\S)\s*$")
_DUE = re.compile(r" \(due (?P<date>\d{4}-\d{2}-\d{2})\)$")


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    done: bool = False
    due: dt.date | None = None


@dataclass(frozen=True)
class Lists:
    """The lists in one folder, a file each; a list is called by the name of its file.

    Lines that are no items, and the order, stay as the person wrote them. All raise Trouble when a
    file can't be read or saved.
    """

    folder: Path

    def names(self) -> tuple[str, ...]:
        """The lists there are."""
        try:
            found = sorted(path.stem for path in self.folder.glob("*.md") if path.is_file())
        except OSError:
            return ()
        return tuple(name.replace("-", " ") for name in found)

    def path(self, name: str) -> Path:
        """Where the list is; the name can't lead out of the folder."""
        safe = re.sub(r"[^\w]+", "-", name.lower()).strip("-_")[:60]
        if not safe:
            raise Trouble("A list needs a name.")
        return self.folder / f"{safe}.md"

    def text(self, name: str) -> str | None:
        """The whole file; None where there is no such list."""
        path = self.path(name)
        try:
            if path.stat().st_size > LARGEST:
                raise Trouble(f"The list {name} is too large for me.")
            return path.read_bytes().decode("utf-8-sig", "replace")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Trouble(f"The list {name} can't be read ({error.strerror}).") from None

    def items(self, name: str) -> tuple[Item, ...]:
        """All items in their order, also those that are done; none where there is no such list."""
        return tuple(item for line in (self.text(name) or "").splitlines() if (item := _item(line)))

    def add(self, name: str, texts: Iterable[str], due: dt.date | None = None) -> None:
        """Put items at the end; the list is begun where there is none."""
        text = self.text(name)
        if text is None:
            text = f"# {name[:1].upper()}{name[1:]}\n\n"
        end = "\r\n" if "\r\n" in text else "\n"
        if text and not text.endswith("\n"):
            text += end
        tail = f" (due {due.isoformat()})" if due else ""
        lines = (f"- [ ] {' '.join(one.split())}{tail}{end}" for one in texts)
        self.write(name, text + "".join(lines))

    def drop(self, name: str, texts: Iterable[str]) -> None:
        """Take items out, the last of that name first; what is not there is left."""
        lines = (self.text(name) or "").splitlines(keepends=True)
        for wanted in texts:
            at = _last(lines, wanted)
            if at is not None:
                del lines[at]
        self._rewrite(name, lines)

    def tick(self, name: str, texts: Iterable[str], *, done: bool) -> None:
        """Mark items as done, or as open again."""
        lines = (self.text(name) or "").splitlines(keepends=True)
        for wanted in texts:
            at = _last(lines, wanted)
            if at is not None and (found := _ITEM.match(lines[at].rstrip("\r\n"))):
                end = lines[at][len(lines[at].rstrip("\r\n")) :]
                lines[at] = f"{found['lead']}[{'x' if done else ' '}] {found['text']}{end}"
        self._rewrite(name, lines)

    def write(self, name: str, text: str) -> None:
        """The whole list anew."""
        path = self.path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise Trouble(f"The list {name} could not be saved ({error.strerror}).") from None

    def delete(self, name: str) -> None:
        try:
            self.path(name).unlink(missing_ok=True)
        except OSError as error:
            raise Trouble(f"The list {name} can't be deleted ({error.strerror}).") from None

    def _rewrite(self, name: str, lines: list[str]) -> None:
        new = "".join(lines)
        if new != self.text(name) and self.text(name) is not None:
            self.write(name, new)


def _item(line: str) -> Item | None:
    found = _ITEM.match(line)
    if found is None:
        return None
    text, due = found["text"], None
    if dated := _DUE.search(text):
        try:
            due = dt.date.fromisoformat(dated["date"])
            text = text[: dated.start()]
        except ValueError:
            pass
    return Item(text, (found["tick"] or " ") in "xX", due)


def _last(lines: list[str], wanted: str) -> int | None:
    """The last line that is this item."""
    for at in range(len(lines) - 1, -1, -1):
        item = _item(lines[at].rstrip("\r\n"))
        if item is not None and item.text.casefold() == wanted.casefold():
            return at
    return None
