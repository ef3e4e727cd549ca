"""The ground of the window: a slow vertical wash, lightest behind the figure, painted once a size.

A little grain keeps the wash from banding on eight-bit screens.
"""

from __future__ import annotations

import random
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPixmap, QRadialGradient

from ui.theme import Palette, mixed

GRAIN = 96  # pixels of the grain's tile
HALO = 1.7  # the light reaches so many figures wide


def wash(p: Palette, y: float, centre: float, below: float) -> str:
    """The tone at height `y`: all light at `centre`, all ground from `below` on and at the top."""
    if y <= centre:
        return mixed(p.ground, p.light, max(0.0, (y / centre - 0.2) / 0.8) if centre > 0 else 1.0)
    return mixed(p.light, p.ground, min(1.0, (y - centre) / max(1.0, below - centre)))


def backdrop(size: QSize, ratio: float, p: Palette, figure: QRectF) -> QPixmap:
    """The painted ground for a window of `size`, whose figure stands in `figure`."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    height = max(1.0, float(size.height()))
    down = QLinearGradient(0.0, 0.0, 0.0, height)
    for step in range(17):
        y = height * step / 16
        down.setColorAt(step / 16, QColor(wash(p, y, figure.center().y(), figure.bottom())))
    painter = QPainter(pixmap)
    painter.fillRect(QRectF(0, 0, size.width(), height), down)
    reach = figure.height() * HALO / 2
    halo = QRadialGradient(QPointF(figure.center()), reach)
    inner, outer = QColor(p.light), QColor(p.light)
    inner.setAlphaF(0.55)
    outer.setAlphaF(0.0)
    halo.setColorAt(0.0, inner)
    halo.setColorAt(1.0, outer)
    painter.setClipRect(QRectF(0, 0, size.width(), figure.bottom()))
    painter.fillRect(QRectF(0, 0, size.width(), height), halo)
    painter.setClipping(False)
    painter.drawTiledPixmap(QRectF(0, 0, size.width(), height), _grain())
    painter.end()
    return pixmap


@cache
def _grain() -> QPixmap:
    chance = random.Random(7)  # always the same grain, so that screenshots compare
    image = QImage(GRAIN, GRAIN, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    for y in range(GRAIN):
        for x in range(GRAIN):
            alpha = int(abs(chance.gauss(0.0, 2.2)))
            tone = 255 if chance.random() < 0.5 else 0
            image.setPixelColor(x, y, QColor(tone, tone, tone, alpha))
    return QPixmap.fromImage(image)
