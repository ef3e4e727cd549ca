"""The ground of the window: a slow vertical wash, lightest behind the figure, painted once a size.

A little grain keeps the wash from banding on eight-bit screens.
"""

from __future__ import annotations

import random
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPixmap, QRadialGradient

from ui.motion import ease
from ui.theme import Palette, mixed

GRAIN = 96  # pixels of the grain's tile
TOP = 0.3  # how much of the light is left at the upper edge, under her name
WALL = 0.62  # how much of it the wash alone brings behind the figure; the halo adds the rest
BROAD = 1.35  # the halo is wider than high


def wash(p: Palette, y: float, centre: float, below: float) -> str:
    """The tone at height `y`: lightest at `centre`, all ground from `below` on."""
    if y <= centre:
        share = TOP + (WALL - TOP) * ease(y / centre if centre > 0 else 1.0)
    else:
        share = WALL * (1.0 - ease((y - centre) / max(1.0, below - centre)))
    return mixed(p.ground, p.light, share)


def backdrop(size: QSize, ratio: float, p: Palette, figure: QRectF) -> QPixmap:
    """The painted ground for a window of `size`, whose figure stands in `figure`."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    height = max(1.0, float(size.height()))
    down = QLinearGradient(0.0, 0.0, 0.0, height)
    for step in range(33):
        y = height * step / 32
        down.setColorAt(step / 32, QColor(wash(p, y, figure.center().y(), figure.bottom())))
    room = QRectF(0, 0, size.width(), height)
    painter = QPainter(pixmap)
    painter.fillRect(room, down)
    painter.save()
    painter.translate(figure.center())
    painter.scale(BROAD, 1.0)
    reach = figure.height() / 2
    painter.fillRect(QRectF(-reach, -reach, 2 * reach, 2 * reach), _halo(p, reach))
    painter.restore()
    painter.drawTiledPixmap(room, _grain())
    painter.end()
    return pixmap


def _halo(p: Palette, reach: float) -> QRadialGradient:
    halo = QRadialGradient(QPointF(0.0, 0.0), reach)
    for step in range(9):
        tone = QColor(p.light)
        tone.setAlphaF(1.0 - ease(step / 8))
        halo.setColorAt(step / 8, tone)
    return halo


@cache
def _grain() -> QPixmap:
    """A tile of faint light and dark specks; always the same, so that screenshots compare."""
    specks = [_speck(value) for value in range(256)]
    drawn = random.Random(7).randbytes(GRAIN * GRAIN)
    pixels = b"".join(specks[value] for value in drawn)
    premultiplied = QImage.Format.Format_ARGB32_Premultiplied
    return QPixmap.fromImage(QImage(pixels, GRAIN, GRAIN, 4 * GRAIN, premultiplied).copy())


def _speck(value: int) -> bytes:
    """One pixel for a random byte: alpha 0..6, mostly low; even ones light, odd ones dark."""
    alpha = round(6 * (value / 255) ** 3)
    tone = alpha if value % 2 == 0 else 0
    return bytes((tone, tone, tone, alpha))
