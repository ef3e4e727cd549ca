"""A computer on simulated time: it sleeps, restarts, has its clock set, and remembers what she said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assistant import events as e
from assistant.desk.desk import Desk, desk_in
from assistant.desk.moments import wall_time
from assistant.desk.reminders import Kind, Reminder, as_record
from assistant.ports import Act
from assistant.ringing import LOOK_S, Ringing

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Computer:
    """`clock` is what its clock says (an instant), `passed` the seconds that really passed."""

    folder: Path
    clock: dt.datetime
    zone: dt.tzinfo
    passed: float = 0.0
    busy: bool = False
    said: list[tuple[dt.datetime, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    turn: int = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Another start: everything is read from the disk."""
        self.desk: Desk = desk_in(self.folder, self.zone)
        self.ringing = Ringing(
            self.desk, lambda: self.clock.astimezone(self.zone), self._tell, self._say,
            lambda: self.passed,
        )  # fmt: skip
        self.ringing.waiting += self.desk.reminders.untold(self.clock)
        self.ringing.look()

    def set(
        self, due: dt.datetime, words: str, kind: Kind = Kind.REMINDER, rule: str = ""
    ) -> Reminder:
        start = due.isoformat() if rule else ""
        one = Reminder(self.desk.reminders.new_id(), kind, words, due, rule, start)
        self.desk.deeds.perform(Act("reminder_set", dict(as_record(one))))
        return one

    def wait(self, seconds: float) -> None:
        """Time passes, and she looks at the clock as she does."""
        while seconds > 0:
            soonest = self.desk.reminders.soonest()
            ahead = (soonest - self.clock).total_seconds() if soonest else seconds
            # between two looks nothing happens: only the last one before something is due counts
            step = min(seconds, max(ahead, 0.25) if ahead > 0 else LOOK_S)
            self.pass_by(step)
            self.ringing.look()
            seconds -= step

    def until(self, wall: dt.datetime) -> None:
        """Until the clock on the wall shows this (as the zone understands it)."""
        self.wait((wall.replace(tzinfo=self.zone).astimezone(dt.UTC) - self.clock).total_seconds())

    def pass_by(self, seconds: float) -> None:
        """The computer sleeps or is busy: time passes, nobody looks."""
        self.clock += dt.timedelta(seconds=seconds)
        self.passed += seconds

    def set_clock(self, by: dt.timedelta) -> None:
        self.clock += by
        self.ringing.look()

    def rang(self) -> list[tuple[str, str]]:
        """What was said, with the time on the wall."""
        return [(f"{wall_time(at, self.zone):%Y-%m-%d %H:%M}", text) for at, text in self.said]

    def times(self) -> list[str]:
        return [when for when, _ in self.rang()]

    def _tell(self, fact: e.Fact) -> None:
        if isinstance(fact, e.Rang):
            self.shown.append(fact.text)

    def _say(self, text: str) -> int:
        if self.busy:
            return 0
        self.said.append((self.clock, text))
        return -1


BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def at(text: str) -> dt.datetime:
    """Wall time from "2026-11-22 15:05"."""
    return dt.datetime.fromisoformat(text)


def computer(folder: Path, now: str, zone: dt.tzinfo = BERLIN) -> Computer:
    return Computer(folder, at(now).replace(tzinfo=zone).astimezone(dt.UTC), zone)
