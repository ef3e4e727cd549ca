"""Killed at any step of the meeting, and at any moment while an answer is saved: nothing is lost."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fakes import NOON, FakeDialogue
from virtualtime import run

from assistant import events as e
from assistant.meeting import kept
from assistant.meeting.first import FirstMeeting
from assistant.meeting.steps import Meeting, Step
from assistant.ports import Clause, Heard
from assistant.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

WAIT = ""  # the silence, in which she comes
ANSWERS = (
    "I'm Theo.", "somebody to keep me in order", "I keep to myself", "a woman's", "yes", "plainly",
    "my sister Anna", "I'm 34", WAIT, "another one", "yes", "undo one", "that's fine",
)  # fmt: skip


class Killed(BaseException):
    """The process ends here: nothing after this is done."""


@dataclass
class Death:
    """Ends the process at the `at`-th step of writing files, counted from 1; 0 never."""

    at: int = 0
    seen: int = field(default=0, init=False)

    def before(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any, **named: Any) -> Any:
            self.seen += 1
            if self.at and self.seen >= self.at:
                raise Killed
            return do(*args, **named)

        return done


class Sitting:
    """The program from its start on a profile, with the meeting as far as it has come there."""

    def __init__(self, folder: Path) -> None:
        self.settings = SettingsFile.load(folder)
        self.first = FirstMeeting(
            FakeDialogue({}), folder, self.settings, lambda _fact: None, lambda: True, meets=True
        )
        self._later: list[Coroutine[None, None, None]] = []
        self._begun: list[AsyncGenerator[Clause, None]] = []

    @property
    def stands(self) -> tuple[Meeting, Settings]:
        over = self.first.meeting.over
        return Meeting(step=Step.DONE) if over else self.first.meeting, self.settings.now

    async def opens(self) -> None:
        await self._sound(self.first.opening())

    async def hears(self, answer: str) -> None:
        if answer == WAIT:
            for work in self._later:
                await work
            for clauses in self._begun:
                await self._sound(clauses)
            self._later, self._begun = [], []
        else:
            await self._sound(self.first.answer(Heard(answer, NOON)))

    def left(self) -> None:
        for work in self._later:
            work.close()

    async def _sound(self, clauses: AsyncGenerator[Clause, None]) -> None:
        said = [clause async for clause in clauses]
        for fact in (*(e.ReplySpoken(1, one.text, one.by) for one in said), e.ReplyEnded(1)):
            self.first.watch(fact, self._later.append, self._begun.append)


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The profile before the first answer, and after each."""
    folder = tmp_path_factory.mktemp("meeting") / "p"
    folder.mkdir()
    found: list[Path] = []

    async def whole() -> None:
        sitting = Sitting(folder)
        await sitting.opens()
        for number, answer in enumerate((*ANSWERS, None)):
            found.append(shutil.copytree(folder, folder.with_name(str(number))))
            if answer is not None:
                await sitting.hears(answer)

    run(whole())
    assert kept.load(folder).over
    return tuple(found)


def known(folder: Path) -> tuple[Meeting, Settings]:
    settings = SettingsFile.load(folder)
    assert settings.trouble is None
    return kept.load(folder), settings.now


@pytest.mark.parametrize("number", range(len(ANSWERS)))
def test_a_kill_while_an_answer_is_saved_leaves_it_or_asks_it_again(
    profiles: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before, after, answer = profiles[number], profiles[number + 1], ANSWERS[number]

    async def killed(folder: Path, at: int) -> bool:
        """Whether it was: else the answer needed fewer steps than that."""
        sitting = Sitting(folder)
        await sitting.opens()
        death = Death(at)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", death.before(os.fsync))
            patch.setattr(Path, "replace", death.before(Path.replace))
            patch.setattr(Path, "unlink", death.before(Path.unlink))  # no tidying up after death
            try:
                await (sitting.opens() if answer == WAIT else sitting.hears(answer))
            except Killed:
                return True
            finally:
                sitting.left()
        return False

    async def goes_on(folder: Path) -> tuple[Meeting, Settings]:
        """The next start: it is said again where it was not known yet."""
        sitting = Sitting(folder)
        await sitting.opens()
        if sitting.stands != known(after):
            await sitting.hears(answer)
        sitting.left()
        return sitting.stands

    for at in range(1, 40):
        folder = shutil.copytree(before, tmp_path / str(at))
        if not run(killed(folder, at)):
            assert at > 1
            return
        meeting, settings = known(folder)
        assert meeting.step in {known(before)[0].step, known(after)[0].step}
        assert meeting.answers in (known(before)[0].answers, known(after)[0].answers)
        lost = earlier(before, after) - set(settings.model_dump().items())
        assert not lost
        assert run(goes_on(folder)) == known(after)
    pytest.fail("it never ends")


def earlier(before: Path, after: Path) -> set[tuple[str, object]]:
    """The settings of earlier answers that this one leaves as they are."""
    return set(known(before)[1].model_dump().items()) & set(known(after)[1].model_dump().items())
