"""Buttons, and the row of three that is always there: mute, captions, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.icons import SIDE, icon
from ui.wording import tr

if TYPE_CHECKING:
    from ui.theme import Palette


class Button(QPushButton):
    """A button with a name for screen readers. A click leaves the focus where it was."""

    def __init__(
        self, text: str, name: str, explained: str = "", *, sign: str = "", kind: str = ""
    ) -> None:
        """`text` may be empty when there is a `sign`; `kind` is "", "firm" or "round"."""
        super().__init__(text)
        self.setAccessibleName(name)
        self.setAccessibleDescription(explained)
        self.setToolTip(explained)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setIconSize(QSize(SIDE, SIDE))
        self.setProperty("kind", kind)
        self._sign = sign

    def carry(self, sign: str, look: Palette) -> None:
        """Show another sign."""
        self._sign = sign
        self.wear(look)

    def wear(self, look: Palette) -> None:
        if self._sign:
            self.setIcon(icon(self._sign, look.text))


class Controls(QWidget):
    """Mute, captions, stop. They show what is; what is wanted goes out as signals."""

    mute_wanted = Signal(bool)
    captions_wanted = Signal(bool)
    stop_wanted = Signal()

    def __init__(self, look: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._silent = self._captions = False
        self.mute = Button(
            tr("mute"), tr("Mute"), tr("Release the microphone (Ctrl+M)"), sign="microphone"
        )
        self.captions = Button(
            tr("captions"), tr("Captions"), tr("Show what both of you say"), sign="captions"
        )
        self.stop = Button(tr("stop"), tr("Stop"), tr("Be quiet now (Esc)"), sign="stop")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.mute)
        row.addStretch(1)
        row.addWidget(self.captions)
        row.addStretch(1)
        row.addWidget(self.stop)
        self.mute.setCheckable(True)
        self.captions.setCheckable(True)
        self.mute.clicked.connect(self.toggle_mute)
        self.captions.clicked.connect(self._toggle_captions)
        self.stop.clicked.connect(self.stop_wanted)

    def show_silent(self, silent: bool) -> None:
        """The microphone is released, or open."""
        self._silent = silent
        self.mute.setChecked(silent)
        self.mute.setText(tr("unmute") if silent else tr("mute"))
        self.mute.setAccessibleName(tr("Unmute") if silent else tr("Mute"))
        explained = (
            tr("Open the microphone (Ctrl+M)") if silent else tr("Release the microphone (Ctrl+M)")
        )
        self.mute.setAccessibleDescription(explained)
        self.mute.setToolTip(explained)
        self.mute.carry("muted" if silent else "microphone", self._look)

    def show_captions(self, on: bool) -> None:
        self._captions = on
        self.captions.setChecked(on)
        self.captions.carry("captions" if on else "no captions", self._look)

    def wear(self, look: Palette) -> None:
        self._look = look
        for button in (self.mute, self.captions, self.stop):
            button.wear(look)

    def toggle_mute(self) -> None:
        """Ask for the other; the button turns when it has happened."""
        self.mute.setChecked(self._silent)
        self.mute_wanted.emit(not self._silent)

    def _toggle_captions(self) -> None:
        self.captions.setChecked(self._captions)
        self.captions_wanted.emit(not self._captions)
