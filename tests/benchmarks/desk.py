"""How quickly the desk answers with 10,000 reminders and 20 years of calendar; what it costs the start."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.desk.desk import REMINDERS_FILE, desk_in
from assistant.desk.lines import Lines
from assistant.desk.reminders import Kind, Reminder, as_record
from assistant.dialogue import persona
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.skills import desk_skills
from assistant.dialogue.skills.skill import Talk
from assistant.dialogue.wording import Wording
from assistant.ports import Heard
from assistant.settings import DEFAULTS

NOW = dt.datetime(2026, 11, 22, 15, 5).astimezone()
REMINDERS, YEARS, SERIES = 10_000, 20, 40
ASKED = (
    "what are my reminders",
    "remind me tomorrow at nine to call Anna",
    "cancel the reminder to feed hamster 77",
    "what's on my calendar tomorrow",
    "when am I free on friday",
    "what's my next appointment",
    "schedule a meeting with Bob on friday at two pm",
)


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _furnish(folder)
        began = time.process_time()
        desk = desk_in(folder)
        opened = time.process_time() - began
        figures: dict[str, object] = {"open_ms": round(1000 * opened)}
        print(f"{'open with 10,000 reminders':50} {1000 * opened:7.0f} ms")
        desk.calendar.warm()
        skills = desk_skills(desk)
        history = History()
        for said in ASKED:
            took = min(_asked(said, skills, history) for _ in range(3))
            figures[said] = round(1000 * took, 1)
            print(f"{said:50} {1000 * took:7.1f} ms")
    figures["import_ms"] = imported = _import_ms()
    print(f"{'importing the desk and its skills':50} {imported:7.1f} ms")
    return figures


def _asked(said: str, skills: object, history: History) -> float:
    history.exchanges.append(Exchange(said, NOW))
    talk = Talk(DEFAULTS, history, Wording(persona.load(), random.Random(1)))

    async def answered() -> str:
        for skill in skills:  # type: ignore[attr-defined]
            reply = await skill.answer(Heard(said, NOW), talk)
            if reply is not None:
                return str(reply.text)
        raise AssertionError(said)

    began = time.process_time()
    asyncio.run(answered())
    return time.process_time() - began


def _furnish(folder: Path) -> None:
    due = NOW.replace(tzinfo=None)
    Lines(folder / REMINDERS_FILE).replace(
        {"set": as_record(Reminder(str(n), Kind.REMINDER, f"feed hamster {n}", due + dt.timedelta(minutes=7 * n)))}
        for n in range(1, REMINDERS + 1)
    )  # fmt: skip
    first = dt.date(NOW.year - YEARS + 1, 1, 1)
    single = "".join(
        f"BEGIN:VEVENT\r\nUID:e{n}{h}\r\nDTSTART:{first + dt.timedelta(n):%Y%m%d}T{h:02}0000\r\n"
        f"DTEND:{first + dt.timedelta(n):%Y%m%d}T{h + 1:02}0000\r\nSUMMARY:thing {n}\r\nEND:VEVENT\r\n"
        for n in range(YEARS * 365)
        for h in (9, 14)
    )
    series = "".join(
        f"BEGIN:VEVENT\r\nUID:s{n}\r\nDTSTART:{first:%Y%m%d}T110000\r\nDTEND:{first:%Y%m%d}T113000\r\n"
        f"RRULE:FREQ={'DAILY' if n % 4 == 0 else 'WEEKLY'}\r\nSUMMARY:series {n}\r\nEND:VEVENT\r\n"
        for n in range(SERIES)
    )
    (folder / "calendar").mkdir()
    (folder / "calendar" / "calendar.ics").write_bytes(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{single}{series}END:VCALENDAR\r\n".encode()
    )


def _import_ms() -> float:
    """CPU time of what the window's process reads for the desk when it puts the parts together."""
    code = (
        "import time, assistant.dialogue.manager, assistant.settings; b = time.process_time();"
        "import assistant.errands; from assistant.dialogue import skills;"
        "from assistant.dialogue.skills import agenda, appointments, lists, notes, reminders, reminding, undo;"
        "print(1000 * (time.process_time() - b))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return round(float(done.stdout), 1)


if __name__ == "__main__":
    run()
