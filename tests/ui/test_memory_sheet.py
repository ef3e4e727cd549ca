"""The memory page: what is known with its source, searched, corrected, forgotten and taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from window_fakes import AtOnce

from assistant.memory import forgetting
from assistant.memory.database import open_memory
from assistant.memory.extraction import found_in
from assistant.memory.store import MemoryStore
from ui.memory_paper import READABLE, WHOLE, place_to_write
from ui.memory_people import places
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.memory_sheet import MemorySheet
    from ui.window import Window

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TOLD = ("My sister is called Anna.", "I live in Bristol.", "I hate mushrooms.")


@pytest.fixture
def store(tmp_path: Path, engine: FakeEngine) -> Iterator[MemoryStore]:
    kept = MemoryStore(open_memory(tmp_path / "p", lambda: NOON).connection)
    for said in TOLD:
        kept.keep_turn(NOON, said, found_in(said, NOON.date()))
    engine.diary = AtOnce(tmp_path / "p", kept)
    yield kept
    kept.close()


@pytest.fixture
def sheet(store: MemoryStore, window: Window, tell: Callable[..., None]) -> MemorySheet:
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.MEMORY)
    tell()
    found: Any = window._page.sheet(Spot.MEMORY)
    return found


def words(sheet: MemorySheet) -> set[str]:
    return {row.words.text() for row in sheet.rows.values()}


ALL = {"Your sister is called Anna", "You live in Bristol", "You hate mushrooms"}


def test_everything_is_there_with_its_source(sheet: MemorySheet) -> None:
    assert words(sheet) == ALL
    assert sheet.count.text() == "3 of 3 things, latest first."
    assert sheet.people.accessibleDescription() == "Anna, sister"
    assert sheet.days.text() == "Sunday, 22 November 2026: 3 turns"


def test_search_finds_it(sheet: MemorySheet, tell: Callable[..., None], qtbot: QtBot) -> None:
    qtbot.keyClicks(sheet.search, "mushrooms")
    tell()
    assert words(sheet) == {"You hate mushrooms"}


def test_what_is_wrong_is_put_right(
    sheet: MemorySheet, store: MemoryStore, tell: Callable[..., None], qtbot: QtBot
) -> None:
    row = next(row for row in sheet.rows.values() if "Bristol" in row.words.text())
    row.wrong.click()
    row.line.setText("you live in Leeds")
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    tell()
    tell()
    assert "You live in Leeds" in words(sheet)
    assert [one.value for one in store.of("you", "lives in")] == ["Leeds"]
    assert [bool(one.replaced) for one in store.all() if one.value == "Bristol"] == [True]


def test_forgetting_can_be_undone(sheet: MemorySheet, tell: Callable[..., None]) -> None:
    row = next(row for row in sheet.rows.values() if "Bristol" in row.words.text())
    row.forget.click()
    tell()
    tell()
    assert "You live in Bristol" not in words(sheet)
    assert "you live in Bristol" in sheet.gone.text()
    assert sheet.undo.isVisible()
    sheet.undo.click()
    tell()
    tell()
    assert words(sheet) == ALL
    assert not sheet.undo.isVisible()


def test_a_trouble_is_told_on_the_page(
    sheet: MemorySheet, store: MemoryStore, tell: Callable[..., None]
) -> None:
    store.writable = False
    next(iter(sheet.rows.values())).forget.click()
    tell()
    assert "read-only" in sheet.trouble.text.text()


def test_before_she_is_there_it_says_so(
    window: Window, engine: FakeEngine, tell: Callable[..., None]
) -> None:
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.MEMORY)
    tell()
    sheet: Any = window._page.sheet(Spot.MEMORY)
    assert sheet.count.text() == "Her memory is not open."


def test_nobody_stands_on_another() -> None:
    for count in range(1, 13):
        spots = places(count)
        assert len({(round(x, 3), round(y, 3)) for x, y in spots}) == count
        assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in spots)


def test_it_goes_to_a_file_and_comes_back_from_one(
    sheet: MemorySheet, store: MemoryStore, tell: Callable[..., None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    file, paper = tmp_path / "kept.jsonl", sheet.paper
    monkeypatch.setattr("ui.memory_paper.place_to_write", lambda _parent: file)
    monkeypatch.setattr("ui.memory_paper.place_to_read", lambda _parent: file)
    paper.export.click()
    tell()
    assert paper.told.text() == "3 things and 3 turns are in kept.jsonl."
    paper.take.click()
    tell()
    assert paper.told.text().startswith("Nothing new is in it.")
    assert not paper.sure.isVisible()
    bristol = store.of("you", "lives in") or store.worded_with("Bristol")
    forgetting.leave(store, tmp_path / "p", forgetting.selected(store, bristol), 1.0)
    forgetting.finish(store, tmp_path / "p", 2.0)
    paper.take.click()
    tell()
    assert paper.told.text().startswith("1 thing and 1 turn would come.")
    assert not paper.export.isVisible()
    paper.leave.click()
    assert len(store.newest(9)) == 2
    paper.take.click()
    tell()
    paper.sure.click()
    tell()
    assert paper.told.text() == "Taken in, all of it."
    tell()
    assert words(sheet) == ALL


def test_a_file_that_is_none_of_hers_is_refused_in_a_sentence(
    sheet: MemorySheet, tell: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.jsonl").write_text("shopping")
    monkeypatch.setattr("ui.memory_paper.place_to_read", lambda _parent: tmp_path / "other.jsonl")
    sheet.paper.take.click()
    tell()
    assert "of an export of mine" in sheet.paper.trouble.text.text()


@pytest.mark.parametrize(
    ("chosen", "written"),
    [
        (("/home/a/kept", READABLE), "/home/a/kept.md"),
        (("/home/a/kept", WHOLE), "/home/a/kept.jsonl"),
        (("/home/a/kept.txt", WHOLE), "/home/a/kept.txt"),
        (("", ""), None),
    ],
)
def test_a_place_without_a_form_gets_the_one_that_was_chosen(
    monkeypatch: pytest.MonkeyPatch, chosen: tuple[str, str], written: str | None
) -> None:
    monkeypatch.setattr("ui.memory_paper.QFileDialog.getSaveFileName", lambda *_: chosen)
    found = place_to_write(None)  # type: ignore[arg-type]
    assert found == (Path(written) if written else None)
