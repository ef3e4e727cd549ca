"""The question on the screen before an act that leaves the computer or destroys: what exactly, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.events import Confirm
from ui.controls import Button
from ui.notices import announce
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import ConfirmAsked
    from ui.theme import Palette


class AskedCard(QFrame):
    """Hidden while nothing is asked. `wished` hands on the answer; nothing is done without it."""

    wished = Signal(object)

    def __init__(self, look: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("asked")
        self._number = 0
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.no = Button(tr("no, leave it"), tr("No, leave it"), tr("Nothing is done"), kind="firm")
        self.yes = Button(tr("yes"), tr("Yes"), "", kind="firm")
        row = QHBoxLayout()
        row.addWidget(self.no)
        row.addWidget(self.yes)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.text)
        column.addLayout(row)
        self.no.clicked.connect(self._refuse)
        self.yes.clicked.connect(self._agree)
        self.wear(look)
        self.hide()

    def show_asked(self, asked: ConfirmAsked | None) -> None:
        """This is what waits for an answer now."""
        number = asked.number if asked is not None else 0
        if number == self._number:
            return
        self._number = number
        self.setVisible(asked is not None)
        if asked is None:
            return
        question = f"{asked.text[:1].upper()}{asked.text[1:]}"
        self.text.setText(question)
        self.setAccessibleName(question)
        self.yes.setAccessibleDescription(question)
        announce(self, question)

    def wear(self, look: Palette) -> None:
        self.setStyleSheet(
            f"QFrame#asked {{ background: {look.panel}; border: 1px solid {look.edge};"
            f" border-radius: 14px; }}"
        )

    def _agree(self) -> None:
        self.wished.emit(Confirm(self._number, True))

    def _refuse(self) -> None:
        self.wished.emit(Confirm(self._number, False))
