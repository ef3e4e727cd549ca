"""Lock her memory, unlock it, and open it with the key on paper: one box on the memory page."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.errors import Trouble
from assistant.keys import Kept
from assistant.memory import locking, recoverykey
from assistant.memory.locked import Locked, keys_of
from assistant.memory.recoverykey import Key
from ui.controls import Button
from ui.notices import announce
from ui.rows import Objection, entry, small
from ui.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from assistant.memory.diary import Diary
    from ui.bridge import Engine
    from ui.theme import Palette

PLAIN = tr(
    "Her memory is a plain file that only your account may read. Locked, it and its backups are"
    " encrypted, with a key in your system's keyring and on a paper of yours. Letters, notes,"
    " settings and exports stay as they are."
)
LOCKED = tr("Locked: encrypted with a key in your keyring and on your paper.")
WRITE = tr(
    "Write this recovery key down on paper; it is shown only now. If your keyring is lost or"
    " emptied, nothing else opens her memory. Then type two groups of it here."
)
TYPE = tr("Type the recovery key from your paper.")
TIED = "\N{NO-BREAK SPACE}"


class LockBox(QWidget):
    """`changed` is emitted when the memory was opened anew, or the box shows something else."""

    changed = Signal()
    _came = Signal(object)  # from the memory's thread to the window's

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine = engine
        self._key: Key | None = None  # on the screen, and not on paper yet
        self._groups: tuple[int, ...] = ()
        self.told = small("")
        self.key = QLabel()
        self.key.setTextFormat(Qt.TextFormat.PlainText)
        self.key.setWordWrap(True)
        self.key.setAccessibleName(tr("The recovery key"))
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.typed = [entry(tr("A group"), ""), entry(tr("Another group"), "")]
        self.paper = entry(tr("The recovery key from your paper"), tr("the recovery key"))
        self.lock = Button(tr("lock it"), tr("Lock her memory"), "", kind="firm")
        self.sure = Button(tr("lock it now"), tr("Lock her memory now"), "", kind="firm")
        self.leave = Button(tr("not now"), tr("Do not lock it"), "", kind="firm")
        self.unlock = Button(tr("unlock it"), tr("Unlock her memory"), "", kind="firm")
        self.open = Button(tr("open it"), tr("Open her memory with this key"), "", kind="firm")
        self.again = Button(tr("ask the keyring"), tr("Ask the keyring again"), "", kind="firm")
        self.trouble = Objection(look)
        self._build()
        self.show_state()
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def show_state(self) -> None:
        """How it is now: plain, being locked, locked, or closed for want of its key."""
        diary = self._engine.memory()
        store = diary.store if diary else None
        writing = self._key is not None and store is not None
        closed = store is None and diary is not None and isinstance(diary.troubled, Locked)
        plain = store is not None and store.key is None
        for shown, parts in (
            (writing, (self.key, *self.typed, self.sure, self.leave)),
            (plain and not writing, (self.lock,)),
            (store is not None and not plain, (self.unlock,)),
            (closed, (self.paper, self.open, self.again)),
        ):
            for part in parts:
                part.setVisible(shown)
        words = "" if store is None else WRITE if writing else PLAIN if plain else LOCKED
        if closed and diary is not None and diary.troubled is not None:
            words = f"{diary.troubled.what} {TYPE}"
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def decline(self) -> None:
        """Whoever leaves the page has not written it down."""
        diary = self._engine.memory()
        if self._key is not None and diary is not None:
            diary.submit(locking.declined, diary.profile, diary.keys)
        self._forget_key()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.lock, self.sure, self.leave, self.unlock, self.open, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.key)
        for line in (*self.typed, self.paper):
            column.addWidget(line)
        column.addLayout(buttons)
        column.addWidget(self.trouble)
        self.lock.clicked.connect(self._offer)
        self.sure.clicked.connect(self._lock)
        self.leave.clicked.connect(self.decline)
        self.unlock.clicked.connect(self._unlock)
        self.open.clicked.connect(self._recover)
        self.paper.returnPressed.connect(self._recover)
        self.again.clicked.connect(self._again)

    # --- what is pressed -------------------------------------------------------------------

    def _offer(self) -> None:
        self._do(lambda diary: locking.offered(diary.profile, diary.keys))

    def _lock(self) -> None:
        key = self._key
        if key is None:
            return
        for line, at in zip(self.typed, self._groups, strict=True):
            if not recoverykey.same_group(line.text(), key.groups[at]):
                self.trouble.tell(tr("Group {number} is not the one above.", number=at + 1))
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._forget_key()
        self._do(
            lambda diary: diary.reopened(partial(locking.lock, diary.profile, key, diary.keys))
        )

    def _unlock(self) -> None:
        def job(diary: Diary) -> str:
            key = diary.store.key if diary.store else None
            if key is None:
                return ""
            return diary.reopened(partial(locking.unlock, diary.profile, key, diary.keys))

        self._do(job)

    def _recover(self) -> None:
        typed = self.paper.text()

        def job(diary: Diary) -> Kept:
            diary.keys = keys_of(diary.profile)  # one that hung may answer now
            kept = locking.recovered(diary.profile, typed, diary.keys)
            diary.reopened(lambda: None)
            return kept

        self._do(job)

    def _again(self) -> None:
        def job(diary: Diary) -> str:
            diary.keys = keys_of(diary.profile)
            return diary.reopened(lambda: None)

        self._do(job)

    # --- what came of it -------------------------------------------------------------------

    def _do(self, job: Callable[[Diary], object]) -> None:
        self.trouble.tell("")
        diary = self._engine.memory()
        if diary is not None:
            self.setEnabled(False)  # until it is done
            diary.submit(job, diary).add_done_callback(self._arrived)

    def _arrived(self, future: Future[object]) -> None:
        error = future.exception()
        self._came.emit(error if error is not None else future.result())

    def _show(self, found: object) -> None:
        self.setEnabled(True)
        match found:
            case Trouble():
                self.trouble.tell(str(found))
            case Key():
                self._ask_for(found)
            case Kept.SESSION:
                self.paper.clear()
                self.trouble.tell(tr("It is open until she is closed: no keyring keeps its key."))
            case _:
                self.paper.clear()
        self.show_state()
        self.changed.emit()

    def _ask_for(self, key: Key) -> None:
        self._key, size = key, len(self.typed)
        self._groups = tuple(sorted(random.sample(range(recoverykey.GROUPS), size)))
        numbered = (f"{at}{TIED}{group}" for at, group in enumerate(key.groups, 1))
        self.key.setText("    ".join(numbered))
        for line, at in zip(self.typed, self._groups, strict=True):
            line.clear()
            line.setPlaceholderText(tr("group {number}", number=at + 1))
            line.setAccessibleName(tr("Group {number} of the key", number=at + 1))
        announce(self.key, WRITE)

    def _forget_key(self) -> None:
        self._key = None
        self.key.clear()
        self.show_state()
