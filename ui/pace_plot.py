"""How long she took in the last turns: a bar each, from the end of what was said to her first sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.events import TurnTimed
    from ui.theme import Palette

HEIGHT = 72
LETTERS = 16  # of height for the words at the top
SLOT, BAR = 18, 8  # pixels from bar to bar, and of one
LEAST_SCALE_MS = 1000


class Bar(NamedTuple):
    """In shares of the plot: `sound` of the height, `content` the rest up to her first words."""

    sound: float
    content: float


def scale_ms(timed: Sequence[TurnTimed]) -> int:
    """What the whole height stands for: a round number of half seconds."""
    longest = max((one.content_ms for one in timed), default=0)
    return max(LEAST_SCALE_MS, -(-longest // 500) * 500)


def bars(timed: Sequence[TurnTimed]) -> tuple[Bar, ...]:
    """Oldest first."""
    whole = scale_ms(timed)
    return tuple(
        Bar(one.sound_ms / whole, max(0, one.content_ms - one.sound_ms) / whole) for one in timed
    )


class PacePlot(QWidget):
    def __init__(self, look: Palette) -> None:
        super().__init__()
        self._look = look
        self._timed: tuple[TurnTimed, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Pace of the last turns"))
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_turns(self, timed: Sequence[TurnTimed]) -> None:
        """The latest turns, newest last; nothing is shown before the first."""
        if tuple(timed) == self._timed:
            return
        self._timed = tuple(timed)
        told = ", ".join(f"{one.sound_ms}" for one in self._timed)
        self.setAccessibleDescription(
            tr("Milliseconds to her first sound, oldest first: {told}", told=told)
        )
        self.setVisible(bool(self._timed))
        self.update()

    def wear(self, look: Palette) -> None:
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.height() - LETTERS
        small = painter.font()
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(QColor(self._look.secondary))
        painter.drawText(
            QRectF(0, 0, self.width(), LETTERS),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
            tr("{seconds:g} s", seconds=scale_ms(self._timed) / 1000),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.edge))
        painter.drawRect(QRectF(0, LETTERS, self.width(), 1))
        painter.drawRect(QRectF(0, self.height() - 1, self.width(), 1))
        seen = bars(self._timed)[-max(1, self.width() // SLOT) :]
        for number, bar in enumerate(seen):
            sound, content = bar.sound * room, bar.content * room
            left = number * SLOT + (SLOT - BAR) / 2
            painter.setBrush(QColor(self._look.text))
            painter.drawRoundedRect(QRectF(left, self.height() - sound, BAR, sound), 2, 2)
            painter.setBrush(QColor(self._look.edge))
            painter.drawRoundedRect(
                QRectF(left, self.height() - sound - content, BAR, content), 2, 2
            )
        painter.end()
