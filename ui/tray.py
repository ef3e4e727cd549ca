"""The sign in the system's tray: what she does, and a menu. Where there is no tray, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from assistant.state import Presence
from ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme import Palette
    from ui.words import View

SIDE = 64


def sign(presence: Presence, troubled: bool, look: Palette) -> QIcon:
    """The ring as the tray shows it: whole, broken while muted, with the mark of a trouble."""
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    quiet = presence in {Presence.MUTED, Presence.RESTING, Presence.WAKING}
    pen = QPen(QColor(look.light), 5 if quiet else 9)
    if presence is Presence.MUTED:
        pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    painter.drawEllipse(QRectF(9, 9, SIDE - 18, SIDE - 18))
    if troubled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(QRectF(SIDE - 24, 4, 20, 20))
    painter.end()
    return QIcon(pixmap)


class Tray(QObject):
    """The menu exists always; the icon only where the system has a tray."""

    shown = Signal()
    muted = Signal()
    captioned = Signal()
    paged = Signal()
    shrunk = Signal()
    left = Signal()

    def __init__(self, window: QWidget, look: Palette) -> None:
        super().__init__(window)
        self._look = look
        self._seen: tuple[Presence, bool] | None = None
        self.menu = QMenu(window)
        self.doing = self._action("", None)
        self.doing.setEnabled(False)
        self.menu.addSeparator()
        self._action(tr("Show the window"), self.shown)
        self.mute = self._action(tr("Mute"), self.muted)
        self.mute.setCheckable(True)
        self.captions = self._action(tr("Captions"), self.captioned)
        self.captions.setCheckable(True)
        self._action(tr("Small window"), self.shrunk)
        self._action(tr("Settings"), self.paged)
        self.menu.addSeparator()
        self._action(tr("Quit"), self.left)
        self.icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon = QSystemTrayIcon(window)
            self.icon.setContextMenu(self.menu)
            self.icon.activated.connect(self._clicked)

    def tell(self, name: str, view: View, captions: bool) -> None:
        """What she does now."""
        self.doing.setText(f"{name}: {view.words}")
        self.mute.setChecked(view.silent)
        self.captions.setChecked(captions)
        if self.icon is None:
            return
        self.icon.setToolTip(f"{name}: {view.words}")
        seen = view.presence, view.trouble is not None
        if seen != self._seen:
            self._seen = seen
            self.icon.setIcon(sign(*seen, self._look))
            self.icon.show()

    def wear(self, look: Palette) -> None:
        self._look, self._seen = look, None

    def _action(self, words: str, signal: object) -> QAction:
        action = QAction(words, self.menu)
        if signal is not None:
            action.triggered.connect(signal)
        self.menu.addAction(action)
        return action

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.shown.emit()
