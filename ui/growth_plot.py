"""One trait of her manner over time: a quiet line of steps, from the first day until now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.wording import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from assistant.growth.account import Course
    from ui.theme import Palette

HEIGHT, MARGIN, DOT = 40, 8, 3.5
FEWEST_DAYS = 30  # so long a line is at the least, so that one week does not look like a year


def steps(course: Course, today: str) -> tuple[tuple[float, float], ...]:
    """Corners of the line in the unit square: time to the right, level upwards, 0.5 the first day's.

    The farther a level is from the first day's, the nearer it is to 0 or 1.
    """
    now = date.fromisoformat(today)
    days = [date.fromisoformat(day) for day, _ in course.points]
    span = max(FEWEST_DAYS, (now - min(days, default=now)).days)
    reach = max(course.high - course.begin, course.begin - course.low, 1)

    def height(level: int) -> float:
        return 0.5 + 0.5 * (level - course.begin) / reach

    corners = [(0.0, 0.5)]
    for day, (_, level) in zip(days, course.points, strict=True):
        at = min(1.0, max(0.0, 1 - (now - day).days / span))
        corners += [(at, corners[-1][1]), (at, height(level))]
    return (*corners, (1.0, corners[-1][1]))


class CoursePlot(QWidget):
    """Also told in words, for whoever does not see it."""

    def __init__(self, look: Palette) -> None:
        super().__init__()
        self._look = look
        self._corners: tuple[tuple[float, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def show_course(self, course: Course, today: str) -> None:
        self._corners = steps(course, today)
        count = len(course.points)
        told = trn(
            "{words}, after {count} change", "{words}, after {count} changes", count,
            words=course.words,
        )  # fmt: skip
        self.setAccessibleName(tr("{trait} over time", trait=tr(course.trait)))
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def wear(self, look: Palette) -> None:
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._corners:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text, faint = QColor(self._look.text), QColor(self._look.text)
        faint.setAlphaF(0.3)
        painter.setPen(QPen(faint, 1.0))
        painter.drawLine(self._spot(0.0, 0.5), self._spot(1.0, 0.5))
        path = QPainterPath(self._spot(*self._corners[0]))
        for corner in self._corners[1:]:
            path.lineTo(self._spot(*corner))
        painter.setPen(QPen(text, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text)
        painter.drawEllipse(self._spot(*self._corners[-1]), DOT, DOT)

    def _spot(self, at: float, height: float) -> QPointF:
        wide, high = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        return QPointF(MARGIN + at * wide, MARGIN + (1 - height) * high)
