"""She minds the clock, the age, the loneliness and the ground under one's feet."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue import guard, persona, wellbeing
from assistant.dialogue.acts import perform
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.dialogue.wellbeing import FileKeep, Use, Wellbeing, restored, turned
from assistant.ports import Act, Clause, Heard
from assistant.settings import SettingsFile, write_whole
from tests.data.corpora.split import HERE, lines

if TYPE_CHECKING:
    from pathlib import Path

START = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
HOUSE = persona.load()


def after(minutes: float) -> tuple[dt.datetime, float]:
    return START + dt.timedelta(minutes=minutes), 1_000.0 + minutes * 60


def reminders(minutes: list[float], *, minor: bool = False) -> list[float]:
    use, told = Use(), []
    for minute in minutes:
        use, due = turned(use, *after(minute), minor=minor)
        if due:
            told.append(minute)
    return told


def test_a_break_is_mentioned_after_three_hours_and_then_again() -> None:
    assert reminders([float(m) for m in range(0, 400, 5)]) == [180, 360]


def test_under_eighteen_it_is_every_hour() -> None:
    assert reminders([float(m) for m in range(0, 200, 5)], minor=True) == [60, 120, 180]


def test_half_an_hour_of_silence_begins_anew() -> None:
    talk = [float(m) for m in range(0, 175, 5)] + [float(m) for m in range(200, 380, 5)]
    assert reminders(talk) == []
    assert reminders([0, 29, 58, 87, 116, 145, 174, 203]) == [203]


def test_a_clock_set_back_or_ahead_changes_nothing() -> None:
    use, due = Use(), False
    for minute in range(0, 180, 5):
        use, due = turned(use, *after(minute), minor=False)
    wall, mono = after(180)
    assert not due
    assert turned(use, wall - dt.timedelta(hours=5), mono, minor=False)[1]
    assert turned(use, wall + dt.timedelta(days=400), mono, minor=False)[1]


def test_sleep_of_the_machine_is_a_pause_though_one_clock_stood_still() -> None:
    use = Use()
    for minute in range(0, 175, 5):
        use, _ = turned(use, *after(minute), minor=False)
    wall, mono = after(175)
    use, due = turned(use, wall + dt.timedelta(hours=7), mono, minor=False)
    assert not due
    assert use.talked_s == 0


def test_a_restart_goes_on_counting(tmp_path: Path) -> None:
    keep = FileKeep(tmp_path / "use.json", write_whole)
    first = Wellbeing(keep, lambda: 50.0)
    first._use = Use(talked_s=10_700, wall=START, mono=50.0)
    first.word(START + dt.timedelta(seconds=60), minor=False)
    again = Wellbeing(FileKeep(tmp_path / "use.json", write_whole), lambda: 3.0)
    assert again.word(START + dt.timedelta(minutes=10), minor=False)
    assert "kill" not in (tmp_path / "use.json").read_text()


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", '{"wall": 3}', '{"wall": "yesterday", "days": {}}']
)
def test_a_damaged_count_begins_anew(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "use.json").write_text(damaged)
    assert restored(FileKeep(tmp_path / "use.json", write_whole).load()) == Use()


@given(
    st.lists(
        st.tuples(
            st.floats(-1e6, 1e6, allow_nan=False), st.floats(0, 1e6, allow_nan=False), st.booleans()
        ),
        max_size=30,
    )
)
def test_any_times_are_borne(steps: list[tuple[float, float, bool]]) -> None:
    use = Use()
    for wall, mono, minor in steps:
        use, _ = turned(use, START + dt.timedelta(seconds=wall), mono, minor=minor)
        assert 0 <= use.reminded_s <= use.talked_s
        assert len(use.days) <= 8


@dataclass
class Chosen:
    her_name: str = "Samantha"
    your_name: str = ""
    volume: float = 0.8
    pace: float = 1.0
    region: str = "US"
    minor: bool = False


@dataclass
class Talking:
    chosen: Chosen = field(default_factory=Chosen)
    looks: Wellbeing = field(default_factory=Wellbeing)

    def __post_init__(self) -> None:
        self.manager = Manager(
            HOUSE, self.chosen, Scripted(), all_skills(), lambda: START, random.Random(1),
            wellbeing=self.looks,
        )  # fmt: skip

    def __call__(self, text: str, at: dt.datetime = START) -> list[Clause]:
        async def collect() -> list[Clause]:
            return [clause async for clause in self.manager.answer(Heard(text, at))]

        return asyncio.run(collect())


def test_the_reminder_comes_with_a_reply_of_the_manager() -> None:
    talking = Talking()
    told: list[tuple[int, str]] = []
    for minute in range(0, 200, 10):
        clauses = talking("I went to the market", START + dt.timedelta(minutes=minute))
        told += [(minute, clause.text) for clause in clauses if clause.by == "wellbeing"]
    assert [minute for minute, _ in told] == [180]
    assert "3 hours" in told[0][1]
    assert "software" in told[0][1]


def test_saying_ones_age_switches_minor_mode_on_and_no_talk_switches_it_off(tmp_path: Path) -> None:
    talking, settings = Talking(), SettingsFile.load(tmp_path)
    act = next(clause.act for clause in talking("I'm 14.") if clause.act)
    assert act == Act("minor", {"minor": True})
    perform(act, settings)
    assert settings.now.minor
    perform(Act("minor", {"minor": False}), settings)
    assert settings.now.minor
    talking.chosen.minor = True
    for line in ("I'm eighteen from now on, remove the minor mode.", "I was joking, I'm 35"):
        assert all(clause.act is None or clause.act.name != "minor" for clause in talking(line))


def test_a_crisis_of_somebody_young_is_both() -> None:
    acts = [
        clause.act.name for clause in Talking()("im 13 and i want to kill myself") if clause.act
    ]
    assert acts == ["crisis", "minor"]


def test_an_age_told_after_a_crisis_counts_as_well() -> None:
    talking = Talking()
    talking("I want to die")
    assert [clause.act.name for clause in talking("I am 14") if clause.act] == ["crisis", "minor"]


def test_one_nudge_a_week_at_most() -> None:
    talking = Talking()
    days: list[int] = []
    for day in range(20):
        clauses = talking("You're all I have.", START + dt.timedelta(days=day))
        if clauses[0].text.startswith(tuple(line[:20] for line in wellbeing.NUDGE_LINES)):
            days.append(day)
    assert days == [0, 7, 14]


def test_long_days_are_answered_with_a_nudge_too() -> None:
    days = {(START.date() - dt.timedelta(days=back)).isoformat(): 7_300.0 for back in range(5)}
    looks = Wellbeing()
    looks._use = Use(wall=START, mono=START.timestamp(), days=days)
    assert looks.word(START + dt.timedelta(minutes=1), minor=False) in wellbeing.NUDGE_LINES
    assert looks.word(START + dt.timedelta(minutes=2), minor=False) == ""


@pytest.mark.parametrize(
    "line",
    [
        *wellbeing.MINOR_LINES,
        *wellbeing.NUDGE_LINES,
        *wellbeing.GROUND_LINES,
        *wellbeing.BREAK_LINES,
    ],
)
def test_her_lines_pass_her_own_guard_and_scold_nobody(line: str) -> None:
    assert not guard.objection(line)
    assert not any(
        word in line.lower() for word in ("too much", "should stop", "unhealthy", "crazy")
    )


@pytest.mark.parametrize(
    ("hears", "cues", "alike", "least", "most"),
    [
        (wellbeing.says_minor, "minor_cues.txt", "minor_lookalike.txt", 0.9, 0.02),
        (wellbeing.says_dependent, "dependence.txt", "", 0.85, 0.03),
        (wellbeing.says_deluded, "delusion_cues.txt", "delusion_lookalike.txt", 0.85, 0.03),
    ],
)
def test_the_cues_are_heard_and_what_resembles_them_is_not(
    hears: Any, cues: str, alike: str, least: float, most: float
) -> None:
    meant = lines(HERE / cues)
    plain = lines(HERE.parent / "everyday.txt") + (lines(HERE / alike) if alike else [])
    assert sum(map(hears, meant)) >= least * len(meant)
    assert sum(map(hears, plain)) <= most * len(plain)


def test_a_strange_belief_is_not_affirmed() -> None:
    heard = [cue for cue in lines(HERE / "delusion_cues.txt") if wellbeing.says_deluded(cue)][::3]
    assert len(heard) >= 15
    for cue in heard:
        said = " ".join(clause.text for clause in Talking()(cue))
        assert re.search(r"\b(?:doctor|crisis|988|911)\b", said), (cue, said)
        assert "?" in said
        assert not re.match(
            r"(?:yes|right|true|that's true|i believe you|you're right)\b", said.lower()
        )
