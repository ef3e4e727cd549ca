"""She speaks first only as agreed: off at first, in a pause, shown with its reason, and "not now" is learned."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from assistant import events as e
from assistant.decisions.decision import Decision, Step
from assistant.desk.desk import Desk, desk_in
from assistant.dialogue import acts, persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.dialogue.skills.speaking_first import SpeakingFirst
from assistant.ports import Heard
from assistant.proactive.initiative import FILE, REST_S, Initiative, loaded
from assistant.proactive.timing import Hours, may_speak
from assistant.proactive.words import follow_up, morning_word
from assistant.settings import SettingsFile
from ui.because import because

if TYPE_CHECKING:
    from pathlib import Path

MORNING = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
WEIGHED = Decision("whether to move to York or stay", ("move to York", "stay"), step=Step.DONE)


@dataclass
class First:
    """A companion that may speak first; time passes only when it is told to."""

    profile: Path
    chosen: str = "morning"
    now: dt.datetime = MORNING
    passed: float = 1000.0
    said: list[tuple[str, str]] = field(default_factory=list)
    told: list[e.Fact] = field(default_factory=list)
    somebody_speaks: bool = False
    apart: bool = False

    def __post_init__(self) -> None:
        self.settings = SettingsFile.load(self.profile)
        self.settings.change("speaks_first", self.chosen)
        self.desk: Desk = desk_in(self.profile, dt.UTC)
        self.initiative = Initiative(
            self.profile, self.desk, lambda: self.settings.now, lambda: self.now, self.told.append,
            self._say, lambda: self.manager.history.last, lambda: self.apart, steady=lambda: self.passed,
        )  # fmt: skip
        skills = all_skills(self.desk, (SpeakingFirst(self.initiative),))
        self.manager = Manager(
            persona.load(), lambda: self.settings.now, Scripted(), skills, lambda: self.now
            , random.Random(1),
        )  # fmt: skip

    def _say(self, text: str, by: str) -> int:
        if self.somebody_speaks:
            return 0
        self.said.append((text, by))
        turn = len(self.said)
        self.initiative.news(e.ReplyBegan(turn))
        return turn

    def look(self, minutes: float = 2) -> None:
        """So much later: what she says is heard to its end."""
        self.now += dt.timedelta(minutes=minutes)
        self.passed += minutes * 60
        before = len(self.said)
        asyncio.run(self.initiative.look())
        if len(self.said) > before:
            self.initiative.news(e.ReplySpoken(len(self.said), self.said[-1][0]))
            self.initiative.news(e.ReplyEnded(len(self.said)))

    def answer(self, text: str) -> str:
        async def answered() -> str:
            said = []
            async for clause in self.manager.answer(Heard(text, self.now, typed=True)):
                if clause.act is not None:
                    acts.perform(clause.act, self.settings)
                    self.desk.deeds.perform(clause.act)
                said.append(clause.text)
            return " ".join(said)

        return asyncio.run(answered())

    def weigh(self, ask_on: str = "2026-11-20") -> None:
        decision = Decision(WEIGHED.question, WEIGHED.options, step=Step.DONE, ask_on=ask_on)
        self.desk.deeds.perform(self.desk.decisions.keep(decision))


def test_she_never_speaks_first_unless_it_was_asked_for(tmp_path: Path) -> None:
    assert SettingsFile.load(tmp_path).now.speaks_first == "off"
    first = First(tmp_path, "off")
    first.weigh()
    for _ in range(200):
        first.look(60)
    assert first.said == []


def test_one_word_in_the_morning_and_none_more(tmp_path: Path) -> None:
    first = First(tmp_path)
    for _ in range(20):
        first.look()
    assert first.said == [("Good morning. Nothing is in your calendar today.", "proactive:morning")]
    first.now += dt.timedelta(days=1)
    first.look()
    assert len(first.said) == 2


def test_after_a_talk_this_morning_she_does_not_greet_again(tmp_path: Path) -> None:
    first = First(tmp_path)
    first.initiative.news(e.UserSaid(1, "hello"))
    first.look()
    assert first.said[0][0] == "Nothing is in your calendar today."


def test_a_decision_is_asked_after_once_and_the_answer_is_kept_with_it(tmp_path: Path) -> None:
    first = First(tmp_path, "asks")
    first.weigh()
    first.look()
    assert first.said == [("Some time ago you weighed this: whether to move to York or stay. How did it turn out?", "proactive:follow")]  # fmt: skip
    assert "put that with it" in first.answer("I moved and I like it there.")
    name, decision = first.desk.decisions.latest() or ("", WEIGHED)
    assert decision.outcome == "I moved and I like it there"
    for _ in range(50):
        first.look(300)
    assert len(first.said) == 1
    assert name.encode() not in (tmp_path / FILE).read_bytes()


@pytest.mark.parametrize(
    ("ask_on", "outcome", "asked"),
    [("2026-11-20", "", True), ("2026-11-23", "", False), ("2026-12-24", "", False), ("", "", False), ("2026-09-01", "", False), ("2026-11-20", "well", False)],
)  # fmt: skip
def test_which_decisions_are_asked_after(ask_on: str, outcome: str, asked: bool) -> None:
    one = Decision("tea or coffee", step=Step.DONE, ask_on=ask_on, outcome=outcome)
    assert (follow_up([("tea", one)], (), MORNING.date()) is not None) is asked
    word = follow_up([("tea", one)], (), MORNING.date())
    assert word is None or follow_up([("tea", one)], (word.mark,), MORNING.date()) is None


def test_not_now_makes_a_pause_that_can_be_undone(tmp_path: Path) -> None:
    first = First(tmp_path)
    first.look()
    assert first.answer("Not now.") == "All right. I won't speak first for a day."
    first.now += dt.timedelta(hours=23)
    first.look()
    assert len(first.said) == 1
    assert "undone" in first.answer("Undo that.").lower()
    first.look()
    assert len(first.said) == 2
    assert first.answer("Not now.") == "All right. I won't speak first for a day."
    first.now += dt.timedelta(days=1)
    first.look()
    assert first.answer("Later, please.") == "All right. I won't speak first for three days."
    again = loaded(tmp_path)
    assert not may_speak(again, first.now + dt.timedelta(days=2), Hours(dt.time(2), dt.time(3)))


def test_not_now_means_her_only_right_after_she_spoke_first(tmp_path: Path) -> None:
    first = First(tmp_path)
    first.look()
    first.answer("I planted tulips.")
    first.answer("Not now.")
    assert first.initiative.spoken.pause is None


def test_why_is_answered_with_what_was_agreed(tmp_path: Path) -> None:
    first = First(tmp_path)
    first.look()
    assert "because you asked me for a word in the morning" in first.answer("Why did you say that?")
    assert "because you asked her to" in because(first.said[0][1])


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [("Don't speak first.", "off"), ("Only speak when spoken to.", "off"), ("Say good morning to me every day.", "morning"), ("You may speak first.", "asks"), ("Ask me how my decisions turned out.", "asks")],
)  # fmt: skip
def test_a_word_switches_it_on_and_off(tmp_path: Path, asked: str, chosen: str) -> None:
    first = First(tmp_path, "off" if chosen != "off" else "morning")
    first.answer(asked)
    assert first.settings.now.speaks_first == chosen


@pytest.mark.parametrize(
    "fact",
    [e.Withdrew(0), e.Muted(), e.GoodbyeSaid(), e.CrisisShown("card"), e.ReplyBegan(7)],
    ids=lambda fact: type(fact).__name__,
)
def test_where_she_was_sent_away_she_keeps_quiet(tmp_path: Path, fact: e.Fact) -> None:
    first = First(tmp_path)
    first.initiative.news(fact)
    first.look()
    assert first.said == []


def test_never_into_a_talk_nor_where_it_has_no_place(tmp_path: Path) -> None:
    first = First(tmp_path)
    for fact in (e.UserBegan(), e.UserHeardSoFar("I was"), e.UserSaid(1, "hello"), e.ReplyEnded(1)):
        first.initiative.news(fact)
        first.look((REST_S - 1) / 60)
        assert first.said == []
    first.somebody_speaks = True
    first.look()
    first.somebody_speaks, first.apart = False, True
    first.look()
    first.apart = False
    first.settings.change("private", True)
    first.look()
    assert first.said == []
    first.settings.change("private", False)
    first.look()
    assert len(first.said) == 1


@pytest.mark.parametrize("mode", ["name", "push"])
def test_where_she_waits_for_her_name_or_the_key_it_is_only_shown(
    tmp_path: Path, mode: str
) -> None:
    first = First(tmp_path)
    first.settings.change("mode", mode)
    for _ in range(5):
        first.look()
    assert first.said == []
    shown = [fact.text for fact in first.told if isinstance(fact, e.Rang)]
    assert shown == ["Good morning. Nothing is in your calendar today. (Shown because you asked me for a word in the morning.)"]  # fmt: skip


def test_what_was_cut_off_before_its_first_word_was_not_said(tmp_path: Path) -> None:
    first = First(tmp_path)
    first.now += dt.timedelta(minutes=2)
    first.passed += 120
    asyncio.run(first.initiative.look())
    first.initiative.news(e.ReplyEnded(1, e.End.INTERRUPTED))
    assert first.initiative.spoken.said == ()
    first.look()
    assert len(first.said) == 2


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"said": [["now", "morning"]]}', b"\xff"])
def test_a_damaged_file_makes_her_no_bolder(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert not may_speak(loaded(tmp_path), dt.datetime.now().astimezone(), Hours(dt.time(0), dt.time(0, 1)))  # fmt: skip


def test_what_is_kept_is_the_users_alone(tmp_path: Path) -> None:
    first = First(tmp_path)
    first.look()
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert len(loaded(tmp_path).said) == 1


def test_the_morning_word_is_one_breath() -> None:
    word = morning_word(["the dentist at ten", "lunch at one", "a call at two", "choir at seven"], ["Anna"], greets=False)  # fmt: skip
    assert (
        word.text
        == "For today: the dentist at ten, lunch at one, a call at two, and 1 more. It's Anna's birthday."
    )
