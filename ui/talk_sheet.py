"""The talk so far: what was said by both, with a search, and what can be done with each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from assistant.events import ReadAloud
from ui.because import because
from ui.controls import Button
from ui.flow import Flow
from ui.notices import announce
from ui.rows import small
from ui.sheet import Sheet
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.state import Line, State
    from ui.bridge import Engine
    from ui.theme import Palette

MOST = 40  # lines that are shown; the search reaches all
NOTHING = tr("Nothing has been said yet.")
NOT_FOUND = tr("Nothing that was said has these words.")
ABOUT = tr("This talk, since the window was opened. Only what was really said aloud or typed.")


def found(lines: tuple[Line, ...], words: str) -> tuple[Line, ...]:
    """The latest lines that hold all of `words`, the oldest first."""
    wanted = words.lower().split()
    hits = [line for line in lines if all(word in line.text.lower() for word in wanted)]
    return tuple(hits[-MOST:])


class LineRow(QWidget):
    """One line and its deeds. `again` says it once more, `mended` is for "no, I said ..."."""

    again = Signal(str)
    mended = Signal(str)

    def __init__(self, line: Line, name: str) -> None:
        super().__init__()
        self.line = line
        speaker = {"you": tr("you"), "setup": tr("setup voice")}.get(line.who, line.speaker or name)
        who = QLabel(speaker)
        who.setObjectName("explained")
        text = QLabel(line.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why = small("")
        self.why.hide()
        deeds = QWidget()
        flow = Flow(deeds, gap=12)
        flow.setContentsMargins(0, 0, 0, 0)
        start = f"{speaker}: {line.text[:40]}"
        self.buttons = [
            Button(tr("copy"), tr("Copy, {start}", start=start), tr("Copy this line"), kind="quiet")
        ]
        self.buttons[0].clicked.connect(self._copy)
        if line.who == "you":
            self._add(
                tr("no, I said …"),
                tr("No, I said, {start}", start=start),
                tr("Put it right"),
                self._mend,
            )
        else:
            self._add(
                tr("play again"),
                tr("Play again, {start}", start=start),
                tr("Say it once more"),
                self._play,
            )
            self._add(
                tr("why?"), tr("Why, {start}", start=start), tr("Why she said that"), self._explain
            )
        for button in self.buttons:
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        for part in (who, text, deeds, self.why):
            column.addWidget(part)

    def _add(self, words: str, name: str, explained: str, do: object) -> None:
        button = Button(words, name, explained, kind="quiet")
        button.clicked.connect(do)
        self.buttons.append(button)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text)

    def _play(self) -> None:
        self.again.emit(self.line.text)

    def _mend(self) -> None:
        self.mended.emit(f"No, I said {self.line.text}")

    def _explain(self) -> None:
        reason = because(self.line.by)
        self.why.setText(reason)
        self.why.setVisible(True)
        announce(self.why, reason)


class TalkSheet(Sheet):
    def __init__(self, engine: Engine, _look: Palette) -> None:
        super().__init__()
        self._engine = engine
        self._shown: tuple[Line, ...] = ()
        self.rows: list[LineRow] = []
        self._name = ""  # under which her lines are shown
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("search …"))
        self.search.setAccessibleName(tr("Search the talk"))
        self.search.setAccessibleDescription(tr("Only lines with these words are shown."))
        self.search.setMaxLength(100)
        self.empty = small(NOTHING)
        self._lines = QVBoxLayout()
        self.column.addWidget(self.search)
        self.column.addWidget(small(ABOUT))
        self.column.addSpacing(6)
        self.column.addWidget(self.empty)
        self.column.addLayout(self._lines)
        self.column.addStretch(1)
        self.search.textChanged.connect(self._searched)

    @property
    def first(self) -> QWidget:
        return self.search

    def show_state(self, state: State) -> None:
        lines = found(state.lines, self.search.text())
        self.empty.setText(NOT_FOUND if state.lines else NOTHING)
        self.empty.setVisible(not lines)
        name = self._engine.settings.her_name
        if lines == self._shown and name == self._name:
            return
        same = 0  # a row that still holds stays, and with it the focus
        while (
            name == self._name
            and same < min(len(lines), len(self._shown))
            and lines[same] == self._shown[same]
        ):
            same += 1
        for row in self.rows[same:]:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._name = name
        self.rows = [*self.rows[:same], *(LineRow(line, name) for line in lines[same:])]
        for row in self.rows[same:]:
            row.again.connect(self._again)
            row.mended.connect(self.mending)
            self._lines.addWidget(row)
        self._shown = lines
        self.order()

    def _searched(self) -> None:
        self.show_state(self._engine.state)

    def _again(self, text: str) -> None:
        self._engine.submit(ReadAloud(text, again=True))
