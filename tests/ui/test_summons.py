"""A second start calls the window forth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from assistant.profile import SHOW, call_forth, held
from ui.summons import Summons, show_yourself

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.window import Window


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    with held(tmp_path / "profile") as folder:
        yield folder


def test_it_comes_each_time_it_is_called(profile: Path, qtbot: QtBot) -> None:
    summons = Summons(profile)
    for _ in range(3):
        with qtbot.waitSignal(summons.called, timeout=3000):
            call_forth(profile)


def test_an_old_call_is_not_answered(profile: Path, qtbot: QtBot) -> None:
    call_forth(profile)
    summons = Summons(profile)
    with qtbot.assertNotEmitted(summons.called, wait=150):
        (profile / "settings.toml").write_text("", encoding="utf-8")


def test_a_file_that_is_taken_away_calls_nobody(profile: Path, qtbot: QtBot) -> None:
    call_forth(profile)
    summons = Summons(profile)
    with qtbot.assertNotEmitted(summons.called, wait=150):
        (profile / SHOW).unlink()


@pytest.mark.qt_log_ignore("does not support raise")  # there is no screen to be on top of
@pytest.mark.parametrize("state", ["minimised", "full screen", "as it was"])
def test_a_window_that_is_called_is_before_the_person(window: Window, state: str) -> None:
    if state == "full screen":
        window.showFullScreen()
    if state == "minimised":
        window.showMinimized()
    show_yourself(window)
    assert window.isVisible()
    assert not window.isMinimized()
    assert window.isFullScreen() == (state == "full screen")
    assert window.windowState() & Qt.WindowState.WindowMinimized == Qt.WindowState.WindowNoState
