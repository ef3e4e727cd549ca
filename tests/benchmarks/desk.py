"""How well the desk understands its written requests, how quickly it answers with 10,000 reminders and 20
years of calendar, and what it costs the start.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.desk import REMINDERS_FILE, desk_in
from assistant.desk.lines import Lines
from assistant.desk.reminders import Kind, Reminder, as_record
from assistant.dialogue import persona
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.skills import desk_skills, writing_skills
from assistant.dialogue.skills.skill import Talk
from assistant.dialogue.wording import Wording
from assistant.errors import Trouble
from assistant.hearing.sound_files import read_pcm
from assistant.models.store import Store
from assistant.paths import models_folder
from assistant.ports import Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from types import ModuleType

DESK_TESTS = Path(__file__).resolve().parents[1] / "desk"
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
    # put in ways no grammar knows
    "give us a shout tomorrow about the dentist at noon",
    "I shan't be needing the reminder about hamster 77 any more",
    "what have I got to look forward to this week",
    "the budget review must be one hour later",
    "postpone the reminder to call mum until wednesday",
    "what's the craic with my mother's birthday",
)


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _furnish(folder)
        began = time.process_time()
        desk = desk_in(folder)
        opened = time.process_time() - began
        figures: dict[str, object] = {"open_ms": round(1000 * opened)}
        print(f"{'open with 10,000 reminders':60} {1000 * opened:7.0f} ms")
        began = time.process_time()
        desk.calendar.warm()
        figures["warm_ms"] = warmed = round(1000 * (time.process_time() - began))
        print(f"{'read 20 years of calendar, in the background':60} {warmed:7} ms")
        skills = (*desk_skills(desk), *writing_skills(desk))
        history = History()
        for said in ASKED:
            took = [_asked(said, skills, history) for _ in range(3)]
            figures[said] = round(1000 * max(took), 1)
            print(f"{said:60} {1000 * max(took):7.1f} ms, again {1000 * min(took):5.1f} ms")
    figures["requests"] = _understood()
    figures["import_ms"] = imported = _import_ms()
    print(f"{'importing the desk and its skills':50} {imported:7.1f} ms")
    return figures


def _understood() -> dict[str, dict[str, float]]:
    """Of each written set the shares that are right, asked instead, and acts that were not asked for."""
    if str(DESK_TESTS) not in sys.path:
        sys.path.insert(0, str(DESK_TESTS))
    corpus = importlib.import_module("corpus")
    told, every = {}, []
    print(
        f"{'requests':12} {'count':>6} {'right':>8} {'wrong act':>10} {'asked':>7} {'ms each':>8}"
    )
    for half in (*corpus.WRITTEN, *corpus.SEALED, "all"):
        with tempfile.TemporaryDirectory() as name:
            began = time.process_time()
            outcomes = every if half == "all" else corpus.score(half, Path(name))[0]
            each = 1000 * (time.process_time() - began) / len(outcomes)
        every = [*every, *outcomes]
        row = {
            "count": len(outcomes),
            "right": sum(one.right for one in outcomes) / len(outcomes),
            "wrong": sum(one.changed for one in outcomes) / len(outcomes),
            "asked": sum(not one.right and one.got.startswith("asks") for one in outcomes) / len(outcomes),
        }  # fmt: skip
        told[half] = {**row, "ms": round(each, 1)}
        print(
            f"{half:12} {row['count']:6} {row['right']:8.1%} {row['wrong']:10.1%} {row['asked']:7.1%} {each:8.1f}"
        )
    told |= _by_voice(corpus)
    return told


def _by_voice(corpus: ModuleType) -> dict[str, dict[str, float]]:
    """The forty that are also sounds, heard by the real recogniser; nothing where it is not on this computer."""
    try:
        model = Store(models_folder()).need("faster-whisper-base")
    except Trouble as trouble:
        print(f"by voice: {trouble}")
        return {}
    from assistant.hearing.whisper import Whisper

    whisper, told = Whisper(model), {}
    for voice in ("house", "espeak"):
        with tempfile.TemporaryDirectory() as name:
            desk, outcomes = corpus.furnished(Path(name)), []
            for number, case in enumerate(corpus.cases("spoken"), 1):
                found = whisper.recognise(
                    read_pcm(corpus.DATA / "spoken" / f"{voice}{number:02}.ogg")
                )
                heard = Heard(found.text, corpus.NOW, confidence=found.confidence)
                outcomes.append(corpus.tried(case, desk, heard))
        row = {
            "count": len(outcomes),
            "right": sum(one.right for one in outcomes) / len(outcomes),
            "wrong": sum(one.changed for one in outcomes) / len(outcomes),
        }
        told[f"by voice, {voice}"] = row
        print(
            f"by voice, {voice:8} {row['count']} requests, {row['right']:.1%} right, {row['wrong']:.1%} wrong acts"
        )
    return told


def _asked(said: str, skills: object, history: History) -> float:
    history.exchanges.append(Exchange(said, NOW))
    talk = Talk(DEFAULTS, history, Wording(persona.load(), random.Random(1)))

    async def answered() -> str:
        for skill in skills:  # type: ignore[attr-defined]
            reply = await skill.answer(Heard(said, NOW), talk)
            if reply is not None:
                return str(reply.text)
        return ""  # left to the talk

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
