"""The people somebody has named, as a calm picture: you in the middle, they around you."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from assistant.memory.kept import Person
    from ui.theme import Palette

MOST = 12
HEIGHT = 240
DOT = 5.0


class PeoplePicture(QWidget):
    """Also told in words, for whoever does not see it."""

    def __init__(self, look: Palette) -> None:
        super().__init__()
        self._look = look
        self._people: tuple[Person, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("People you have named"))

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def show_people(self, people: tuple[Person, ...]) -> None:
        self._people = people[-MOST:]
        told = ", ".join(_label(one) for one in self._people)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def wear(self, look: Palette) -> None:
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = QColor(self._look.text)
        faint = QColor(text)
        faint.setAlphaF(0.35)
        middle = QPointF(self.width() / 2, self.height() / 2)
        for at, person in zip(places(len(self._people)), self._people, strict=True):
            spot = middle + QPointF(at[0] * (self.width() / 2 - 60), at[1] * (HEIGHT / 2 - 28))
            painter.setPen(QPen(faint, 1.2))
            painter.drawLine(middle, spot)
            painter.setBrush(text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(spot, DOT, DOT)
            painter.setPen(text)
            beside = -26 if at[1] < -0.3 else 6  # the line to the middle stays free
            below = QRectF(spot.x() - 60, spot.y() + beside, 120, 20)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _label(person))
        painter.setBrush(QColor(self._look.panel))
        painter.setPen(QPen(text, 2.5))
        painter.drawEllipse(middle, 16, 16)
        painter.drawText(
            QRectF(middle.x() - 16, middle.y() - 16, 32, 32),
            Qt.AlignmentFlag.AlignCenter,
            tr("you"),
        )


def places(count: int) -> tuple[tuple[float, float], ...]:
    """Where each stands around the middle, -1..1 both ways; the first on top, then clockwise."""
    return tuple(
        (math.sin(2 * math.pi * i / count), -math.cos(2 * math.pi * i / count))
        for i in range(count)
    )


def _label(person: Person) -> str:
    if person.name and person.relation:
        return f"{person.name}, {person.relation}"
    return person.name or person.relation
