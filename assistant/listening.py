"""The person's turn, from frames to words: collect, look at each pause, tell when it is over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.hearing.collect import Cut
from assistant.turns.endpoint import Pause, is_over, look_due

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.hearing.collect import Collector
    from assistant.ports import Frame, Transcript

GIVE_UP_MS = 900  # a sound without words is let go after so much silence


@dataclass(frozen=True, slots=True)
class Look:
    """Ask the models about this pause: the turn model, and the recogniser the first time."""

    number: int
    pcm: bytes
    words_too: bool


@dataclass(frozen=True, slots=True)
class Began:
    pass


@dataclass(frozen=True, slots=True)
class FellSilent:
    silence_ms: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """It held no words."""


@dataclass(frozen=True, slots=True)
class Aside:
    """The beginning of a very long utterance: its words come first when the turn is over."""

    pcm: bytes


Step = Look | Began | FellSilent | Nothing | Aside


@dataclass
class Listening:
    """Fold frames and the models' answers; `over` holds the words once the turn has ended.

    Answers to a look that the person has talked past are stale and change nothing.
    """

    collector: Collector
    patience: Callable[[], float]
    over: Transcript | None = None
    _look: int = 0
    _looks: int = 0
    _pending: bool = False
    _words: Transcript | None = None
    _complete: float | None = None
    _before: list[str] = field(default_factory=list)

    def feed(self, frame: Frame, *, hold: bool = False) -> list[Step]:
        """What follows from this frame. With `hold` (she has the floor) it only collects."""
        began = not self.collector.open
        outcome = self.collector.feed(frame)
        if not self.collector.open:
            return []
        steps: list[Step] = [Began()] if began else []
        if isinstance(outcome, Cut):
            steps.append(Aside(outcome.pcm))
        silence = self.collector.since_voice_ms
        if silence == 0:
            self._person_goes_on()
        elif not hold:
            steps += self._in_pause(silence)
        return steps

    def looked(self, number: int, words: Transcript | None, complete: float | None) -> list[Step]:
        """The models have answered look `number`; None where one was not asked or failed."""
        if number != self._look:
            return []
        self._pending = False
        if words is not None:
            self._words = words
        if complete is not None:
            self._complete = complete
        return self._judge(self.collector.since_voice_ms)

    def aside(self, words: Transcript) -> None:
        """The words of an `Aside`."""
        self._before.append(words.text)

    def forget(self) -> None:
        """Let go of what was collected: it was a cough, or its words have been taken."""
        self.collector.reset()
        self._before.clear()
        self._person_goes_on()

    def _person_goes_on(self) -> None:
        self.over = None
        if self._looks:
            self._look += 1
        self._looks, self._pending = 0, False
        self._words = self._complete = None

    def _in_pause(self, silence: int) -> list[Step]:
        steps: list[Step] = []
        if look_due(silence, self._looks) and not self._pending:
            if self._looks == 0:
                self._look += 1
                steps.append(FellSilent(silence))
            self._looks += 1
            self._pending = True
            steps.append(Look(self._look, self.collector.pcm(), self._words is None))
        return steps + self._judge(silence)

    def _judge(self, silence: int) -> list[Step]:
        if self._words is None:
            return []
        if not self._words.text:
            if silence >= GIVE_UP_MS and not self._pending:
                self.forget()
                return [Nothing()]
            return []
        if is_over(Pause(silence, self._complete, self._words.text), self.patience()):
            text = " ".join((*self._before, self._words.text))
            self.over = replace(self._words, text=text)
        return []
