"""The settings: each change goes out at once, what holds is shown, what is refused goes back."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QRadioButton
from window_fakes import DEVICES, VOICES

from assistant import events as e
from assistant.ports import Act, VoiceInfo
from assistant.settings import DEFAULTS, Settings, checked
from ui.controls import Button
from ui.declared import amount, explained, limits, objection, title
from ui.devices import DEFAULT, offered
from ui.rows import ChoiceRow, RangeRow, SwitchRow, TextRow
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.page import Page
    from ui.settings_sheet import SettingsSheet
    from ui.window import Window

    Tell = Callable[..., None]


@pytest.fixture
def page(window: Window, tell: Tell) -> Page:
    tell(e.Awake())
    window.turn_page()
    tell()
    assert window._page is not None
    return window._page


@pytest.fixture
def sheet(page: Page) -> SettingsSheet:
    return page.sheet(Spot.SETTINGS)


def button(page: Page, name: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.accessibleName() == name)


def voice(page: Page, name: str) -> QRadioButton:
    return next(b for b in page.findChildren(QRadioButton) if b.property("voice") == name)


def text(sheet: SettingsSheet, name: str) -> TextRow:
    row = sheet.rows[name]
    assert isinstance(row, TextRow)
    return row


def number(sheet: SettingsSheet, name: str) -> RangeRow:
    row = sheet.rows[name]
    assert isinstance(row, RangeRow)
    return row


def switch(sheet: SettingsSheet, name: str) -> SwitchRow:
    row = sheet.rows[name]
    assert isinstance(row, SwitchRow)
    return row


def choice(sheet: SettingsSheet, name: str) -> ChoiceRow:
    row = sheet.rows[name]
    assert isinstance(row, ChoiceRow)
    return row


# --- the declarations ----------------------------------------------------------------------


def test_every_setting_can_be_changed_on_the_page(sheet: SettingsSheet) -> None:
    assert {*sheet.rows, "voice"} == set(Settings.model_fields)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_has_a_title_and_explains_itself(name: str) -> None:
    assert title(name) != name
    assert explained(name).endswith(".")


def test_titles_explanations_and_limits_are_the_declarations(sheet: SettingsSheet) -> None:
    slider = number(sheet, "pace").slider
    assert (slider.minimum() * 0.05, slider.maximum() * 0.05) == pytest.approx(limits("pace"))
    assert text(sheet, "her_name").line.maxLength() == 40
    for name, row in sheet.rows.items():
        assert title(name) in row.control.accessibleName()
        assert row.control.accessibleDescription()


@pytest.mark.parametrize(
    ("name", "value", "words"), [("volume", 0.5, "50 %"), ("pace", 1.25, "1.25 ×")]
)
def test_numbers_are_shown_for_people(name: str, value: float, words: str) -> None:
    assert amount(name, value) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("her_name", "Ada", ""),
        ("her_name", "", "Her name can't be empty."),
        ("her_name", "x" * 41, "Her name can't be set to that."),
        ("volume", 7.0, "Volume can't be set to that."),
        ("look", "neon", "Look can't be set to that."),
    ],
)
def test_a_refusal_is_one_sentence(name: str, value: str | float, words: str) -> None:
    assert objection(DEFAULTS, name, value) == words


# --- changing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "said"), [("her_name", "Ada"), ("your_name", "Theodor"), ("region", "GB")]
)
def test_texts_are_changed_with_enter(
    sheet: SettingsSheet, engine: FakeEngine, qtbot: QtBot, setting: str, said: str
) -> None:
    line = text(sheet, setting).line
    line.selectAll()
    qtbot.keyClicks(line, said)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert engine.asked == [e.Change(setting, said)]


def test_leaving_a_field_saves_it_and_leaving_it_unchanged_does_not(
    sheet: SettingsSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    text(sheet, "her_name").line.setFocus()
    text(sheet, "your_name").line.setFocus()
    assert engine.asked == []
    qtbot.keyClicks(text(sheet, "your_name").line, "Kim")
    text(sheet, "her_name").line.setFocus()
    assert engine.asked == [e.Change("your_name", "Kim")]


def test_what_is_refused_is_said_beside_the_control_which_goes_back(
    sheet: SettingsSheet, engine: FakeEngine, qtbot: QtBot, tell: Tell
) -> None:
    row = text(sheet, "her_name")
    row.line.clear()
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    assert engine.asked == []
    assert row.line.text() == "OS1"
    assert row.objection.isVisible()
    assert row.objection.text.text() == "Her name can't be empty."
    qtbot.keyClicks(row.line, " II")
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    tell()
    assert engine.asked == [e.Change("her_name", "OS1 II")]
    assert not row.objection.isVisible()


def test_what_could_not_be_kept_is_said_beside_the_control(
    sheet: SettingsSheet, tell: Tell
) -> None:
    row = switch(sheet, "start_at_login")
    row.box.click()
    tell(e.TroubleCame("start at login", "I can't be started at login here.", "Ask the system."))
    assert row.objection.text.text() == "I can't be started at login here. Ask the system."
    assert row.objection.isVisible()


@pytest.mark.parametrize("setting", ["captions", "sounds", "still", "start_at_login"])
def test_switches(sheet: SettingsSheet, engine: FakeEngine, setting: str) -> None:
    before = getattr(engine.settings, setting)
    switch(sheet, setting).box.click()
    assert engine.asked == [e.Change(setting, not before)]


@pytest.mark.parametrize(
    ("setting", "expected"), [("pace", 1.05), ("volume", 0.85), ("patience", 1.05)]
)
def test_sliders_move_by_arrow_keys(
    sheet: SettingsSheet, engine: FakeEngine, qtbot: QtBot, setting: str, expected: float
) -> None:
    qtbot.keyClick(number(sheet, setting).slider, Qt.Key.Key_Right)
    assert engine.asked == [e.Change(setting, expected)]


def test_the_wheel_scrolls_the_page_and_changes_nothing(
    sheet: SettingsSheet, engine: FakeEngine
) -> None:
    for control in (number(sheet, "volume").slider, sheet.microphone.picker):
        turned = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, turned)
    assert engine.asked == []


def test_the_look_changes_at_once(
    window: Window, sheet: SettingsSheet, engine: FakeEngine, tell: Tell
) -> None:
    before = window.grab().toImage().pixelColor(5, 300)
    choice(sheet, "look").buttons["night"].click()
    tell()
    assert engine.asked == [e.Change("look", "night")]
    after = window.grab().toImage().pixelColor(5, 300)
    assert after.lightness() < before.lightness() / 2
    assert choice(sheet, "look").buttons["night"].isChecked()


def test_what_she_changes_by_voice_shows_on_the_page(
    sheet: SettingsSheet, engine: FakeEngine, tell: Tell
) -> None:
    engine.submit(e.Change("her_name", "Ada"))
    engine.submit(e.Change("volume", 0.5))
    tell()
    assert text(sheet, "her_name").line.text() == "Ada"
    assert number(sheet, "volume").amount.text() == "50 %"


# --- voices --------------------------------------------------------------------------------


def test_a_voice_can_be_heard_without_choosing_it(page: Page, engine: FakeEngine) -> None:
    button(page, "Hear Calm").click()
    assert engine.asked == [e.TryVoice("calm")]
    assert engine.settings.voice == "warm"


def test_a_voice_is_chosen(page: Page, engine: FakeEngine, tell: Tell) -> None:
    assert voice(page, "warm").isChecked()
    voice(page, "calm").click()
    tell()
    assert engine.asked == [e.Change("voice", "calm")]
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
    assert engine.asked == []


def test_a_hundred_voices_come_without_holding_up_the_window(
    page: Page, engine: FakeEngine, tell: Tell, qtbot: QtBot
) -> None:
    many = tuple(VoiceInfo(f"system:{i}", f"Voice {i}", "system") for i in range(120))
    engine.known = (*VOICES[:4], *many)
    tell(e.PartReady("voice"))
    button(page, "Show the system's 120 voices").click()
    rows = page.sheet(Spot.SETTINGS).voices
    assert len(rows._group.buttons()) < 20
    qtbot.waitUntil(lambda: len(rows._group.buttons()) == len(engine.known))
    shown = [b.property("voice") for b in rows._group.buttons()]
    assert shown == [one.name for one in engine.known]


def test_voices_that_come_later_appear(window: Window, engine: FakeEngine, tell: Tell) -> None:
    engine.known = ()
    window.turn_page()
    page = window._page
    assert page is not None
    assert not [b for b in page.findChildren(QRadioButton) if b.property("voice")]
    engine.known = VOICES
    tell(e.PartReady("voice"))
    assert voice(page, "warm").isChecked()


# --- microphone and speaker ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "chosen", "words"),
    [
        pytest.param(None, "", [DEFAULT], id="nobody has looked yet"),
        pytest.param(None, "Desk", [DEFAULT, "Desk"], id="pinned, nobody has looked yet"),
        pytest.param(("Desk", "Lid"), "Lid", [DEFAULT, "Desk", "Lid"], id="pinned and there"),
        pytest.param(
            ("Lid",), "Desk", [DEFAULT, "Lid", "Desk (not connected)"], id="pinned and gone"
        ),
        pytest.param((), "", [DEFAULT], id="nothing there"),
    ],
)
def test_the_default_comes_first_and_a_device_that_is_gone_is_shown_as_such(
    known: tuple[str, ...] | None, chosen: str, words: list[str]
) -> None:
    assert [shown for _, shown in offered(known, chosen)] == words


def test_opening_the_page_looks_what_is_connected(page: Page, engine: FakeEngine) -> None:
    assert engine.wishes == [e.ListDevices()]
    picker = page.sheet(Spot.SETTINGS).microphone.picker
    shown = [picker.itemText(i) for i in range(picker.count())]
    assert shown == [DEFAULT, *DEVICES.microphones]
    assert picker.currentText() == DEFAULT


def test_a_microphone_is_chosen_by_keyboard(
    sheet: SettingsSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    picker = sheet.microphone.picker
    picker.setFocus()
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    assert engine.asked == [e.Change("microphone", "Built-in Microphone")]


def test_plugging_in_and_out_shows_while_one_looks(
    sheet: SettingsSheet, engine: FakeEngine, tell: Tell
) -> None:
    engine.settings = checked(engine.settings, "microphone", "Desk Headset")
    engine.connected = e.DevicesFound(("Built-in Microphone",), ())
    tell(e.TroubleCame("chosen microphone", "The chosen microphone is gone."))
    tell()
    assert sheet.microphone.picker.currentText() == "Desk Headset (not connected)"
    assert sheet.microphone.gone.isVisible()
    engine.connected = DEVICES
    tell(e.TroubleWent("chosen microphone"))
    tell()
    assert sheet.microphone.picker.currentText() == "Desk Headset"
    assert not sheet.microphone.gone.isVisible()


def test_the_meter_follows_the_voice_and_runs_only_in_view(
    window: Window, page: Page, engine: FakeEngine
) -> None:
    meter = page.sheet(Spot.SETTINGS).meter
    engine.sound = (-120.0, -120.0)
    for _ in range(60):
        meter.look()
    assert meter.lit == 0
    engine.sound = (-14.0, -120.0)
    meter.look()
    assert meter.lit == meter.width()
    assert meter.running
    page.tabs[Spot.HEALTH].click()
    assert not meter.running
    page.tabs[Spot.SETTINGS].click()
    assert meter.running
    engine.settings = checked(engine.settings, "still", True)
    window.turn_page()
    assert not meter.running


@pytest.mark.parametrize(
    ("kind", "wish"), [("microphone", e.TryMicrophone()), ("speaker", e.TrySpeaker())]
)
def test_devices_are_tried_and_how_it_goes_is_told(
    sheet: SettingsSheet, engine: FakeEngine, tell: Tell, kind: str, wish: e.Wish
) -> None:
    row = sheet.microphone if kind == "microphone" else sheet.speaker
    row.test.click()
    assert engine.asked == [wish]
    tell(e.CheckTold(kind, "Say something."))
    assert (row.told.text(), row.test.isEnabled()) == ("Say something.", False)
    tell(e.CheckTold(kind, "That worked.", ok=True))
    assert (row.told.text(), row.test.isEnabled()) == ("That worked.", True)


# --- recognition ---------------------------------------------------------------------------


def test_a_recogniser_is_chosen(sheet: SettingsSheet, engine: FakeEngine) -> None:
    row = choice(sheet, "engine")
    assert row.buttons["auto"].isChecked()
    row.buttons["whisper"].click()
    assert engine.asked == [e.Change("engine", "whisper")]


def test_what_leaves_this_computer_is_listed_and_cannot_be_chosen(
    sheet: SettingsSheet, engine: FakeEngine, tell: Tell
) -> None:
    row = choice(sheet, "engine")
    assert "google" not in row.buttons
    sheet.away.click()
    tell()
    for name in ("google", "azure"):
        assert not row.buttons[name].isEnabled()
        assert "leaves this computer" in row.buttons[name].accessibleName()
    assert not sheet.away.isVisible()
    assert row.buttons["auto"].isChecked()
    assert engine.asked == []


def test_a_recogniser_that_is_not_here_says_why(sheet: SettingsSheet) -> None:
    sphinx = choice(sheet, "engine").buttons["pocketsphinx"]
    assert not sphinx.isEnabled()
    assert "not installed" in sphinx.accessibleName()


# --- the page ------------------------------------------------------------------------------


def test_it_says_what_this_is(page: Page) -> None:
    from ui.about import KEYS, WHAT, WHOSE

    page.tabs[Spot.ABOUT].click()
    assert page.sheet(Spot.ABOUT).isVisible()
    for word in ("software, not a person", "this computer", "Apache", "Figtree", "eSpeak", "Esc"):
        assert word in f"{WHAT} {WHOSE} {KEYS}"


def test_the_keyboard_reaches_everything_in_the_order_it_is_read(
    window: Window, page: Page, qtbot: QtBot
) -> None:
    page.tabs[Spot.SETTINGS].setFocus()
    seen = []
    for _ in range(250):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focused = window.focusWidget()
        if not page.isAncestorOf(focused):
            break
        seen.append(focused)
    sheet = page.sheet(Spot.SETTINGS)
    for name, row in sheet.rows.items():
        assert row.control in seen, name
    assert sheet.voices.control in seen
    room = sheet.widget()
    heights = [w.mapTo(room, w.rect().center()).y() for w in seen if room.isAncestorOf(w)]
    assert all(after >= before - 20 for before, after in itertools.pairwise(heights))
    assert all(w.accessibleName() for w in seen)
    assert sheet.leave in seen


@pytest.mark.parametrize("width", [320, 420, 1280])
@pytest.mark.parametrize("spot", [Spot.SETTINGS, Spot.HEALTH, Spot.ABOUT])
def test_nothing_is_cut_off_at_the_side(
    window: Window, page: Page, tell: Tell, width: int, spot: Spot
) -> None:
    window.resize(width, 640)
    page.turn_to(spot)
    tell()
    sheet = page.sheet(spot)
    assert sheet.widget().width() <= sheet.viewport().width()


def test_quit_closes_the_window(
    window: Window, page: Page, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.closed):
        page.sheet(Spot.SETTINGS).leave.click()
    assert engine.asked == [e.Quit()]


def test_the_password_of_the_calendar_account_is_handed_on_and_not_shown(
    sheet: SettingsSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    line = sheet.calendar_password.line
    qtbot.keyClicks(line, "correct-horse")
    assert "horse" not in line.displayText()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert engine.asked == [e.Do(Act("calendar_password", {"password": "correct-horse"}))]
    assert not line.text()
