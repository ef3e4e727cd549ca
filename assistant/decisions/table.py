"""The decisions of one profile, with their acts taught to the desk and its reminders at hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assistant.decisions.keeping import FOLDER, Decisions
from assistant.letters.table import reminding

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.desk.deeds import Deeds
    from assistant.desk.reminders import Reminders


def decisions_in(profile: Path, deeds: Deeds, reminders: Reminders) -> Decisions:
    """The decisions in the folder of `profile`."""

    def clock() -> dt.datetime:
        return dt.datetime.now(reminders.zone).astimezone(reminders.zone)

    decisions = Decisions(profile / FOLDER, clock, reminding(reminders))
    decisions.teach(deeds)
    return decisions
