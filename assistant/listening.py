"""The person's turn, from frames to words: collect, look at each pause, tell when it is over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.hearing.collect import Cut
from assistant.ports import FRAME_MS
from assistant.turns.endpoint import Pause, look_due, needed_silence_ms, words_due
from assistant.turns.openness import left_open
from assistant.turns.rhythm import Rhythm, finished, observed, stretch, usual_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.hearing.collect import Collector
    from assistant.ports import Frame, Transcript

GIVE_UP_MS = 900  # a sound without words is let go after so much silence
PARTIAL_EVERY_MS = 1200  # of speech; a look into a pause counts as one
PLAIN_SILENCE_MS = 700  # without regard to meaning: the usual compromise


@dataclass(frozen=True, slots=True)
class Look:
    """Ask about this pause: the recogniser for the words, or the turn model whether it is the end."""

    number: int
    pcm: bytes
    words: bool


@dataclass(frozen=True, slots=True)
class Partial:
    """Understand what has been said so far; the person is still speaking."""

    number: int
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Began:
    pass


@dataclass(frozen=True, slots=True)
class FellSilent:
    silence_ms: int


@dataclass(frozen=True, slots=True)
class SoFar:
    """The words up to now. With `likely` this may be all of it: her answer can be prepared."""

    words: Transcript
    likely: bool


@dataclass(frozen=True, slots=True)
class WentOn:
    """The pause was none: whatever was prepared in it was for half a sentence."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """It held no words."""


@dataclass(frozen=True, slots=True)
class Aside:
    """The beginning of a very long utterance: its words come first when the turn is over."""

    number: int
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Over:
    """The turn has ended: its words, after so much silence, `waited_ms` of it for the words alone."""

    words: Transcript
    silence_ms: int
    waited_ms: int


Step = Look | Partial | Began | FellSilent | SoFar | WentOn | Nothing | Aside


@dataclass
class Listening:
    """Fold frames and the models' answers; `over` holds the words once the turn has ended.

    Answers to a look that the person has talked past are stale and change nothing. With `plain`
    only a fixed silence ends a turn, and nothing is asked before it has passed.
    """

    collector: Collector
    patience: Callable[[], float]
    plain: Callable[[], bool] = lambda: False
    over: Over | None = None
    rhythm: Rhythm = field(default_factory=Rhythm)
    _look: int = 0  # numbers everything asked, so that a late answer is known as stale
    _looks: int = 0  # of the turn model, into this pause
    _asked: bool = False  # for the words of this pause
    _judging: bool = False
    _words: Transcript | None = None
    _complete: float | None = None
    _silence: int = 0
    _judged_at: int = 0  # the silence at which the turn model had answered
    _partial: int = 0  # the partial under way, 0 for none
    _partial_at: int = 0  # ms of speech at the last
    _before: dict[int, str | None] = field(default_factory=dict)  # asides; None while under way

    def feed(self, frame: Frame, *, hold: bool = False) -> list[Step]:
        """What follows from this frame. With `hold` (she has the floor) it only collects."""
        began = not self.collector.open
        outcome = self.collector.feed(frame)
        if not self.collector.open:
            return []
        steps: list[Step] = [Began()] if began else []
        if isinstance(outcome, Cut):
            steps += self._person_goes_on()  # a look into the pause has heard what is cut off now
            self._before[number := self._next()] = None
            steps.append(Aside(number, outcome.pcm))
        silence = self.collector.since_voice_ms
        if silence == 0:
            steps += self._person_goes_on()
            steps += [] if hold or self.plain() else self._while_speaking()
        elif not hold:
            self._silence = silence
            steps += self._in_pause(silence)
        return steps

    def looked(self, number: int, words: Transcript | None, complete: float | None) -> list[Step]:
        """A model has answered look or partial `number`; None where it was not asked or failed."""
        if number == self._partial:
            self._partial = 0
            return [self._so_far(words, likely=False)] if words is not None and words.text else []
        if number != self._look:
            return []
        steps: list[Step] = []
        if words is None:
            self._judging = False
            self._complete = self._complete if complete is None else complete
            self._judged_at = self.collector.since_voice_ms
        else:
            self._words = words
            if words.text and not self.plain():
                steps.append(self._so_far(words, likely=not left_open(words.text)))
        return steps + self._judge(self.collector.since_voice_ms)

    def aside(self, number: int, words: Transcript) -> None:
        """The words of an `Aside`."""
        if number in self._before:
            self._before[number] = words.text

    def cut_off(self, silence_ms: int) -> None:
        """Her answer came too early: they went on after so much silence."""
        self.rhythm = observed(self.rhythm, silence_ms, whole=True)

    def taken(self) -> None:
        """Their turn was over."""
        self.rhythm = finished(self.rhythm)

    def forget(self) -> None:
        """Let go of what was collected: it was a cough, or its words have been taken."""
        self.collector.reset()
        self._before.clear()
        self._silence = self._partial = self._partial_at = 0
        self._person_goes_on()
        self._next()  # nothing that is still being answered is about what comes now

    def _next(self) -> int:
        self._look += 1
        return self._look

    def _person_goes_on(self) -> list[Step]:
        paused = self._asked or self._looks > 0
        if self._silence:
            words = self._words.text if self._words is not None else ""
            whole = bool(words) and not left_open(words)
            self.rhythm = observed(self.rhythm, self._silence, whole=whole)
        if paused:
            self._next()
        self.over, self._words, self._complete = None, None, None
        self._looks, self._asked, self._judging = 0, False, False
        self._silence = self._judged_at = 0
        return [WentOn()] if paused else []

    def _while_speaking(self) -> list[Step]:
        spoken = self.collector.speech_ms
        if self._partial or spoken - self._partial_at < PARTIAL_EVERY_MS:
            return []
        self._partial, self._partial_at = self._next(), spoken
        return [Partial(self._partial, self.collector.pcm())]

    def _in_pause(self, silence: int) -> list[Step]:
        steps: list[Step] = []
        early = PLAIN_SILENCE_MS if self.plain() else 0
        if not self._asked and words_due(silence) and silence >= early:
            self._asked, self._partial_at = True, self.collector.speech_ms
            steps.append(Look(self._next(), self.collector.pcm(), words=True))
        if look_due(silence, self._looks) and not self._judging and not early:
            if self._looks == 0:
                steps.append(FellSilent(silence))
            self._looks, self._judging = self._looks + 1, True
            steps.append(Look(self._look, self.collector.pcm(), words=False))
        elif early and look_due(silence, self._looks):
            self._looks += 1
            steps.append(FellSilent(silence))
        return steps + self._judge(silence)

    def _so_far(self, words: Transcript, *, likely: bool) -> SoFar:
        return SoFar(replace(words, text=self._whole(words.text)), likely)

    def _whole(self, words: str) -> str:
        return " ".join(text for text in (*self._before.values(), words) if text)

    def _judge(self, silence: int) -> list[Step]:
        if self._words is None or None in self._before.values():
            return []
        if not self._words.text and not self._whole(""):
            if silence >= GIVE_UP_MS and not self._judging:
                self.forget()
                return [Nothing()]
            return []
        needed = self._needed_ms(self._words.text)
        if silence >= needed and self.over is None:
            words = replace(self._words, text=self._whole(self._words.text))
            waited = silence - max(needed, self._judged_at)
            self.over = Over(words, silence, waited if waited > FRAME_MS else 0)
        return []

    def _needed_ms(self, words: str) -> int:
        if self.plain():
            return PLAIN_SILENCE_MS
        rhythm = self.rhythm
        pause = Pause(self._silence, self._complete, words, stretch(rhythm), usual_ms(rhythm))
        return needed_silence_ms(pause, self.patience())
