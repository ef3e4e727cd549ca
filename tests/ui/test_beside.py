"""Over whatever is shown: the question before an act, answered by a click, and a note when something rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant import events as e
from ui.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from window_fakes import FakeEngine

    from ui.window import Window


@pytest.fixture
def beside(window: Window) -> Beside:
    return Beside(window)


ASKED = e.ConfirmAsked(3, "deleting the whole shopping list")


@pytest.mark.parametrize(("button", "yes"), [("yes", True), ("no", False)])
def test_a_click_answers_and_nothing_else_does(
    beside: Beside, engine: FakeEngine, tell: Callable[..., None], button: str, yes: bool
) -> None:
    tell(ASKED)
    assert beside.card.isVisible()
    assert beside.card.text.text() == "Deleting the whole shopping list"
    assert not [wish for wish in engine.wishes if isinstance(wish, e.Confirm)]
    getattr(beside.card, button).click()
    assert engine.wishes[-1] == e.Confirm(3, yes)
    tell(e.ConfirmSettled(3))
    assert not beside.card.isVisible()


@pytest.mark.parametrize("size", [(320, 420), (420, 640), (1200, 800)])
def test_the_question_stands_in_the_window_over_the_entry(
    beside: Beside, window: Window, tell: Callable[..., None], size: tuple[int, int]
) -> None:
    window.resize(*size)
    tell(ASKED)
    card = beside.card.geometry()
    assert window.rect().contains(card)
    assert not card.intersects(window.entry.geometry())
    assert beside.card.yes.isVisible()


def test_in_a_crisis_the_help_is_the_only_card(
    beside: Beside, window: Window, tell: Callable[..., None]
) -> None:
    tell(ASKED, e.CrisisShown("Call somebody."))
    assert window.card.isVisible()
    assert not beside.card.isVisible()
    tell(e.CrisisDismissed())
    assert beside.card.isVisible()


def test_what_rings_is_shown_also_without_a_voice(
    beside: Beside, window: Window, tell: Callable[..., None]
) -> None:
    tell(e.Awake(), e.Rang("Your pasta timer is done."))
    assert "Your pasta timer is done." in window.words.text()
    assert beside.card.isHidden()
