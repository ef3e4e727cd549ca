"""The page of letters: the list, the open letter with its versions, the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from assistant import events as e
from assistant.decisions.decision import Decision, Point, Step
from assistant.letters.view import Card, Opened, Table, Version
from assistant.ports import Act
from ui.letters_words import card_words, day_words
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.letters_sheet import LettersSheet
    from ui.window import Window

    Tell = Callable[..., None]

TEXT = "Dear Anna,\n\nThe garden is full of apples. <img src=http://x.y> Come on Thursday.\n\nLove,\nTheo"
AT = "2026-11-22T15:05:00+00:00"
OPENED = Opened(
    "2026-11-22-anna", "Anna", TEXT, "Apples", "anna@example.org", 3,
    (Version(3, "I changed “Tuesday” to “Thursday”", AT), Version(2, "dictated", AT), Version(1, "began it", AT)),
)  # fmt: skip
CARDS = (
    Card("2026-11-22-anna", "Anna", "The garden is full of apples.", AT, 3),
    Card(
        "2026-11-20-ben", "Ben", "Thank you for the guitar.", "2026-11-20T10:00:00+00:00", 1, True
    ),
)
PLAN = Decision(
    "whether to move",
    ("move", "stay"),
    ("time",),
    (Point(0, True, "a garden"),),
    Step.DONE,
    ask_on="2026-12-22",
)
TABLE = Table(CARDS, OPENED, ("Letter to Anna.docx",), "a folder", (PLAN,))


@pytest.fixture
def sheet(window: Window, engine: FakeEngine, tell: Tell) -> LettersSheet:
    from ui.letters_sheet import LettersSheet

    engine.table = TABLE
    tell(e.Awake())
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.LETTERS)
    tell(e.DeskChanged())
    found = window._page.sheet(Spot.LETTERS)
    assert isinstance(found, LettersSheet)
    return found


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_the_open_letter_is_shown_as_plain_text_with_its_versions(sheet: LettersSheet) -> None:
    assert sheet.paper.text() == TEXT
    assert sheet.paper.textFormat() is Qt.TextFormat.PlainText
    assert sheet.title.text() == "To Anna"
    assert [button.accessibleName() for button in sheet.versions] == [
        "3 · I changed “Tuesday” to “Thursday” · this one", "2 · dictated", "1 · began it",
    ]  # fmt: skip
    assert not sheet.versions[0].isEnabled()
    assert "Letter to Anna.docx" in sheet.files.text()


def test_the_other_letters_are_listed_and_open_at_a_press(
    sheet: LettersSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert [button.property("letter") for button in sheet.cards] == ["2026-11-20-ben"]
    assert "waits until morning" in sheet.cards[0].accessibleName()
    press(qtbot, sheet.cards[0])
    wish = engine.wishes[-1]
    assert wish == e.Do(Act("letter_open", {"letter": "2026-11-20-ben", "dictating": False}))


def test_what_can_be_done_goes_out_as_words_or_acts(
    sheet: LettersSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    name = OPENED.name
    for does, wish in (
        ("read", e.Say("Read it back.")),
        ("back", e.Say("Go back one.")),
        ("save pdf", e.Say("Save it as PDF.")),
        ("send", e.Do(Act("letter_send", {"letter": name}))),
        ("remove", e.Do(Act("letter_remove", {"letter": name}))),
        ("close", e.Do(Act("letter_open", {"letter": "", "dictating": False}))),
    ):
        press(qtbot, sheet.buttons[does])
        assert engine.wishes[-1] == wish
    press(qtbot, sheet.versions[2])
    assert engine.wishes[-1] == e.Do(Act("letter_show", {"letter": name, "revision": 1}))


def test_the_keyboard_reaches_everything_and_everything_has_a_name(sheet: LettersSheet) -> None:
    for button in (*sheet.buttons.values(), *sheet.cards, *sheet.versions):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName()
        assert button.accessibleDescription()
    assert sheet.paper.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert sheet.paper.accessibleName() == "The letter"


def test_nothing_is_wider_than_a_narrow_window(
    sheet: LettersSheet, window: Window, tell: Tell
) -> None:
    window.resize(320, 420)
    tell(e.DeskChanged())
    assert sheet.widget().minimumSizeHint().width() <= sheet.viewport().width()


def test_without_letters_it_says_how_to_begin(
    sheet: LettersSheet, engine: FakeEngine, tell: Tell
) -> None:
    engine.table = Table()
    tell(e.DeskChanged())
    assert sheet.empty.isVisibleTo(sheet)
    assert "write a letter to" in sheet.empty.text()
    assert not sheet.cards
    assert not sheet.paper.isVisibleTo(sheet)


def test_the_plans_stand_below_the_letters(sheet: LettersSheet) -> None:
    (label,) = sheet.plans
    assert "You are deciding whether to move." in label.text()
    assert "Move: for it, a garden." in label.text()
    assert "22 December" in label.text()


def test_a_trouble_of_the_desk_shows_and_goes(sheet: LettersSheet, tell: Tell) -> None:
    tell(e.TroubleCame("desk", "I couldn't save the letter (disk full).", "Make room."))
    assert "disk full" in sheet.objection.text.text()
    tell(e.TroubleWent("desk"))
    assert not sheet.objection.isVisibleTo(sheet)


def test_the_words_of_a_card() -> None:
    text, name = card_words(CARDS[1])
    assert text == "to Ben · 20 November · waits until morning\nThank you for the guitar."
    assert name.startswith("Letter to Ben, 20 November, one version, waits until morning.")
    assert day_words("nonsense") == ""


def test_saying_save_on_the_page_is_understood() -> None:
    from assistant.dialogue.skills.letter_requests import Back, Read, Save, request
    from ui.letters_sheet import FORMS

    for form, text in FORMS:
        assert request(f"Save it as {text}.") == Save(form)
    assert request("Read it back.") == Read()
    assert request("Go back one.") == Back()
