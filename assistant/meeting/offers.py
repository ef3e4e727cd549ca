"""What can be chosen at each step instead of being said. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.events import MeetingCard, MeetingStands, Offer
from assistant.meeting import changes
from assistant.meeting.script import script
from assistant.meeting.steps import Step

if TYPE_CHECKING:
    from assistant.meeting.steps import Meeting

SKIP, SKIP_ALL = Offer("skip", "skip"), Offer("skip all", "skip all")
OFFERS: dict[Step, tuple[Offer, ...]] = {
    Step.HELLO: (),
    Step.PURPOSE: (
        Offer("company", "company"), Offer("order", "order"), Offer("a listener", "a listener"),
    ),
    Step.SOCIAL: (
        Offer("many people", "many people"), Offer("in between", "in between"),
        Offer("keep to myself", "I keep to myself"),
    ),
    Step.VOICE: (
        Offer("a woman's", "a woman's"), Offer("a man's", "a man's"),
        Offer("in between", "in between"),
    ),
    Step.MANNER: (
        Offer("plainly", "plainly"), Offer("in between", "in between"), Offer("gently", "gently"),
    ),
    Step.CLOSE: (Offer("nobody just now", "nobody"),),
    Step.AGE: (Offer("yes", "yes"), Offer("no", "no, I'm not")),
}  # fmt: skip


def stands(meeting: Meeting) -> MeetingStands:
    """The meeting as the window shows it."""
    return MeetingStands(meeting.step, meeting.share, named=meeting.hers and _named(meeting),
                         card=card(meeting))  # fmt: skip


def card(meeting: Meeting) -> MeetingCard:
    match meeting.step:
        case Step.COMING | Step.DONE:
            return MeetingCard()
        case Step.NAME if not meeting.candidate:
            return MeetingCard()  # silence
        case Step.NAME:
            keep = Offer(f"keep {meeting.candidate}", "keep it")
            offers = (keep, Offer("another one", "another one"))
            return MeetingCard("Keep the name, take another, or type one.", offers)
        case Step.CHANGES:
            return MeetingCard(
                "What she does differently now:", (Offer("that's fine", "that's fine"),),
                _changes(meeting),
            )  # fmt: skip
        case Step.VOICE if meeting.candidate:
            heard = (Offer("this one", "this one"), Offer("another", "another"))
            return MeetingCard("This one, or another?", (*heard, SKIP, SKIP_ALL))
        case step:
            question = script().say("questions", step).removeprefix("First: ")
            return MeetingCard(question[:1].upper() + question[1:], (*OFFERS[step], SKIP, SKIP_ALL))


def _named(meeting: Meeting) -> bool:
    return Step.NAME in meeting.answers or meeting.again


def _changes(meeting: Meeting) -> tuple[Offer, ...]:
    return tuple(
        Offer(line.text, "" if line.fixed else f"undo {number}")
        for number, line in enumerate(changes.lines(meeting), start=1)
    )
