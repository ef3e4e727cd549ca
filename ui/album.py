"""Pictures of the window, one for each thing she does, for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.motion import EASE_S

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from assistant.events import Fact
    from assistant.state import Presence, State

SETTLED_MS = int(EASE_S * 1000) + 120


class Album:
    """Keeps PRESENCE.png in a folder: at once, and again when the figure has settled."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._window, self._folder = window, folder
        self._shown: Presence | None = None

    def turn(self, _fact: Fact, state: State) -> None:
        if state.presence is self._shown:
            return
        self._shown = presence = state.presence
        self._keep(presence)
        QTimer.singleShot(SETTLED_MS, self._window, lambda: self._keep_if_still(presence))

    def _keep_if_still(self, presence: Presence) -> None:
        if presence is self._shown:
            self._keep(presence)

    def _keep(self, presence: Presence) -> None:
        self._window.grab().save(str(self._folder / f"{presence.value}.png"))
