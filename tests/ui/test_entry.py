"""The line to type into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.entry import MOST, Entry, cleaned

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def entry(qtbot: QtBot) -> Entry:
    made = Entry()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("  hello   there ", "hello there", id="spaces"),
        pytest.param("one\ntwo\ttwo", "one two two", id="lines become one"),
        pytest.param("a\x00b\x1b[0m", "ab[0m", id="control characters"),
        pytest.param("a\ud800b", "ab", id="a lone surrogate"),
        pytest.param("naïve 👋🏽 你好", "naïve 👋🏽 你好", id="any script"),
    ],
)
def test_what_is_said_is_plain(typed: str, said: str) -> None:
    assert cleaned(typed) == said


def test_enter_says_it_and_empties_the_line(qtbot: QtBot, entry: Entry) -> None:
    qtbot.keyClicks(entry, "what time is it")
    with qtbot.waitSignal(entry.said) as told:
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert told.args == ["what time is it"]
    assert entry.text() == ""


def test_enter_on_nothing_says_nothing(qtbot: QtBot, entry: Entry) -> None:
    entry.setText("   ")
    with qtbot.assertNotEmitted(entry.said):
        qtbot.keyClick(entry, Qt.Key.Key_Return)


def test_up_and_down_walk_through_what_was_sent_and_keep_the_draft(
    qtbot: QtBot, entry: Entry
) -> None:
    for line in ("first", "second"):
        entry.setText(line)
        entry.send()
    entry.setText("a draft")
    shown = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(entry, key)
        shown.append(entry.text())
    assert shown == ["second", "first", "first", "second", "a draft"]


@pytest.mark.parametrize("pasted", ["word " * 210_000, "x" * 1_000_000], ids=["words", "one word"])
def test_a_megabyte_is_cut_in_one_step(qtbot: QtBot, entry: Entry, pasted: str) -> None:
    changes: list[int] = []
    entry.textChanged.connect(lambda text: changes.append(len(text)))
    QGuiApplication.clipboard().setText(pasted)
    with qtbot.waitSignal(entry.too_long):
        entry.paste()
    assert changes == [MOST]
    with qtbot.waitSignal(entry.said) as told:
        entry.send()
    assert len(told.args[0]) <= MOST
