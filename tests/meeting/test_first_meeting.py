"""The first meeting in front of the talk: safety first, answers count once they are acknowledged."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from fakes import NOON, FakeDialogue
from virtualtime import run

from assistant import events as e
from assistant.meeting import kept
from assistant.meeting.first import SILENCE_S, FirstMeeting
from assistant.meeting.steps import Meeting, Step
from assistant.ports import Clause, Heard
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

HELP = Clause("I'm glad you told me.", "safety")


@dataclass
class Room:
    """The meeting of a profile, and what it told."""

    folder: Path
    meets: bool = True
    facts: list[e.Fact] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.settings = SettingsFile.load(self.folder)
        self.inner = FakeDialogue({"I want to die": [HELP]})
        self.first = FirstMeeting(
            self.inner, self.folder, self.settings, self.facts.append, lambda: True,
            meets=self.meets,
        )  # fmt: skip
        self.waiting: list[asyncio.Task[None]] = []

    def watch(self, fact: e.Fact) -> None:
        self.first.watch(
            fact, lambda work: self.waiting.append(asyncio.create_task(work)), self.begin
        )

    def begin(self, clauses: AsyncGenerator[Clause, None]) -> None:
        self.waiting.append(asyncio.create_task(self._begun(clauses)))

    async def _begun(self, clauses: AsyncGenerator[Clause, None]) -> None:
        self.begun += [clause.text for clause in await self.sound(clauses)]

    async def sound(
        self, clauses: AsyncGenerator[Clause, None], *, heard: bool = True
    ) -> list[Clause]:
        """A reply that is rendered, and, unless the person goes on, begins to sound."""
        said = [clause async for clause in clauses]
        if heard:
            for clause in said:
                self.watch(e.ReplySpoken(1, clause.text, clause.by))
            self.watch(e.ReplyEnded(1))
        return said

    async def says(self, text: str, *, heard: bool = True, typed: bool = False) -> list[Clause]:
        return await self.sound(self.first.answer(Heard(text, NOON, typed)), heard=heard)

    async def opened(self) -> Room:
        await self.sound(self.first.opening())
        return self


def test_without_a_meeting_everything_goes_to_the_talk(tmp_path: Path) -> None:
    async def scene() -> None:
        room = Room(tmp_path, meets=False)
        said = await room.says("hello")
        assert [clause.text for clause in said] == ["You said hello"]
        assert not (tmp_path / kept.FILE).exists()

    run(scene())


def test_an_answer_counts_when_the_words_about_it_begin_to_sound(tmp_path: Path) -> None:
    async def scene() -> None:
        room = await Room(tmp_path).opened()
        await room.says("Theo")
        await room.says("somebody to keep", heard=False)  # they go on before she has said a word
        assert room.first.meeting.step is Step.PURPOSE
        assert room.settings.now.purpose == ""
        await room.says("somebody to keep me in order")
        assert room.settings.now.purpose == "order"
        assert kept.load(tmp_path) == room.first.meeting

    run(scene())


@pytest.mark.parametrize("text", ["I want to die", "stop", "goodbye"])
def test_safety_and_goodbyes_go_to_the_talk_and_the_question_stays(
    tmp_path: Path, text: str
) -> None:
    async def scene() -> None:
        room = await Room(tmp_path).opened()
        await room.says(text)
        assert [heard.text for heard in room.inner.heard] == [text]
        assert room.first.meeting.step is Step.HELLO

    run(scene())


@pytest.mark.parametrize(
    ("step", "text", "after"),
    [
        (Step.SOCIAL, "I keep to myself.", Step.VOICE),
        (Step.CLOSE, "My sister is close to me.", Step.AGE),
        (Step.CLOSE, "My mum and my dad.", Step.AGE),
        (Step.CLOSE, "My son Tom is very close to me.", Step.AGE),
    ],
)
def test_a_plain_answer_is_an_answer_whatever_else_could_be_heard_in_it(
    tmp_path: Path, step: Step, text: str, after: Step
) -> None:
    async def scene() -> None:
        kept.save(tmp_path, Meeting(step=step))
        room = await Room(tmp_path).opened()
        await room.says(text)
        assert (room.inner.heard, room.first.meeting.step) == ([], after)

    run(scene())


@pytest.mark.parametrize("text", ["My dad hits me.", "I want to hurt myself."])
def test_danger_in_an_answer_goes_to_the_talk(tmp_path: Path, text: str) -> None:
    async def scene() -> None:
        kept.save(tmp_path, Meeting(step=Step.CLOSE))
        room = await Room(tmp_path).opened()
        await room.says(text)
        assert len(room.inner.heard) == 1
        assert room.first.meeting.step is Step.CLOSE

    run(scene())


def test_after_a_crisis_she_stays_with_it_before_the_questions_go_on(tmp_path: Path) -> None:
    async def scene() -> None:
        room = await Room(tmp_path).opened()
        await room.says("I want to die")
        await room.says("yes")
        assert len(room.inner.heard) == 2  # the talk decides when it is over
        await room.says("Theo")
        assert room.settings.now.your_name == "Theo"

    run(scene())


def test_there_is_silence_before_she_speaks_for_the_first_time(tmp_path: Path) -> None:
    async def scene() -> None:
        room = await Room(tmp_path).opened()
        await room.says("skip all")
        await asyncio.sleep(SILENCE_S - 0.1)
        assert room.begun == []
        closing = [fact for fact in room.facts if isinstance(fact, e.MeetingStands)][-1]
        assert (closing.step, closing.share, closing.named) == ("name", 1.0, False)
        await asyncio.sleep(0.2)
        assert len(room.begun) == 2
        assert room.first.meeting.step is Step.NAME

    run(scene())


def test_whoever_speaks_into_the_silence_is_answered_by_her(tmp_path: Path) -> None:
    async def scene() -> None:
        room = await Room(tmp_path).opened()
        await room.says("skip all")
        said = await room.says("hello?")
        assert {clause.voice for clause in said} == {""}
        await asyncio.sleep(2 * SILENCE_S)
        assert room.begun == []  # not twice

    run(scene())


def test_what_is_said_before_the_first_question_only_brings_it(tmp_path: Path) -> None:
    async def scene() -> None:
        room = Room(tmp_path)
        said = await room.says("mumble mumble")
        assert said[-1].text.endswith("?")
        assert room.first.meeting == Meeting()
        other = Room(tmp_path)
        await other.says("Theo", typed=True)  # who types has read the question
        assert other.settings.now.your_name == "Theo"

    run(scene())


def test_a_full_disk_does_not_end_the_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    async def scene() -> None:
        room = await Room(tmp_path).opened()
        monkeypatch.setattr("assistant.settings.write_whole", full)
        monkeypatch.setattr("assistant.meeting.kept.write_whole", full)
        await room.says("Theo")
        assert room.settings.now.your_name == "Theo"
        assert room.first.meeting.step is Step.PURPOSE
        assert any(isinstance(fact, e.TroubleCame) for fact in room.facts)

    run(scene())


def test_meeting_again_keeps_her_name_when_all_is_skipped(tmp_path: Path) -> None:
    async def scene() -> None:
        room = Room(tmp_path, meets=False)
        room.settings.change("her_name", "Nora")
        await room.sound(room.first.again())
        await room.says("skip all")
        await asyncio.sleep(2 * SILENCE_S)
        await room.says("yes")
        assert room.settings.now.her_name == "Nora"
        assert not room.first.under_way

    run(scene())
