"""Bring a note to the desktop: through its own service where there is one, else through the tray."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from assistant.errors import Trouble
from assistant.notifying import Notification, Notifying

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.events import Fact
    from assistant.state import State
    from ui.window import Window

SHOWN_MS = 10_000


def service() -> Callable[[Notification], None] | None:
    """What shows notes on this system besides the tray."""
    if sys.platform != "linux":
        return None
    from assistant.freedesktop import show

    return show


class Notifications(QObject):
    """Listens for what is worth a note while the window is not looked at."""

    _refused = Signal(object)

    def __init__(self, window: Window, show: Callable[[Notification], None] | None) -> None:
        super().__init__(window)
        self._window, self._show = window, show
        self._notifying = Notifying()
        self._refused.connect(self._by_tray, Qt.ConnectionType.QueuedConnection)
        window.bridge.listen(self.news)

    def news(self, fact: Fact, state: State) -> None:
        window = self._window
        hidden = window.unseen() and not (window.mini is not None and window.mini.isVisible())
        note = self._notifying.news(
            fact, state, window.engine.settings, time.monotonic(),
            seen=window.isActiveWindow() and not hidden, hidden=hidden,
        )  # fmt: skip
        if note is not None:
            self.post(note)

    def post(self, note: Notification) -> None:
        """Show it; the window never waits for the service."""
        if self._show is None:
            self._by_tray(note)
        else:
            threading.Thread(target=self._try, args=(note,), name="notify", daemon=True).start()

    def _try(self, note: Notification) -> None:
        try:
            if self._show is not None:
                self._show(note)
        except Trouble:
            with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
                self._refused.emit(note)

    @Slot(object)
    def _by_tray(self, note: Notification) -> None:
        for icon in self._window.findChildren(QSystemTrayIcon):  # none where there is no tray
            icon.showMessage(note.title, note.text, icon.icon(), SHOWN_MS)
