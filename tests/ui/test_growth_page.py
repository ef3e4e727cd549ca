"""The page of her manner: what has changed and why, its lines, undo, hold still, as at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from assistant import events as e
from assistant.growth.account import Account, Course, Row
from assistant.ports import Act
from ui.growth_plot import CoursePlot, steps
from ui.growth_sheet import story
from ui.theme import palette
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.growth_sheet import GrowthSheet
    from ui.window import Window

    Tell = Callable[..., None]

TODAY = "2026-11-22"
BRIEFER = Course(
    "talkativeness", "briefer", -2, 2, 0, (("2026-11-12", -1), ("2026-11-14", -2), ("2026-11-20", -1)),
)  # fmt: skip
SAME = Course("humour", "as at first", -2, 2, 0, ())
ACCOUNT = Account(
    (
        Row(2, "yesterday", "briefer", "you said: “be <b>shorter</b>”", True),
        Row(1, "on 12 November", "lighter", "something I said made you laugh three times", False),
    ),
    (BRIEFER, SAME), today=TODAY, as_at_first=False, not_here=("sad",),
)  # fmt: skip


@pytest.fixture
def sheet(window: Window, engine: FakeEngine, tell: Tell) -> GrowthSheet:
    from ui.growth_sheet import GrowthSheet

    engine.grown = ACCOUNT
    tell(e.Awake())
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.GROWTH)
    tell(e.DeskChanged())
    found = window._page.sheet(Spot.GROWTH)
    assert isinstance(found, GrowthSheet)
    return found


def wished(engine: FakeEngine) -> Act:
    last = engine.asked[-1]
    assert isinstance(last, e.Do)
    return last.act


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_every_change_stands_with_its_cause_as_plain_text(sheet: GrowthSheet) -> None:
    from PySide6.QtWidgets import QLabel

    texts = [one.text() for one in sheet.rows[0].findChildren(QLabel)]
    assert texts == ["Yesterday: briefer", "because you said: “be <b>shorter</b>”"]
    assert all(
        one.textFormat() is Qt.TextFormat.PlainText for one in sheet.rows[0].findChildren(QLabel)
    )
    assert sheet.rows[0].undo.isVisibleTo(sheet)
    assert not sheet.rows[1].undo.isVisibleTo(sheet)


def test_each_button_asks_for_one_act(sheet: GrowthSheet, engine: FakeEngine, qtbot: QtBot) -> None:
    press(qtbot, sheet.rows[0].undo)
    assert wished(engine) == Act("manner", {"do": "undo", "hand": True, "number": 2})
    press(qtbot, sheet.still)
    assert wished(engine) == Act("manner", {"do": "still", "hand": True, "on": True})
    press(qtbot, sheet.restore)
    assert wished(engine) == Act("manner", {"do": "restore", "hand": True})
    press(qtbot, sheet.again)
    assert wished(engine) == Act("manner", {"do": "forget_guesses", "hand": True})


def test_while_she_holds_still_the_button_lets_her_change(
    sheet: GrowthSheet, engine: FakeEngine, tell: Tell, qtbot: QtBot
) -> None:
    engine.grown = Account(ACCOUNT.rows, ACCOUNT.courses, still=True, today=TODAY)
    tell(e.DeskChanged())
    assert sheet.still.text() == "let her change"
    assert not sheet.restore.isEnabled()
    assert not sheet.again.isVisibleTo(sheet)
    press(qtbot, sheet.still)
    assert wished(engine) == Act("manner", {"do": "still", "hand": True, "on": False})


def test_a_record_that_cannot_be_read_is_said_on_the_page(sheet: GrowthSheet, tell: Tell) -> None:
    tell(e.TroubleCame("growth", "A line can't be read.", "The old file is kept."))
    assert sheet.objection.isVisibleTo(sheet)


@pytest.mark.parametrize(
    ("account", "told"),
    [
        (Account(), "She is as on the first day. What you ask"),
        (ACCOUNT, "Since the first day: briefer."),
        (Account(ACCOUNT.rows), "every change was taken back"),
        (Account(still=True), "She holds still."),
    ],
)
def test_the_story_in_a_sentence(account: Account, told: str) -> None:
    assert told in story(account)


def test_a_course_begins_in_the_middle_and_goes_by_steps() -> None:
    assert steps(SAME, TODAY) == ((0.0, 0.5), (1.0, 0.5))
    corners = steps(BRIEFER, TODAY)
    assert corners[0] == (0.0, 0.5)
    assert [height for _, height in corners[-3:]] == [0.0, 0.25, 0.25]
    times = [at for at, _ in corners]
    assert times == sorted(times)
    assert all(0.0 <= at <= 1.0 for at in times)


@pytest.mark.parametrize("look", ["dusk", "night"])
def test_the_plot_draws_its_line_and_says_it_in_words(qtbot: QtBot, look: str) -> None:
    plot = CoursePlot(palette(look))
    qtbot.addWidget(plot)
    plot.resize(200, 40)
    plot.show_course(BRIEFER, TODAY)
    image = QImage(plot.size(), QImage.Format.Format_ARGB32)
    image.fill(QColor(palette(look).panel))
    plot.render(image)
    tones = {image.pixel(x, y) for x in range(200) for y in range(40)}
    assert len(tones) > 3
    assert plot.accessibleDescription() == "briefer, after 3 changes"
