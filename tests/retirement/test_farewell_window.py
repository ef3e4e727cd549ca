"""The last thing the window shows: what was done, as text to select, and a way to close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from assistant.events import Awake, Ending
from assistant.state import State, advance
from ui.controls import Button
from ui.farewell import sheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_was_erased_is_shown_until_it_is_closed(qtbot: QtBot) -> None:
    dialog = sheet("9 files are erased.\n\nGoodbye.\nIda", "night")
    qtbot.addWidget(dialog)
    assert "9 files are erased." in next(one.text() for one in dialog.findChildren(QLabel))
    with qtbot.waitSignal(dialog.accepted):
        dialog.findChildren(Button)[0].click()


def test_the_yes_changes_nothing_she_shows() -> None:
    awake = advance(State(), Awake())
    assert advance(awake, Ending()) == awake
