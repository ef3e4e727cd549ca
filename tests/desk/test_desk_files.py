"""Lists, notes and calendars are plain files: edited by hand, read again, nothing foreign touched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from assistant.desk.calendar import Calendar, moved, new_event
from assistant.desk.deeds import Tier
from assistant.desk.desk import Desk, desk_in
from assistant.desk.icsfile import IcsFile
from assistant.desk.lists import Item, Lists
from assistant.desk.notes import Notes
from assistant.errors import Trouble
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 22, 15, 5, tzinfo=BERLIN)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_in(tmp_path, BERLIN)


# --- lists ---------------------------------------------------------------------------------

BY_HAND = "# Groceries\r\nfor the party\r\n\r\n* milk\r\n- [x] eggs\r\n  - [ ] brown ones (due 2026-12-01)\r\n"


def test_a_list_written_by_hand_is_kept_as_it_is(tmp_path: Path) -> None:
    lists = Lists(tmp_path)
    lists.path("shopping").write_bytes(BY_HAND.encode())
    assert lists.items("shopping") == (
        Item("milk"), Item("eggs", done=True), Item("brown ones", due=dt.date(2026, 12, 1)),
    )  # fmt: skip
    lists.add("shopping", ["tea"])
    lists.tick("shopping", ["MILK"], done=True)
    expected = BY_HAND.replace("* milk", "* [x] milk") + "- [ ] tea\r\n"
    assert lists.path("shopping").read_bytes().decode() == expected


def test_what_was_changed_by_hand_in_between_stays_when_adding_is_undone(desk: Desk) -> None:
    desk.deeds.perform(Act("list_add", {"list": "shopping", "items": "milk\ntea"}))
    path = desk.lists.path("shopping")
    path.write_text(path.read_text() + "- [ ] by hand\n")
    desk.deeds.perform(Act("undo"))
    assert desk.lists.items("shopping") == (Item("by hand"),)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b", "C:\\x", "-", ".hidden"])
def test_a_name_does_not_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    lists = Lists(tmp_path / "lists")
    try:
        path = lists.path(name)
    except Trouble:
        return
    assert path.resolve().parent == (tmp_path / "lists").resolve()


def test_a_note_s_name_does_not_lead_out_either(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    for name in ("../x.md", "/etc/x.md", "a/../../x.md"):
        with pytest.raises(Trouble):
            notes.write(name, "text")
    assert "/" not in notes.name_for("../../etc/passwd and more", NOW)


def test_notes_are_found_by_their_rarer_words(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    for number, text in enumerate(
        ("The boiler man is Tom", "Tom likes tea", "Tom owes me tea", "Buy a boiler")
    ):
        notes.write(notes.name_for(text, NOW + dt.timedelta(minutes=number)), text)
    assert notes.find("tom and the boiler")[0].text == "The boiler man is Tom"
    assert notes.find("elephants") == []
    assert notes.all()[0].text == "Buy a boiler"


# --- calendars -----------------------------------------------------------------------------

FOREIGN = (
    'BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Zu Hause\nX-ODD;P="a;b":v\\,w\n'
    "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nEND:VTIMEZONE\n"
    "BEGIN:VEVENT\nUID:one\nDTSTART;TZID=Europe/Berlin:20261124T100000\nDURATION:PT1H\n"
    "SUMMARY:Dentist with a very long name that has been folded by another program a\n nd goes on\n"
    "X-KEEP:\u00fc\u00f6\u00e4\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:two\nDTSTART:20261124T080000Z\nDTEND:20261124T083000Z\nSUMMARY:Standup\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    "BEGIN:VTODO\nUID:three\nSUMMARY:not an event\nEND:VTODO\nEND:VCALENDAR\n"
)  # fmt: skip


@pytest.fixture
def calendar(desk: Desk, tmp_path: Path) -> Calendar:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / "home.ics").write_bytes(FOREIGN.encode())
    return desk.calendar


def day(calendar: Calendar, number: int) -> list[tuple[str, str]]:
    found = calendar.day(dt.date(2026, 11, 22) + dt.timedelta(number))
    return [(f"{one.start:%H:%M}-{one.end:%H:%M}", one.summary[:7]) for one in found]


def test_what_is_on_a_day_in_the_time_of_this_place(calendar: Calendar) -> None:
    assert day(calendar, 2) == [("09:00-09:30", "Standup"), ("10:00-11:00", "Dentist")]
    assert day(calendar, 9) == [("09:00-09:30", "Standup")]
    assert day(calendar, 1) == []


def test_moving_touches_only_the_two_lines_of_time(calendar: Calendar, desk: Desk) -> None:
    file = calendar.file("home.ics")
    at = dt.datetime(2026, 11, 26, 16)  # noqa: DTZ001 - wall time
    text = moved(file.raw_of("one").decode(), at, at + dt.timedelta(hours=1), BERLIN)
    act = {"file": "home.ics", "uid": "one", "text": text, "summary": "Dentist"}
    desk.deeds.perform(Act("event_move", act))
    assert day(calendar, 4) == [("16:00-17:00", "Dentist")]
    after = file.path.read_text().splitlines()
    before = FOREIGN.splitlines()
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert gone == ["DTSTART;TZID=Europe/Berlin:20261124T100000", "DURATION:PT1H"]
    assert new == ["DTSTART;TZID=Europe/Berlin:20261126T160000", "DTEND;TZID=Europe/Berlin:20261126T170000"]  # fmt: skip
    desk.deeds.perform(Act("undo"))
    assert file.path.read_bytes() == FOREIGN.encode()


def test_adding_and_undoing_leaves_the_file_byte_for_byte(calendar: Calendar, desk: Desk) -> None:
    at = dt.datetime(2026, 11, 23, 9)  # noqa: DTZ001 - wall time
    uid, text = new_event("Tea; with, commas", at, at + dt.timedelta(hours=1), NOW)
    act = {"file": calendar.own().path.name, "uid": uid, "text": text, "summary": "tea"}
    desk.deeds.perform(Act("event_add", act))
    assert day(calendar, 1) == [("09:00-10:00", "Tea; wi")]
    desk.deeds.perform(Act("undo"))
    assert (calendar.file("home.ics").path).read_bytes() == FOREIGN.encode()


def test_a_calendar_that_makes_no_sense_does_not_hide_the_others(
    calendar: Calendar, tmp_path: Path
) -> None:
    (tmp_path / "calendar" / "bad.ics").write_bytes(
        b"BEGIN:VEVENT\nUID:x\nDTSTART:nonsense\nRRULE:FREQ=OFTEN\nEND:VEVENT\n\xff\xfe"
    )
    (tmp_path / "calendar" / "empty.ics").write_bytes(b"")
    assert ("10:00-11:00", "Dentist") in day(calendar, 2)


def test_a_file_changed_by_another_program_is_read_again(calendar: Calendar) -> None:
    assert len(day(calendar, 2)) == 2
    path = calendar.file("home.ics").path
    path.write_bytes(FOREIGN.replace("SUMMARY:Standup", "SUMMARY:Planning").encode())
    assert day(calendar, 2)[0] == ("09:00-09:30", "Plannin")


def test_twenty_years_are_not_read_for_one_day(desk: Desk, tmp_path: Path) -> None:
    days = (dt.date(2007, 1, 1) + dt.timedelta(n) for n in range(20 * 365))
    events = "".join(
        f"BEGIN:VEVENT\nUID:e{d}\nDTSTART:{d:%Y%m%d}T090000\nDTEND:{d:%Y%m%d}T100000\nSUMMARY:x\nEND:VEVENT\n"
        for d in days
    )
    (tmp_path / "calendar").mkdir()
    path = tmp_path / "calendar" / "long.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n")
    assert len(desk.calendar.day(dt.date(2026, 11, 22))) == 1
    assert len(desk.calendar._single) <= 4  # only what lies near that day was understood
    file = desk.calendar.file("long.ics")
    before = file.blocks()
    assert file.blocks() is before
    path.write_text(path.read_text().replace("SUMMARY:x", "SUMMARY:y", 1))
    assert [a is b for a, b in zip(before, file.blocks(), strict=True)].count(False) == 1


def test_a_file_that_is_no_calendar_is_not_written_to(tmp_path: Path) -> None:
    file = IcsFile(tmp_path / "x.ics")
    file.path.write_bytes(b"hello")
    with pytest.raises(Trouble):
        file.put("a", b"BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n")
    assert file.path.read_bytes() == b"hello"


def test_what_has_no_name_of_its_own_is_not_changed_with_all_that_have_none(tmp_path: Path) -> None:
    file, event = IcsFile(tmp_path / "x.ics"), b"BEGIN:VEVENT\r\nSUMMARY:%s\r\nEND:VEVENT\r\n"
    was = b"BEGIN:VCALENDAR\r\n" + event % b"Dentist" + event % b"Choir" + b"END:VCALENDAR\r\n"
    file.path.write_bytes(was)
    with pytest.raises(Trouble):
        file.put("", b"")
    assert file.path.read_bytes() == was


# --- every act -----------------------------------------------------------------------------


def test_every_act_that_destroys_needs_a_yes(desk: Desk) -> None:
    confirmed = {name for name, tier in desk.deeds.known.items() if tier is Tier.CONFIRMED}
    assert {"list_delete", "list_clear", "note_delete", "reminder_series_drop", "reminders_clear", "event_series_drop"} <= confirmed  # fmt: skip
    destroying = {name for name in desk.deeds.known if name.endswith(("_delete", "_clear"))}
    assert destroying <= confirmed
