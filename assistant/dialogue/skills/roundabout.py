"""Requests put in a way no grammar knows: read by their evidence, then answered by the skill they are for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.desk.moments import wall_time
from assistant.desk.reminders import Kind
from assistant.dialogue.skills.reminding import cased
from assistant.dialogue.spoken.evidence import Known
from assistant.dialogue.spoken.readings import readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.desk.desk import Desk
    from assistant.dialogue.skills.skill import Reply, Skill, Talk
    from assistant.ports import Heard

LONGEST = 300  # characters; longer talk is no request
AHEAD = dt.timedelta(days=92)  # appointments that are known by their names


class Roundabout:
    """Understands a request to the desk that was put in a way of its own, and passes it on."""

    name = "roundabout"

    def __init__(self, desk: Desk, skills: Sequence[Skill]) -> None:
        self._desk = desk
        self._skills = tuple(skills)

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        if len(heard.text) > LONGEST or len(heard.text.split()) < 2:
            return None
        wall = wall_time(heard.at, self._desk.zone)
        tried = {heard.text}
        for reading in readings(heard.text, self._known(wall), wall.date()):
            text = cased(" ".join(reading.split()), heard.text)
            if text in tried:
                continue
            tried.add(text)
            for skill in self._skills:
                reply = await skill.answer(replace(heard, text=text), talk)
                if reply is not None:
                    return replace(reply, by=reply.by or skill.name)
        return None

    def _known(self, wall: dt.datetime) -> Known:
        desk = self._desk
        ones = desk.reminders.all.values()

        def events() -> tuple[str, ...]:
            return tuple(desk.calendar.names(wall.date(), (wall + AHEAD).date()))

        names = desk.lists.names()
        return Known(
            tuple(one.words for one in ones if one.kind is Kind.TIMER and one.words),
            tuple(one.words for one in ones if one.kind is Kind.REMINDER),
            names,
            tuple(item.text for name in names for item in desk.lists.items(name)),
            events,
        )
