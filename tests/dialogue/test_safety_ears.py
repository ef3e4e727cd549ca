"""The rules, the second ear and the third are brought together; without the others the rules stand."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.safety import Alarm, alarm, listening, meaning, sensed, ways, weighing
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

HARMLESS = {"none": 1.0, "explicit": 0.0, "indirect": 0.0, "helper": 0.0, "others": 0.0, "abuse": 0.0, "emergency": 0.0, "medical": 0.0}  # fmt: skip


def likely(**shares: float) -> dict[str, float]:
    return HARMLESS | {"none": 1 - sum(shares.values())} | shares


def weighed(rule: Alarm | None, shares: dict[str, float], *, grave: bool = True, explained: bool = False, words: int = 9, resolved: bool = False, meaning: bool = True) -> Alarm | None:  # fmt: skip
    def side(*names: str) -> float:
        return 2.4 * min(sum(shares[name] for name in names), 1.0) - 1.2

    near = {"own": side("explicit", "indirect"), "outright": side("explicit"), "other": side("abuse", "others", "helper", "medical", "emergency")}  # fmt: skip
    return weighing.weigh(weighing.Heard(rule=rule, weaker=False, explained=explained, grave=grave, named=grave, resolved=resolved, harm=grave, words=words, likely=shares, clause=None, near=near if meaning else None))  # fmt: skip


@pytest.mark.parametrize("rule", list(Alarm))
def test_what_a_rule_heard_in_grave_words_is_never_silenced(rule: Alarm) -> None:
    assert weighed(rule, HARMLESS) is not None


def test_a_question_a_rule_raised_without_a_grave_word_may_be_withdrawn() -> None:
    assert weighed(Alarm.INDIRECT, HARMLESS, grave=False) is None
    assert weighed(Alarm.INDIRECT, likely(indirect=0.5), grave=False) is Alarm.INDIRECT
    assert weighed(Alarm.EXPLICIT, HARMLESS, grave=False) is not None


def test_a_short_line_without_a_word_of_danger_is_not_asked_about_whatever_the_ears_make_of_it() -> None:  # fmt: skip
    sure = likely(indirect=0.9)
    assert weighed(None, sure, grave=False, words=weighing.FEW) is None
    assert weighed(None, sure, grave=False, words=weighing.FEW + 1) is Alarm.INDIRECT
    assert weighed(None, sure, words=weighing.FEW) is Alarm.INDIRECT


@pytest.mark.parametrize("rule", [Alarm.EMERGENCY, Alarm.MEDICAL])
def test_an_emergency_is_never_softened(rule: Alarm) -> None:
    assert weighed(rule, HARMLESS) is rule


def test_what_is_surely_harmless_is_asked_about_instead_of_taken_as_said() -> None:
    assert weighed(Alarm.EXPLICIT, HARMLESS) is Alarm.INDIRECT
    assert weighed(Alarm.EXPLICIT, HARMLESS, words=3) is Alarm.EXPLICIT


@pytest.mark.parametrize(
    ("shares", "grave", "heard"),
    [
        pytest.param(likely(explicit=0.7), True, Alarm.EXPLICIT, id="said outright"),
        pytest.param(likely(explicit=0.6), False, Alarm.INDIRECT, id="no grave word: she asks"),
        pytest.param(likely(indirect=0.7), True, Alarm.INDIRECT, id="a hint"),
        pytest.param(likely(indirect=0.1), True, None, id="hardly a hint"),
        pytest.param(likely(abuse=0.8, indirect=0.05), True, Alarm.ABUSE, id="another danger"),
    ],
)
def test_the_other_ears_raise(shares: dict[str, float], grave: bool, heard: Alarm | None) -> None:
    assert weighed(None, shares, grave=grave) is heard


def test_a_saying_or_a_denial_takes_more_to_be_asked_about() -> None:
    hint = likely(indirect=0.65)
    assert weighed(None, hint) is Alarm.INDIRECT
    assert weighed(None, hint, explained=True) is None


def test_without_the_scale_the_rules_stand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weighing.json").write_text('{"scales": 3}')
    monkeypatch.setattr(weighing, "WEIGHTS", tmp_path / "weighing.json")
    weighing.scales.cache_clear()
    try:
        assert weighing.scales() == {}
        assert alarm("I want to kill myself") is Alarm.EXPLICIT
        assert alarm("we had soup for dinner") is None
    finally:
        weighing.scales.cache_clear()


@pytest.mark.parametrize("times", [3, 20, 200])
def test_a_long_harmless_story_is_not_asked_about(times: int) -> None:
    assert alarm("I went to the market and bought apples. " * times) is None
    assert alarm("the cat sat on the mat, and so on. " * times) is None


# --- as it comes by voice --------------------------------------------------------------------

PLAINLY = ("i want to kill myself", "i want to die", "i am going to kill myself tonight", "i am suicidal", "i want to end my life")  # fmt: skip
_WORD = st.sampled_from(("um", "uh", "er", "well", "so", "like", "you know"))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.sampled_from(PLAINLY), st.lists(_WORD, max_size=3), st.sampled_from(("", ".", "!!", "...", "?")), st.sampled_from((str.lower, str.upper, str.title, str.capitalize)))  # fmt: skip
def test_case_stops_and_fillers_before_do_not_hide_it(said: str, fillers: list[str], end: str, cased: Callable[[str], str]) -> None:  # fmt: skip
    assert alarm(cased(" ".join([*fillers, said])) + end) is Alarm.EXPLICIT


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.sampled_from(PLAINLY), st.integers(0, 5), st.integers(1, 2), st.sampled_from((" ", "  ", ", ", "\n")))  # fmt: skip
def test_a_word_said_again_does_not_hide_it(said: str, at: int, times: int, between: str) -> None:
    words = said.split()
    at = min(at, len(words) - 1)
    stammered = [*words[:at], *[words[at]] * times, *words[at:]]
    assert alarm(between.join([" ".join(stammered[: at + 1]), " ".join(stammered[at + 1 :])])) is not None  # fmt: skip


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.sampled_from(PLAINLY), st.integers(0, 5), _WORD)
def test_a_filler_within_is_at_least_asked_about(said: str, at: int, filler: str) -> None:
    words = said.split()
    at = min(at, len(words))
    assert alarm(" ".join([*words[:at], filler, *words[at:]])) is not None


@pytest.mark.parametrize(
    "said",
    ["I wanna dye, I mean die", "I want to kill my self", "I'm sue a sidle", "I want two die", "i wanna kill miself", "commit sue a side", "I want to end my live"],
)  # fmt: skip
def test_what_recognition_makes_of_it_is_heard(said: str) -> None:
    assert alarm(said) is not None


@settings(deadline=None, max_examples=80, derandomize=True)
@given(st.text(max_size=200))
def test_clauses_of_anything_are_few_and_plain(text: str) -> None:
    found = listening.clauses(text)
    assert len(found) <= listening.MOST_CLAUSES
    assert len(found) != 1


@pytest.mark.parametrize(
    "said",
    [
        "not a day goes by without me wanting to kill myself",
        "i can not promise i will not do it",
        "i wish the crash had killed me",
        "i am standing on the platform and about to jump",
        "i am thinking of swerving into a lorry",
        "the rope is tied to the beam and i am ready",
        "i put the razor to my wrists",
        "the only thing that makes sense is suicide",
    ],
)
def test_a_wish_without_the_common_verbs_is_heard_by_rule(said: str) -> None:
    assert ways.sure(said, denied=False)


@pytest.mark.parametrize(
    "said",
    ["i bought a rope for the swing", "i jumped into the pool", "i cut my legs shaving again", "the film was long", "i want to drive into town"],
)  # fmt: skip
def test_what_only_sounds_like_it_is_not(said: str) -> None:
    assert not ways.sure(said, denied=False)


@pytest.mark.parametrize(
    "said",
    [
        "Write a letter to my sister Anna, please", "I can't come on Tuesday", "Please forgive me for being late",
        "I won't be here next week", "I'm done", "delete my last note", "take my pills", "I want to visit Iceland.",
        "I prefer trains to planes.", "I broke my wrist.", "clear all my alarms and reminders",
        "I'm thinking of making peanut cookies tonight.", "I lost my keys and found them again.", "he left a note on the fridge",
    ],
)  # fmt: skip
def test_an_everyday_word_is_not_asked_about(said: str) -> None:
    assert alarm(said) is None


# --- the model of meaning --------------------------------------------------------------------


@cache
def vector_of(towards: str) -> NDArray[np.float32]:
    """A place deep among lines of hints, or far away from them."""
    using = meaning.head()
    assert using is not None
    places = [using.middle + using.axes @ mark for mark in using.marks[::60]]
    sign = 1 if towards == "indirect" else -1
    return max(places, key=lambda one: sign * meaning.nearness(one, using)["own"])


class FakeMeanings:
    up = True

    def __init__(self, towards: str = "none") -> None:
        self._vector = vector_of(towards)
        self.asked: list[str] = []

    async def vectors(self, texts: Sequence[str], within_s: float = 1.0) -> NDArray[np.float32]:
        self.asked += texts
        return np.stack([self._vector for _ in texts])


class Broken(FakeMeanings):
    async def vectors(self, texts: Sequence[str], within_s: float = 1.0) -> NDArray[np.float32]:
        raise Trouble("The child has gone.")


def heard(text: str, meanings: FakeMeanings | None) -> Alarm | None:
    return asyncio.run(sensed(text, meanings))


def test_meaning_raises_what_words_alone_do_not_hear() -> None:
    plain = "so that was the long afternoon by the water"
    assert alarm(plain) is None
    assert heard(plain, FakeMeanings("none")) is None
    assert heard(plain, FakeMeanings("indirect")) is Alarm.INDIRECT


def test_without_the_model_of_meaning_words_do() -> None:
    asleep = FakeMeanings("indirect")
    asleep.up = False
    for meanings in (None, Broken(), asleep):
        assert heard("I want to kill myself", meanings) is Alarm.EXPLICIT
        assert heard("we had soup for dinner", meanings) is None
    assert not asleep.asked


@pytest.mark.parametrize("text", ["", " ", "...", "?!"])
def test_nothing_said_is_not_sent_to_the_model(text: str) -> None:
    meanings = FakeMeanings("indirect")
    assert heard(text, meanings) is None
    assert not meanings.asked


def test_a_damaged_head_is_no_head(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "meaning.npz").write_text("[")
    monkeypatch.setattr(meaning, "WEIGHTS", tmp_path / "meaning.npz")
    meaning.head.cache_clear()
    try:
        assert meaning.head() is None
        assert alarm("I want to kill myself", [0.05] * 384) is Alarm.EXPLICIT
    finally:
        meaning.head.cache_clear()


def test_only_the_end_of_a_long_text_goes_to_the_model() -> None:
    assert len(meaning.put(["so it went on and on"] * 500)) <= meaning.MOST_CHARACTERS


@pytest.mark.parametrize("beside", ["My brother is called Tom.", "It's raining.", "Set a timer."])
def test_what_is_said_outright_is_not_softened_by_what_stands_beside_it(beside: str) -> None:
    assert alarm(f"I don't want to live any more. {beside}") is Alarm.EXPLICIT
    assert alarm(f"{beside} I don't want to live any more.") is Alarm.EXPLICIT
