"""The first meeting in the window: answers to press, changes to take back, her name when she has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import events as e
from assistant.meeting import machine
from assistant.meeting.offers import stands
from assistant.meeting.steps import Meeting, Step
from assistant.settings import checked
from ui.motion import CLOSING_S, Doing, Motion, now, pause_ms, settling, step, turn_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from window_fakes import FakeEngine

    from ui.window import Window

    Tell = Callable[..., None]

ANSWERS = {
    Step.HELLO: "Theo", Step.PURPOSE: "order", Step.SOCIAL: "quiet", Step.VOICE: "low",
    Step.MANNER: "plain", Step.CLOSE: "Anna, your mum", Step.AGE: "minor", Step.NAME: "Otto",
}  # fmt: skip
CHANGES = Meeting(Step.CHANGES, dict(ANSWERS))


def words(window: Window) -> list[str]:
    return [button.text() for button in window.offers.buttons if button.isVisible()]


def test_each_question_has_answers_to_press_and_can_be_skipped(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    tell(e.Awake(), stands(Meeting(Step.PURPOSE)))
    assert words(window) == ["company", "order", "a listener", "skip", "skip all"]
    window.offers.buttons[1].click()
    assert engine.asked == [e.Say("order")]
    bottom = window.offers.buttons[-1].mapTo(window, window.offers.buttons[-1].rect().bottomLeft())
    assert bottom.y() < window.entry.y()
    assert all(b.accessibleName() and b.accessibleDescription() for b in window.offers.buttons)


def test_before_she_has_a_name_the_window_does_not_use_one(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    engine.settings = checked(engine.settings, "her_name", "Old Name")
    tell(e.Awake(), stands(Meeting()))
    assert window.windowTitle() == window.name.text() == "OS1"
    engine.settings = checked(engine.settings, "her_name", "Otto")
    tell(stands(CHANGES))
    assert window.windowTitle() == "Otto"
    assert "Otto" in window.figure.accessibleName()


def test_the_changes_are_listed_and_each_but_one_can_be_taken_back(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    tell(e.Awake(), stands(CHANGES))
    assert window.changes.isVisible()
    assert not window.hers.isVisible()
    assert len(window.changes.buttons) == 6  # the line about age has none
    window.changes.buttons[2].click()
    assert engine.asked == [e.Say("undo 3")]
    left = machine.heard(CHANGES, "undo 3", machine.Scene(engine.settings.model_dump())).meeting
    tell(stands(left))
    assert len(window.changes.buttons) == 5
    tell(stands(Meeting(Step.DONE)))
    assert not window.changes.isVisible()
    assert window.hers.isVisible()


def test_when_it_is_over_nothing_of_it_is_left(window: Window, tell: Tell) -> None:
    tell(e.Awake(), stands(Meeting(Step.AGE)), stands(Meeting(Step.DONE)))
    assert words(window) == []
    assert window.offers.height_for(300) == 0


def test_a_crisis_stands_above_the_meeting(window: Window, tell: Tell) -> None:
    tell(e.Awake(), stands(CHANGES), e.CrisisShown("Call 112."))
    centre = window.card.geometry().center()
    covering = window.childAt(centre)
    assert covering is not None
    assert window.card.isAncestorOf(covering)


def test_in_the_silence_the_captions_go(window: Window, tell: Tell) -> None:
    spoken = (e.UserSaid(1, "34"), e.ReplyBegan(1), e.ReplySpoken(1, "Here she comes.", "setup:1"))
    tell(e.Awake(), stands(Meeting(Step.COMING)), *spoken, e.ReplyEnded(1))
    assert window.hers.text() == "Here she comes."
    tell(stands(Meeting(Step.NAME)))
    assert (window.hers.text(), window.yours.text()) == ("", "")


def test_the_figure_comes_into_being_and_closes_into_a_ring() -> None:
    from assistant.state import Presence

    motion = Motion(doing=Doing(Presence.LISTENING, forming=0.0))
    sizes = []
    for share in (0.0, 0.5, 0.9):
        motion = turn_to(motion, Doing(Presence.LISTENING, forming=share), motion.at + 5)
        motion = step(motion, motion.at + 5, (-60.0, -60.0))
        sizes.append(now(motion).radius)
        assert now(motion).knot < 0.5
        assert pause_ms(motion) is not None
    assert sizes == sorted(sizes)
    motion = turn_to(motion, Doing(Presence.LISTENING), motion.at)
    halfway = step(motion, motion.at + CLOSING_S / 2, (-60.0, -60.0))
    assert settling(halfway)
    halfway = turn_to(halfway, Doing(Presence.SPEAKING), halfway.at)
    assert halfway.lasts == CLOSING_S  # it goes on closing
    closed = step(halfway, halfway.at + CLOSING_S, (-60.0, -60.0))
    assert now(closed).knot == 1.0
