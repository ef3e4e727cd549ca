"""The application around the window."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication

from assistant import events as e
from ui import app as application
from ui.album import Album

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from window_fakes import FakeEngine

    from ui.window import Window

    Tell = Callable[..., None]

SECRET = "what somebody said"


@pytest.fixture
def told() -> Iterator[list[str]]:
    kept = sys.excepthook, threading.excepthook, sys.unraisablehook
    said: list[str] = []
    application.install_hooks(said.append)
    yield said
    sys.excepthook, threading.excepthook, sys.unraisablehook = kept


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.mark.warns
def test_a_bug_in_the_window_is_told_and_logged_without_what_was_said(
    told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    error = raised(ValueError(SECRET))
    with caplog.at_level(logging.ERROR):
        sys.excepthook(ValueError, error, error.__traceback__)
    assert told == [application.STUMBLED]
    assert "ValueError" in caplog.text
    assert Path(__file__).name in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.warns
def test_a_bug_in_a_thread_is_logged_and_touches_no_widget(
    told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise KeyError(SECRET)

    with caplog.at_level(logging.ERROR):
        thread = threading.Thread(target=broken, name="a part")
        thread.start()
        thread.join()
    assert told == []
    assert "KeyError in a part" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.warns
def test_after_a_bug_in_whichever_slot_the_window_works_on(
    told: list[str], window: Window, engine: FakeEngine, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    def broken(_wish: object) -> None:
        raise RuntimeError(SECRET)

    tell(e.Awake())
    monkeypatch.setattr(engine, "submit", broken)
    slots = (
        lambda: window.entry.said.emit("hello"),
        window.controls.mute.click,
        window.controls.captions.click,
        window.controls.stop.click,
    )
    for number, touch in enumerate(slots, 1):
        touch()
        assert told == [application.STUMBLED] * number
    monkeypatch.undo()
    window.entry.said.emit("still there?")
    assert engine.wishes[-1] == e.Say("still there?")


def test_the_typeface_is_the_shipped_one(window: Window) -> None:
    assert QFontInfo(window.words.font()).family() == "Figtree"
    for weight in (300, 400, 500, 600):
        font = window.words.font()
        font.setWeight(font.Weight(weight))
        assert QFontInfo(font).weight() == weight


def test_the_window_has_an_icon(window: Window) -> None:
    assert not QGuiApplication.windowIcon().isNull()


def test_the_window_is_placed_whole_on_the_screen(window: Window) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(room.width() * 2, room.height() * 2)
    window.move(5000, -4000)
    application.place(window)
    assert room.contains(window.geometry())


def test_the_album_keeps_a_picture_of_each_state(
    window: Window, tell: Tell, tmp_path: Path
) -> None:
    window.bridge.listen(Album(window, tmp_path).turn)
    tell(e.Awake(), e.UserBegan())
    tell(e.Muted(), e.NothingHeard())
    assert {file.stem for file in tmp_path.iterdir()} >= {"listening", "hearing", "muted"}
