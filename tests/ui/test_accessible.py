"""The walk of a screen reader: every control of every page, full and asked about, has name, role and state."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import tour
from furnished import furnished
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget

from assistant import events as e
from assistant.events import MeetingCard
from assistant.meeting.offers import stands
from assistant.meeting.steps import Meeting, Step
from ui import changed, farewell
from ui.beside import Beside
from ui.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.pages import PageKind
    from ui.window import Window

    Tell = Callable[..., None]

NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def stops(widget: QWidget) -> list[QWidget]:
    """What the keyboard can come to or a mouse press, as far as it is there now."""
    return [
        one for one in widget.findChildren(QWidget)
        if one.isVisibleTo(widget)
        and (isinstance(one, QAbstractButton) or one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]  # fmt: skip


def faults(widget: QWidget) -> list[str]:
    """What a screen reader could not tell of it."""
    found = []
    for stop in stops(widget):
        told = QAccessible.queryAccessibleInterface(stop)
        assert told is not None
        name = told.text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"{stop!r} has no name")
        if told.role() in NO_ROLE:
            found.append(f"{name!r} has no role")
        if isinstance(stop, QAbstractButton) and stop.isCheckable():
            state = told.state()
            if bool(state.checked) is not stop.isChecked():
                found.append(f"{name!r} does not tell whether it is on")
    return found


@contextmanager
def lived_in(window: Window, engine: FakeEngine, folder: Path, tell: Tell) -> Iterator[None]:
    tell(*tour.OPEN)
    engine.gone = tour.LEFT
    with furnished(engine, folder):
        window.turn_page()
        yield


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.tab)
def test_a_page_that_is_full_tells_every_control(
    window: Window, engine: FakeEngine, tell: Tell, tmp_path: Path, kind: PageKind
) -> None:
    with lived_in(window, engine, tmp_path, tell):
        assert window._page is not None
        window._page.turn_to(kind.spot)
        tell(e.DeskChanged())
        tell()
        assert len(stops(window)) > 6
        assert faults(window) == []


@pytest.mark.qt_log_ignore("does not support")
def test_so_do_the_questions_and_the_notes_beside_it(
    window: Window, engine: FakeEngine, tell: Tell, qtbot: QtBot
) -> None:
    beside = Beside(window)
    tell(*tour.SCENES["asked"], *tour.SCENES["trouble-remedy"][1:])
    assert beside.card.isVisible()
    assert faults(window) == []
    for step in (Step.PURPOSE, Step.CHANGES):
        stood = stands(Meeting(step, tour.ANSWERS, "Otto"))
        tell(stood)
        assert stood.card != MeetingCard()
        assert faults(window) == []
    window.shrink()
    assert window.mini is not None
    for note in (
        window.mini,
        changed.sheet(tour.CHANGED, engine.submit, window),
        farewell.sheet(tour.FAREWELL, "night"),
    ):
        qtbot.addWidget(note)
        note.show()
        assert stops(note)
        assert faults(note) == []
