"""The figure on the screen: paints the pose of this moment, and rests when nothing moves."""

from __future__ import annotations

import time
from functools import lru_cache
from math import tau
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from ui.motion import CALM_MS, Doing, Motion, Pose, now, pause_ms, seen, step, turn_to
from ui.ribbon import Flat, ribbon
from ui.theme import Palette, mixed, palette

if TYPE_CHECKING:
    from collections.abc import Callable

STRAND = 0.041  # the strand's width in radii
LEAST_STRAND = 1.6  # pixels; thinner would shimmer in the corner
DASHES = 24
UNSEEN_MS = 1000  # until the next look whether the window is seen again
VEIL = 0.36  # the light of the thin stuff between two rippling edges


class Figure(QWidget):
    """The one thing in the middle. Pulls the loudness itself while it moves."""

    def __init__(
        self,
        levels: Callable[[], tuple[float, float]],
        ground: Callable[[], QPixmap | None],
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """`levels` gives (microphone, speaker) in dBFS, `ground` the window's backdrop."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._levels, self._ground, self._clock = levels, ground, clock
        self._palette = palette("dusk")
        self._motion = Motion(since=clock(), at=clock())
        self._glow = QPixmap()
        self._shown: tuple[int, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def show_doing(self, doing: Doing) -> None:
        """She does this from now on."""
        self._motion = turn_to(self._motion, doing, self._clock())
        self._keep_time()
        self.update()

    def wear(self, look: Palette) -> None:
        self._palette = look
        self._glow = QPixmap()
        self.update()

    @property
    def moving(self) -> bool:
        """Whether pictures are being made; never while nobody can see them."""
        return self._timer.isActive()

    @property
    def interval_ms(self) -> int:
        return self._timer.interval()

    @property
    def _unseen(self) -> bool:
        """The system shows nothing of the window, though nobody here has hidden it."""
        handle = self.window().windowHandle()
        return handle is not None and not handle.isExposed()

    def _tick(self) -> None:
        if self._unseen:
            self._keep_time()
            return
        self._motion = step(self._motion, self._clock(), self._levels())
        self._keep_time()
        if seen(self._motion, self._half) != self._shown:
            self.update()

    @property
    def _half(self) -> float:
        """Half of the square the figure stands in, in pixels."""
        return min(self.width(), self.height()) / 2

    def _keep_time(self) -> None:
        pause = pause_ms(self._motion)
        if pause is None or not self.isVisible() or self.window().isMinimized():
            self._timer.stop()
            return
        pause = max(pause, UNSEEN_MS) if self._unseen else pause
        if not self._timer.isActive() or self._timer.interval() != pause:
            # a breath may be a little early: then it wakes the machine together with others
            calm = pause >= CALM_MS
            kind = Qt.TimerType.CoarseTimer if calm else Qt.TimerType.PreciseTimer
            self._timer.setTimerType(kind)
            self._timer.start(pause)

    def showEvent(self, event: QShowEvent) -> None:
        self.window().installEventFilter(self)
        self._keep_time()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self._keep_time()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        pose, half = now(self._motion), self._half
        self._shown = seen(self._motion, half)
        self._paint_glow(painter, pose, half)
        self._paint_ribbon(painter, pose, half)
        if self._motion.doing.troubled:
            self._paint_mark(painter, half)
        painter.end()
        if self._timer.interval() == UNSEEN_MS:
            self._keep_time()  # somebody sees it again

    def _paint_ground(self, painter: QPainter) -> None:
        ground = self._ground()
        if ground is None:
            painter.fillRect(self.rect(), QColor(self._palette.light))
            return
        ratio = ground.devicePixelRatio()
        place = QPointF(self.mapTo(self.window(), self.rect().topLeft())) * ratio
        source = QRectF(place.x(), place.y(), self.width() * ratio, self.height() * ratio)
        painter.drawPixmap(QRectF(self.rect()), ground, source)

    def _paint_glow(self, painter: QPainter, pose: Pose, half: float) -> None:
        size = QSize(int(half * 2), int(half * 2))
        if size.isEmpty():
            return
        if self._glow.size() != size:
            self._glow = _glow(size, self._palette)
        bright = max(0.0, pose.brightness - 0.6) / 0.4
        strength = pose.opacity * pose.knot**3 * bright * (0.35 + 0.65 * pose.ripple)
        if strength > 0.01:
            painter.setOpacity(strength)
            painter.drawPixmap(QPointF(-half, -half), self._glow)
            painter.setOpacity(1.0)

    def _paint_ribbon(self, painter: QPainter, pose: Pose, half: float) -> None:
        radius = half * pose.radius
        width = max(LEAST_STRAND, radius * STRAND * pose.width)
        ground, light = self._palette.light, self._palette.figure
        bright = pose.brightness * pose.opacity
        if pose.gap > 0.01:
            self._paint_dashes(painter, pose, radius, width)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if pose.knot == 1.0 and pose.ripple == pose.lean == 0.0:
            painter.setBrush(_tone(ground, light, bright))
            painter.drawPath(_ring(radius, width))
            return
        parts = ribbon(
            pose.knot, self._motion.phase, pose.ripple,
            radius=radius, width=width, lean=pose.lean,
        )  # fmt: skip
        if parts.veil:
            # mixed, not translucent: blending a path costs five times as much as covering with it
            painter.setBrush(_tone(ground, light, VEIL * bright))
            painter.drawPath(_area(parts.veil))
        for band in parts.bands:
            painter.setBrush(_tone(ground, light, band.light * bright))
            painter.drawPath(_area(band.loops))

    def _paint_dashes(self, painter: QPainter, pose: Pose, radius: float, width: float) -> None:
        bright = pose.brightness * pose.opacity
        tone = _tone(self._palette.light, self._palette.figure, bright)
        round_trip = tau * radius / DASHES / width
        pen = QPen(tone, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        empty = round_trip * 0.5 * pose.gap
        pen.setDashPattern([round_trip - empty, empty])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), radius, radius)

    def _paint_mark(self, painter: QPainter, half: float) -> None:
        at = QPointF(half * 0.55, -half * 0.55)
        size = max(3.0, half * 0.045)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.panel))
        painter.drawEllipse(at, size * 2.1, size * 2.1)
        painter.setBrush(QColor(self._palette.accent))
        painter.drawEllipse(at, size, size)


def _tone(ground: str, light: str, share: float) -> QColor:
    return _tone_at(ground, light, round(255 * share))


@lru_cache(maxsize=512)
def _tone_at(ground: str, light: str, step: int) -> QColor:
    return QColor(mixed(ground, light, step / 255))


def _ring(radius: float, width: float) -> QPainterPath:
    """The ribbon at rest."""
    path = QPainterPath()
    for edge in (radius + width / 2, radius - width / 2):
        path.addEllipse(QPointF(0.0, 0.0), edge, edge)
    return path


def _area(loops: tuple[Flat, ...]) -> QPainterPath:
    path = QPainterPath()  # odd-even: two loops make a band, or a veil
    line_to = path.lineTo  # point by point costs half of what a polygon of QPointF does
    for loop in loops:
        path.moveTo(*loop[0])
        for x, y in loop:
            line_to(x, y)
        path.closeSubpath()
    return path


def _glow(size: QSize, look: Palette) -> QPixmap:
    """The light of the ring on the wall behind it: a soft ring, rendered once a size."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    half = size.width() / 2
    light = QRadialGradient(QPointF(half, half), half)
    for place, alpha in ((0.0, 0.05), (0.45, 0.06), (0.78, 0.26), (0.89, 0.1), (1.0, 0.0)):
        tone = QColor(look.figure)
        tone.setAlphaF(alpha)
        light.setColorAt(place, tone)
    painter = QPainter(pixmap)
    painter.fillRect(pixmap.rect(), light)
    painter.end()
    return pixmap
