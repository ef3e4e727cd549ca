"""Each reminder comes once, at the right time on the wall: zones, daylight saving, leaps, sleep, restarts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simulated import BERLIN, LORD_HOWE, NEW_YORK, at, computer

from assistant import events as e
from assistant.desk.desk import REMINDERS_FILE
from assistant.desk.reminders import Kind

if TYPE_CHECKING:
    from pathlib import Path

HOUR, DAY = 3600, 86_400


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def test_a_timer_counts_the_time_that_passes(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 15:05")
    pc.set(pc.clock + minutes(10), "pasta", Kind.TIMER)
    pc.wait(9 * 60)
    assert not pc.said
    pc.wait(DAY)
    assert pc.rang() == [("2026-11-22 15:15", "Your pasta timer is done.")]
    assert pc.shown == ["Your pasta timer is done."]


@pytest.mark.parametrize("hours", [-30, -1, 1, 30])
def test_setting_the_clock_does_not_move_a_timer(tmp_path: Path, hours: int) -> None:
    pc = computer(tmp_path, "2026-11-22 15:05")
    pc.set(pc.clock + minutes(10), "", Kind.TIMER)
    pc.wait(4 * 60)
    before = pc.passed
    pc.set_clock(dt.timedelta(hours=hours))
    pc.wait(2 * HOUR)
    assert len(pc.said) == 1
    took = (
        pc.said[0][0] - dt.timedelta(hours=hours) - at("2026-11-22 15:05").replace(tzinfo=BERLIN)
    ).total_seconds()
    assert took == pytest.approx(600, abs=3)
    assert before == 240


def test_an_alarm_is_for_the_clock_on_the_wall(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 22:00")
    pc.set(at("2026-11-23 07:00"), "", Kind.ALARM)
    pc.set_clock(dt.timedelta(hours=-1))
    pc.wait(DAY)
    assert pc.times() == ["2026-11-23 07:00"]


def test_a_clock_set_back_over_it_does_not_ring_twice(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-23 06:55")
    pc.set(at("2026-11-23 07:00"), "", Kind.ALARM, "FREQ=DAILY")
    pc.wait(10 * 60)
    pc.set_clock(dt.timedelta(hours=-1))
    pc.wait(DAY)
    assert pc.times() == ["2026-11-23 07:00", "2026-11-24 07:00"][: len(pc.said)]
    pc.wait(3 * HOUR)
    assert pc.times() == ["2026-11-23 07:00", "2026-11-24 07:00"]


def test_a_clock_set_forward_over_it_tells_it_late(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-23 06:00")
    pc.set(at("2026-11-23 07:00"), "call Mum")
    pc.set_clock(dt.timedelta(hours=5))
    pc.wait(DAY)
    assert [text for _, text in pc.rang()] == [
        "You missed this today at seven o'clock in the morning: call Mum."
    ]


def test_asleep_over_many_tells_them_in_one_go(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 20:00")
    for number in range(8):
        pc.set(at("2026-11-22 22:00") + minutes(number), f"thing {number}")
    pc.set(at("2026-11-22 23:00"), "drink", rule="FREQ=HOURLY")
    pc.pass_by(12 * HOUR)
    pc.ringing.look()
    assert len(pc.said) == 1
    assert pc.said[0][1].startswith("9 things came up while I was away:")
    pc.wait(59 * 60)
    assert len(pc.said) == 1
    pc.wait(2 * 60)
    assert pc.times()[1:] == ["2026-11-23 09:00"]


def test_off_at_the_time_tells_it_at_the_next_start_once(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 20:00")
    pc.set(at("2026-11-22 22:00"), "call Mum")
    pc.pass_by(DAY)
    pc.start()
    assert pc.rang()[-1][1] == "You missed this yesterday at ten o'clock at night: call Mum."
    pc.start()
    pc.wait(DAY)
    assert len(pc.said) == 1


def test_nobody_is_interrupted_and_nothing_is_lost(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 20:00")
    pc.set(pc.clock + minutes(5), "", Kind.TIMER)
    pc.busy = True
    pc.wait(6 * 60)
    assert (pc.said, len(pc.shown)) == ([], 1)
    pc.busy = False
    pc.wait(1)
    assert len(pc.said) == 1


def test_a_crash_before_it_was_said_tells_it_at_the_next_start(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 20:00")
    pc.set(pc.clock + minutes(5), "tea", Kind.TIMER)
    pc.set(at("2026-11-22 20:05"), "pill", rule="FREQ=DAILY")
    pc.busy = True
    pc.wait(6 * 60)
    pc.busy = False
    pc.start()
    assert [text for _, text in pc.rang()] == [
        "Your tea timer is done. You wanted to be reminded to pill."
    ] or (len(pc.said) == 1 and "2 things came up" in pc.said[0][1])
    pc.wait(2 * DAY)
    assert pc.times()[1:] == ["2026-11-23 20:05", "2026-11-24 20:05"]


def test_cut_off_before_the_first_word_she_says_it_again(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 20:00")
    said: list[str] = []
    pc.ringing.say = lambda text: said.append(text) or len(said)  # type: ignore[func-returns-value]
    pc.set(pc.clock + minutes(1), "", Kind.TIMER)
    pc.wait(61)
    pc.ringing.news(e.ReplyEnded(1, e.End.INTERRUPTED))
    pc.wait(1)
    pc.ringing.news(e.ReplySpoken(2, said[-1]))
    pc.ringing.news(e.ReplyEnded(2))
    pc.wait(60)
    assert len(said) == 2
    assert not pc.desk.reminders.all


def test_a_full_disk_neither_silences_an_alarm_nor_lets_it_ring_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc = computer(tmp_path, "2026-11-22 20:00")
    pc.set(at("2026-11-22 20:05"), "", Kind.ALARM, "FREQ=DAILY")
    pc.set(pc.clock + minutes(7), "tea", Kind.TIMER)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.desk.lines.os.fsync", full)
    pc.wait(2 * HOUR)
    assert pc.times() == ["2026-11-22 20:05", "2026-11-22 20:07"]
    assert pc.desk.reminders.unsaved is not None
    monkeypatch.undo()
    pc.wait(DAY)
    assert pc.times()[2:] == ["2026-11-23 20:05"]
    assert pc.desk.reminders.unsaved is None


@pytest.mark.parametrize(
    ("zone", "now", "due", "expected"),
    [
        pytest.param(BERLIN, "2027-03-27 12:00", "2027-03-28 02:30", "2027-03-28 03:30", id="Berlin's gap"),
        pytest.param(BERLIN, "2026-10-24 12:00", "2026-10-25 02:30", "2026-10-25 02:30", id="Berlin's fold"),
        pytest.param(NEW_YORK, "2027-03-13 12:00", "2027-03-14 02:30", "2027-03-14 03:30", id="New York's gap"),
        pytest.param(NEW_YORK, "2026-10-31 12:00", "2026-11-01 01:30", "2026-11-01 01:30", id="New York's fold"),
        pytest.param(LORD_HOWE, "2026-10-03 12:00", "2026-10-04 02:15", "2026-10-04 02:45", id="half an hour's gap"),
        pytest.param(LORD_HOWE, "2027-04-03 12:00", "2027-04-04 01:45", "2027-04-04 01:45", id="half an hour's fold"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rule", ["", "FREQ=DAILY"])
def test_where_clocks_go_forward_or_back_it_comes_once(
    tmp_path: Path, *, zone: dt.tzinfo, now: str, due: str, expected: str, rule: str
) -> None:
    pc = computer(tmp_path, now, zone)
    pc.set(at(due), "look", rule=rule)
    pc.until(at(expected) + dt.timedelta(hours=10))
    assert pc.times() == [expected]


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-12-31 09:00", ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"], id="the 31st"),
        pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2027-02-28 09:00", ["2027-02-28", "2028-02-29"], id="29 February"),
        pytest.param("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01 09:00", ["2026-12-01", "2026-12-15", "2026-12-29"], id="every other Tuesday"),
        pytest.param("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23 09:00", [f"2026-11-{day}" for day in (23, 24, 25, 26, 27, 30)], id="weekdays"),
    ],
)  # fmt: skip
def test_what_comes_round_comes_on_its_days(
    tmp_path: Path, rule: str, due: str, expected: list[str]
) -> None:
    pc = computer(tmp_path, "2026-11-22 12:00")
    pc.set(at(due), "it", rule=rule)
    pc.until(at(f"{expected[-1]} 12:00"))
    assert pc.times() == [f"{day} 09:00" for day in expected]


def test_a_journey_to_another_zone_keeps_wall_time_and_timers(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 12:00", BERLIN)
    pc.set(at("2026-11-23 07:00"), "", Kind.ALARM)
    pc.set(pc.clock + dt.timedelta(hours=10), "flight", Kind.TIMER)
    pc.zone = pc.desk.reminders.zone = NEW_YORK
    pc.wait(2 * DAY)
    assert pc.times() == ["2026-11-22 16:00", "2026-11-23 07:00"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(["wait", "sleep", "restart", "busy", "set"]), st.integers(1, 40 * 60)), max_size=12),
    st.lists(st.integers(1, 7 * 24 * 60), min_size=1, max_size=5),
    st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE]),
    st.sampled_from(["2026-10-23 10:00", "2026-10-30 10:00", "2027-03-12 10:00", "2027-03-26 10:00", "2026-10-02 10:00", "2027-02-27 10:00"]),
)  # fmt: skip
def test_whatever_happens_each_is_told_exactly_once(
    tmp_path_factory: pytest.TempPathFactory,
    happenings: list[tuple[str, int]],
    dues: list[int],
    zone: dt.tzinfo,
    now: str,
) -> None:
    pc = computer(tmp_path_factory.mktemp("desk"), now, zone)
    for number, due in enumerate(dues):
        pc.set(at(now) + minutes(due), f"thing number{number}x")
    for what, length in happenings:
        match what:
            case "wait":
                pc.busy = False
                pc.wait(length * 60)
            case "sleep":
                pc.pass_by(length * 60)
                pc.ringing.look()
            case "restart":
                pc.start()
            case "busy":
                pc.busy = not pc.busy
            case _:
                pc.set_clock(minutes(length - 20 * 60))
    pc.busy = False
    pc.wait(40 * DAY)
    told = " ".join(text for _, text in pc.said)
    for number in range(len(dues)):
        assert told.count(f"number{number}x") == 1
    assert not pc.desk.reminders.all


def test_ten_thousand_reminders_cost_no_more_to_look_at_than_ten(tmp_path: Path) -> None:
    pc = computer(tmp_path, "2026-11-22 12:00")
    from assistant.desk.lines import Lines
    from assistant.desk.reminders import Reminder, as_record

    def record(number: int) -> dict[str, object]:
        one = Reminder(
            str(number), Kind.REMINDER, f"thing {number}", at("2026-11-23 09:00") + minutes(number)
        )
        return {"set": as_record(one)}

    Lines(tmp_path / REMINDERS_FILE).replace(record(number) for number in range(1, 10_001))
    pc.start()
    counted = 0
    whole = type(pc.desk.reminders.all["1"]).moment

    def moment(one: Reminder, zone: dt.tzinfo | None) -> dt.datetime:
        nonlocal counted
        counted += 1
        return whole(one, zone)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reminder, "moment", moment)
        for _ in range(100):
            pc.ringing.look()
    assert counted <= 10_001
