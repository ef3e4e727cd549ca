"""What she remembers: search it, see where it comes from, correct it, forget it; people and days."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assistant.errors import Trouble
from assistant.events import ReplyEnded, TroubleCame, TroubleWent
from assistant.memory import forgetting
from ui.controls import Button
from ui.memory_lock import LockBox
from ui.memory_paper import Paper
from ui.memory_people import PeoplePicture
from ui.rows import Objection, small
from ui.sheet import Sheet
from ui.wording import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from assistant.events import Fact
    from assistant.memory.kept import Memory, Person
    from assistant.memory.store import MemoryStore
    from assistant.state import State
    from ui.bridge import Engine
    from ui.theme import Palette

MOST = 40  # memories shown at once; the search finds the others
DAYS = 14
KINDS = {"told": tr("you told me"), "inferred": tr("I inferred it"), "read": tr("I read it")}


class MemoryRow(QWidget):
    """One memory with its source. `corrected` carries its number and the new words."""

    corrected = Signal(int, str)
    forgotten = Signal(int)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory
        self.words = QLabel(memory.words[:1].upper() + memory.words[1:])
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.line = QLineEdit(memory.words)
        self.line.setAccessibleName(tr("What is right instead of: {words}", words=memory.words))
        self.line.hide()
        day = datetime.fromisoformat(memory.at)
        source = small(
            tr(
                "{source} on {number} {day:%B %Y}: “{quote}”",
                source=KINDS[memory.kind],
                number=day.day,
                day=day,
                quote=memory.quote,
            )
        )
        self.wrong = Button(
            tr("that's wrong"),
            tr("Correct: {words}", words=memory.words),
            tr("Write what is right"),
            kind="quiet",
        )
        self.forget = Button(
            tr("forget"),
            tr("Forget: {words}", words=memory.words),
            tr("It can be undone for 30 s"),
            kind="quiet",
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        buttons.addWidget(self.wrong)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(2)
        for part in (self.words, self.line, source):
            column.addWidget(part)
        column.addLayout(buttons)
        self.wrong.clicked.connect(self._write)
        self.line.returnPressed.connect(self._written)
        self.forget.clicked.connect(self._forget)

    def _write(self) -> None:
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _written(self) -> None:
        words = " ".join(self.line.text().split())
        if words and words != self.memory.words:
            self.corrected.emit(self.memory.id, words)
        self.line.hide()

    def _forget(self) -> None:
        self.forgotten.emit(self.memory.id)


class MemorySheet(Sheet):
    _came = Signal(object)  # what the memory's thread found, over to the window's

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine = engine
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("search what she remembers"))
        self.search.setAccessibleName(tr("Search what she remembers"))
        self.trouble = Objection(look)
        self.undo = Button(tr("undo"), tr("Undo forgetting"), tr("For half a minute"), kind="firm")
        self.gone = small("")
        self.rows: dict[int, MemoryRow] = {}
        self.people = PeoplePicture(look)
        self.days = small("")
        self.count = small("")
        self.paper = Paper(engine, look)
        self.lock = LockBox(engine, look)
        self._list = QVBoxLayout()
        self._fill()
        self.paper.taken.connect(self._ask)
        self.lock.changed.connect(self._ask)
        self.search.textChanged.connect(self._ask)
        self.undo.clicked.connect(self._undo)
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def first(self) -> QWidget:
        return self.search

    def opened(self) -> None:
        self.lock.decline()
        self._ask()

    def news(self, fact: Fact, state: State) -> None:  # noqa: ARG002 - as every sheet
        if isinstance(fact, ReplyEnded | TroubleCame | TroubleWent):
            self._ask()  # a turn may have brought something; or it was opened late

    def wear(self, look: Palette) -> None:
        self.people.wear(look)

    def _fill(self) -> None:
        self.section(tr("What she remembers"))
        self.column.addWidget(self.search)
        self.column.addWidget(self.trouble)
        line = QHBoxLayout()
        line.addWidget(self.gone, 1)
        line.addWidget(self.undo)
        self.column.addLayout(line)
        self.undo.hide()
        self.gone.hide()
        self.column.addLayout(self._list)
        self.column.addWidget(self.count)
        people, days = QVBoxLayout(), QVBoxLayout()
        people.addWidget(self.people)
        days.addWidget(self.days)
        self._people = self.part(tr("People you have named"), people)
        self._days = self.part(tr("Days on which you talked"), days)
        self._people.hide()
        self._days.hide()
        self.section(tr("On paper"))
        self.column.addWidget(self.paper)
        self.section(tr("Locked at rest"))
        self.column.addWidget(self.lock)
        self.column.addStretch(1)

    # --- asking and showing ----------------------------------------------------------------

    def _ask(self) -> None:
        self.lock.show_state()
        text = self.search.text()
        self._do(lambda store: _found(store, text))

    def _do(self, job: Callable[[MemoryStore], Any]) -> None:
        """Have `job` done in the memory's thread; what it gives is shown."""
        diary = self._engine.memory()
        if diary is None or (store := diary.store) is None:
            self.count.setText(tr("Her memory is not open."))
            return
        diary.submit(job, store).add_done_callback(self._arrived)

    def _arrived(self, future: Future[Any]) -> None:
        error = future.exception()
        self._came.emit(error if error is not None else future.result())

    def _show(self, found: object) -> None:
        if isinstance(found, Trouble):
            self.trouble.tell(str(found))
            return
        self.trouble.tell("")
        if not isinstance(found, Found):
            self._ask()  # something was changed
            return
        for number in list(self.rows):
            row = self.rows.pop(number)
            self._list.removeWidget(row)
            row.deleteLater()
        for memory in found.memories:
            row = self.rows[memory.id] = MemoryRow(memory)
            row.corrected.connect(self._correct)
            row.forgotten.connect(self._forget)
            self._list.addWidget(row)
        shown = len(found.memories)
        self.count.setText(
            tr("Nothing yet.")
            if not found.total
            else tr("{shown} of {total} things, latest first.", shown=shown, total=found.total)
        )
        self.people.show_people(found.people)
        self._people.setVisible(bool(found.people))
        self.days.setText("\n".join(_day(*one) for one in found.days))
        self._days.setVisible(bool(found.days))
        self.undo.setVisible(found.leaving)
        self.gone.setVisible(found.leaving)
        self.order()

    # --- changing --------------------------------------------------------------------------

    def _correct(self, number: int, words: str) -> None:
        now = datetime.now().astimezone()

        def job(store: MemoryStore) -> int:
            before = store.by_id(number)
            value = _new_value(before, words) if before is not None else words
            return store.correct_words(number, value, words, now)

        self._do(job)

    def _forget(self, number: int) -> None:
        diary = self._engine.memory()
        if diary is None:
            return
        profile, memory = diary.profile, self.rows[number].memory
        self.gone.setText(
            tr("Forgotten: {words}. Final in half a minute; backups in a day.", words=memory.words)
        )
        self.gone.show()
        self._do(
            lambda store: forgetting.leave(
                store, profile, forgetting.selected(store, [memory]), time.time()
            )
        )

    def _undo(self) -> None:
        self._do(forgetting.take_back)


