"""The page behind the three dots: each change goes out at once, and what holds is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from window_fakes import VOICES

from assistant import events as e
from ui.controls import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.page import Page
    from ui.window import Window

    Tell = Callable[..., None]


@pytest.fixture
def page(window: Window, tell: Tell) -> Page:
    tell(e.Awake())
    window.turn_page()
    assert window._page is not None
    return window._page


def button(page: Page, name: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.accessibleName() == name)


def voice(page: Page, name: str) -> QRadioButton:
    return next(b for b in page.findChildren(QRadioButton) if b.property("voice") == name)


@pytest.mark.parametrize(("setting", "said"), [("her_name", "Ada"), ("your_name", "Theodor")])
def test_names_are_changed_with_enter(
    page: Page, engine: FakeEngine, qtbot: QtBot, setting: str, said: str
) -> None:
    entry = page._texts[setting]
    entry.selectAll()
    qtbot.keyClicks(entry, said)
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert engine.wishes == [e.Change(setting, said)]


def test_leaving_a_field_saves_it_and_leaving_it_unchanged_does_not(
    page: Page, engine: FakeEngine, qtbot: QtBot
) -> None:
    page._texts["her_name"].setFocus()
    page._texts["your_name"].setFocus()
    assert engine.wishes == []
    qtbot.keyClicks(page._texts["your_name"], "Kim")
    page._texts["her_name"].setFocus()
    assert engine.wishes == [e.Change("your_name", "Kim")]


def test_she_always_has_a_name(page: Page, engine: FakeEngine, qtbot: QtBot) -> None:
    entry = page._texts["her_name"]
    entry.clear()
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert engine.wishes == []
    assert entry.text() == "Samantha"


def test_a_voice_can_be_heard_without_choosing_it(page: Page, engine: FakeEngine) -> None:
    button(page, "Hear Calm").click()
    assert engine.wishes == [e.TryVoice("calm")]
    assert engine.settings.voice == "warm"


def test_a_voice_is_chosen(page: Page, engine: FakeEngine, tell: Tell) -> None:
    assert voice(page, "warm").isChecked()
    voice(page, "calm").click()
    tell()
    assert engine.wishes == [e.Change("voice", "calm")]
    assert voice(page, "calm").isChecked()
    assert not voice(page, "warm").isChecked()


def test_the_systems_voices_open_on_request(page: Page, engine: FakeEngine) -> None:
    shown = [b.property("voice") for b in page.findChildren(QRadioButton) if b.property("voice")]
    assert shown == ["warm", "bright", "calm", "even"]
    button(page, "Show the system's 2 voices").click()
    shown = [
        b.property("voice")
        for b in page.findChildren(QRadioButton)
        if b.property("voice") and b.isVisible()
    ]
    assert shown == [one.name for one in VOICES]
    assert voice(page, "warm").isChecked()
    assert engine.wishes == []


def test_voices_that_come_later_appear(window: Window, engine: FakeEngine, tell: Tell) -> None:
    engine.known = ()
    window.turn_page()
    page = window._page
    assert page is not None
    assert not [b for b in page.findChildren(QRadioButton) if b.property("voice")]
    engine.known = VOICES
    tell(e.PartReady("voice"))
    assert voice(page, "warm").isChecked()


@pytest.mark.parametrize("setting", ["captions", "sounds", "still"])
def test_switches(page: Page, engine: FakeEngine, setting: str) -> None:
    before = getattr(engine.settings, setting)
    page._flags[setting].click()
    assert engine.wishes == [e.Change(setting, not before)]


@pytest.mark.parametrize(
    ("setting", "expected"), [("pace", 1.05), ("volume", 0.85), ("patience", 1.05)]
)
def test_sliders_move_by_arrow_keys(
    page: Page, engine: FakeEngine, qtbot: QtBot, setting: str, expected: float
) -> None:
    qtbot.keyClick(page._ranges[setting][0], Qt.Key.Key_Right)
    assert engine.wishes == [e.Change(setting, expected)]


def test_the_limits_are_the_declarations(page: Page) -> None:
    slider = page._ranges["pace"][0]
    assert (slider.minimum() * 0.05, slider.maximum() * 0.05) == pytest.approx((0.6, 1.6))
    assert page._texts["her_name"].maxLength() == 40


def test_the_look_changes_at_once(
    window: Window, page: Page, engine: FakeEngine, tell: Tell
) -> None:
    before = window.grab().toImage().pixelColor(5, 300)
    page._looks["night"].click()
    tell()
    assert engine.wishes == [e.Change("look", "night")]
    after = window.grab().toImage().pixelColor(5, 300)
    assert after.lightness() < before.lightness() / 2
    assert page._looks["night"].isChecked()


def test_what_she_changes_by_voice_shows_on_the_page(
    page: Page, engine: FakeEngine, tell: Tell
) -> None:
    engine.submit(e.Change("her_name", "Ada"))
    engine.submit(e.Change("volume", 0.5))
    tell()
    assert page._texts["her_name"].text() == "Ada"
    assert page._ranges["volume"][1].text() == "50 %"


def test_it_says_what_this_is(page: Page) -> None:
    from ui.page import ABOUT

    for word in ("software, not a person", "this computer", "Apache", "Figtree", "eSpeak"):
        assert word in ABOUT


def test_quit_closes_the_window(
    window: Window, page: Page, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.closed):
        page.leave.click()
    assert engine.wishes == [e.Quit()]
