"""The small window: the figure and one line of caption, always on top, to be dragged anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from ui.captions import latest
from ui.controls import Button
from ui.figure import Figure
from ui.theme import style_sheet
from ui.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from ui.motion import Doing
    from ui.theme import Palette

MOST = 200  # characters that are looked at
SIZE = QSize(220, 72)
SIDE = 56
GROW = 38  # of the button, as wide as every round one


class Mini(QWidget):
    """`grown` asks for the whole window back; `stopped` and `muted` are the two keys it has."""

    grown = Signal()
    stopped = Signal()
    muted = Signal()

    def __init__(
        self, levels: Callable[[], tuple[float, float]], look: Palette, parent: QWidget
    ) -> None:
        super().__init__(
            parent,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._look = look
        self._held: QPoint | None = None
        self.setFixedSize(SIZE)
        self.figure = Figure(levels, lambda: None, parent=self)
        self.figure.setGeometry(8, 8, SIDE, SIDE)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setGeometry(70, 8, SIZE.width() - 70 - GROW - 4, SIDE)
        self.words.setWordWrap(True)
        self.words.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # and not at once on the button
        self.words.setFocus()
        self.back = Button("", tr("The whole window"), tr("Back to the whole window (F10)"), sign="grow",
                           kind="round")  # fmt: skip
        self.back.setParent(self)
        self.back.setGeometry(SIZE.width() - GROW - 2, 2, GROW, GROW)
        self.back.clicked.connect(self.grown)
        for keys, signal in (("F10", self.grown), ("Esc", self.stopped), ("Ctrl+M", self.muted)):
            QShortcut(QKeySequence(keys), self).activated.connect(signal)
        self.wear(look)

    def tell(self, name: str, words: str, doing: Doing) -> None:
        """What she says, or else does."""
        self.setWindowTitle(name)
        self.words.setText(latest(words[-MOST:], self._fits))
        self.words.setAccessibleName(f"{name}: {words}")
        self.figure.setAccessibleName(name)
        self.figure.show_doing(doing)

    def _fits(self, words: str) -> bool:
        room = QRect(0, 0, self.words.width(), 1000)
        wrapped = self.words.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        return wrapped.height() <= self.words.height()

    def wear(self, look: Palette) -> None:
        self._look = look
        self.setStyleSheet(style_sheet(look))
        self.figure.wear(look)
        self.back.wear(look)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.light))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self.move(event.globalPosition().toPoint() - self._held)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.grown.emit()
