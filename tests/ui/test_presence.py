"""Beside the window: the talk page, files that are dropped, the small window, the tray, its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from assistant import events as e
from assistant.errors import Trouble
from assistant.power import on_battery
from assistant.settings import checked
from assistant.state import Line, Presence
from ui import standing
from ui.app import keep, place
from ui.because import because
from ui.dropping import readable
from ui.standing import Standing
from ui.talk_sheet import MOST, TalkSheet, found
from ui.theme import palette
from ui.tray import sign
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.window import Window

    Tell = Callable[..., None]

TALK = (
    e.Awake(), e.UserSaid(1, "it did"), e.ReplyBegan(1),
    e.ReplySpoken(1, "I am glad.", "mind:scripted"), e.ReplyEnded(1),
    e.UserSaid(2, "what is two and two"), e.ReplyBegan(2), e.ReplySpoken(2, "Four.", "skill:sums"),
    e.ReplyEnded(2),
)  # fmt: skip


@pytest.fixture
def sheet(window: Window, tell: Tell) -> TalkSheet:
    tell(*TALK)
    window.turn_page()
    page = window._page
    assert page is not None
    page.turn_to(Spot.TALK)
    found_sheet = page.sheet(Spot.TALK)
    assert isinstance(found_sheet, TalkSheet)
    return found_sheet


def press(sheet: TalkSheet, row: int, words: str) -> None:
    next(one for one in sheet.rows[row].buttons if one.text().startswith(words)).click()


# --- the talk ------------------------------------------------------------------------------


def test_the_talk_page_shows_what_both_said(sheet: TalkSheet) -> None:
    assert [row.line.text for row in sheet.rows] == [
        "it did", "I am glad.", "what is two and two", "Four.",
    ]  # fmt: skip


def test_the_search_leaves_only_what_fits(sheet: TalkSheet) -> None:
    sheet.search.setText("TWO")
    assert [row.line.text for row in sheet.rows] == ["what is two and two"]
    sheet.search.setText("elephants")
    assert sheet.rows == []
    assert sheet.empty.isVisibleTo(sheet)


def test_a_line_can_be_copied_and_played_again(sheet: TalkSheet, engine: FakeEngine) -> None:
    press(sheet, 1, "copy")
    assert QGuiApplication.clipboard().text() == "I am glad."
    press(sheet, 1, "play")
    assert engine.asked[-1] == e.ReadAloud("I am glad.", again=True)


def test_why_she_said_it_is_told_beside_the_line(sheet: TalkSheet) -> None:
    press(sheet, 3, "why")
    assert "worked it out" in sheet.rows[3].why.text()
    assert sheet.rows[3].why.isVisibleTo(sheet)


def test_no_i_said_begins_the_line_to_put_it_right(sheet: TalkSheet, window: Window) -> None:
    press(sheet, 2, "no, I said")
    assert window.entry.text() == "No, I said what is two and two"
    assert window.entry.isVisible()
    assert window.focusWidget() is window.entry


def test_what_is_said_meanwhile_comes_below_and_the_rest_stays(
    sheet: TalkSheet, tell: Tell
) -> None:
    first = sheet.rows[0]
    tell(e.UserSaid(3, "and three?"))
    assert sheet.rows[0] is first
    assert sheet.rows[-1].line.text == "and three?"


def test_a_long_talk_shows_its_end_and_is_searched_whole() -> None:
    lines = tuple(Line("you", f"line {number}", number) for number in range(300))
    assert len(found(lines, "")) == MOST
    assert [line.text for line in found(lines, "LINE 299")] == ["line 299"]


@pytest.mark.parametrize(
    "by",
    ["safety", "manager", "mind:scripted", "mind:local", "skill:sums", "skill:odd", "setup:1", ""],
)
def test_every_part_has_a_reason_in_words(by: str) -> None:
    assert because(by).endswith(".")
    assert "{" not in because(by)


# --- files ---------------------------------------------------------------------------------


def dropped(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.take(data)


def test_a_text_file_that_is_dropped_is_read_aloud(
    window: Window, engine: FakeEngine, tmp_path: Path
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Anna,\n\nit rained.", "utf-8")
    dropped(window, file)
    assert engine.asked == [e.ReadAloud("Dear Anna,\n\nit rained.")]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("picture.png", b"\x89PNG", "only plain text"),
        ("broken.txt", b"\xff\xfe\x00", "something else"),
        ("empty.txt", b"  \n", "no text"),
        ("binary.txt", b"a\0b", "no text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(  # noqa: PLR0917 - a table
    window: Window, engine: FakeEngine, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    dropped(window, file)
    assert engine.asked == []
    assert why in window.words.text()


def test_a_file_that_is_gone_or_endless_does_no_harm(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        readable(tmp_path / "gone.txt")
    long = tmp_path / "long.txt"
    long.write_text("é" * 400_000, "utf-8")
    assert set(readable(long)) == {"é"}


# --- the small window, the tray, the key ---------------------------------------------------


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_small_window_takes_over_and_gives_back(
    window: Window, tell: Tell, qtbot: QtBot
) -> None:
    tell(*TALK[:4])
    window.shrink()
    assert window.mini is not None
    assert (window.isVisible(), window.mini.isVisible()) == (False, True)
    assert not window.figure.moving
    assert "I am glad." in window.mini.words.accessibleName()
    tell(e.ReplyEnded(1), e.UserSaid(2, "hm"), e.ReplyBegan(2))
    assert "thinking" in window.mini.words.accessibleName()
    assert window.mini.back.accessibleName()
    window.mini.back.click()
    assert (window.isVisible(), window.mini.isVisible()) == (True, False)


def test_the_tray_says_what_she_does_and_does_what_it_says(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    tell(e.Awake())
    assert window.tray.doing.text() == "OS1: listening"
    window.tray.mute.trigger()
    tell()
    assert engine.asked[-1] == e.Mute(True)
    assert window.tray.mute.isChecked()
    window.tray.captions.trigger()
    assert engine.asked[-1] == e.Change("captions", False)
    names = [action.text() for action in window.tray.menu.actions() if not action.isSeparator()]
    assert all(names)


@pytest.mark.parametrize("presence", list(Presence))
@pytest.mark.parametrize("troubled", [False, True])
def test_the_tray_has_a_sign_for_each_state(
    window: Window, presence: Presence, troubled: bool
) -> None:
    assert not sign(presence, troubled, palette("dusk")).isNull()


def test_the_talk_key_holds_only_where_she_waits_for_it(
    window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.keyPress(window, Qt.Key.Key_F9)
    assert engine.asked == []
    qtbot.keyRelease(window, Qt.Key.Key_F9)
    engine.settings = checked(engine.settings, "mode", "push")
    qtbot.keyPress(window, Qt.Key.Key_F9)
    qtbot.keyRelease(window, Qt.Key.Key_F9)
    assert engine.asked == [e.Hold(True), e.Hold(False)]


def test_leaving_the_window_lets_the_talk_key_go(
    window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.settings = checked(engine.settings, "mode", "push")
    qtbot.keyPress(window, Qt.Key.Key_F9)
    window.hide()
    assert engine.asked == [e.Hold(True), e.Hold(False)]


# --- its place -----------------------------------------------------------------------------


def test_the_window_comes_back_where_it_stood(window: Window, tmp_path: Path) -> None:
    window.resize(500, 560)
    window.move(30, 20)
    keep(window, tmp_path)
    window.resize(420, 640)
    window.move(200, 90)
    place(window, tmp_path)
    assert (window.pos().x(), window.pos().y()) == (30, 20)
    assert (window.width(), window.height()) == (500, 560)


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        (Standing(0, 0, 420, 640), True),
        (Standing(900, 700, 420, 640), False),
        (Standing(-380, 10, 420, 640), False),
        (Standing(5000, 10, 420, 640), False),
    ],
)
def test_a_place_off_every_screen_is_not_taken(place: Standing, seen: bool) -> None:
    assert standing.visible(place, [Standing(0, 0, 1024, 768)]) is seen


@pytest.mark.parametrize("content", [b"", b"[]", b'{"x": "far"}', b"\xff", b'{"x": 1e999}'])
def test_a_damaged_place_is_no_place(tmp_path: Path, content: bytes) -> None:
    (tmp_path / standing.FILE).write_bytes(content)
    assert standing.load(tmp_path) is None


# --- on the battery, and for who reads along -----------------------------------------------


def test_on_the_battery_the_figure_stands_still_unless_it_need_not(
    window: Window, tell: Tell, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(e.Awake())
    monkeypatch.setattr("ui.window.on_battery", lambda: True)
    window._look_at_power()
    assert not window.figure.moving
    engine.submit(e.Change("spare", False))
    tell()
    assert window.figure.moving


@pytest.mark.parametrize("plugged", [True, False, None])
def test_a_battery_is_asked_after_and_may_be_missing(
    monkeypatch: pytest.MonkeyPatch, plugged: bool | None
) -> None:
    class Battery:
        power_plugged = plugged

    monkeypatch.setattr("psutil.sensors_battery", Battery, raising=False)
    assert on_battery() is (plugged is False)
    monkeypatch.setattr("psutil.sensors_battery", lambda: None, raising=False)
    assert not on_battery()


def test_a_screen_reader_says_her_sentences_where_that_is_wanted(
    window: Window, tell: Tell, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.window.announce", lambda _widget, text: said.append(text))
    tell(*TALK[:4])
    assert said == []
    engine.settings = checked(engine.settings, "announce", True)
    tell(e.ReplySpoken(1, "Good night."))
    assert said == ["Good night."]
