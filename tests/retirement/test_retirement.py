"""Ending for good: everything comes out and back in equal, the letter is clean, and not a byte stays."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import random
import re
import time
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli import retire
from assistant.desk.deeds import Tier
from assistant.desk.desk import REMINDERS_FILE, desk_in
from assistant.desk.lines import Lines
from assistant.desk.reminders import Kind, Reminder, Reminders
from assistant.dialogue import guard, persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.dialogue.text import sentences
from assistant.errors import Trouble
from assistant.letters.letter import Letter
from assistant.letters.shelf import Shelf
from assistant.memory import backups, importing
from assistant.memory.database import open_memory
from assistant.memory.diary import Diary
from assistant.memory.kept import Kind as Told
from assistant.memory.kept import Memory, Person
from assistant.memory.store import MemoryStore
from assistant.ports import Act, Clause, Heard
from assistant.profile import MARKER, prepare
from assistant.retirement.asked import Retiring, deed, place
from assistant.retirement.calendar_file import ics
from assistant.retirement.ending import PROOF, end
from assistant.retirement.erasing import erase, foreign, holding
from assistant.retirement.handover import CONTENTS, LETTER, hand_over, whole
from assistant.retirement.letter import Past, letter, people_to_call
from assistant.settings import Settings, SettingsFile

NINE, SEVEN = map(dt.datetime.fromisoformat, ("2026-11-24T09:00", "2026-11-24T07:00"))
FIRST, LAST = map(dt.datetime.fromisoformat, ("1990-01-01", "2100-01-01"))
NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
SAID = [
    "My sister Anna lives in Quibberton.", "My brother is a zinkografer.", "I love marzipanello.",
    "My father died last year.", "My friend Tom has a dog called Rex.", "I moved to Plumstedt.",
]  # fmt: skip
NEEDLES = [b"Quibberton", b"zinkografer", b"marzipanello", b"Plumstedt", b"Wendeltreppe", b"Anna"]


def clock() -> dt.datetime:
    return NOON


class Exchange:
    def __init__(self, heard: str) -> None:
        self.heard, self.at, self.said, self.private = heard, NOON, "I see. Go on.", False
        self.voices = (("Conrad", 2), ("OS1", 2))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that has been lived in."""
    folder = prepare(tmp_path / "profile")
    settings = SettingsFile.load(folder)
    settings.change("her_name", "Ida")
    settings.change("your_name", "Wendeltreppe")
    settings.change("close_to", "Anna")
    asyncio.run(lived_in(folder, settings))
    Reminders(Lines(folder / REMINDERS_FILE)).put(
        Reminder("1", Kind.REMINDER, "water the marzipanello, twice", NINE)
    )
    Reminders(Lines(folder / REMINDERS_FILE)).put(
        Reminder("2", Kind.ALARM, "", SEVEN, "FREQ=DAILY")
    )
    desk = desk_in(folder)
    desk.deeds.perform(Act("list_add", {"list": "shopping", "items": "marzipanello"}))
    shelf = Shelf(folder / "letters")
    draft = Letter("Anna", "Dear Anna,", (("Come to Plumstedt.",),), "Yours,", "Wendeltreppe")
    shelf.revise("2026-11-22-anna", draft, "begun", NOON)
    return folder


async def lived_in(folder: Path, settings: SettingsFile) -> None:
    diary = Diary(folder, lambda: settings.now, clock)
    await diary.open()
    for heard in SAID:
        diary.keep(Exchange(heard))
    await diary.settled()
    await diary.look(
        lambda store: backups.back_up(store.connection, backups.folder_of(folder), NOON)
    )
    await diary.close()


def kept_in(folder: Path) -> tuple[object, ...]:
    store = MemoryStore(open_memory(folder, clock).connection)
    try:
        return (
            sorted((one.words, one.about, one.relation, one.at, one.quote) for one in store.all()),
            [(one.at, one.heard, one.parts) for one in store.turns_between("", "~")],
            sorted((one.relation, one.name) for one in store.people()),
        )
    finally:
        store.close()


def test_the_export_comes_back_equal_in_another_profile(profile: Path, tmp_path: Path) -> None:
    handed = hand_over(profile, tmp_path / "out", clock)
    other = prepare(tmp_path / "other")
    store = MemoryStore(open_memory(other, clock).connection)
    importing.take_in(store, importing.read(store, handed.folder / "memory.jsonl"), other, NOON)
    store.close()
    assert kept_in(other) == kept_in(profile)
    assert (handed.turns, handed.reminders, handed.letters) == (len(SAID), 2, 1)


