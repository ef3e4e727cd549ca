"""While nobody looks, the desktop is told; where it has no service, the tray is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from assistant import events as e
from assistant.errors import Trouble
from assistant.notifying import Notification
from ui.notifying import Notifications

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.window import Window

    Tell = Callable[..., None]

RANG = e.Rang("Call Anna.")
DUE = Notification("OS1: something is due")


@pytest.mark.parametrize("hides", [True, False])
def test_what_is_due_reaches_the_desktop_only_when_nobody_looks(
    window: Window, tell: Tell, qtbot: QtBot, hides: bool
) -> None:
    shown: list[Notification] = []
    Notifications(window, shown.append)
    if hides:
        window.hide()
    tell(RANG)
    if hides:
        qtbot.waitUntil(lambda: bool(shown))
    assert shown == ([DUE] if hides else [])


@pytest.mark.qt_log_ignore("does not support raise")
def test_in_the_small_window_her_answers_are_seen(window: Window, tell: Tell) -> None:
    shown: list[Notification] = []
    notes = Notifications(window, None)
    notes.post = shown.append  # type: ignore[method-assign]
    window.shrink()
    silent = e.TroubleCame("speaker", "There is no speaker.")
    answer = (e.ReplyBegan(1), e.ReplySpoken(1, "Tuesday."), e.ReplyEnded(1))
    tell(silent, *answer)
    assert shown == []
    assert window.mini is not None
    window.mini.hide()
    tell(*answer)
    assert shown == [Notification("OS1 has an answer for you")]


@pytest.mark.parametrize("refuses", [True, False])
def test_without_a_service_the_tray_shows_it(
    window: Window, tell: Tell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, refuses: bool
) -> None:
    done = threading.Event()

    def refused(_note: Notification) -> None:
        done.set()
        raise Trouble("There is none.")

    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, title, text, *_: shown.append((title, text))
    )
    QSystemTrayIcon(window)
    Notifications(window, refused if refuses else None)
    window.hide()
    tell(RANG)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[-1] == (DUE.title, "")
    assert done.is_set() is refuses
