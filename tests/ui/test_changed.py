"""The note about a change: her sentence, and before and after to hear or to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel
from window_fakes import FakeEngine

from assistant.events import Changed, Do, HearSample, Wish
from assistant.ports import Act
from ui.changed import sheet
from ui.controls import Button
from ui.settings_sheet import SettingsSheet
from ui.theme import palette

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_voice_can_be_heard_before_and_after(qtbot: QtBot) -> None:
    wishes: list[Wish] = []
    dialog = sheet(Changed("voice", "My voice is another one now."), wishes.append, None)
    qtbot.addWidget(dialog)
    before, after, _close = dialog.findChildren(Button)
    before.click()
    after.click()
    assert wishes == [HearSample(before=True), HearSample(before=False)]
    assert all(one.accessibleName() for one in dialog.findChildren(Button))


def test_a_mind_is_shown_before_and_after(qtbot: QtBot) -> None:
    dialog = sheet(Changed("mind", "Another model.", "One?", "Two?"), lambda _wish: None, None)
    qtbot.addWidget(dialog)
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    assert texts == ["Another model.", "before: “One?”", "now: “Two?”"]
    assert len(dialog.findChildren(Button)) == 1


def test_the_settings_ask_for_the_end_and_do_nothing_themselves(qtbot: QtBot) -> None:
    engine = FakeEngine()
    page = SettingsSheet(engine, palette("night"))
    qtbot.addWidget(page)
    page.retire.click()
    assert Do(Act("retire")) in engine.wishes
