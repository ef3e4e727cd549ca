"""Each act is done in one place: journalled, taken back, and asked on the screen where it destroys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from assistant.desk.deeds import Asked, Deed, Deeds, Tier
from assistant.desk.journal import journal_in
from assistant.errors import Trouble
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Shelf:
    """Things that can be put there, taken off, and all thrown away."""

    deeds: Deeds
    things: list[str] = field(default_factory=list)
    broken: bool = False

    def __post_init__(self) -> None:
        self.deeds.learn("put", Deed(Tier.UNDOABLE, self.put, _off, lambda _: "putting it there"))
        self.deeds.learn("off", Deed(Tier.FREE, self.off, lambda _: None, lambda _: ""))
        self.deeds.learn(
            "burn", Deed(Tier.CONFIRMED, self.burn, lambda _: None, lambda _: "burning all")
        )

    def put(self, act: Act) -> None:
        if self.broken:
            raise Trouble("The shelf is broken.")
        self.things.append(str(act.arguments["thing"]))

    def off(self, act: Act) -> None:
        self.things = [thing for thing in self.things if thing != act.arguments["thing"]]

    def burn(self, _act: Act) -> None:
        self.things.clear()


def _off(act: Act) -> Act:
    return Act("off", act.arguments)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(Deeds(journal_in(tmp_path)))


def put(shelf: Shelf, *things: str) -> None:
    for thing in things:
        shelf.deeds.perform(Act("put", {"thing": thing}))


def test_undo_takes_back_one_act_after_the_other(shelf: Shelf) -> None:
    put(shelf, "cup", "book")
    shelf.deeds.perform(Act("undo"))
    assert shelf.things == ["cup"]
    shelf.deeds.perform(Act("undo"))
    shelf.deeds.perform(Act("undo"))
    assert shelf.things == []


def test_an_act_that_failed_is_not_taken_back_later(shelf: Shelf) -> None:
    put(shelf, "cup")
    shelf.broken = True
    with pytest.raises(Trouble):
        put(shelf, "book")
    shelf.deeds.perform(Act("undo"))
    assert shelf.things == []


def test_what_destroys_is_asked_on_the_screen_and_not_done_without(shelf: Shelf) -> None:
    questions: list[Asked] = []
    shelf.deeds.asked = questions.append
    put(shelf, "cup")
    shelf.deeds.perform(Act("burn"))
    assert (shelf.things, questions[0].words) == (["cup"], "burning all")
    shelf.deeds.answer(questions[0].number, yes=False)
    shelf.deeds.answer(questions[0].number, yes=True)  # too late: it was answered
    assert shelf.things == ["cup"]


def test_a_yes_on_the_screen_does_it_once(shelf: Shelf) -> None:
    put(shelf, "cup")
    shelf.deeds.perform(Act("burn"))
    assert shelf.deeds.waiting is not None
    number = shelf.deeds.waiting.number
    shelf.deeds.answer(number, yes=True)
    assert shelf.things == []
    put(shelf, "book")
    shelf.deeds.answer(number, yes=True)
    assert shelf.things == ["book"]


def test_a_newer_question_takes_the_place_of_the_older(shelf: Shelf) -> None:
    gone: list[int] = []
    shelf.deeds.settled = gone.append
    put(shelf, "cup")
    shelf.deeds.perform(Act("burn"))
    shelf.deeds.perform(Act("burn"))
    shelf.deeds.answer(1, yes=True)
    assert (shelf.things, gone) == (["cup"], [1])


def test_acts_of_others_are_left_alone(shelf: Shelf) -> None:
    shelf.deeds.perform(Act("louder", {"volume": 1.0}))
    assert shelf.deeds.journal.last() is None
