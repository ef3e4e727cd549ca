"""Collect utterances out of 20 ms frames: what was said so far, beginning before it began. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.ports import FRAME_MS, SILENT_DB

if TYPE_CHECKING:
    from assistant.ports import Frame

PRE_ROLL_MS = 800
_BEGIN_OF = 5  # an utterance begins when of so many frames ...
_BEGIN_FRAMES = 3  # ... so many hold voice: a click does not, "no" does
_BEGIN_VOICE = 0.5
_GO_ON_VOICE = 0.35  # lower than the beginning, so that a soft ending belongs to its word
_CUT_FROM = 0.6  # a cut is made behind this share of the longest, at the quietest place


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody speaks: `at_ms` is where the first voiced frame began."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Voiced:
    """The voice goes on; so much of it there was in this utterance."""

    speech_ms: int


@dataclass(frozen=True, slots=True)
class Silent:
    """The utterance is open but there has been no voice for so long."""

    since_voice_ms: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The utterance has grown too long: `pcm` is its beginning, cut off at a quiet place.

    It goes on; `Collector.pcm` holds only what came after. Whoever wants the whole takes down the
    words of each cut and puts those of the rest behind them.
    """

    pcm: bytes


Outcome = Began | Voiced | Silent | Cut | None


@dataclass
class Collector:
    """Feed it each frame; it never ends an utterance by itself: `reset` or `take` does.

    `longest_ms` bounds what is held in memory (32 kB a second).
    """

    longest_ms: int = 600_000

    open: bool = field(default=False, init=False)
    speech_ms: int = field(default=0, init=False)
    loudest: float = field(default=SILENT_DB, init=False)
    began_ms: int = field(default=0, init=False)
    _held: bytearray = field(default_factory=bytearray, init=False)
    _recent: deque[Frame] = field(
        default_factory=lambda: deque(maxlen=PRE_ROLL_MS // FRAME_MS), init=False
    )
    _voices: deque[bool] = field(default_factory=lambda: deque(maxlen=_BEGIN_OF), init=False)
    _voiced: bool = field(default=False, init=False)
    _last_voice_ms: int = field(default=0, init=False)
    _now_ms: int = field(default=0, init=False)

    @property
    def since_voice_ms(self) -> int:
        """How long ago the last voiced frame ended; 0 while there is voice."""
        return max(self._now_ms - self._last_voice_ms, 0) if self.open else 0

    def pcm(self) -> bytes:
        """The utterance so far with its pre-roll (HEAR_RATE), silence at the end included."""
        return bytes(self._held)

    def take(self) -> bytes:
        """The utterance, and `reset`."""
        taken = self.pcm()
        self.reset()
        return taken

    def reset(self) -> None:
        """Forget the utterance and its sound; none of it comes again in the next pre-roll."""
        self.open, self.speech_ms, self.loudest, self._voiced = False, 0, SILENT_DB, False
        self._held.clear()
        self._recent.clear()
        self._voices.clear()

    def feed(self, frame: Frame) -> Outcome:
        """Take one frame in; None while nobody has begun to speak."""
        self._now_ms = frame.at_ms
        if not self.open:
            return self._wait(frame)
        self._held += frame.pcm
        if self._hears(frame):
            self._count(frame)
        if len(self._held) > self._bytes(self.longest_ms):
            return self._cut()
        return Voiced(self.speech_ms) if self._voiced else Silent(self.since_voice_ms)

    def _wait(self, frame: Frame) -> Outcome:
        self._recent.append(frame)
        self._voices.append(frame.voice > _BEGIN_VOICE)
        if sum(self._voices) < _BEGIN_FRAMES:
            return None
        self.open, self._voiced = True, self._voices[-1]
        for kept in self._recent:
            self._held += kept.pcm
        latest = list(self._recent)[-len(self._voices) :]
        voiced = [kept for kept, voice in zip(latest, self._voices, strict=True) if voice]
        for kept in voiced:
            self._count(kept)
        self.began_ms = voiced[0].at_ms - FRAME_MS
        self._recent.clear()
        self._voices.clear()
        return Began(self.began_ms)

    def _hears(self, frame: Frame) -> bool:
        self._voiced = frame.voice > (_GO_ON_VOICE if self._voiced else _BEGIN_VOICE)
        return self._voiced

    def _count(self, frame: Frame) -> None:
        self.speech_ms += FRAME_MS
        self._last_voice_ms = frame.at_ms
        self.loudest = max(self.loudest, frame.level)

    def _cut(self) -> Cut:
        # here, so that a window that only collects need not load numpy at its start
        from assistant.hearing.windows import quiet_place
        from assistant.mel import floats

        earliest = self._bytes(int(self.longest_ms * _CUT_FROM))
        at = earliest + 2 * quiet_place(floats(bytes(self._held[earliest:])))
        piece = bytes(self._held[:at])
        del self._held[:at]
        return Cut(piece)

    @staticmethod
    def _bytes(ms: int) -> int:
        return ms * 32
