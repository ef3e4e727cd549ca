"""The spoken requests of tests/data/desk against a desk with things on it: what is understood, what is done."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from assistant.desk.desk import Desk, desk_in
from assistant.desk.moments import wall_time
from assistant.desk.reminders import Kind, Reminder, as_record, from_record
from assistant.dialogue import persona
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.skills import all_skills
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.sureness import read_back
from assistant.dialogue.wording import Wording
from assistant.ports import Act, Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).resolve().parent.parent / "data" / "desk"
BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 22, 15, 5, tzinfo=BERLIN)  # a Sunday
HOUSE = persona.load()
WRITTEN = (
    "tuned", "heldout", "fresh", "blind", "unseen-a", "unseen-b", "unseen-c", "public-a", "public-b", "public-c",
    "public-d", "public-e",
)  # fmt: skip
SEALED = {
    "desk-1": 0.96,
    "desk-2": 0.87,
    "desk-3": 0.79,
    "desk-4": 0.86,
}  # what is right of them now, at least
OF_THE_DESK = {"undo", "reminders", "reminding", "lists", "notes", "agenda", "appointments", "letters"}  # fmt: skip
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:dentist
DTSTART:20261124T100000
DTEND:20261124T110000
SUMMARY:Dentist
END:VEVENT
BEGIN:VEVENT
UID:team
DTSTART:20261104T093000
DTEND:20261104T100000
RRULE:FREQ=WEEKLY
SUMMARY:Team meeting
END:VEVENT
BEGIN:VEVENT
UID:lunch
DTSTART:20261127T123000
DTEND:20261127T133000
SUMMARY:Lunch with Anna
END:VEVENT
END:VCALENDAR
"""


@dataclass(frozen=True)
class Case:
    said: str
    act: str
    slots: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """`changed` tells that an act was done which was not the one asked for."""

    case: Case
    right: bool
    changed: bool
    got: str


def cases(half: str) -> Iterator[Case]:
    """One of WRITTEN: the requests as text, "asks/leaves" where either is right; "spoken": those that are also sounds."""
    for line in (DATA / f"requests.{half}.tsv").read_text("utf-8").splitlines():
        said, act, slots = line.split("\t")
        pairs = (one.split("=", 1) for one in slots.split("; ") if one)
        yield Case(said, act, dict(pairs))


def furnished(folder: Path) -> Desk:
    """A desk with two timers, an alarm, reminders, lists, a note and a calendar."""
    desk = desk_in(folder, BERLIN)
    soon = NOW.astimezone(dt.UTC)
    for number, (kind, words, due, rule) in enumerate(
        (
            (Kind.TIMER, "pasta", soon + dt.timedelta(minutes=10), ""),
            (Kind.TIMER, "bread", soon + dt.timedelta(minutes=30), ""),
            (Kind.ALARM, "", dt.datetime(2026, 11, 23, 7), ""),  # noqa: DTZ001 - wall time
            (Kind.REMINDER, "call Mum", dt.datetime(2026, 11, 23, 18), ""),  # noqa: DTZ001
            (Kind.REMINDER, "water the plants", dt.datetime(2026, 11, 23, 9), "FREQ=WEEKLY"),  # noqa: DTZ001
        ),
        1,
    ):
        start = due.isoformat() if rule else ""
        one = Reminder(str(number), kind, words, due, rule, start)
        desk.deeds.perform(Act("reminder_set", dict(as_record(one))))
    desk.lists.add("shopping", ["milk", "eggs"])
    desk.lists.add("to do", ["call the bank"], dt.date(2026, 11, 23))
    desk.notes.write("2026-11-20 0900 wifi.md", "The wifi password is on the router")
    (folder / "calendar").mkdir()
    (folder / "calendar" / "calendar.ics").write_text(CALENDAR)
    return desk


def tried(
    case: Case, desk: Desk, heard: Heard | None = None, run: Callable[..., Any] = asyncio.run
) -> Outcome:
    """What the skills make of one request, or of what was `heard` of it; nothing is done."""
    history = History()
    heard = heard or Heard(case.said, NOW)
    history.exchanges.append(Exchange(heard.text, NOW))
    talk = Talk(DEFAULTS, history, Wording(HOUSE, random.Random(1)))
    name, reply = run(_first(heard, desk, talk))
    if reply is not None:
        reply = read_back(reply, name, heard)
    by_desk = name in OF_THE_DESK
    got = _got(name, reply, by_desk=by_desk)
    right = _right(case, got, reply, desk)
    act = reply.act.name if reply and reply.act and by_desk else ""
    return Outcome(
        case,
        right,
        bool(act) and not right,
        f"{got} {reply.text if reply else ''} {reply.act if reply else ''}",
    )


async def _first(heard: Heard, desk: Desk, talk: Talk) -> tuple[str, Reply | None]:
    for skill in all_skills(desk):
        reply = await skill.answer(heard, talk)
        if reply is not None:
            return reply.by or skill.name, reply
    return "", None


def _got(name: str, reply: Reply | None, *, by_desk: bool) -> str:
    if reply is None or not by_desk:
        return "leaves"
    if reply.act is not None:
        return reply.act.name
    return "asks" if reply.pending is not None and reply.text.endswith("?") else f"tells {name}"


def _right(case: Case, got: str, reply: Reply | None, desk: Desk) -> bool:
    if case.act == "no act":
        return reply is None or reply.act is None
    if got not in case.act.split("/"):
        return False
    act = reply.act if reply else None
    return act is None or all(_slot(key, value, act, desk) for key, value in case.slots.items())


def _slot(key: str, value: str, act: Act, desk: Desk) -> bool:
    told = act.arguments
    one = from_record(told) or desk.reminders.all.get(str(told.get("id", "")))
    match key:
        case "in":
            assert one is not None
            return abs((one.due - NOW).total_seconds() - float(value)) < 1 if one.counts else False
        case "due" if one is not None:
            due = wall_time(one.due, BERLIN) if one.counts else one.due
            if value.endswith("+"):
                return due > dt.datetime.fromisoformat(value[:-1])
            return due.isoformat().startswith(value)
        case "rule" if one is None:
            return f"RRULE:{value}\r\n" in str(told["text"])
        case "kind" | "words" | "rule" if one is not None:
            return _same(str(getattr(one, key)), value)
        case "items":
            return str(told["items"]).split("\n") == value.split(",")
        case "start" | "end":
            stamp = value.replace("-", "").replace(":", "")
            return re.search(rf"DT{key.upper()}[^:]*:{stamp}00", str(told["text"])) is not None
        case _:
            return _same(str(told.get(key)), value)


def _same(told: str, value: str) -> bool:
    """The same words; a recogniser ends with a full stop and guesses at capitals."""
    return told.rstrip(".").replace("-", " ").casefold() == value.replace("-", " ").casefold()


def score(half: str, folder: Path) -> tuple[list[Outcome], float, float]:
    """All outcomes of a half, the share that is right, the share that changed something wrongly."""
    desk = furnished(folder)
    with asyncio.Runner() as runner:
        outcomes = [tried(case, desk, run=runner.run) for case in cases(half)]
    count = len(outcomes)
    return outcomes, sum(one.right for one in outcomes) / count, sum(one.changed for one in outcomes) / count  # fmt: skip
