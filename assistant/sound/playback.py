"""Her voice on its way out: the queue of clauses, its level, and what of it was heard.

Nothing here knows a device. Whoever plays calls `render` for the next samples; the level moves in
short ramps, so that nothing clicks. Besides the sound for the speaker (48 kHz) it gives the same
sound at HEAR_RATE for the echo canceller, resampled from the clause itself and under the same
gain, so that the reference is true to the sample.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import soxr

from assistant.ports import HEAR_RATE, SPEAK_RATE, ClauseSounding, PlaybackDone, Silenced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

OUT_RATE = 48_000
EACH = OUT_RATE // HEAR_RATE  # samples of output to one of the reference
DUCKED = 10 ** (-18 / 20)
RAMP_MS = 15  # from silence to full level, or back
FADE_MS = 8  # the same when she is cut off, or holds her breath
HELD_MOST_S = 5  # then she goes on by herself: whoever held her breath has forgotten it
TURNS_KEPT = 8  # of which we still know what was heard

Note = ClauseSounding | PlaybackDone | Silenced


def prepared(pcm: bytes) -> tuple[Samples, Samples]:
    """A clause (SPEAK_RATE, 16 bit) as floats at OUT_RATE, and at HEAR_RATE for the reference."""
    said = np.frombuffer(pcm[: len(pcm) // 2 * 2], np.int16).astype(np.float32) / 32768.0
    length = -(-len(said) * OUT_RATE // SPEAK_RATE // EACH) * EACH
    return (
        _of_length(soxr.resample(said, SPEAK_RATE, OUT_RATE), length),
        _of_length(soxr.resample(said, SPEAK_RATE, HEAR_RATE), length // EACH),
    )


def _of_length(samples: Samples, length: int) -> Samples:
    exact = np.zeros(length, np.float32)
    exact[: len(samples)] = samples[:length]
    return exact


@dataclass
class _Piece:
    """A clause in the queue; `at` counts the output samples already rendered."""

    turn: int
    clause: int
    out: Samples
    reference: Samples
    at: int = 0


@dataclass(frozen=True, slots=True)
class _End:
    """No more clauses of this turn will come."""

    turn: int


@dataclass
class _Progress:
    played: int = 0
    total: int = 0
    sounded: bool = False

    @property
    def share(self) -> float:
        return self.played / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """The next stretch: `out` at OUT_RATE, `reference` at HEAR_RATE, and what happened in it."""

    out: Samples
    reference: Samples
    notes: tuple[Note, ...] = ()


@dataclass
class Mixer:
    """Orders may come from one thread while another renders."""

    _queue: deque[_Piece | _End] = field(default_factory=deque)
    _dying: deque[_Piece | _End] | None = None
    _cut_turns: list[int] = field(default_factory=list)
    _progress: dict[int, dict[int, _Progress]] = field(default_factory=dict)
    _turn: int = 0
    _time: int = 0  # output samples rendered since the beginning
    _volume: float = 1.0
    _ducked: bool = False
    _held: bool = False
    _held_for: int = 0  # output samples
    _gain: float = 1.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def play(self, turn: int, clause: int, out: Samples, reference: Samples) -> None:
        """Append a clause as `prepared` made it; more of the same clause may follow."""
        with self._lock:
            self._turn = turn
            clauses = self._progress.setdefault(turn, {})
            while len(self._progress) > TURNS_KEPT:
                del self._progress[next(iter(self._progress))]
            clauses.setdefault(clause, _Progress()).total += len(out)
            self._queue.append(_Piece(turn, clause, out, reference))

    def finish(self, turn: int) -> None:
        with self._lock:
            self._queue.append(_End(turn))

    def silence(self) -> None:
        """Fade what sounds, forget what waits. Answered by one Silenced for each turn cut.

        A lowered level is back with the next clause.
        """
        with self._lock:
            self._ducked = self._held = False
            turns = list(dict.fromkeys(item.turn for item in self._queue))
            if self._dying is None:
                self._dying, self._queue = self._queue, deque()
                self._cut_turns = turns or [self._turn]
            else:  # cut again while fading: what came in between never sounds
                self._queue = deque()
                self._cut_turns += [turn for turn in turns if turn not in self._cut_turns]

    @property
    def busy(self) -> bool:
        """Something sounds, or waits to."""
        return bool(self._queue) or self._dying is not None

    def duck(self) -> None:
        self._ducked = True

    def hold(self) -> None:
        """Fall silent, and go on from here with `resume`."""
        self._held_for = 0
        self._held = True

    def resume(self) -> None:
        self._ducked = self._held = False

    def volume(self, share: float) -> None:
        """0..1; squared, because loudness is heard about so. 0.5 is -12 dB."""
        self._volume = min(1.0, max(0.0, share)) ** 2

    @property
    def level_wanted(self) -> float:
        return self._volume * (DUCKED if self._ducked else 1.0)

    def render(self, count: int) -> Block:
        """The next `count` output samples."""
        with self._lock:
            first = -(-self._time // EACH)  # index of the first reference sample within
            after = -(-(self._time + count) // EACH)
            out = np.zeros(count, np.float32)
            reference = np.zeros(after - first, np.float32)
            notes: list[Note] = []
            source = self._queue if self._dying is None else self._dying
            stands = self._dying is None and self._stands(count)
            if source and not stands:
                self._fill(source, out, reference, first, notes)
            gain = self._ramp(count)
            out *= gain
            reference *= gain[first * EACH - self._time :: EACH]
            if self._dying is not None and (self._gain == 0.0 or not self._dying):
                self._end_of_fade(notes)
            self._time += count
            return Block(out, reference, tuple(notes))

    def _stands(self, count: int) -> bool:
        self._held_for += count
        if self._held_for > HELD_MOST_S * OUT_RATE:
            self._held = False
        return self._held and self._gain == 0.0

    def _fill(
        self,
        source: deque[_Piece | _End],
        out: Samples,
        reference: Samples,
        first: int,
        notes: list[Note],
    ) -> None:
        at = 0
        while at < len(out) and source:
            head = source[0]
            if isinstance(head, _End):
                source.popleft()
                notes.append(PlaybackDone(head.turn))
                continue
            progress = self._progress.get(head.turn, {}).get(head.clause, _Progress())
            if head.at == 0:
                at += -(self._time + at) % EACH  # begin where a reference sample falls
                if at >= len(out):
                    return
                if not progress.sounded:
                    progress.sounded = True
                    notes.append(ClauseSounding(head.turn, head.clause))
            length = min(len(out) - at, len(head.out) - head.at)
            out[at : at + length] = head.out[head.at : head.at + length]
            begin, end = -(-head.at // EACH), -(-(head.at + length) // EACH)
            where = (self._time + at - head.at) // EACH + begin - first
            reference[where : where + end - begin] = head.reference[begin:end]
            head.at += length
            progress.played += length
            at += length
            if head.at >= len(head.out):
                source.popleft()

    def _ramp(self, count: int) -> Samples:
        fading = self._dying is not None or self._held
        wanted = 0.0 if fading else self.level_wanted
        if self._gain == wanted:
            return np.full(count, wanted, np.float32)
        step = 1000 / ((FADE_MS if fading else RAMP_MS) * OUT_RATE)
        way = np.arange(1, count + 1, dtype=np.float32) * step
        if wanted < self._gain:
            gain = np.maximum(self._gain - way, wanted)
        else:
            gain = np.minimum(self._gain + way, wanted)
        reached = abs(wanted - self._gain) <= way[-1]
        self._gain = wanted if reached else float(gain[-1])
        ramp: Samples = gain.astype(np.float32)
        return ramp

    def _end_of_fade(self, notes: list[Note]) -> None:
        notes[:] = [note for note in notes if not isinstance(note, PlaybackDone)]
        notes += [Silenced(turn, self._heard(turn)) for turn in self._cut_turns]
        self._dying, self._cut_turns = None, []
        self._gain = self.level_wanted

    def _heard(self, turn: int) -> tuple[tuple[int, float], ...]:
        clauses = self._progress.get(turn, {})
        return tuple((clause, way.share) for clause, way in clauses.items() if way.sounded)
