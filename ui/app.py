"""The application: fonts, hooks, signals, the window on a visible screen, and a clean end."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import traceback
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from assistant.events import Changed, Ending
from assistant.paths import RESOURCES
from ui import standing
from ui.beside import Beside
from ui.bridge import Bridge, Engine
from ui.notifying import Notifications, service
from ui.summons import Summons, show_yourself
from ui.theme import FAMILY, load_fonts
from ui.window import Window
from ui.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType, TracebackType

    from assistant.events import Fact
    from assistant.state import State

log = logging.getLogger(__name__)

TICK_MS = 250  # where signals cannot wake the loop (Windows) it looks so often
STYLE = "fusion"  # as Qt calls it when asked
STUMBLED = tr("Something in the window failed just now. She goes on.")


def run(
    engine: Engine,
    *,
    folder: Path | None = None,
    screenshots: Path | None = None,
    late: Callable[[int], None] | None = None,
    after: Callable[[], str] = lambda: "",
) -> int:
    """Show the window, start the engine behind it, and return its exit status when it is closed.

    The engine's `start` is called once the window stands, its `stop` before this returns. The
    window comes forth when another start calls for it in the profile's `folder`. With
    `screenshots` a picture of each state she goes through is kept there as PRESENCE.png. `late`
    is told each time the window's loop was held up for more than 100 ms, in milliseconds. `after` is
    called when everything has ended; what it tells is shown until it is read.
    """
    app = application()
    bridge = Bridge(engine)
    window = Window(engine, bridge)
    Beside(window)
    Notifications(window, service())
    install_hooks(window.note)
    window.closed.connect(app.quit)
    bridge.listen(partial(_close_at_the_end, window))
    bridge.listen(partial(_show_change, window, engine))
    place(window, folder)
    if folder is not None:
        window.closed.connect(partial(keep, window, folder))
    window.show()
    ends = Ends(window)
    if folder is not None:
        calls = Summons(folder, window)
        calls.called.connect(partial(show_yourself, window))
    if screenshots is not None:
        from ui.album import Album

        bridge.listen(Album(window, screenshots).turn)
    if late is not None:
        from ui.lag import Lag

        Lag(late, parent=window, rests=window.unseen)
    QTimer.singleShot(0, engine.start)
    try:
        return app.exec()
    finally:
        ends.close()
        bridge.close()
        engine.stop()
        if told := after():
            from ui.farewell import show

            show(told, engine.settings.look)


def _show_change(window: QWidget, engine: Engine, fact: Fact, _state: State) -> None:
    if isinstance(fact, Changed):
        from ui.changed import show

        show(fact, engine.submit, window)


def _close_at_the_end(window: QWidget, fact: Fact, _state: State) -> None:
    if isinstance(fact, Ending):
        window.close()


def application() -> QApplication:
    """The one application of this process, with name, icon, style and typeface."""
    app = cast("QApplication | None", QApplication.instance()) or QApplication(sys.argv[:1])
    app.setApplicationName("os1")
    app.setApplicationDisplayName("OS1")
    app.setDesktopFileName("os1")
    app.setQuitOnLastWindowClosed(False)  # the window says itself when it has gone
    if app.style().objectName().lower() != STYLE:  # it would polish every widget there is anew
        app.setStyle(STYLE)
    load_fonts()
    font = QFont(FAMILY)
    font.setPixelSize(14)
    font.setFeature(QFont.Tag("tnum"), 1)  # numbers that do not jump while they count
    app.setFont(font)
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "os1.png")))
    return app


def keep(window: QWidget, folder: Path) -> None:
    """Remember where the window stands."""
    if not (window.isFullScreen() or window.isMaximized()):
        x, y, width, height = window.pos().x(), window.pos().y(), window.width(), window.height()
        standing.save(folder, standing.Standing(x, y, width, height))


def place(window: QWidget, folder: Path | None = None) -> None:
    """Put the window where it stood, if that can be seen; else in the middle of the screen, whole."""
    was = standing.load(folder) if folder is not None else None
    screens = [
        standing.Standing(room.x(), room.y(), room.width(), room.height())
        for room in (screen.availableGeometry() for screen in QGuiApplication.screens())
    ]
    if was is not None and standing.visible(was, screens):
        window.resize(was.width, was.height)
        window.move(was.x, was.y)
        return
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(window.size().boundedTo(room.size()))
    frame = window.frameGeometry()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())


def install_hooks(report: Callable[[str], None]) -> None:
    """Log every stray exception without its message, tell the person once, and go on.

    The message is left out because it may hold what somebody said. `report` is called with one
    sentence, only on the window's thread.
    """

    def stumble(kind: type[BaseException], place: TracebackType | None, where: str) -> None:
        steps = "".join(traceback.format_tb(place))
        log.error("%s in %s\n%s", kind.__name__, where, steps)
        if threading.current_thread() is threading.main_thread():
            report(STUMBLED)

    def in_slot(
        kind: type[BaseException], _error: BaseException, place: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            stumble(kind, place, "the window")

    def in_thread(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread else "a thread"
        if args.exc_type is not SystemExit:
            stumble(args.exc_type, args.exc_traceback, name)

    def in_passing(args: sys.UnraisableHookArgs) -> None:
        stumble(args.exc_type, args.exc_traceback, "passing")

    sys.excepthook = in_slot
    threading.excepthook = in_thread
    sys.unraisablehook = in_passing


class Ends(QObject):
    """SIGTERM and SIGINT close the window as the person would."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pipe: tuple[int, int] | None = None
        self._before = {
            number: signal.signal(number, self._asked) for number in (signal.SIGTERM, signal.SIGINT)
        }
        if os.name == "posix":
            # Python runs its handlers only between its own steps: the pipe wakes the loop for one
            reading, writing = os.pipe()
            os.set_blocking(reading, False)
            os.set_blocking(writing, False)
            self._pipe = (reading, writing)
            signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
            notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
            notifier.activated.connect(self._woken)
        else:
            self.startTimer(TICK_MS)

    def close(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._pipe is not None:
            signal.set_wakeup_fd(-1)
            for end in self._pipe:
                os.close(end)
            self._pipe = None

    @Slot()
    def _woken(self) -> None:
        if self._pipe is not None:
            os.read(self._pipe[0], 64)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, self._window.close)
