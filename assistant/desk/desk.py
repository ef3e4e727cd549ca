"""The desk of one profile: opened once, read by the skills, changed only through its deeds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.decisions.table import decisions_in
from assistant.desk.account import CalendarAccount
from assistant.desk.calendar import Calendar
from assistant.desk.deeds import Deeds
from assistant.desk.event_deeds import learn_events
from assistant.desk.journal import Journal, journal_in
from assistant.desk.lines import Lines
from assistant.desk.list_deeds import learn_lists
from assistant.desk.lists import Lists
from assistant.desk.note_deeds import learn_notes
from assistant.desk.notes import Notes
from assistant.desk.reminder_deeds import learn_reminders
from assistant.desk.reminders import Reminder, Reminders
from assistant.letters.table import letters_in
from assistant.opening.opening import Opening
from assistant.tidying.sweeping import Sweeping, at_once

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from assistant.decisions.keeping import Decisions
    from assistant.desk.moments import Zone
    from assistant.letters.writing import Writing
    from assistant.ports import Recalled

REMINDERS_FILE = "reminders.jsonl"


async def no_plans(_first: dt.date, _after: dt.date) -> tuple[Recalled, ...]:
    """Where no memory is beside the desk."""
    return ()


@dataclass
class Desk:
    """What she keeps for one person. Only `deeds` changes anything.

    `plans` gives what the person told her of the days from the first up to the second, from elsewhere.
    """

    folder: Path
    journal: Journal
    deeds: Deeds
    reminders: Reminders
    lists: Lists
    notes: Notes
    calendar: Calendar
    writing: Writing
    decisions: Decisions
    sweeping: Sweeping
    account: CalendarAccount
    opening: Opening
    plans: Callable[[dt.date, dt.date], Awaitable[tuple[Recalled, ...]]] = no_plans
    rang: tuple[Reminder, ...] = ()  # what was told last, for "snooze"

    @property
    def zone(self) -> Zone:
        return self.reminders.zone


def desk_in(
    profile: Path,
    zone: Zone = None,
    calendar: Callable[[], str] = lambda: "",
    account: Callable[[], str] = lambda: "",
    may_open: Callable[[], str] = lambda: "",
) -> Desk:
    """The desk of the profile. `zone` None is the system's; `calendar` gives the folder or file of the
    calendar, "" for the profile's own; `account` the address of a calendar account, "" for none;
    `may_open` the list of what may be opened. Raises Trouble when it can't be read.
    """
    journal = journal_in(profile)
    deeds = Deeds(journal)
    reminders = Reminders(Lines(profile / REMINDERS_FILE), zone)
    lists, notes = Lists(profile / "lists"), Notes(profile / "notes")
    learn_reminders(deeds, reminders)
    learn_lists(deeds, lists)
    learn_notes(deeds, notes)
    away = CalendarAccount(profile, account, at_once)
    away.teach(deeds)
    dates = Calendar(
        lambda: Path(calendar()).expanduser() if calendar() else profile / "calendar",
        lambda: reminders.zone,
        away,
    )
    learn_events(deeds, dates)
    writing = letters_in(profile, deeds, reminders)
    decisions = decisions_in(profile, deeds, reminders)
    sweeping = Sweeping(profile, lambda: dt.datetime.now(reminders.zone).astimezone(reminders.zone))
    sweeping.teach(deeds)
    opening = Opening(profile, may_open, at_once)
    opening.teach(deeds)
    return Desk(
        profile, journal, deeds, reminders, lists, notes, dates, writing, decisions, sweeping,
        away, opening,
    )  # fmt: skip
