"""Somebody speaks while she does: the frames of it, and what comes of them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.ports import FRAME_MS
from assistant.turns.floor import Decision, Floor, Manners, Sense, Verdict, consider

if TYPE_CHECKING:
    from assistant.ports import Frame

VOICE_AT = 0.5
VOICE_OVER_HER = 0.7  # what the echo canceller leaves of her must not count as somebody's voice
MAYBE_OVER_HER = 0.4  # enough to duck for: lowered, she is soon told from somebody else
KEPT_MS = 2400  # of sound, to ask for the words of
A_WORD_MS = 400  # "stop" is over when it is heard
BEFORE_MS = 500  # the voice is noticed late, while she drowns it


@dataclass
class BargeIn:
    """Feed it every frame; `asked` holds the sound when the answer was ASK."""

    voice_over_her: float = VOICE_OVER_HER  # the room check sets it
    manners: Manners = field(default_factory=Manners)
    floor: Floor = field(default_factory=Floor)
    asked: bytes = b""
    number: int = 0  # of the last asking; an answer to another one comes too late
    lasted_ms: int = 0  # since their first voice
    _verdict: Verdict | None = None
    _frames: deque[bytes] = field(default_factory=lambda: deque(maxlen=KEPT_MS // FRAME_MS))

    def feed(self, frame: Frame, *, she_speaks: bool, turn_over: bool = False) -> Decision:
        """What to do now."""
        self._frames.append(frame.pcm)
        sure = VOICE_AT if self.floor.ducked or not she_speaks else self.voice_over_her
        maybe = she_speaks and frame.voice >= MAYBE_OVER_HER
        sense = Sense(
            frame.voice >= sure,
            she_speaks,
            turn_over,
            maybe,
            self._verdict,
            frame.stop,
            frame.sudden,
        )
        self.floor, decision = consider(self.floor, sense, self.manners)
        if decision is Decision.YIELD and frame.stop:
            self.lasted_ms = max(self.lasted_ms + FRAME_MS, A_WORD_MS)
        elif self.floor.voiced_ms or decision is Decision.YIELD:
            self.lasted_ms += FRAME_MS
        else:
            self.lasted_ms = 0
        match decision:
            case Decision.ASK:
                self.number += 1
                self._verdict = None
                lasted = self.floor.voiced_ms + self.floor.quiet_ms + BEFORE_MS
                self.asked = b"".join(tuple(self._frames)[-(lasted // FRAME_MS) :])
            case Decision.YIELD | Decision.RESUME | Decision.TAKE:
                self._verdict = None
                self.number += 1
            case _:
                pass
        return decision

    def answered(self, number: int, verdict: Verdict) -> None:
        """What the words of the asking `number` meant."""
        if number == self.number:
            self._verdict = verdict

    def forget(self) -> None:
        """Begin afresh."""
        self.floor, self._verdict, self.lasted_ms = Floor(), None, 0
        self.number += 1
