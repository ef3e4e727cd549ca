"""Where the meeting stands, kept in the profile after every step, so that nothing is asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from assistant.meeting.steps import Meeting, Step
from assistant.settings import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FILE = "meeting.json"
MOST = 65_536  # bytes; a larger file is not ours
_FORM = TypeAdapter(Meeting)


def load(folder: Path) -> Meeting:
    """The meeting of this profile; a fresh one where there is none, or none that can be read."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            return _FORM.validate_json(file.read(MOST))
    except FileNotFoundError:
        return Meeting()
    except (OSError, ValidationError):
        return Meeting()  # the answers live in the settings; only the questions come again


def save(folder: Path, meeting: Meeting) -> None:
    """Raises OSError where it can't be written. Of one that is over only that is kept: the answers
    live in the settings, and what is forgotten there shall not wait here.
    """
    known = Meeting(step=Step.DONE) if meeting.over else meeting
    write_whole(folder / FILE, _FORM.dump_json(known))
