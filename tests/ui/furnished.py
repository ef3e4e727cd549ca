"""What the pages hold after some weeks with her: letters, mail, tools, memories, a grown manner."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from window_fakes import AtOnce

from assistant.decisions.decision import Decision, Point, Step
from assistant.growth.account import Account, Course, Row
from assistant.inbox.found import Sorted, Triage, Waiting
from assistant.inbox.mail import Group
from assistant.inbox.sources import Form
from assistant.letters.view import Card, Opened, Table, Version
from assistant.memory.database import open_memory
from assistant.memory.extraction import found_in
from assistant.memory.store import MemoryStore
from assistant.taint import Untrusted
from assistant.tidying.proposing import By, Proposal
from assistant.tidying.records import Move
from assistant.tidying.view import Swept
from assistant.tools.offered import Server, Tool
from assistant.tools.shelf import Agreed
from assistant.tools.toolbox import Toolset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from window_fakes import FakeEngine

NOW = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)
TODAY = "2026-11-22"
LETTER = (
    "Dear Anna,\n\nThe garden is full of apples and I can't eat them all. Come on Thursday, and bring "
    "the big basket. I'll bake, if the oven lets me.\n\nLove,\nTheo"
)
TABLE = Table(
    (
        Card("anna", "Anna", "The garden is full of apples and I can't eat them all.",
             NOW.isoformat(), 3),
        Card("ben", "Ben", "Thank you for the guitar.", "2026-11-20T10:00:00+00:00", 1, True),
        Card("landlord", "Ms Okafor", "The heating in the kitchen has been cold since Monday.",
             "2026-11-14T10:00:00+00:00", 4),
    ),
    Opened(
        "anna", "Anna", LETTER, "Apples", "anna@example.org", 3,
        (Version(3, "I changed “Tuesday” to “Thursday”", NOW.isoformat()),
         Version(2, "dictated", NOW.isoformat()), Version(1, "began it", NOW.isoformat())),
    ),
    ("Letter to Anna.docx", "Letter to Ms Okafor.pdf"), "~/Documents/Letters",
    (
        Decision(
            "whether to move to Leeds or stay", ("move to Leeds", "stay"), ("time", "friends"),
            (Point(0, True, "a garden"), Point(0, False, "nobody I know"), Point(1, True, "Anna is near")),
            Step.DONE, ask_on="2026-12-22",
        ),
    ),
)  # fmt: skip


def others(*words: str) -> tuple[Untrusted, ...]:
    return tuple(map(Untrusted, words))


def _takes(*names: str) -> dict[str, object]:
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}


SENDERS = tuple((Untrusted(name), n) for name, n in (("Slow Baker", 14), ("Rail Pass", 9), ("Paper Shop", 3)))  # fmt: skip
MAIL = Triage(
    "~/Maildir",
    Form.MAILDIR,
    "",
    {
        Group.ANSWER: Sorted(("cur/1", "cur/2"), 20_000),
        Group.PEOPLE: Sorted(tuple(f"cur/p{n}" for n in range(31)), 400_000),
        Group.NEWSLETTERS: Sorted(tuple(f"cur/n{n}" for n in range(26)), 2_000_000, SENDERS),
        Group.DUPLICATES: Sorted(("cur/4", "cur/5"), 5_000, SENDERS[:1]),
    },
    (
        Waiting(*others("Mara Lindqvist", "Saturday, and whether you still have the ladder"), 1.7954e9),
        Waiting(*others("Dr. Weiss' practice", "Please confirm your appointment"), 1.7949e9),
    ),
)  # fmt: skip
FILES = Proposal(
    "~/Downloads",
    By.KIND,
    tuple(Move(f"IMG_{n}.jpg", f"Pictures/IMG_{n}.jpg") for n in range(4021, 4051)),
    4,
    (("Pictures", 30),),
)
SWEPT = Swept(MAIL, (Group.NEWSLETTERS,), FILES, looks=2, told="I looked through 61 mails.")
TOOLS = Toolset(
    (Agreed(Server("time", ("mcp-server-time",)),
            (Tool("get_current_time", "Get current time in a specific timezone", _takes("timezone")),
             Tool("convert_time", "Convert time between timezones", _takes("time", "target"))),
            "a" * 64),),
    Agreed(Server("house", url="https://house.example/mcp"),
           (Tool("lamp", "Switches a lamp on or off.", _takes("room", "on")),), "b" * 64),
    answered=("time: get_current_time", Untrusted('{"timezone": "Asia/Tokyo", "time": "00:05"}')),
)  # fmt: skip
GROWN = Account(
    (
        Row(4, "yesterday", "briefer", "you said: “be shorter in the morning”", True),
        Row(3, "on 17 November", "lighter", "something she said made you laugh three times", True),
        Row(2, "on 14 November", "faster, from 100 to 105 per cent", "you said: “a bit faster”", True),
        Row(1, "on 12 November", "asking more", "you answered her questions at length five times", False),
    ),
    (
        Course("talkativeness", "briefer", -2, 2, 0, (("2026-11-12", -1), ("2026-11-14", -2), ("2026-11-20", -1))),
        Course("humour", "lighter", -2, 2, 0, (("2026-11-17", 1),)),
        Course("directness", "as at first", -2, 2, 0, ()),
        Course("questions", "asking more", -2, 2, 0, (("2026-11-12", 1),)),
        Course("formality", "as at first", -2, 2, 0, ()),
        Course("pace", "faster", 60, 160, 100, (("2026-11-14", 105),)),
        Course("nicknames", "as at first", -2, 2, 0, ()),
    ),
    today=TODAY, as_at_first=False, not_here=("sad", "tired"),
)  # fmt: skip
FRESH = Account((), tuple(Course(c.trait, "as at first", c.low, c.high, c.begin, ()) for c in GROWN.courses), today=TODAY)  # fmt: skip
TOLD = (
    "My sister is called Anna.", "My brother is called Ben.", "My friend is called Mara.",
    "My mother is called Ruth.", "I live in Bristol.", "I hate mushrooms.", "I play the guitar.",
)  # fmt: skip


@contextmanager
def furnished(engine: FakeEngine, folder: Path, *, told: tuple[str, ...] = TOLD) -> Iterator[None]:
    """Everything is there; with nothing `told` all is as on the first day."""
    if told:
        engine.table, engine.sweep, engine.tools, engine.grown = TABLE, SWEPT, TOOLS, GROWN
    else:
        engine.grown = FRESH
    profile = folder / "profile"
    kept = MemoryStore(open_memory(profile, lambda: NOW).connection)
    for days, said in enumerate(told):
        at = NOW - timedelta(days=3 * days)
        kept.keep_turn(at, said, found_in(said, at.date()))
    engine.diary = AtOnce(profile, kept)
    try:
        yield
    finally:
        kept.close()
