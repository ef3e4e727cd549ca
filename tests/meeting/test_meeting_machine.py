"""The first meeting, step by step: two people end differently, and nothing gets stuck or lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue import guard
from assistant.meeting import changes, kept, machine, names
from assistant.meeting.machine import HERS, Outcome, Scene
from assistant.meeting.offers import stands
from assistant.meeting.opening import first_question, manner
from assistant.meeting.script import script
from assistant.meeting.steps import ORDER, Meeting, Step
from assistant.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from pathlib import Path

ORDERLY = (
    "Um, I'm Theo.", "erm, somebody to keep me in order I guess", "I keep to myself",
    "a woman's", "yes", "plainly", "my sister Anna", "I'm 34",
)  # fmt: skip
LISTENED_TO = (
    "call me Lena", "just someone who listens", "I love having people around",
    "a man's", "another", "yes", "gently", "nobody", "yes",
)  # fmt: skip


@dataclass
class Table:
    """Somebody goes through the meeting; the settings follow as they would."""

    meeting: Meeting = field(default_factory=Meeting)
    settings: Settings = DEFAULTS
    voices_here: bool = True
    said: list[machine.Line] = field(default_factory=list)

    @property
    def scene(self) -> Scene:
        return Scene(self.settings.model_dump(), voices_here=self.voices_here)

    def take(self, outcome: Outcome) -> Table:
        self.meeting = outcome.meeting
        self.settings = Settings.model_validate(self.settings.model_dump() | outcome.settings)
        self.said = list(outcome.lines)
        return self

    def hears(self, *texts: str) -> Table:
        for text in texts:
            self.take(machine.heard(self.meeting, text, self.scene))
        return self

    def met(self, *texts: str) -> Table:
        """The questions, the silence, and her first words."""
        self.take(machine.begin(self.meeting, self.scene)).hears(*texts)
        return self.take(machine.came(self.meeting, self.scene))

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.said)


def test_it_says_what_it_is_before_it_asks() -> None:
    outcome = machine.begin(Meeting(), Table().scene)
    words = " ".join(line.text for line in outcome.lines)
    assert "software, not a person" in words
    assert "stays on this computer" in words
    assert outcome.lines[-1].text.count("?") == 1
    assert {line.voice for line in outcome.lines} == {machine.SETUP_VOICE}


def test_two_people_end_with_different_settings_sentences_and_names() -> None:
    one, other = Table().met(*ORDERLY), Table().met(*LISTENED_TO)
    assert one.said[0] != other.said[0]
    assert {line.voice for line in (*one.said, *other.said)} == {HERS}
    one.hears("yes")
    other.hears("yes")
    assert one.settings.her_name != other.settings.her_name
    assert one.settings.model_dump(include=DIFFER) == {
        "your_name": "Theo", "purpose": "order", "look": "night", "voice": "warm",
        "pace": 1.1, "patience": 1.0, "close_to": "Anna", "sounds": False,
    }  # fmt: skip
    assert other.settings.model_dump(include=DIFFER) == {
        "your_name": "Lena", "purpose": "listener", "look": "dusk", "voice": "clear",
        "pace": 0.9, "patience": 1.4, "close_to": "", "sounds": True,
    }  # fmt: skip


DIFFER = {"your_name", "purpose", "look", "voice", "pace", "patience", "close_to", "sounds"}


def test_her_first_sentence_uses_an_answer_and_her_name_has_a_reason() -> None:
    table = Table().met(*ORDERLY)
    assert "Theo" in table.said[0].text
    name = table.meeting.candidate
    assert name in table.said[1].text
    assert names.reason(name) in table.said[1].text
    assert table.settings.her_name == DEFAULTS.her_name  # nothing is settled before it is agreed


def test_another_name_comes_with_another_reason_and_the_list_ends() -> None:
    table = Table().met(*ORDERLY)
    offered = [table.meeting.candidate]
    for _ in range(40):
        table.hears("another one")
        if table.meeting.candidate == offered[-1]:
            break
        offered.append(table.meeting.candidate)
    assert len(offered) == len(set(offered)) > 8
    assert "Give me one" in table.words
    table.hears("I'd rather call you Max")
    assert table.settings.her_name == "Max"


def test_she_never_takes_a_name_of_the_persons_own_life() -> None:
    answers = {Step.HELLO: "Ada", Step.PURPOSE: "order", Step.CLOSE: "Ida, Edith"}
    taken = ("Ada", "Ida", "Edith")
    seen: list[str] = []
    while (picked := names.pick(answers, "warm", taken, seen)) is not None:
        seen.append(picked.name)
    assert not {"Ada", "Ida", "Edith", "Samantha"} & set(seen)


def test_every_name_on_the_list_has_a_reason_of_its_own() -> None:
    found = names.names()
    assert len(found) >= 24
    assert len({one.name for one in found}) == len({one.why for one in found}) == len(found)
    assert all(one.why.endswith(".") and one.voices and one.tags for one in found)
    assert "Samantha" not in {one.name for one in found}
    for kind in "fmn":
        assert sum(kind in one.voices for one in found) >= 8


def test_her_lines_pass_her_own_guard() -> None:
    for (section, _key), lines in script().lines.items():
        if section in {"hers", "openings", "changes"}:
            for line in lines:
                assert not guard.objection(line.format_map(Blanks())), line
                assert line.count("?") <= 1


class Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "Anna"


@pytest.mark.parametrize("count", range(len(ORDERLY)))
def test_whatever_was_answered_is_known_after_a_kill_and_not_asked_again(
    tmp_path: Path, count: int
) -> None:
    folder = tmp_path
    table = Table()
    table.take(machine.begin(table.meeting, table.scene)).hears(*ORDERLY[:count])
    kept.save(folder, table.meeting)
    resumed = Table(kept.load(folder), table.settings)
    assert resumed.meeting == table.meeting
    resumed.met(*ORDERLY[count:]).hears("yes", "that's fine")
    whole = Table().met(*ORDERLY).hears("yes", "that's fine")
    assert resumed.settings == whole.settings
    assert resumed.meeting.over


def test_a_damaged_file_only_brings_the_questions_again(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / kept.FILE).write_bytes(b'{"step": "nonsense"')
    assert kept.load(folder) == Meeting()


def test_what_is_not_understood_is_asked_once_more_and_then_left() -> None:
    table = Table().hears("Theo", "purple", "purple")
    assert table.meeting.step is Step.SOCIAL
    assert table.meeting.answers == {Step.HELLO: "Theo"}


def test_one_can_go_back_hear_it_again_and_ask_why() -> None:
    table = Table().hears("Theo", "why do you ask?")
    assert "what she asks first" in table.words
    assert table.meeting.step is Step.PURPOSE
    table.hears("pardon?")
    assert table.said[-1].text == script().say("questions", "purpose")
    table.hears("go back", "call me Tom")
    assert table.settings.your_name == "Tom"


def test_all_can_be_skipped_and_she_comes_all_the_same() -> None:
    table = Table().take(machine.begin(Meeting(), Table().scene)).hears("skip all")
    assert table.meeting.step is Step.COMING
    table.take(machine.came(table.meeting, table.scene))
    assert table.meeting.candidate
    table.hears("skip")
    assert table.meeting.over
    changed = {k for k, v in table.settings.model_dump().items() if v != getattr(DEFAULTS, k)}
    assert changed == {"her_name"}


def test_the_voice_is_heard_before_it_is_chosen() -> None:
    table = Table().hears("Theo", "company", "in between", "a man's")
    assert [line.voice for line in table.said] == ["low", machine.SETUP_VOICE]
    table.hears("another")
    assert table.said[0].voice == "clear"
    table.hears("yes")
    assert table.settings.voice == "clear"
    assert table.said[0].voice == machine.OTHER_SETUP_VOICE  # never hers


def test_where_no_voice_is_here_yet_it_is_chosen_unheard() -> None:
    table = Table(voices_here=False).hears("Theo", "company", "in between", "a man's")
    assert table.settings.voice == "low"
    assert table.meeting.step is Step.MANNER


def test_each_line_can_be_taken_back_and_the_setting_with_it() -> None:
    table = Table().met(*ORDERLY).hears("yes")
    lines = [line.text for line in changes.lines(table.meeting)]
    assert len(lines) >= 5
    assert all(line in table.words for line in lines)
    table.hears("undo the third")  # the dark window
    assert (table.settings.look, table.settings.sounds) == (DEFAULTS.look, DEFAULTS.sounds)
    assert table.settings.your_name == "Theo"
    while not table.meeting.over:
        table.hears("undo 1")
    own = {"her_name"}
    changed = {k for k, v in table.settings.model_dump().items() if v != getattr(DEFAULTS, k)}
    assert changed == own


def test_whoever_goes_on_talking_is_not_held_up_by_the_list() -> None:
    table = Table().met(*ORDERLY).hears("yes")
    outcome = machine.heard(table.meeting, "So I wanted to tell you about my boss", table.scene)
    assert outcome.passed_on
    assert outcome.meeting.over


@pytest.mark.parametrize("at", [1, 3, 6])
def test_a_child_is_one_at_any_step_and_cannot_undo_it_by_voice(at: int) -> None:
    table = Table().hears(*ORDERLY[:at], "by the way, I'm fourteen")
    assert table.settings.minor
    table = Table().met(*ORDERLY[:-1], "no, I'm sixteen").hears("yes")
    lines = changes.lines(table.meeting)
    number = 1 + next(i for i, line in enumerate(lines) if line.step is Step.AGE)
    table.hears(f"undo {number}")
    assert table.settings.minor


def test_a_second_meeting_keeps_the_name_unless_another_is_wanted() -> None:
    table = Table(machine.again(), Settings(her_name="Nora")).met("skip all")
    assert "Nora" in table.words
    assert table.hears("yes").settings.her_name == "Nora"
    table = Table(machine.again(), Settings(her_name="Nora")).met("skip all").hears("another")
    assert table.meeting.candidate not in {"", "Nora"}


def test_the_figure_winds_itself_into_being() -> None:
    shares = [Meeting(step=step).share for step in ORDER]
    assert shares[0] == 0.0
    assert all(after >= before for before, after in pairwise(shares))
    assert shares[ORDER.index(Step.NAME)] == 1.0


@pytest.mark.parametrize("step", [step for step in Step if step not in {Step.COMING, Step.DONE}])
def test_at_each_step_something_can_be_pressed(step: Step) -> None:
    meeting = Meeting(step=step, candidate="Nora" if step is Step.NAME else "")
    card = stands(meeting).card
    assert card.question
    assert card.offers


def test_in_the_silence_before_her_nothing_is_asked() -> None:
    assert stands(Meeting(step=Step.COMING)).card == stands(Meeting(step=Step.NAME)).card
    assert not stands(Meeting(step=Step.NAME)).card.offers


def test_a_later_session_begins_as_the_answers_say() -> None:
    asked = {
        first_question(Settings(purpose="order", close_to="Anna, your mum"), date(2026, 1, day))
        for day in range(1, 29)
    }
    assert any("list" in one for one in asked)
    assert any("Anna" in one for one in asked)
    assert any("your mum" in one for one in asked)
    assert first_question(DEFAULTS, date(2026, 1, 1)) == ""
    assert manner(DEFAULTS) == ""
    assert "plainly" in manner(Settings(manner="plain"))


@given(st.lists(st.sampled_from([
    "yes", "no", "skip", "back", "what", "another", "Anna", "undo 1", "that's fine", "company",
    "low", "I'm 12", "gently", "", "𝕏" * 40, "my sister Anna", "why", "call you Max", "skip all",
]), max_size=40))  # fmt: skip
def test_whatever_is_said_it_goes_on_and_what_it_says_can_be_said(texts: list[str]) -> None:
    table = Table()
    for text in texts:
        table.hears(text)
        assert table.meeting.over or table.said
        assert all(line.text.strip() for line in table.said)
        stands(table.meeting)
    ended = table.hears(*["skip"] * 20)
    assert ended.meeting.over
