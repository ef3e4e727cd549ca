"""What she asks first in a later session, and what a mind is told of her manner: from the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.meeting.script import script

if TYPE_CHECKING:
    from datetime import date

    from assistant.settings import Settings


def first_question(settings: Settings, today: date) -> str:
    """A question to begin with, another one each day; empty where no answer asks for one."""
    day = today.toordinal()
    near = [name.strip() for name in settings.close_to.split(",") if name.strip()]
    wanted = [settings.purpose]
    wanted += ["many"] if settings.sociable == "many" else []
    wanted += ["close"] if near else []
    found = [one for one in wanted if one]
    if not found:
        return ""
    person = near[day // len(found) % len(near)] if near else ""
    return script().say("openings", found[day % len(found)], day // len(found), person=person)


def manner(settings: Settings) -> str:
    """One sentence for each answer that shapes how she words things; empty without any."""
    keys = [one for one in (settings.purpose, settings.manner) if one]
    return " ".join(script().say("manner", one) for one in keys)
