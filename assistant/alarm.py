"""A timer or an alarm sounds: a soft stroke again and again, a little louder each time, until somebody says stop."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.events import Fact

EVERY_S = 2.0  # from one stroke to the next
CEILING_S = 60.0  # then she only tells it
SOFTEST, RISING = 0.25, 8  # the gain of the first stroke, and how many it takes to full level
MOST_WORDS = 7  # longer talk is about something else

_STOPPED = re.compile(
    r"\b(?:stop|snooze|thanks|thank you|enough|quiet|silence|hush|dismiss|got it|shut up|shush|"
    r"i'?m (?:up|awake|here|coming|on it)|(?:turn|switch) (?:it|that|the \w+) off|not yet|"
    r"(?:turn|switch) off (?:the|my|that) (?:alarm|timer)|cancel|more minutes?|okay|ok|all right)\b"
)


@dataclass
class Alarm:
    """`stroke` plays the sound at a gain of 0..1; `duck` and `resume` lower and raise what sounds.

    Times are seconds of a clock that only goes forward. What she says herself is not rung into.
    """

    stroke: Callable[[float], None]
    duck: Callable[[], None]
    resume: Callable[[], None]
    _began: float | None = field(default=None, init=False)
    _next: float = field(default=0.0, init=False)
    _strokes: int = field(default=0, init=False)
    _they_speak: bool = field(default=False, init=False)
    _she_speaks: bool = field(default=False, init=False)

    @property
    def sounds(self) -> bool:
        return self._began is not None

    def begin(self, now: float) -> None:
        """From now on, anew where it sounds already."""
        self._began, self._next, self._strokes = now, now, 0

    def look(self, now: float) -> None:
        """Strike when it is time; the ceiling ends it."""
        if self._began is None:
            return
        if now - self._began >= CEILING_S:
            self.stop()
        elif now >= self._next and not (self._they_speak or self._she_speaks):
            self.stroke(gain(self._strokes))
            self._strokes += 1
            self._next = now + EVERY_S

    def stop(self) -> None:
        """Somebody has heard it."""
        self._began = None
        self._hear(speaking=False)

    def news(self, fact: Fact) -> None:
        match fact:
            case e.UserBegan():
                self._hear(speaking=True)
            case e.NothingHeard():
                self._hear(speaking=False)
            case e.UserSaid(text=text):
                self._hear(speaking=False)
                if self.sounds and stops(text):
                    self.stop()
            case e.ReplyBegan():
                self._she_speaks = True
            case e.ReplyEnded():
                self._she_speaks = False
            case _:
                pass

    def _hear(self, *, speaking: bool) -> None:
        if self.sounds and speaking and not self._they_speak:
            self.duck()
        elif self._they_speak and not speaking:
            self.resume()
        self._they_speak = self.sounds and speaking


def gain(stroke: int) -> float:
    """0..1 for the stroke with this number, from 0 on."""
    return min(1.0, SOFTEST + (1.0 - SOFTEST) * stroke / RISING)


def stops(text: str) -> bool:
    """Whether these words are for what sounds: "stop", "snooze", "thanks, I'm up"."""
    plain = bare(text) or text.lower().strip(" .!?,")
    words = f"{text.lower()} {plain}"
    return len(plain.split()) <= MOST_WORDS and _STOPPED.search(words) is not None
