"""Draw the program's icon, the tick of its boxes and the arrow of its lists: python resources/icons/make.py"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt  # noqa: E402
from PySide6.QtGui import (  # noqa: E402
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
)

from ui.theme import palette  # noqa: E402

SIDE = 256
RING = 0.3  # its radius in sides
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">
<defs><linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="{light}"/><stop offset="1" stop-color="{ground}"/>
</linearGradient></defs>
<rect width="256" height="256" rx="58" fill="url(#dusk)"/>
<circle cx="128" cy="128" r="76.8" fill="none" stroke="{figure}" stroke-width="11"/>
</svg>
"""


def icon() -> QImage:
    look = palette("dusk")
    image = blank(SIDE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wash = QLinearGradient(0, 0, 0, SIDE)
    wash.setColorAt(0, QColor(look.light))
    wash.setColorAt(1, QColor(look.ground))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    painter.drawRoundedRect(QRectF(0, 0, SIDE, SIDE), 58, 58)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.figure), 11))
    painter.drawEllipse(QPointF(SIDE / 2, SIDE / 2), SIDE * RING, SIDE * RING)
    painter.end()
    return image


def tick() -> QImage:
    image = blank(56)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(palette("night").panel), 7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(12, 29), QPointF(24, 41), QPointF(45, 16)])
    painter.end()
    return image


def down() -> QImage:
    image = blank(48)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(palette("dusk").text), 6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(8, 17), QPointF(24, 33), QPointF(40, 17)])
    painter.end()
    return image


def blank(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


if __name__ == "__main__":
    app = QGuiApplication([])
    icon().save(str(HERE / "os1.png"))
    tick().save(str(HERE / "tick.png"))
    down().save(str(HERE / "down.png"))
    dusk = palette("dusk")
    svg = SVG.format(light=dusk.light, ground=dusk.ground, figure=dusk.figure)
    (HERE / "os1.svg").write_text(svg, "utf-8")
