"""Captions: the latest words of what was said, in at most so many lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

LEADING = 1.28  # line height in font heights
MOST = 2_000  # characters that are laid out; more never fit


def latest(text: str, fits: Callable[[str], bool]) -> str:
    """`text` if it fits, else its longest end of whole words that does, after an ellipsis."""
    if fits(text):
        return text
    words = text.split()
    shortest, longest = 0, len(words)  # how many words to keep
    while shortest < longest - 1:
        tried = (shortest + longest) // 2
        if fits("… " + " ".join(words[-tried:])):
            shortest = tried
        else:
            longest = tried
    return "… " + " ".join(words[-max(1, shortest) :])


class Caption(QLabel):
    """A label that keeps the latest words; the whole text stays readable for screen readers."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def shown(self) -> str:
        """What of the text there is room for."""
        return latest(self.text()[-MOST:], self._fits)

    def line_height(self) -> float:
        return self.fontMetrics().height() * LEADING

    def _laid_out(self, text: str) -> QTextLayout:
        layout = QTextLayout(text, self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, self.width()))
        layout.endLayout()
        return layout

    @property
    def room(self) -> int:
        """How many lines there is place for now."""
        return max(1, min(self._lines, int((self.height() + 1) / self.line_height())))

    def _fits(self, text: str) -> bool:
        return self._laid_out(text).lineCount() <= self.room

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout = self._laid_out(self.shown())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        height = self.line_height()
        for i in range(min(self._lines, layout.lineCount())):
            line = layout.lineAt(i)
            line.setPosition(QPointF(0.0, i * height))
        layout.draw(painter, QPointF(0.0, 0.0), [], QRectF(self.rect()))
        painter.end()