def test_everything_else_is_there_in_open_forms(profile: Path, tmp_path: Path) -> None:
    out = hand_over(profile, tmp_path / "out", clock).folder
    events = icalendar.Calendar.from_ical((out / "reminders.ics").read_bytes()).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in events] == ["water the marzipanello, twice", "Alarm"]
    assert [one.decoded("DTSTART") for one in events] == [
        NINE, SEVEN,
    ]  # fmt: skip
    assert events[1]["RRULE"]["FREQ"] == ["DAILY"]
    assert "Come to Plumstedt." in (out / "letters" / "2026-11-22-anna.txt").read_text()
    assert (out / "letters" / "2026-11-22-anna.docx").read_bytes().startswith(b"PK")
    same = {path.relative_to(profile) for path in profile.rglob("*.*") if path.is_file()}
    for name in ("settings.toml", "reminders.jsonl"):
        assert Path(name) in same
        assert (out / "originals" / name).read_bytes() == (profile / name).read_bytes()
    assert whole(out)


def test_erasing_leaves_not_a_byte_of_the_person(profile: Path, tmp_path: Path) -> None:
    assert holding(tmp_path, NEEDLES), "the search finds what is there"
    told = end(profile, clock, tmp_path / "out")
    assert "0 files and 0 bytes of yours are left" in told
    assert not profile.exists()
    assert not backups.folder_of(profile).exists()
    outside = [name for name in holding(tmp_path, NEEDLES) if not name.startswith("out")]
    assert not outside
    assert "0 bytes" in (tmp_path / "out" / PROOF).read_text()
    assert (tmp_path / "out" / LETTER).read_text() in told


def test_what_is_erased_is_written_over_first(profile: Path) -> None:
    """A second name of the same file shows what became of its bytes."""
    twin = profile.parent / "twin"
    os.link(profile / REMINDERS_FILE, twin)
    erase(profile)
    assert twin.read_bytes() == b""


@pytest.mark.parametrize("broken", ["memory.jsonl", LETTER, "originals/settings.toml"])
def test_a_hand_over_that_is_not_whole_erases_nothing(
    profile: Path, tmp_path: Path, broken: str
) -> None:
    from assistant.retirement import ending

    out = hand_over(profile, tmp_path / "out", clock).folder
    (out / broken).write_text("half", "utf-8")
    with pytest.raises(Trouble, match="not whole"):
        ending.erased(profile, out)
    assert kept_in(profile)[0]


@pytest.mark.parametrize("contents", ["", "[]", "{}", "nonsense"])
def test_a_list_of_contents_that_is_none_is_not_whole(tmp_path: Path, contents: str) -> None:
    (tmp_path / CONTENTS).write_text(contents)
    assert not whole(tmp_path)


def test_it_never_writes_over_a_folder_or_into_the_profile(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for folder in (tmp_path / "mine", profile / "out"):
        with pytest.raises(Trouble):
            hand_over(profile, folder, clock)
    assert place(profile, None, "2026-11-22") != place(profile, tmp_path / "mine")


def test_what_was_in_the_folder_before_her_stays(tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "thesis.odt").write_text("years of work")
    (folder / "photos").mkdir()
    long_ago = time.time() - 1_000_000
    for name in ("thesis.odt", "photos"):
        os.utime(folder / name, (long_ago, long_ago))
    prepare(folder)
    SettingsFile.load(folder).change("your_name", "Wendeltreppe")
    (folder / "later.odt").write_text("written since")
    assert foreign(folder) == {"thesis.odt", "photos", "later.odt"}
    gone = erase(folder)
    assert gone.stays == ("later.odt", "photos", "thesis.odt")
    assert not gone.left
    assert (folder / "thesis.odt").read_text() == "years of work"
    assert not holding(folder, [b"Wendeltreppe"])


def test_a_folder_that_is_no_profile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Trouble, match="no profile"):
        erase(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "link"
    prepare(tmp_path / "elsewhere")
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Trouble, match="no profile"):
        erase(link)
    assert (tmp_path / "elsewhere" / MARKER).exists()


def test_a_link_in_the_profile_is_taken_out_and_not_followed(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"purr")
    (profile / "notes").mkdir(exist_ok=True)
    (profile / "notes" / "photos").symlink_to(tmp_path / "photos")
    assert not erase(profile).left
    assert (tmp_path / "photos" / "cat.jpg").read_bytes() == b"purr"


# --- her letter ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "past",
    [
        Past("OS1", "", None, 0, 0, ()),
        Past("Ida", "Wendel", dt.date(2026, 11, 1), 1, 1, ("Anna",)),
        Past("Ida", "Wendel", dt.date(2024, 5, 3), 400, 2000, ("Anna", "your brother")),
    ],
    ids=["nothing yet", "a day", "years"],
)
def test_the_letter_is_short_true_and_without_a_hook(past: Past) -> None:
    text = letter(past, dt.date(2026, 11, 22))
    body = " ".join(text.split("\n\n")[1:-1])
    assert len(text.split()) < 150
    assert "?" not in text
    assert "software" in text
    assert re.search("A call (?:to one of them )?would be a good next thing", body)
    assert all(name in text for name in past.people)
    for sentence in sentences(body):
        assert not guard.objection(sentence), sentence
    assert not re.search(
        r"(?i)\b(?:miss|lonely|sad|love you|wait|come back|stay|alone|forget me|sorry)\b", text
    )


def somebody(number: int, relation: str, name: str, words: str) -> tuple[Person, Memory]:
    memory = Memory(number, name or relation, "has", "x", words, words, NOON.isoformat(), Told.TOLD, 1.0, person=number)  # fmt: skip
    return Person(number, relation, name), memory


