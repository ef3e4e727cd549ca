"""The health page: every part in words and shape, what can be done, and a report to copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from window_fakes import MODELS, REPORT

from assistant import events as e
from assistant.net.outward import FETCHING, WORDING, Contact, Left
from assistant.vitals import Condition
from ui.health_rows import WORDS
from ui.icons import SIGNS, icon
from ui.pace_plot import Bar, bars, scale_ms
from ui.theme import palette
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.health_sheet import HealthSheet
    from ui.page import Page
    from ui.window import Window

    Tell = Callable[..., None]

READY = (e.Awake(), e.PartReady("sound"), e.PartReady("hearing"), e.PartReady("voice"))
WHISPER, KOKORO, TURNS = (f"model:{model.name}" for model in MODELS)
NO_MICROPHONE = e.TroubleCame("microphone", "I can't find a microphone.", "Plug one in.")


@pytest.fixture
def page(window: Window, tell: Tell) -> Page:
    tell(*READY)
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.HEALTH)
    tell()
    return window._page


@pytest.fixture
def sheet(page: Page) -> HealthSheet:
    return page.sheet(Spot.HEALTH)


def test_every_part_is_there_with_its_state_in_words(
    sheet: HealthSheet, engine: FakeEngine
) -> None:
    parts = engine.health()
    assert set(sheet.rows) == {part.name for part in parts}
    for part in parts:
        row = sheet.rows[part.name]
        assert row.title.text() == part.title
        assert WORDS[part.state] in row.accessibleName()
        assert part.detail in row.accessibleDescription()


def test_each_state_has_a_shape_of_its_own() -> None:
    tone = palette("dusk").text
    pictures = [icon(state.value, tone).pixmap(36, 36).toImage() for state in Condition]
    assert {state.value for state in Condition} <= set(SIGNS)
    for i, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[i + 1 :])


def test_a_trouble_shows_with_its_remedy_and_goes_again(sheet: HealthSheet, tell: Tell) -> None:
    row = sheet.rows["microphone"]
    assert (row.state.text(), row.remedy.isVisible()) == ("well", False)
    tell(NO_MICROPHONE)
    assert row.state.text() == "needs you"
    assert (row.detail.text(), row.remedy.text()) == (NO_MICROPHONE.what, NO_MICROPHONE.remedy)
    assert row.go.isVisible()
    tell(e.TroubleWent("microphone"))
    assert (row.state.text(), row.go.isVisible()) == ("well", False)


def test_the_button_mends_the_part(sheet: HealthSheet, engine: FakeEngine, tell: Tell) -> None:
    tell(e.TroubleCame("hearing", "I lost my hearing.", "I start it again."))
    sheet.rows["hearing"].act.click()
    assert engine.asked == [e.Restart("hearing")]


def test_choose_another_leads_to_the_picker(
    window: Window, page: Page, sheet: HealthSheet, tell: Tell
) -> None:
    tell(NO_MICROPHONE)
    sheet.rows["microphone"].go.click()
    tell()
    assert page.sheet(Spot.SETTINGS).isVisible()
    assert window.focusWidget() is page.sheet(Spot.SETTINGS).microphone.picker


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        pytest.param(KOKORO, e.PauseFetching(), id="pause what is being fetched"),
        pytest.param(TURNS, e.FetchModels(("smart-turn-v3.2-cpu",)), id="fetch a damaged one"),
    ],
)
def test_models_are_fetched_and_paused(
    sheet: HealthSheet, engine: FakeEngine, name: str, wish: e.Wish
) -> None:
    sheet.rows[name].act.click()
    assert engine.asked == [wish]


def test_how_far_a_model_is_moves_while_one_looks(sheet: HealthSheet, tell: Tell) -> None:
    row = sheet.rows[KOKORO]
    tell(e.Preparing("kokoro-v1.0-int8", "fetching her voice", 0.5))
    assert (row.state.text(), row.progress.value()) == ("50 %", 500)
    assert row.progress.isVisible()
    tell(e.PartReady("kokoro-v1.0-int8"))
    assert not row.progress.isVisible()


def test_a_model_has_size_and_licence(sheet: HealthSheet) -> None:
    assert sheet.rows[WHISPER].detail.text() == "145 MB · MIT"


def test_removing_asks_once_on_the_page(
    window: Window, sheet: HealthSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    row = sheet.rows[WHISPER]
    row.remove.click()
    assert engine.asked == []
    assert window.focusWidget() is row.keep
    assert "Remove it" in row.told.text()
    row.keep.click()
    assert engine.asked == []
    assert window.focusWidget() is row.remove
    row.remove.click()
    qtbot.keyClick(row.sure, Qt.Key.Key_Return)
    assert engine.asked == [e.RemoveModel("faster-whisper-base")]
    assert not row.sure.isVisible()


def test_a_question_stays_while_other_things_happen(sheet: HealthSheet, tell: Tell) -> None:
    row = sheet.rows[WHISPER]
    row.remove.click()
    tell(e.HealthChanged())
    assert row.sure.isVisible()
    assert "Remove it" in row.told.text()


def test_a_model_that_is_gone_leaves_the_list(
    sheet: HealthSheet, engine: FakeEngine, tell: Tell
) -> None:
    engine.models = MODELS[1:]
    tell(e.HealthChanged())
    assert WHISPER not in sheet.rows


def test_changes_keep_the_keyboard_where_it_was(
    window: Window, sheet: HealthSheet, engine: FakeEngine, tell: Tell
) -> None:
    row = sheet.rows[TURNS]
    row.act.setFocus()
    engine.models = (replace(MODELS[0], size=1_000_000), *MODELS[1:])
    tell(e.HealthChanged())
    assert window.focusWidget() is row.act


def test_what_the_disk_holds_is_told(sheet: HealthSheet) -> None:
    assert "free" in sheet.rows["disk"].detail.text()


def test_how_a_test_goes_is_told_here_too(
    sheet: HealthSheet, engine: FakeEngine, tell: Tell
) -> None:
    sheet.rows["speaker"].act.click()
    assert engine.asked == [e.TrySpeaker()]
    tell(e.CheckTold("speaker", "You should hear me now."))
    assert sheet.rows["speaker"].told.text() == "You should hear me now."


def test_the_report_is_copied_and_that_is_said(sheet: HealthSheet) -> None:
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == REPORT
    assert sheet.copied.text().startswith("Copied.")
    sheet._fade.timeout.emit()
    assert sheet.copied.text() == ""


def test_the_keyboard_goes_down_the_rows(
    window: Window, page: Page, sheet: HealthSheet, qtbot: QtBot
) -> None:
    page.tabs[Spot.ABOUT].setFocus()
    seen = []
    for _ in range(40):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is sheet.copy:
            break
        seen.append(window.focusWidget())
    expected = [b for row in sheet.rows.values() for b in row.buttons if b.isVisible()]
    assert seen == expected
    assert all(b.accessibleName() for b in seen)


def test_when_nothing_left_this_computer_it_says_so(sheet: HealthSheet) -> None:
    assert sheet.outward.head.text() == "Nothing, since she was opened at 21:45."
    assert sheet.outward.lines == []


def test_what_left_is_told_exactly(sheet: HealthSheet, engine: FakeEngine, tell: Tell) -> None:
    later = engine.gone.since + timedelta(minutes=29)
    engine.gone = Left(
        engine.gone.since,
        (
            Contact("mind.example.com", WORDING, engine.gone.since, later, 12, 48_211, 31_020),
            Contact("files.example.org", FETCHING, later, later, 1, 412, 92_400_000),
        ),
    )
    tell(e.HealthChanged())
    assert sheet.outward.lines == [
        "mind.example.com, wording her replies: 21:45 to 22:14, 12 times, 48 kB sent, 31 kB received",
        "files.example.org, fetching a model: 22:14, once, 412 bytes sent, 92 MB received",
    ]


def test_the_last_turns_are_a_plot_that_can_be_read_aloud(sheet: HealthSheet, tell: Tell) -> None:
    assert not sheet.pace.isVisible()
    tell(*(e.TurnTimed(n, 200, 0, 400 * n, 500 * n, "mind") for n in (1, 2, 3)))
    assert sheet.pace.isVisible()
    assert sheet.pace.accessibleDescription().endswith("oldest first: 400, 800, 1200")


def test_a_bar_reaches_from_the_last_word_to_her_first() -> None:
    timed = tuple(
        e.TurnTimed(n, 0, 0, 600, content, "mind") for n, content in ((1, 1200), (2, 500))
    )
    assert scale_ms(timed) == 1500
    assert scale_ms(()) == 1000
    assert bars(timed) == (Bar(0.4, 0.4), Bar(0.4, 0.0))
