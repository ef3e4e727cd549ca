"""The memory on paper: all of it into a file of the person's choice, and back from one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from assistant.errors import Trouble
from assistant.memory import exporting, importing
from assistant.memory.importing import Coming
from ui.controls import Button
from ui.notices import announce
from ui.rows import Objection, small
from ui.wording import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from assistant.memory.store import MemoryStore
    from ui.bridge import Engine
    from ui.theme import Palette

CLOSED = tr("Her memory is not open.")
READABLE, WHOLE = tr("To read (*.md)"), tr("To take along (*.jsonl)")
EXPLAINED = tr(
    "Everything she remembers and what was said, in a file of your own. Forgetting reaches it there."
)


def place_to_write(parent: QWidget) -> Path | None:
    """Where the person wants the export; None when they think better of it."""
    first = str(Path.home() / "os1-memory.md")
    name, form = QFileDialog.getSaveFileName(
        parent, tr("Export her memory"), first, f"{READABLE};;{WHOLE}"
    )
    path = Path(name)
    if name and not path.suffix:
        path = path.with_suffix(".jsonl" if form == WHOLE else ".md")
    return path if name else None


def place_to_read(parent: QWidget) -> Path | None:
    """Which export is to be taken in; None for none."""
    name, _ = QFileDialog.getOpenFileName(parent, tr("Import a memory"), str(Path.home()), WHOLE)
    return Path(name) if name else None


class Paper(QWidget):
    """`taken` is emitted when something came in. What an import would bring is asked about first."""

    taken = Signal()
    _came = Signal(object)  # from the memory's thread to the window's

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine = engine
        self._coming: Coming | None = None
        self.export = Button(tr("export"), tr("Export her memory"), EXPLAINED, kind="firm")
        self.take = Button(
            tr("import"), tr("Import a memory"), tr("From an export of hers"), kind="firm"
        )
        self.sure = Button(
            tr("take it in"), tr("Take it in"), tr("All of it, or nothing"), kind="firm"
        )
        self.leave = Button(tr("leave it"), tr("Leave it"), tr("Nothing is changed"), kind="firm")
        self.told = small("")
        self.trouble = Objection(look)
        self._build()
        self._ask(None)
        self.export.clicked.connect(self._export)
        self.take.clicked.connect(self._read)
        self.sure.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.export, self.take, self.sure, self.leave):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(small(EXPLAINED))
        column.addLayout(line)
        column.addWidget(self.told)
        column.addWidget(self.trouble)

    def _export(self) -> None:
        path = place_to_write(self)
        if path is not None:
            self._do(lambda store: written(store, path))

    def _read(self) -> None:
        path = place_to_read(self)
        if path is not None:
            self._do(lambda store: importing.read(store, path))

    def _take(self) -> None:
        diary, coming = self._engine.memory(), self._coming
        self._ask(None)
        if diary is None or coming is None:
            return
        profile, now = diary.profile, datetime.now().astimezone()

        def job(store: MemoryStore) -> str:
            importing.take_in(store, coming, profile, now)
            return tr("Taken in, all of it.")

        self._do(job)

    def _leave(self) -> None:
        self._ask(None)
        self._tell("")

    def _do(self, job: Callable[[MemoryStore], str | Coming]) -> None:
        self.trouble.tell("")
        diary = self._engine.memory()
        if diary is None or (store := diary.store) is None:
            self._tell(CLOSED)
            return
        diary.submit(job, store).add_done_callback(self._arrived)

    def _arrived(self, future: Future[str | Coming]) -> None:
        error = future.exception()
        self._came.emit(error if error is not None else future.result())

    def _show(self, found: object) -> None:
        match found:
            case Trouble():
                self._tell("")
                self.trouble.tell(str(found))
            case Coming():
                self._tell(would_come(found))
                self._ask(found if found.memories or found.turns else None)
            case _:
                self._tell(str(found))
                self.taken.emit()

    def _ask(self, coming: Coming | None) -> None:
        """While it asks, only the answers can be pressed."""
        self._coming = coming
        for button in (self.export, self.take):
            button.setVisible(coming is None)
        for button in (self.sure, self.leave):
            button.setVisible(coming is not None)
        if coming is not None:
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        if words:
            announce(self.told, words)


def written(store: MemoryStore, path: Path) -> str:
    """Export it, and say what is there. Raises Trouble."""
    memories, turns = exporting.export(store, path)
    return tr("{what} are in {name}.", what=_both(memories, turns), name=path.name)


def would_come(coming: Coming) -> str:
    """What an import would bring, in one sentence, and what stays out."""
    out = [
        f"{count} {why}"
        for count, why in (
            (coming.known, tr("known already")),
            (coming.against, tr("against what is kept")),
            (coming.secret, tr("with secrets")),
        )
        if count
    ]
    rest = tr(" These stay out: {named}.", named=", ".join(out)) if out else ""
    if not (coming.memories or coming.turns):
        return tr("Nothing new is in it.{rest}", rest=rest)
    what = _both(len(coming.memories), len(coming.turns))
    return tr("{what} would come.{rest}", what=what, rest=rest)


def _both(memories: int, turns: int) -> str:
    things = trn("{count} thing", "{count} things", memories)
    return tr(
        "{things} and {turns}", things=things, turns=trn("{count} turn", "{count} turns", turns)
    )
