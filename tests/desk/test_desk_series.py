"""What comes round in the calendar: entered by voice, one day of it or all of it moved and cancelled, and undone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import corpus
import pytest
from desktalking import Talking

from assistant.desk.calendar import answering
from assistant.desk.icsfile import blocks_in
from assistant.desk.series import from_later, moved_all
from assistant.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = "calendar/calendar.ics"


@pytest.fixture
def talk(tmp_path: Path) -> Talking:
    return Talking(corpus.furnished(tmp_path))


def on(talk: Talking, *days: int) -> list[str]:
    """What is on these days of November 2026, and of December counting on."""
    first = dt.date(2026, 11, 1)
    found = [talk.desk.calendar.day(first + dt.timedelta(day - 1)) for day in days]
    return [", ".join(f"{one.summary} {one.start:%H:%M}" for one in ones) for ones in found]


@pytest.mark.parametrize(
    ("said", "told", "rule"),
    [
        ("add choir to my calendar every thursday at six pm", "Choir, every Thursday at six o'clock in the evening, first on Thursday 26 November.", "FREQ=WEEKLY;BYDAY=TH"),
        ("put yoga in my calendar every other tuesday at seven pm until march", "Yoga, every other Tuesday until 1 March at seven o'clock in the evening, first on Tuesday 24 November.", "FREQ=WEEKLY;UNTIL=20270301T235959;INTERVAL=2;BYDAY=TU"),
        ("schedule a meeting with Bob on the first monday of every month at nine am", "Meeting with Bob, on the first Monday of each month at nine o'clock in the morning, first on Monday 7 December.", "FREQ=MONTHLY;BYDAY=1MO"),
        ("add a run to my calendar on weekdays at half past six am", "Run, on weekdays at half past six in the morning, first tomorrow, Monday 23 November.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ],
)  # fmt: skip
def test_what_comes_round_is_entered_and_read_back(
    talk: Talking, tmp_path: Path, said: str, told: str, rule: str
) -> None:
    before = (tmp_path / CALENDAR).read_bytes()
    assert talk(said) == told
    assert f"RRULE:{rule}" in (tmp_path / CALENDAR).read_text()
    talk("undo that")
    assert (tmp_path / CALENDAR).read_bytes() == before


def test_an_hour_that_may_be_two_is_asked(talk: Talking) -> None:
    assert talk("every thursday at six choir put that in my calendar").endswith("evening?")
    assert talk("in the evening").startswith("Choir, every Thursday at six o'clock in the evening")


def test_one_day_is_moved_and_the_others_stay(talk: Talking, tmp_path: Path) -> None:
    before = (tmp_path / CALENDAR).read_bytes()
    asked = talk("move the team meeting to ten am")
    assert asked == "Team meeting comes round. Just the one on Wednesday 25 November at half past nine in the morning, or all of them?"  # fmt: skip
    assert talk("just this one") == "Team meeting is now on Wednesday 25 November at ten o'clock in the morning."  # fmt: skip
    assert on(talk, 18, 25, 32) == ["Team meeting 09:30", "Team meeting 10:00", "Team meeting 09:30"]  # fmt: skip
    talk("move the team meeting on wednesday to four pm")  # the one that stands elsewhere already
    assert on(talk, 25, 32) == ["Team meeting 16:00", "Team meeting 09:30"]
    assert talk("cancel the team meeting on wednesday").endswith("is left out. The others stay.")
    assert on(talk, 18, 25, 32) == ["Team meeting 09:30", "", "Team meeting 09:30"]
    for _ in range(3):
        talk("undo that")
    assert (tmp_path / CALENDAR).read_bytes() == before


def test_all_of_it_is_moved_with_what_was_left_out(talk: Talking, tmp_path: Path) -> None:
    talk("cancel the team meeting on wednesday")
    before = (tmp_path / CALENDAR).read_bytes()
    talk("make the team meeting an hour later")
    assert (
        talk("all of them")
        == "All of Team meeting moves, first on Wednesday 2 December at half past ten in the morning."
    )
    assert on(talk, 25, 32, 39) == ["", "Team meeting 10:30", "Team meeting 10:30"]
    talk("move all team meetings to thursday at ten am")
    assert on(talk, 26, 32, 33, 40) == ["", "", "Team meeting 10:00", "Team meeting 10:00"]
    talk("undo that")
    talk("undo that")
    assert (tmp_path / CALENDAR).read_bytes() == before


@pytest.mark.parametrize("answer", ["never mind", "no", "what's the weather like"])
def test_without_an_answer_nothing_is_moved(talk: Talking, tmp_path: Path, answer: str) -> None:
    before = (tmp_path / CALENDAR).read_bytes()
    talk("move the team meeting to ten am")
    talk(answer)
    assert (tmp_path / CALENDAR).read_bytes() == before


def test_cancelling_what_comes_round_asks_and_the_whole_of_it_needs_the_screen(
    talk: Talking, tmp_path: Path
) -> None:
    before = (tmp_path / CALENDAR).read_bytes()
    assert "or all of them?" in talk("cancel the team meeting")
    assert "yes on the screen" in talk("all of them")
    assert (tmp_path / CALENDAR).read_bytes() == before


@pytest.mark.parametrize(
    ("rule", "by", "moved"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", dt.timedelta(days=2), "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", dt.timedelta(hours=1), "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", dt.timedelta(days=1), ""),
        ("FREQ=MONTHLY;BYDAY=1MO", dt.timedelta(days=1), ""),
        ("FREQ=DAILY;UNTIL=20270101T100000Z", dt.timedelta(minutes=30), "FREQ=DAILY;UNTIL=20270101T103000Z"),
    ],
)  # fmt: skip
def test_a_series_keeps_its_rule_or_is_not_moved(rule: str, by: dt.timedelta, moved: str) -> None:
    raw = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261123T100000\r\nRRULE:{rule}\r\nEND:VEVENT\r\n"
    text = moved_all(raw, by)
    assert (text is not None and f"RRULE:{moved}\r\n" in text) if moved else text is None


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:20060103T110000\nDTEND:20060103T113000\nRRULE:FREQ=DAILY",
        "DTSTART:20060103T110000\nDTEND:20060103T113000\nRRULE:FREQ=DAILY;INTERVAL=3\nEXDATE:20261123T110000",
        "DTSTART;TZID=Europe/Berlin:20060103T233000\nDURATION:PT90M\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "DTSTART;VALUE=DATE:20060103\nDTEND;VALUE=DATE:20060105\nRRULE:FREQ=WEEKLY",
        "DTSTART:20060103T110000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261201T000000Z",
        "DTSTART:20060103T110000\nRRULE:FREQ=DAILY;COUNT=7640",
        "DTSTART:20060103T110000\nRRULE:FREQ=MONTHLY;BYDAY=-1MO",
        "DTSTART:20060103T110000\nRRULE:FREQ=YEARLY",
    ],
)
def test_a_series_read_from_a_later_day_on_is_the_same_from_then_on(lines: str) -> None:
    text = f"BEGIN:VEVENT\nUID:x\nSUMMARY:choir\n{lines}\nEND:VEVENT\n"
    (block,) = blocks_in(text.encode())
    span = dt.datetime(2026, 11, 1), dt.datetime(2027, 2, 1)  # noqa: DTZ001 - wall time
    whole = [one.start for one in answering((block,)).between(*span)]
    late = [one.start for one in answering((block,), dt.date(2025, 1, 1)).between(*span)]
    assert late == whole


def test_only_what_goes_by_days_or_weeks_is_read_from_later_on() -> None:
    day = dt.date(2025, 1, 1)
    assert b"DTSTART:20241230T" in from_later(b"DTSTART:20060102T110000\nRRULE:FREQ=WEEKLY\n", day)
    for rule in (b"FREQ=MONTHLY", b"FREQ=DAILY;COUNT=9", b"FREQ=DAILY;INTERVAL=0"):
        raw = b"DTSTART:20060102T110000\nRRULE:" + rule + b"\n"
        assert from_later(raw, day) == raw


def test_a_series_that_another_program_took_out_meanwhile_is_not_written_anew(
    talk: Talking, tmp_path: Path
) -> None:
    talk("move the team meeting to ten am")
    path = tmp_path / CALENDAR
    path.write_bytes(
        path.read_bytes()
        .replace(b"SUMMARY:Team meeting", b"SUMMARY:Gone")
        .replace(b"UID:", b"UID:x")
    )
    before = path.read_bytes()
    with pytest.raises(Trouble, match="not in the calendar any more"):
        talk("just this one")
    assert path.read_bytes() == before