class Found:
    """What the sheet shows, read in one go."""

    def __init__(self, store: MemoryStore, memories: tuple[Memory, ...]) -> None:
        self.memories = memories
        self.total = store.size()[0]
        self.people: tuple[Person, ...] = store.people()
        self.days = store.days(DAYS)
        self.leaving = forgetting.waiting(store) is not None


def _found(store: MemoryStore, text: str) -> Found:
    if not text.strip():
        return Found(store, store.newest(MOST))
    hits = store.by_ids([number for number, _ in store.worded(text, MOST)])
    return Found(store, tuple(hits.values()))


def _new_value(memory: Memory, words: str) -> str:
    """What of the new words stands in the place of the old value."""
    at = memory.words.lower().rfind(memory.value.lower())
    head, tail = memory.words[:at], memory.words[at + len(memory.value) :]
    if at >= 0 and words.startswith(head) and words.endswith(tail):
        return words[len(head) : len(words) - len(tail)] or words
    return words


def _day(iso: str, turns: int) -> str:
    day = datetime.fromisoformat(iso)
    return trn(
        "{day:%A}, {number} {day:%B %Y}: {count} turn",
        "{day:%A}, {number} {day:%B %Y}: {count} turns",
        turns, day=day, number=day.day,
    )  # fmt: skip
