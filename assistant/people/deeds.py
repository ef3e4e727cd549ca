"""What is done about people: a suggestion counted, somebody left out, a pause; all but the first undoable."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Tier
from assistant.errors import Trouble
from assistant.people import suggesting
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.deeds import Deeds
    from assistant.people.circle import Circle

SUGGESTED, LEFT_OUT, QUIET, GROWN = (
    "people_suggested", "people_left_out", "people_quiet", "people_grown",
)  # fmt: skip


def learn_people(deeds: Deeds, circle: Circle) -> None:
    """Let `deeds` do these acts. No name stands in an act or its words: both are kept in the journal."""
    deeds.learn(SUGGESTED, Deed(Tier.FREE, partial(_suggested, circle), lambda _: None, lambda _: "a suggestion"))  # fmt: skip
    deeds.learn(
        LEFT_OUT,
        Deed(
            Tier.UNDOABLE, partial(_left_out, circle), partial(_let_in, circle),
            lambda _: "leaving somebody out of what I suggest",
        ),
    )  # fmt: skip
    deeds.learn(
        QUIET,
        Deed(
            Tier.UNDOABLE, partial(_quiet, circle),
            lambda _: Act(QUIET, {"until": circle.past.quiet_until}),
            lambda _: "keeping quiet about whom to call",
        ),
    )  # fmt: skip
    deeds.learn(
        GROWN,
        Deed(
            Tier.UNDOABLE, partial(_grown, circle),
            lambda act: (
                Act(GROWN, {"day": circle.past.grown})
                if act.arguments["day"] == suggesting.FOR_EVER
                else None  # that it was said is nothing to take back
            ),
            lambda _: "the word about how much we talk",
        ),
    )  # fmt: skip


def _suggested(circle: Circle, act: Act) -> None:
    with contextlib.suppress(Trouble):  # then nothing more is suggested until it can be saved
        circle.put(suggesting.suggested(circle.past, str(act.arguments["key"]), circle.clock()))


def _left_out(circle: Circle, act: Act) -> None:
    key, until = str(act.arguments["key"]), str(act.arguments["until"])
    circle.put(suggesting.left_out(circle.past, key, until))


def _let_in(circle: Circle, act: Act) -> Act:
    key = str(act.arguments["key"])
    return Act(LEFT_OUT, {"key": key, "until": circle.past.left_out.get(key, "")})


def _quiet(circle: Circle, act: Act) -> None:
    circle.put(replace(circle.past, quiet_until=str(act.arguments["until"])))


def _grown(circle: Circle, act: Act) -> None:
    day = str(act.arguments["day"])
    if day not in {"", suggesting.FOR_EVER}:
        circle.nudged(circle.clock())
    circle.put(replace(circle.past, grown=day))
