"""The timers, alarms and reminders that are set, found by what they are called and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.desk.moments import wall_time
from assistant.desk.reminders import Kind, Reminder
from assistant.dialogue.skills.skill import Reply
from assistant.dialogue.spoken.targets import content, matching
from assistant.dialogue.spoken.telling import in_a_row, told_rule, told_short, told_stretch
from assistant.dialogue.spoken.times import when_in
from assistant.dialogue.text import capitalised

if TYPE_CHECKING:
    import datetime as dt
    import re

    from assistant.desk.desk import Desk
    from assistant.ports import Heard

MOST_TOLD = 6


class WhatIsSet:
    """Reads the reminders of `desk` and changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def wall(self, heard: Heard) -> dt.datetime:
        """What the clocks showed when it was said."""
        return wall_time(heard.at, self._desk.zone)

    def of(self, kind: Kind | None) -> list[Reminder]:
        """Those of this kind that are ahead, the next first; None for all."""
        return [one for one in self._desk.reminders.upcoming() if kind in {None, one.kind}]

    def named(self, kind: Kind | None, said: str, heard: Heard) -> list[Reminder]:
        """Those that `said` names, all where it names none in particular."""
        return matching(
            said, self.of(kind), self.wall(heard).date(),
            lambda one: one.words, lambda one: one.wall(self._desk.zone),
        )  # fmt: skip

    def listed(self, kind: Kind, when: str, heard: Heard) -> Reply:
        """All of a kind, or those of the day in `when`."""
        wall = self.wall(heard)
        ones = self.of(kind)
        day = when_in(when, wall.date()).day if when else None
        if day is not None:
            ones = [one for one in ones if one.wall(self._desk.zone).date() == day]
        if not ones:
            return Reply(f"No {kind}s are set{'' if day is None else ' for then'}.")
        told = [self._told(one, wall, heard) for one in ones[:MOST_TOLD]]
        more = f" And {len(ones) - MOST_TOLD} more after that." if len(ones) > MOST_TOLD else ""
        return Reply(capitalised(f"{in_a_row(told)}.") + more)

    def _told(self, one: Reminder, wall: dt.datetime, heard: Heard) -> str:
        at = one.wall(self._desk.zone)
        if one.kind is Kind.TIMER:
            name = f"the {one.words} timer" if one.words else "a timer"
            return f"{name} with {told_stretch(one.moment(self._desk.zone) - heard.at)} left"
        when = (
            f"{told_rule(one.rule)}, next {told_short(at, wall)}"
            if one.rule
            else told_short(at, wall)
        )
        what = one.words or "alarm"
        return f"{what}, {when}"

    def left(self, found: re.Match[str], heard: Heard) -> Reply | None:
        """How long the one named by `reminder_requests.LEFT` still has."""
        kind = Kind(found["kind"]) if found["kind"] else Kind.TIMER
        if not found["kind"] and "alarm" in found[0]:
            kind = Kind.ALARM
        ones = self.named(
            kind, found["which"] or found["which2"] or found["name"] or "", heard
        ) or self.of(kind)
        if not ones:
            return Reply(f"No {kind} is set.")
        wall = self.wall(heard)
        return Reply(capitalised(f"{self._told(ones[0], wall, heard)}."))

    def left_of(self, which: str, heard: Heard) -> Reply | None:
        """How long the timer for that thing still has; None where no timer is called so."""
        ones = self.named(Kind.TIMER, which, heard) if content(which) else []
        wall = self.wall(heard)
        return Reply(capitalised(f"{self._told(ones[0], wall, heard)}.")) if ones else None
