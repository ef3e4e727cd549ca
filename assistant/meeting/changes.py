"""What each answer changes: settings, the line that tells of it, and the way back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.meeting.script import listed, script
from assistant.meeting.steps import Meeting, Step
from assistant.meeting.understood import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.settings import Value

LISTENING_PATIENCE = 1.4  # of the usual wait; somebody who is listened to thinks between sentences
PLAIN_PACE, GENTLE_PACE = 1.1, 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of "what I will do differently"; `fixed`: only a click on the settings undoes it."""

    step: Step
    text: str
    fixed: bool = False


def effect(step: Step, answer: str) -> dict[str, Value]:
    """The settings that this answer changes."""
    match step, answer:
        case Step.HELLO, name:
            return {"your_name": name}
        case Step.PURPOSE, "listener":
            return {"purpose": answer, "patience": LISTENING_PATIENCE}
        case Step.PURPOSE, _:
            return {"purpose": answer}
        case Step.SOCIAL, "quiet":
            return {"sociable": answer, "look": "night", "sounds": False}
        case Step.SOCIAL, "many":
            return {"sociable": answer, "look": "dusk"}
        case Step.VOICE, voice:
            return {"voice": voice}
        case Step.MANNER, "plain":
            return {"manner": answer, "pace": PLAIN_PACE}
        case Step.MANNER, "gentle":
            return {"manner": answer, "pace": GENTLE_PACE}
        case Step.CLOSE, people if people != NOBODY:
            return {"close_to": people}
        case Step.AGE, "minor":
            return {"minor": True}
        case Step.NAME, name:
            return {"her_name": name}
        case _:
            return {}


def key(step: Step, answer: str) -> str:
    """Where the script has the line about this answer."""
    return (
        f"{step}.{answer}" if step in {Step.PURPOSE, Step.SOCIAL, Step.MANNER, Step.AGE} else step
    )


def people(answers: Mapping[str, str]) -> str:
    """Those they are close to, for a sentence; empty when nobody was named."""
    named = answers.get(Step.CLOSE, "")
    return "" if named in {"", NOBODY} else listed(named.split(", "))


def lines(meeting: Meeting) -> tuple[Line, ...]:
    """What she does differently now, in the order of the questions."""
    words = script()
    slots = {"yours": meeting.answers.get(Step.HELLO, ""), "people": people(meeting.answers)}
    found = []
    for step in Step:
        answer = meeting.answers.get(step, "")
        if not answer or step in {*meeting.undone, Step.NAME} or not effect(step, answer):
            continue
        place = key(step, answer)
        if words.has("changes", place):
            line = words.say("changes", place, **slots)
            found.append(Line(step, line, fixed=step is Step.AGE))
    return tuple(found)


def way_back(meeting: Meeting, step: Step) -> dict[str, Value]:
    """The settings as they were before this answer."""
    changed = effect(step, meeting.answers.get(step, ""))
    return {name: meeting.before[name] for name in changed if name in meeting.before}
