"""A turn takes hardly more work after months than on the first day: steps are counted, no time is measured."""

from __future__ import annotations

import datetime as dt
import random
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulated_hours import BEGAN, KIN, NAMES, PLACES, Talk, lived

from assistant import events as e
from assistant import wiring
from assistant.desk.journal import JOURNAL_FILE
from assistant.desk.lines import Lines
from assistant.desk.reminders import Kind, Reminder, as_record
from assistant.dialogue.history import MOST_EXCHANGES
from assistant.growth import ledger
from assistant.growth.book import open_book
from assistant.growth.manner import Trait
from assistant.memory.database import open_memory
from assistant.memory.kept import Found
from assistant.memory.store import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    import pytest

    from assistant.wiring import Companion

OURS = str(Path(__file__).resolve().parent.parent.parent / "assistant")
TURNS, MEMORIES, SET, CHANGES, EVENTS, ITEMS = 800, 400, 150, 150, 100, 200
MOST_MORE = 2.5  # times the steps of the first day; 1.5 here, 4 when answers kept all of a talk
LINES = (
    "What time is it?", "I had a long day at work.", "Where does my sister live?",
    "Set a timer for ten minutes.",
)  # fmt: skip


@dataclass
class Steps:
    """Counts the calls our code makes, in every thread that begins under it."""

    on: bool = False
    made: int = 0

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        if self.on and event in {"call", "c_call"} and frame.f_code.co_filename.startswith(OURS):
            self.made += 1

    @contextmanager
    def counting(self) -> Iterator[None]:
        threading.setprofile(self)
        sys.setprofile(self)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)


def test_a_turn_takes_hardly_more_steps_after_months_than_on_the_first_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = {}
    for name in ("first", "months"):
        folder = tmp_path / name
        (folder / "profile").mkdir(parents=True)
        if name == "months":
            months(folder / "profile")
        with monkeypatch.context() as patch:
            steps[name] = worked(folder, patch, long_talk=name == "months")
    with capsys.disabled():
        print(f"\nsteps of {len(LINES)} turns: {steps}")
    assert steps["first"] > 1000
    assert steps["months"] < MOST_MORE * steps["first"]


def worked(folder: Path, monkeypatch: pytest.MonkeyPatch, *, long_talk: bool) -> int:
    """The steps of LINES once all is read that they need."""
    scene, steps = Talk(0, random.Random(1), lambda _hour: None), Steps()

    async def run(companion: Companion) -> None:
        async with scene.awake(companion):
            companion.conversation.inbox.put_nowait(e.Mute(on=True))  # only what is typed counts
            for line in LINES:
                await exchange(scene, companion, line)
            if long_talk:
                talked_long(companion)
                await exchange(scene, companion, LINES[0])  # what is new in it is looked at once
            steps.on = True
            for line in LINES:
                await exchange(scene, companion, line)
            steps.on = False

    monkeypatch.setattr(wiring, "Random", lambda: random.Random(1))
    with steps.counting():
        lived(folder, monkeypatch, scene.tell, run)
    assert not scene.troubles
    return steps.made


async def exchange(scene: Talk, companion: Companion, line: str) -> None:
    await scene.until(lambda: not scene.state.replying, "her last word")
    companion.sound.forget()
    before = scene.facts["ReplyEnded"]
    companion.conversation.inbox.put_nowait(e.Say(line))
    await scene.until(lambda: scene.facts["ReplyEnded"] > before, "an answer")
    await companion.keeping.diary.settled()


def talked_long(companion: Companion) -> None:
    """As many exchanges as a talk keeps, each known to the memory."""
    exchanges = companion.dialogue.history.exchanges
    for number in range(MOST_EXCHANGES):
        one = replace(exchanges[-len(LINES)], pending=None)
        exchanges.append(one)
        companion.keeping.diary._turns.begin(one).append(1 + number)


# --- months ----------------------------------------------------------------------------------


def months(profile: Path) -> None:
    """What somebody has told her and asked of her who talks much."""
    remembered(profile)
    Lines(profile / "reminders.jsonl").replace({"set": as_record(one)} for one in reminders())
    Lines(profile / JOURNAL_FILE).replace(undoable())
    changed(profile)
    events = "".join(map(event, range(EVENTS)))
    (profile / "calendar").mkdir()
    (profile / "calendar" / "calendar.ics").write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n", newline=""
    )
    (profile / "lists").mkdir()
    items = "".join(f"- [ ] thing {number}\n" for number in range(ITEMS))
    (profile / "lists" / "shopping.md").write_text(f"# Shopping\n\n{items}")


def remembered(profile: Path) -> None:
    store = MemoryStore(open_memory(profile, lambda: BEGAN).connection)
    with store.changing():
        for number in range(TURNS):
            at = BEGAN - dt.timedelta(hours=TURNS - number)
            name, kin = NAMES[number % len(NAMES)], KIN[number % 7 % len(KIN)]
            said = f"My {kin} {name} had a long day at work in {PLACES[number % len(PLACES)]}, number {number}."
            turn = store._insert_turn(at, said)
            if number < MEMORIES:
                value = f"{PLACES[number % len(PLACES)]} and tea number {number}"
                store.put(Found(kin, "likes", value, f"your {kin} {name} likes {value}", said, name=name), at, turn)  # fmt: skip
    store.close()


def reminders() -> Iterator[Reminder]:
    for number in range(SET):
        due = BEGAN + dt.timedelta(days=1 + number)
        kind = Kind.TIMER if number % 2 else Kind.REMINDER
        at = due if kind is Kind.TIMER else due.replace(tzinfo=None)
        yield Reminder(str(number + 1), kind, f"thing {number}", at)


def undoable() -> Iterator[dict[str, Any]]:
    for number in range(100):
        act = {"name": "list_add", "arguments": {"list": "shopping", "item": f"thing {number}"}}
        yield {"number": number + 1, "act": act, "undo": act, "words": f"adding thing {number}"}


def changed(profile: Path) -> None:
    """She was asked now to speak faster, now slower."""
    book = open_book(profile)

    def wished(one: ledger.Ledger, number: int) -> ledger.Ledger:
        at = BEGAN - dt.timedelta(days=CHANGES - number)
        return ledger.wished(one, Trait.PACE, 100 + 10 * (number % 2), at)

    assert book.change(lambda one: reduce(wished, range(CHANGES), one))


def event(number: int) -> str:
    day = BEGAN + dt.timedelta(days=number)
    rule = "RRULE:FREQ=WEEKLY\r\n" if number % 30 == 0 else ""
    return (
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:{day:%Y%m%d}T120000\r\nDTEND:{day:%Y%m%d}T130000\r\n"
        f"SUMMARY:Thing {number}\r\n{rule}END:VEVENT\r\n"
    )
