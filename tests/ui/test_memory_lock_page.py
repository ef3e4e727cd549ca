"""The memory page locks her memory once the key is on paper, and opens it with the paper."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from assistant.errors import Trouble
from assistant.memory import files, recoverykey
from assistant.memory.diary import Diary
from assistant.memory.extraction import found_in
from assistant.memory.locked import Locked
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.memory_sheet import MemorySheet
    from ui.window import Window

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Ring:
    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def get_password(self, _service: str, username: str) -> str | None:
        return self.held.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self.held[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        del self.held[username]


class AtOnce:
    """A worker whose thread is this one."""

    def submit(self, job: Callable[..., Any], *args: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(job(*args))
        except Trouble as trouble:
            future.set_exception(trouble)
        return future


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    ring = Ring()
    monkeypatch.setattr("assistant.memory.locked.system_ring", lambda: ring)
    return ring


@pytest.fixture
def diary(tmp_path: Path, engine: FakeEngine, ring: Ring) -> Iterator[Diary]:
    settings: Any = SimpleNamespace(private=False, transcripts="forever")
    diary = Diary(tmp_path / "p", lambda: settings, lambda: NOON)
    worker: Any = AtOnce()
    diary.worker._thread = worker
    diary._open()
    assert diary.store is not None
    diary.store.keep_turn(NOON, "I live in Bristol.", found_in("I live in Bristol.", NOON.date()))
    engine.diary = diary
    yield diary
    if diary.store is not None:
        diary.store.close()


@pytest.fixture
def sheet(diary: Diary, window: Window, tell: Callable[..., None]) -> MemorySheet:
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(Spot.MEMORY)
    tell()
    found: Any = window._page.sheet(Spot.MEMORY)
    return found


def is_locked(diary: Diary) -> bool:
    return files.is_noise(diary.profile / files.FILE)


def lock(sheet: MemorySheet, ring: Ring, tell: Callable[..., None]) -> str:
    """Lock it as a person does; the key on the paper."""
    box = sheet.lock
    box.lock.click()
    tell()
    paper = box.key.text()
    (printed,) = ring.held.values()
    groups = recoverykey.read(printed).groups
    assert all(group in paper for group in groups)
    assert not is_locked(box._engine.memory())
    for line in box.typed:
        line.setText(groups[int(line.accessibleName().split()[1]) - 1].lower())
    box.sure.click()
    tell()
    tell()
    return printed


def test_it_is_locked_with_two_groups_typed_back_and_unlocked_again(
    sheet: MemorySheet, diary: Diary, ring: Ring, tell: Callable[..., None]
) -> None:
    printed = lock(sheet, ring, tell)
    assert is_locked(diary)
    assert printed[:5] not in sheet.lock.key.text()
    assert sheet.lock.unlock.isVisible()
    assert [row.words.text() for row in sheet.rows.values()] == ["You live in Bristol"]
    sheet.lock.unlock.click()
    tell()
    tell()
    assert not is_locked(diary)
    assert ring.held == {}
    assert sheet.lock.lock.isVisible()


@pytest.mark.parametrize("way", ["not now", "wrong", "leaves the page"])
def test_without_the_key_on_paper_it_stays_as_it_is(
    sheet: MemorySheet, diary: Diary, ring: Ring, tell: Callable[..., None], way: str
) -> None:
    box = sheet.lock
    box.lock.click()
    tell()
    if way == "wrong":
        box.sure.click()
        assert "is not the one above" in box.trouble.text.text()
    elif way == "leaves the page":
        sheet.opened()
    else:
        box.leave.click()
    tell()
    assert not is_locked(diary)
    assert bool(ring.held) is (way == "wrong")
    assert box.sure.isVisible() is (way == "wrong")


def test_where_no_keyring_keeps_a_key_it_says_why_not(
    sheet: MemorySheet, diary: Diary, ring: Ring, tell: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("assistant.memory.locked.system_ring", lambda: None)
    sheet.lock.again.click()  # a keyring asked anew: there is none
    tell()
    sheet.lock.lock.click()
    tell()
    assert "No keyring" in sheet.lock.trouble.text.text()
    assert sheet.lock.lock.isVisible()


def test_with_its_keyring_emptied_the_paper_opens_it(
    sheet: MemorySheet, diary: Diary, ring: Ring, tell: Callable[..., None], qtbot: QtBot
) -> None:
    printed = lock(sheet, ring, tell)
    ring.held.clear()
    with pytest.raises(Locked):
        diary.reopened(lambda: None)
    sheet.opened()
    tell()
    box = sheet.lock
    assert "recovery key" in box.told.text()
    box.again.click()
    tell()
    assert "recovery key" in box.trouble.text.text()
    box.paper.setText("7" + printed[1:] if printed[0] != "7" else "8" + printed[1:])
    box.open.click()
    tell()
    assert "The first group" in box.trouble.text.text()
    box.paper.setText(printed)
    qtbot.keyClick(box.paper, Qt.Key.Key_Return)
    tell()
    tell()
    assert [row.words.text() for row in sheet.rows.values()] == ["You live in Bristol"]
    assert list(ring.held.values()) == [printed]
    assert box.unlock.isVisible()
    assert not box.paper.isVisible()
    assert box.paper.text() == ""
