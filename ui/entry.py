"""The line to type into: plain text only, capped, with what was sent before at Up and Down."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MOST = 4_000  # characters of one line; as much as anyone says in one breath, many times over
REMEMBERED = 50
EXPLAINED = tr("Enter sends it. Up brings back what you wrote before.")


def cleaned(text: str) -> str:
    """One line without control characters and lone surrogates, spaces folded, at most MOST long."""
    kept = (
        " " if c.isspace() else "" if unicodedata.category(c) in {"Cc", "Cs"} else c
        for c in text[:MOST]
    )
    return " ".join("".join(kept).split())


class Entry(QLineEdit):
    """Enter gives the line to `said`; `too_long` tells that a paste was cut."""

    said = Signal(str)
    too_long = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self.setMaxLength(MOST)
        self.setPlaceholderText(tr("type here …"))
        self.setAccessibleName(tr("Write to her"))
        self.setAccessibleDescription(EXPLAINED)
        self._sent: list[str] = []
        self._back = 0  # how far back in what was sent; 0 is the draft
        self._draft = ""
        self.returnPressed.connect(self.send)
        self.inputRejected.connect(self.too_long)

    def send(self) -> None:
        """Give away the line, if there is something in it."""
        text = cleaned(self.text())
        if not text:
            return
        self._sent = [*self._sent, text][-REMEMBERED:]
        self._back, self._draft = 0, ""
        self.clear()
        self.said.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self._recall(self._back + 1)
            case Qt.Key.Key_Down:
                self._recall(self._back - 1)
            case _:
                super().keyPressEvent(event)

    def _recall(self, back: int) -> None:
        if not 0 <= back <= len(self._sent):
            return
        if self._back == 0:
            self._draft = self.text()
        self._back = back
        self.setText(self._sent[-back] if back else self._draft)
