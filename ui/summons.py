"""Come when called: another start on the same profile asks this window to show itself."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from assistant.profile import SHOW

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class Summons(QObject):
    """Emits `called` each time the file to call it by grows; `folder` is the profile's."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / SHOW
        self._size = self._written()
        self._watcher = QFileSystemWatcher([str(self._file)], self)
        self._watcher.fileChanged.connect(self._look)

    def _look(self) -> None:
        before, self._size = self._size, self._written()
        if self._size > before:
            self.called.emit()

    def _written(self) -> int:
        with contextlib.suppress(OSError):
            return self._file.stat().st_size
        return 0


def show_yourself(window: QWidget) -> None:
    """Bring the window before the person: not minimised, on top, with the keyboard."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)  # where the desktop lets no window come to the front by itself
