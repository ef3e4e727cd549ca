"""How her manner has changed: a line for each trait, every change with its cause and its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.events import Do
from assistant.ports import Act
from ui.controls import Button
from ui.flow import Flow
from ui.growth_plot import CoursePlot
from ui.rows import Objection, small
from ui.sheet import Sheet
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import Fact
    from assistant.growth.account import Account, Course, Row
    from assistant.state import State
    from ui.bridge import Engine
    from ui.theme import Palette

MOST = 60  # lines shown; the file holds all of them
TROUBLES = ("growth", "desk")


class ChangeRow(QWidget):
    """One change of hers. `undone` carries its number."""

    undone = Signal(int)

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._number = row.number
        step = QLabel(f"{row.day[:1].upper()}{row.day[1:]}: {row.step}")
        step.setTextFormat(Qt.TextFormat.PlainText)
        step.setWordWrap(True)
        self.undo = Button(
            tr("undo"), tr("Undo: {step}", step=row.step), tr("As if it had not been"), kind="quiet"
        )
        self.undo.setVisible(row.undo)
        head = QHBoxLayout()
        head.addWidget(step, 1)
        head.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        why = small(tr("because {because}", because=row.because))
        why.setTextFormat(Qt.TextFormat.PlainText)  # it quotes the person
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(why)
        self.undo.clicked.connect(self._undo)

    def _undo(self) -> None:
        self.undone.emit(self._number)


class CourseRow(QWidget):
    """A trait: its name, where it stands, and its line."""

    def __init__(self, trait: str, look: Palette) -> None:
        super().__init__()
        name = QLabel(tr(trait))
        name.setFixedWidth(110)
        self.words = small("")
        self.plot = CoursePlot(look)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(self.words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 2)
        line.addLayout(texts)
        line.addWidget(self.plot, 1)
        self.words.setFixedWidth(110)

    def show_course(self, course: Course, today: str) -> None:
        self.words.setText(course.words)
        self.plot.show_course(course, today)


class GrowthSheet(Sheet):
    """Everything it does goes out as an act, as if it had been said."""

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine, self._look = engine, look
        self.objection = Objection(look)
        self.story = small("")
        self.still = Button("", "", kind="firm")
        self.restore = Button(
            tr("be as at first"), tr("Be as at first"), tr("Her manner of the first day; it can be undone"),
            kind="firm",
        )  # fmt: skip
        self.courses: dict[str, CourseRow] = {}
        self.rows: list[ChangeRow] = []
        self.unguessed = small("")
        self.again = Button(tr("let her guess them again"), tr("Let her guess these feelings again"), kind="firm")  # fmt: skip
        self._traits, self._list, self._feelings = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._shown: Account | None = None
        self._fill()
        self.still.clicked.connect(self._hold)
        self.restore.clicked.connect(self._restore)
        self.again.clicked.connect(self._guess_again)

    @property
    def first(self) -> QWidget:
        return self.still

    def show_state(self, state: State) -> None:
        troubles = (state.troubles.get(key) for key in TROUBLES)
        told = next((f"{one.what} {one.remedy}".strip() for one in troubles if one), "")
        self.objection.tell(told)
        account = self._engine.growth()
        if account != self._shown:
            self._shown = account
            self._show(account)
        self.order()

    def news(self, _fact: Fact, state: State) -> None:
        self.show_state(state)

    def wear(self, look: Palette) -> None:
        self._look = look
        for row in self.courses.values():
            row.plot.wear(look)

    # --- building --------------------------------------------------------------------------

    def _fill(self) -> None:
        self.section(tr("How she has changed"))
        self.column.addWidget(self.story)
        self.column.addWidget(self.objection)
        buttons = Flow()
        buttons.addWidget(self.still)
        buttons.addWidget(self.restore)
        self.column.addLayout(buttons)
        self._parts = {
            "traits": self.part(tr("Trait by trait"), self._traits),
            "changes": self.part(tr("Every change"), self._list),
            "feelings": self.part(tr("Feelings she does not guess"), self._feelings),
        }
        self._feelings.addWidget(self.unguessed)
        self._feelings.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _show(self, account: Account) -> None:
        self.story.setText(story(account))
        self.still.setText(tr("let her change") if account.still else tr("hold still"))
        self.still.setAccessibleName(tr("Let her change") if account.still else tr("Hold still"))
        explained = tr("Nothing changes but what you ask for outright")
        self.still.setAccessibleDescription("" if account.still else explained)
        self.still.setToolTip("" if account.still else explained)
        self.restore.setEnabled(not account.as_at_first)
        for course in account.courses:
            if course.trait not in self.courses:
                self.courses[course.trait] = CourseRow(course.trait, self._look)
                self._traits.addWidget(self.courses[course.trait])
            self.courses[course.trait].show_course(course, account.today)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ChangeRow(row) for row in account.rows[:MOST]]
        for row in self.rows:
            row.undone.connect(self._undo)
            self._list.addWidget(row)
        self.unguessed.setText(", ".join(account.not_here))
        self._parts["traits"].setVisible(bool(account.rows))
        self._parts["changes"].setVisible(bool(account.rows))
        self._parts["feelings"].setVisible(bool(account.not_here))

    # --- what is wanted --------------------------------------------------------------------

    def _hold(self) -> None:
        held = self._shown is not None and self._shown.still
        self._engine.submit(Do(_by_hand("still", on=not held)))

    def _restore(self) -> None:
        self._engine.submit(Do(_by_hand("restore")))

    def _undo(self, number: int) -> None:
        self._engine.submit(Do(_by_hand("undo", number=number)))

    def _guess_again(self) -> None:
        self._engine.submit(Do(_by_hand("forget_guesses")))


def _by_hand(do: str, **arguments: bool | float) -> Act:
    """No words caused it: a click did."""
    return Act("manner", {"do": do, "hand": True, **arguments})


def story(account: Account) -> str:
    """One or two sentences over all of it."""
    if not account.rows:
        told = tr(
            "She is as on the first day. What you ask for or show changes her slowly, a step a day at most."
        )
    elif account.as_at_first:
        told = tr("She is as on the first day; every change was taken back.")
    else:
        moved = [one.words for one in account.courses if one.words != "as at first"]
        told = tr("Since the first day: {named}.", named=", ".join(moved))
    return tr("{told} She holds still.", told=told) if account.still else told