def test_it_names_nobody_who_is_dead_or_does_harm_and_no_animal() -> None:
    pairs = [
        somebody(1, "father", "", "your father died last year"),
        somebody(2, "husband", "Ben", "Ben hits you"),
        somebody(3, "dog", "Rex", "your dog is called Rex"),
        somebody(4, "sister", "Anna", "Anna lives in York"),
        somebody(5, "brother", "", "your brother is a baker"),
        somebody(6, "friend", "Tom", "Tom has a boat"),
    ]
    people, memories = zip(*pairs, strict=True)
    assert people_to_call(people, memories) == ("Anna", "your brother")
    assert people_to_call(people, memories, ["Tom", "Ben"]) == ("Tom", "Anna")
    assert people_to_call((), ()) == ()


@given(st.text(max_size=300), st.datetimes(FIRST, LAST))
def test_any_words_of_a_reminder_come_out_as_a_calendar(words: str, due: dt.datetime) -> None:
    made = ics([Reminder("1", Kind.REMINDER, words, due.replace(microsecond=0))], NOON)
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert event.decoded("DTSTART") == due.replace(microsecond=0)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))


# --- who says yes --------------------------------------------------------------------------


def test_in_the_window_it_waits_for_a_yes_on_the_screen(profile: Path) -> None:
    left: list[bool] = []
    retiring = Retiring()
    desk = desk_in(profile)
    desk.deeds.learn("retire", deed(retiring, profile, lambda: left.append(True)))
    assert desk.deeds.known["retire"] is Tier.CONFIRMED
    desk.deeds.perform(Act("retire"))
    assert desk.deeds.waiting is not None
    assert "can't be undone" in desk.deeds.waiting.words
    desk.deeds.answer(desk.deeds.waiting.number, yes=False)
    assert not retiring.agreed
    desk.deeds.perform(Act("retire"))
    assert desk.deeds.waiting is not None
    desk.deeds.answer(desk.deeds.waiting.number, yes=True)
    assert retiring.agreed
    assert left == [True]
    assert kept_in(profile)[0], "nothing is erased while she is still open"


class Args:
    def __init__(self, profile: Path, to: Path, *, yes: bool) -> None:
        self.profile, self.to, self.yes = profile, to, yes


def test_by_hand_without_a_terminal_nothing_is_erased(
    profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert retire.run(Args(profile, tmp_path / "out", yes=False)) == 0  # type: ignore[arg-type]
    assert "Nothing was erased." in capsys.readouterr().err
    assert (tmp_path / "out" / LETTER).is_file()
    assert kept_in(profile)[0]
    assert retire.run(Args(profile, tmp_path / "again", yes=True)) == 0  # type: ignore[arg-type]
    assert "0 files and 0 bytes" in capsys.readouterr().out
    assert not (profile / "memory.sqlite").exists()


def test_contents_name_every_file(profile: Path, tmp_path: Path) -> None:
    out = hand_over(profile, tmp_path / "out", clock).folder
    listed = set(json.loads((out / CONTENTS).read_text()))
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert there - listed == {CONTENTS}


@pytest.mark.parametrize(
    "asked",
    [
        "I want to retire you.", "Can you delete yourself?", "Please erase yourself.", "Retire.",
        "I don't want to use you any more.", "I want to uninstall you", "Delete yourself and everything you know about me",
    ],
)  # fmt: skip
def test_asked_in_words_she_says_what_it_means_and_asks_once(asked: str) -> None:
    talk = Talking()
    said, acts = talk(asked)
    assert said.startswith("Do you mean me, the program?")
    assert said.count("?") == 1
    assert not acts
    said, acts = talk("Yes, you.")
    assert [act.name for act in acts] == ["retire"]
    assert "Nothing is erased before you say yes there" in said


@pytest.mark.parametrize(
    "said",
    [
        "I want to retire next year.", "My father retired last week.", "Delete the shopping list.",
        "I want to retire.", "Goodbye.", "I don't need you to do that.", "Erase that.",
    ],
)  # fmt: skip
def test_what_is_not_about_her_ends_nothing(said: str) -> None:
    assert "the program?" not in Talking()(said)[0]


def test_no_is_no() -> None:
    talk = Talking()
    talk("I want to retire you.")
    assert "retire" not in [act.name for act in talk("No, leave it.")[1]]


class Talking:
    def __init__(self) -> None:
        settings = Settings(her_name="Ida")  # type: ignore[call-arg]
        self.manager = Manager(
            persona.load(), settings, Scripted(), all_skills(), clock, random.Random(1)
        )

    def __call__(self, text: str) -> tuple[str, list[Act]]:
        async def all_of_them() -> list[Clause]:
            return [clause async for clause in self.manager.answer(Heard(text, NOON))]

        clauses = asyncio.run(all_of_them())
        said = " ".join(clause.text for clause in clauses)
        self.manager.was_said(said)
        return said, [clause.act for clause in clauses if clause.act]
