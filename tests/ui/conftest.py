"""A window without a screen, with an engine that says what the test wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from window_fakes import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from assistant.events import Fact
    from ui.window import Window


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture(autouse=True)
def mains(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests run plugged in, whatever the machine does."""
    monkeypatch.setattr("ui.window.on_battery", lambda: False)


@pytest.fixture
def window(qtbot: QtBot, engine: FakeEngine) -> Iterator[Window]:
    """A shown window on a fresh engine."""
    from ui.app import application
    from ui.bridge import Bridge
    from ui.window import Window

    application()
    shown = Window(engine, Bridge(engine))
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()


@pytest.fixture
def tell(qtbot: QtBot, engine: FakeEngine) -> Callable[..., None]:
    """Let facts happen, and wait until the window has heard of them."""
    from PySide6.QtCore import QCoreApplication

    def happen(*facts: Fact) -> None:
        engine.tell(*facts)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()

    return happen
