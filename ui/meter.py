"""The level of the microphone as a line: pulled while somebody can see it, never pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.motion import loudness
from ui.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

    from ui.theme import Palette

TICK_MS = 66
FALL = 0.82  # what is left of the line after a tick of silence; it rises at once
THICK = 4


class Meter(QWidget):
    """Silence is an empty line; speech at a usual distance fills about two thirds."""

    def __init__(self, level: Callable[[], float], look: Palette) -> None:
        """`level` gives the loudness in dBFS."""
        super().__init__()
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Level of the microphone"))
        self._level, self._look = level, look
        self._share = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def lit(self) -> int:
        """How many pixels of the line are bright."""
        return round(self._share * self.width())

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def look(self) -> None:
        """Take the level of this moment."""
        before = self.lit
        self._share = max(loudness(self._level()), self._share * FALL)
        if self.lit != before:
            self.update()

    def wear(self, look: Palette) -> None:
        self._look = look
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - THICK) / 2
        for width, tone in ((self.width(), self._look.edge), (self.lit, self._look.text)):
            painter.setBrush(QColor(tone))
            painter.drawRoundedRect(QRectF(0, top, width, THICK), THICK / 2, THICK / 2)
        painter.end()
