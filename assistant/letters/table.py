"""The letters of one profile, with their acts taught to the desk and its reminders at hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assistant.desk.reminders import Kind, Reminder, Reminders
from assistant.letters.shelf import Shelf
from assistant.letters.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.desk.deeds import Deeds

FOLDER = "letters"


def letters_in(profile: Path, deeds: Deeds, reminders: Reminders) -> Writing:
    """The letters in the folder of `profile`."""

    def clock() -> dt.datetime:
        return dt.datetime.now(reminders.zone).astimezone(reminders.zone)

    writing = Writing(Shelf(profile / FOLDER), clock, remind=reminding(reminders))
    writing.teach(deeds)
    return writing


def reminding(reminders: Reminders) -> Callable[[str, str, str], None]:
    """Set a reminder for a wall time in ISO form, or drop it for ""."""

    def remind(id_: str, words: str, until: str) -> None:
        if not until:
            reminders.drop(id_)
            return
        wall = dt.datetime.fromisoformat(until).replace(tzinfo=None)
        reminders.put(Reminder(id_, Kind.REMINDER, words, wall))

    return remind
