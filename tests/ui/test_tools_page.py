"""The page of tools: what a server says of itself is shown whole; every button is an act that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from assistant import events as e
from assistant.ports import Act
from assistant.taint import Untrusted
from assistant.tools.offered import Server, Tool
from assistant.tools.shelf import Agreed
from assistant.tools.toolbox import Toolset
from ui.controls import Button
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.tools_sheet import ToolsSheet
    from ui.window import Window

    Tell = Callable[..., None]

TIME = Agreed(Server("time", ("mcp-server-time",)), (Tool("now", "Tells the time."),), "a" * 64)
LONG = "Read this first. " * 40 + "<b>And then</b> the end."
HOUSE = Agreed(Server("house", url="https://house.example/mcp"), (Tool("lamp", LONG),), "b" * 64)
SHOWN = Toolset((TIME,), HOUSE, told="house offers one tool.", answered=("time: now", Untrusted("It is <i>noon</i>.")))  # fmt: skip


@pytest.fixture
def sheet(window: Window, engine: FakeEngine, tell: Tell) -> ToolsSheet:
    from ui.tools_sheet import ToolsSheet

    engine.tools = SHOWN
    tell(e.Awake())
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.TOOLS)
    found = window._page.sheet(Spot.TOOLS)
    assert isinstance(found, ToolsSheet)
    return found


def texts(sheet: ToolsSheet) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisibleTo(sheet))


def press(qtbot: QtBot, sheet: ToolsSheet, does: str) -> None:
    button = next(b for b in sheet.findChildren(Button) if b.property("does") == does)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wished(engine: FakeEngine) -> list[Act]:
    return [wish.act for wish in engine.wishes if isinstance(wish, e.Do)]


def test_a_description_is_shown_to_its_end_before_it_is_agreed_to(sheet: ToolsSheet) -> None:
    shown = texts(sheet)
    assert "the end." in shown
    assert "house is https://house.example/mcp" in shown
    assert "time: mcp-server-time" in shown
    assert "time: now gave back, in its own words:" in shown
    plain = [one.textFormat() for one in sheet.findChildren(QLabel) if "<b>" in one.text()]
    assert set(plain) == {Qt.TextFormat.PlainText}


def test_agreeing_names_the_pin_of_what_was_read(
    sheet: ToolsSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(qtbot, sheet, "agree")
    assert wished(engine)[-1] == Act("tool_agree", {"server": "house", "pin": "b" * 64})


def test_looking_removing_and_letting_run_are_acts(
    sheet: ToolsSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    for does in ("again", "drop", "unasked"):
        press(qtbot, sheet, does)
    names = [act.name for act in wished(engine)]
    assert names[-3:] == ["tool_look", "tool_drop", "tool_unasked"]


def test_a_command_is_cut_into_words_and_a_torn_one_is_told(
    sheet: ToolsSheet, engine: FakeEngine, qtbot: QtBot
) -> None:
    sheet.name.setText("Files")
    sheet.where.setText('files-server "My Folder"')
    qtbot.mouseClick(sheet.look, Qt.MouseButton.LeftButton)
    assert wished(engine)[-1].arguments["command"] == '["files-server", "My Folder"]'
    count = len(wished(engine))
    sheet.where.setText('files-server "My')
    qtbot.mouseClick(sheet.look, Qt.MouseButton.LeftButton)
    assert len(wished(engine)) == count
    assert "quotation mark" in texts(sheet)
