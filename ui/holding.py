"""The key to talk with: while F9 is held down in the window, what is heard is the person's turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

KEY = Qt.Key.Key_F9


class Holding:
    """`hold` is told True when the key goes down, and False when it comes up or is let go of."""

    def __init__(self, hold: Callable[[bool], None]) -> None:
        self._hold = hold
        self._held = False

    def key(self, event: QKeyEvent, *, down: bool) -> bool:
        """A key went down or up; whether it was this one."""
        if event.key() != KEY:
            return False
        if not event.isAutoRepeat():
            self._turn(down)
        return True

    def let_go(self) -> None:
        """Nobody can be holding it any more: the window is not the one that gets the keys."""
        self._turn(False)

    def _turn(self, on: bool) -> None:
        if on is not self._held:
            self._held = on
            self._hold(on)
