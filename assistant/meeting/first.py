"""The first meeting as a dialogue: until it is over, what is said belongs to it and not to the talk."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue.safety import Alarm, alarm
from assistant.errors import Trouble
from assistant.events import End, ReplyEnded, ReplySpoken, TroubleCame, TroubleWent
from assistant.meeting import kept, machine, understood
from assistant.meeting.machine import Outcome, Scene
from assistant.meeting.offers import stands
from assistant.meeting.steps import Meeting, Step
from assistant.ports import Clause

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine
    from pathlib import Path

    from assistant.events import Fact
    from assistant.ports import Dialogue, Heard
    from assistant.settings import SettingsFile

SETUP, HERS = "setup", "meeting"
DEAF = frozenset({"microphone", "sound", "recognition", "hearing"})
SILENCE_S = 2.0  # between the setup voice and her
_NOT_FOR_US = re.compile(  # always the talk's own business
    r"(?i)\W*(?:stop|quiet|be quiet|hush|shut up|good ?bye|bye(?: bye)?|good night|quit|see you(?: later)?)\W*"
)


class FirstMeeting:
    """A `ports.Dialogue` around the real one. Safety, "stop" and goodbyes go to that at any time.

    An answer counts when the words about it begin to sound: a person who goes on speaking before
    has given only the half of it. Without `meets` the two have met, as far as this talk goes.
    `voices_here` tells whether the house voices can be heard already, `fetches` whether what is
    missing is fetched.
    """

    def __init__(
        self,
        inner: Dialogue,
        folder: Path,
        settings: SettingsFile,
        tell: Callable[[Fact], None],
        voices_here: Callable[[], bool],
        *,
        meets: bool,
        fetches: bool = False,
    ) -> None:
        self.meeting = kept.load(folder) if meets else Meeting(step=Step.DONE)
        self._inner, self._folder, self._settings, self._tell = inner, folder, settings, tell
        self._voices_here, self._fetches = voices_here, fetches
        self._opened = False  # something of the meeting has sounded in this session
        self._deaf: set[str] = set()  # troubles that keep her from hearing
        self._pending: dict[str, Outcome] = {}  # by the mark on its clauses
        self._count = 0
        self._careful = False
        self._passed_on = False  # the latest answer was the talk's

    @property
    def under_way(self) -> bool:
        return not self.meeting.over

    def opening(self) -> AsyncGenerator[Clause, None]:
        """The setup voice begins, or goes on where it was left."""
        return self._say(machine.begin(self.meeting, self._scene()))

    def again(self) -> AsyncGenerator[Clause, None]:
        """From the beginning, as people who know each other."""
        self._take(Outcome(machine.again()))
        return self.opening()

    def comes(self) -> AsyncGenerator[Clause, None]:
        """She speaks for the first time."""
        return self._say(machine.came(self.meeting, self._scene()))

    async def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        ours = self.under_way and not self._for_the_talk(heard.text)
        if not ours:
            outcome = Outcome(self.meeting, passed_on=True)
        elif self._opened or heard.typed:
            outcome = machine.heard(self.meeting, heard.text, self._scene(), typed=heard.typed)
        else:  # said before anything was asked
            outcome = machine.begin(self.meeting, self._scene())
        self._passed_on = outcome.passed_on
        if outcome.passed_on:
            if outcome.meeting != self.meeting:
                self._take(outcome)
            async with aclosing(self._inner.answer(heard)) as clauses:
                async for clause in clauses:
                    self._careful = clause.by == "safety"
                    yield clause
            return
        async with aclosing(self._say(outcome)) as clauses:
            async for clause in clauses:
                yield clause

    def retract(self) -> None:
        """The latest answer was for half a turn; one of the meeting's own only counts once it sounds."""
        self._pending.clear()
        if self._passed_on:
            self._inner.retract()

    def was_said(self, text: str, speaker: str = "") -> None:
        self._inner.was_said(text, speaker)

    def watch(
        self,
        fact: Fact,
        after_silence: Callable[[Coroutine[None, None, None]], None],
        begin: Callable[[AsyncGenerator[Clause, None]], None],
    ) -> None:
        """Hear of every fact: the words about an answer sound, or the setup voice has ended."""
        match fact:
            case ReplySpoken(by=by) if by in self._pending:
                outcome = self._pending[by]
                self._pending.clear()
                self._opened = True
                self._take(outcome)
            case ReplyEnded(end=End.FINISHED) if self.meeting.step is Step.COMING:
                after_silence(self._come(begin))
            case TroubleCame(key=key) if key in DEAF:
                self._deaf.add(key)
            case TroubleWent(key=key):
                self._deaf.discard(key)
            case _:
                pass

    def _scene(self) -> Scene:
        here = self._voices_here()
        return Scene(
            self._settings.now.model_dump(), voices_here=here, hearing=not self._deaf,
            fetching=self._fetches and not here,
        )  # fmt: skip

    async def _come(self, begin: Callable[[AsyncGenerator[Clause, None]], None]) -> None:
        """Silence, in which the figure closes into a ring."""
        self._tell(stands(Meeting(step=Step.NAME, again=self.meeting.again)))
        await asyncio.sleep(SILENCE_S)
        if self.meeting.step is Step.COMING:
            begin(self.comes())

    async def _say(self, outcome: Outcome) -> AsyncGenerator[Clause, None]:
        if not outcome.lines:
            return
        self._count += 1
        setup, hers = f"{SETUP}:{self._count}", f"{HERS}:{self._count}"
        self._pending[hers if not outcome.lines[0].voice else setup] = outcome
        for line in outcome.lines:
            yield Clause(line.text, setup if line.voice else hers, voice=line.voice)

    def _for_the_talk(self, text: str) -> bool:
        if self._careful or _NOT_FOR_US.fullmatch(text):
            return True
        # "I keep to myself" can be a hint of something grave, but not where it was offered; who is
        # close or what company one likes has no word for danger at all
        danger, step = alarm(text), self.meeting.step
        light = danger is Alarm.INDIRECT or step in {Step.SOCIAL, Step.CLOSE}
        return danger is not None and not (light and understood.asked_for(step, text))

    def _take(self, outcome: Outcome) -> None:
        """It holds from now on: settings first, so that no answer is lost between the two.

        What the settings were is written down before that, or a kill between would leave no way back.
        """
        if outcome.meeting.before != self.meeting.before:
            self._save(replace(self.meeting, before=outcome.meeting.before))
        for name, value in outcome.settings.items():
            try:
                self._settings.change(name, value)
            except Trouble as trouble:
                self._tell(TroubleCame("settings", trouble.what, trouble.remedy))
        self.meeting = outcome.meeting
        self._save(outcome.meeting)
        self._tell(stands(outcome.meeting))

    def _save(self, meeting: Meeting) -> None:
        try:
            kept.save(self._folder, meeting)
        except OSError as error:
            what = f"Where our first meeting stands could not be saved ({error.strerror})."
            self._tell(TroubleCame("settings", what, "Is the disk full, or the folder read-only?"))
