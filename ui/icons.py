"""The few small signs on the controls, drawn as strokes so that they are sharp at every scale."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

SIDE = 18
SCALE = 3  # drawn large once; Qt scales down for the screen


@cache
def icon(name: str, tone: str) -> QIcon:
    """The sign called `name` in the tone #RRGGBB. Raises KeyError for an unknown name."""
    pixmap = QPixmap(SIDE * SCALE, SIDE * SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    pen = QPen(QColor(tone), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    SIGNS[name](painter)
    painter.end()
    return QIcon(pixmap)


def _microphone(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(6.4, 1.8, 5.2, 8.6), 2.6, 2.6)
    painter.drawArc(QRectF(3.6, 4.4, 10.8, 8.8), 180 * 16, 180 * 16)
    painter.drawLine(QPointF(9, 13.4), QPointF(9, 16.2))


def _muted(painter: QPainter) -> None:
    _microphone(painter)
    painter.drawLine(QPointF(2.6, 2.4), QPointF(15.4, 15.8))


def _captions(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(1.8, 3.4, 14.4, 11.2), 3, 3)
    painter.drawLine(QPointF(5, 8), QPointF(13, 8))
    painter.drawLine(QPointF(5, 11.2), QPointF(10, 11.2))


def _no_captions(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(1.8, 3.4, 14.4, 11.2), 3, 3)


def _stop(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawRoundedRect(QRectF(4.4, 4.4, 9.2, 9.2), 1.6, 1.6)


def _menu(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    for x in (3.6, 9.0, 14.4):
        painter.drawEllipse(QPointF(x, 9), 0.7, 0.7)


def _close(painter: QPainter) -> None:
    painter.drawLine(QPointF(4.2, 4.2), QPointF(13.8, 13.8))
    painter.drawLine(QPointF(13.8, 4.2), QPointF(4.2, 13.8))


def _send(painter: QPainter) -> None:
    painter.drawPolyline([QPointF(14.6, 3.6), QPointF(14.6, 9.8), QPointF(3.4, 9.8)])
    painter.drawPolyline([QPointF(7, 6.2), QPointF(3.4, 9.8), QPointF(7, 13.4)])


def _play(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon([QPointF(5.6, 3.8), QPointF(14, 9), QPointF(5.6, 14.2)])


def _grow(painter: QPainter) -> None:
    painter.drawPolyline([QPointF(10.6, 3.4), QPointF(14.6, 3.4), QPointF(14.6, 7.4)])
    painter.drawPolyline([QPointF(7.4, 14.6), QPointF(3.4, 14.6), QPointF(3.4, 10.6)])
    painter.drawLine(QPointF(14.2, 3.8), QPointF(10.4, 7.6))
    painter.drawLine(QPointF(3.8, 14.2), QPointF(7.6, 10.4))


def _well(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2.4, 2.4, 13.2, 13.2))
    painter.drawPolyline([QPointF(5.9, 9.3), QPointF(8.1, 11.5), QPointF(12.2, 6.9)])


def _preparing(painter: QPainter) -> None:
    painter.drawArc(QRectF(2.4, 2.4, 13.2, 13.2), 90 * 16, -250 * 16)


def _missing(painter: QPainter) -> None:
    for i in range(6):
        painter.drawArc(QRectF(2.4, 2.4, 13.2, 13.2), (i * 60 + 14) * 16, 32 * 16)


def _broken(painter: QPainter) -> None:
    painter.drawPolygon([QPointF(9, 2.6), QPointF(16, 15), QPointF(2, 15)])
    painter.drawLine(QPointF(9, 7.4), QPointF(9, 10.6))
    painter.drawPoint(QPointF(9, 12.8))


SIGNS: dict[str, Callable[[QPainter], None]] = {
    "microphone": _microphone,
    "muted": _muted,
    "captions": _captions,
    "no captions": _no_captions,
    "stop": _stop,
    "menu": _menu,
    "close": _close,
    "send": _send,
    "play": _play,
    "grow": _grow,
    "well": _well,
    "preparing": _preparing,
    "missing": _missing,
    "broken": _broken,
}
