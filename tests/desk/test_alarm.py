"""A timer sounds softly and then louder until somebody says stop, and makes way for who speaks."""

from __future__ import annotations

import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from simulated import at, computer

from assistant import events as e
from assistant.alarm import CEILING_S, EVERY_S, Alarm, gain, stops
from assistant.chimes import chime, softened
from assistant.desk.reminders import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.events import Fact


@dataclass
class Room:
    """Hears the strokes with their gain, and when the sound is lowered and raised."""

    heard: list[tuple[float, float]] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.alarm = Alarm(
            lambda level: self.heard.append((self.now, level)),
            lambda: self.levels.append("lower"),
            lambda: self.levels.append("raise"),
        )
        self.alarm.begin(0.0)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 4)):
            self.alarm.look(self.now)
            self.now += 0.25


def said(text: str) -> Fact:
    return e.UserSaid(1, text, e.How.SPOKEN)


def test_it_rises_and_ends_at_the_ceiling() -> None:
    room = Room()
    room.wait(2 * CEILING_S)
    levels = [level for _, level in room.heard]
    assert len(levels) == CEILING_S / EVERY_S
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (gain(0), 1.0)
    assert not room.alarm.sounds


@pytest.mark.parametrize("word", ["stop", "Thanks.", "Snooze!", "snooze for five minutes", "OK", "okay, I'm up", "turn it off", "stop the timer", "five more minutes", "thank you"])  # fmt: skip
def test_a_word_stops_it(word: str) -> None:
    room = Room()
    room.wait(5)
    room.alarm.news(e.UserBegan())
    room.alarm.news(said(word))
    struck = len(room.heard)
    room.wait(10)
    assert len(room.heard) == struck
    assert room.levels == ["lower", "raise"]


@pytest.mark.parametrize("talk", ["what time is it", "and then he told me that the bus would not stop at the corner", ""])  # fmt: skip
def test_other_talk_only_lowers_it(talk: str) -> None:
    room = Room()
    room.wait(3)
    room.alarm.news(e.UserBegan())
    struck = len(room.heard)
    room.wait(6)
    assert len(room.heard) == struck  # nobody is rung into
    room.alarm.news(said(talk) if talk else e.NothingHeard())
    room.wait(3)
    assert len(room.heard) > struck
    assert room.levels == ["lower", "raise"]


def test_it_does_not_ring_into_her_own_words() -> None:
    room = Room()
    room.alarm.news(e.ReplyBegan(1))
    room.wait(5)
    assert room.heard == []
    room.alarm.news(e.ReplyEnded(1, e.End.FINISHED))
    room.wait(1)
    assert len(room.heard) == 1


@pytest.mark.parametrize("text", ["I told them to stop before it was far too late for all of us", "what a day", "remind me to call Ann"])  # fmt: skip
def test_most_talk_is_not_about_it(text: str) -> None:
    assert not stops(text)


def test_a_timer_sounds_before_it_is_told_and_can_be_snoozed(tmp_path: Path) -> None:
    kitchen = computer(tmp_path, "2026-11-22 15:05")
    strokes: list[float] = []
    ringing = kitchen.ringing
    ringing.alarm = Alarm(strokes.append, lambda: None, lambda: None)
    kitchen.set(at("2026-11-22 15:10"), "pasta", Kind.TIMER)
    kitchen.set(at("2026-11-22 15:20"), "call Ann")
    kitchen.wait(302)
    assert kitchen.shown == ["Your pasta timer is done."]
    assert strokes
    assert kitchen.said == []
    assert [one.words for one in kitchen.desk.rang] == ["pasta"]
    ringing.news(said("thanks"))
    kitchen.wait(1)
    assert [text for _, text in kitchen.said] == ["Your pasta timer is done."]
    struck = len(strokes)
    kitchen.wait(900)
    assert kitchen.said[-1][1] == "You wanted to be reminded to call Ann."
    assert len(strokes) == struck  # a reminder is told, it does not ring


def test_unheard_it_is_told_after_the_ceiling_and_a_click_ends_it_sooner(tmp_path: Path) -> None:
    for click in (False, True):
        kitchen = computer(tmp_path / str(click), "2026-11-22 15:05")
        kitchen.ringing.alarm = Alarm(lambda _gain: None, lambda: None, lambda: None)
        kitchen.set(at("2026-11-22 15:06"), "", Kind.ALARM)
        kitchen.wait(62)
        assert kitchen.said == []
        if click:
            kitchen.ringing.hush()
            kitchen.wait(1)
        else:
            kitchen.wait(CEILING_S)
        assert len(kitchen.said) == 1


def test_the_stroke_is_soft_and_its_gain_is_kept() -> None:
    loud = array.array("h", chime("alarm"))
    assert max(map(abs, loud)) <= 32_768 * 10 ** (-18 / 20)
    half = array.array("h", softened(chime("alarm"), 0.5))
    assert len(half) == len(loud)
    assert max(half) == pytest.approx(max(loud) / 2, abs=1)
