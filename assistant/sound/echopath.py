"""Follow the way of her voice from speaker to microphone, and keep its delay the same for the canceller.

The canceller needs two seconds to learn a new delay, and lets her through meanwhile. A delay
changes whenever the speaker is opened anew and whenever a busy machine misses a beat. The
correlation of both signals, whitened (Knapp and Carter 1976, "PHAT"), shows it after a quarter of
a second: then the reference is shifted, and for the canceller nothing has happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import FRAME_MS, HEAR_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

WINDOW = 4096  # samples compared, 256 ms
LONGEST = 6400  # samples of delay that are looked for, 400 ms
LOOK_FRAMES = 3  # how often it is looked, in frames of 20 ms
SOUNDING = 10 ** (-45 / 20)  # root mean square of her voice that makes a look worth it
SURE = 9.0  # height of the peak over the rest of the correlation, in standard deviations
CERTAIN = 14.0  # so high, one look is enough
TOLERANCE = 24  # samples that the canceller follows by itself
SETTLING_FRAMES = 8  # after a jump: until the canceller and the voice activity have forgotten it
UNSEEN_FRAMES = 30  # of her voice: not seen until then, it is not heard at all (headphones)
EARLY = 160  # samples
_SIZE = 16_384
_FROM_HZ, _TO_HZ = 150, 6000
_STEP = HEAR_RATE * FRAME_MS // 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A look at the path: samples of delay, and how far the peak stands out."""

    delay: int
    height: float


def look(near: Samples, far: Samples) -> Found:
    """The delay of `far` within `near`; `far` begins LONGEST samples earlier and ends together."""
    spectrum = np.fft.rfft(near * _HANN, _SIZE) * np.conj(np.fft.rfft(far, _SIZE))
    size = np.abs(spectrum)
    spectrum /= size + 1e-3 * size.max() + 1e-12
    spectrum[: _FROM_HZ * _SIZE // HEAR_RATE] = 0
    spectrum[_TO_HZ * _SIZE // HEAR_RATE :] = 0
    whole = np.fft.irfft(spectrum, _SIZE)
    by_delay = np.concatenate((whole[-LONGEST:], whole[:1]))
    at = int(np.argmax(by_delay))
    # Where she was silent nothing correlates: that must not make the rest stand out.
    energy = np.concatenate(([0.0], np.cumsum(far.astype(np.float64) ** 2)))
    overlap = (energy[WINDOW:] - energy[:-WINDOW])[::-1]
    rest = by_delay[overlap >= 0.1 * overlap.max()]
    return Found(at, float(by_delay[at] / (np.sqrt(np.mean(rest**2)) + 1e-12)))


_HANN = np.hanning(WINDOW).astype(np.float32)


class EchoPath:
    """Feed it each frame of both; it gives the reference shifted, so that the delay stays."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Microphone or canceller begin anew."""
        self.delay: int | None = None  # samples, as last seen
        self.lost = (
            False  # it became shorter than can be made up for: the canceller must begin anew
        )
        self._kept = self._shift = 0
        self._doubt: int | None = None
        self._frames = self._unsettled = 0
        self._near = np.zeros(WINDOW, np.float32)
        self._far = np.zeros(WINDOW + 2 * LONGEST, np.float32)

    def reopened(self) -> None:
        """The speaker was opened: the delay is another one, still to be seen."""
        self._unsettled = UNSEEN_FRAMES

    @property
    def settled(self) -> bool:
        """Whether what the canceller lets through may be taken for somebody else."""
        return self._unsettled == 0

    def align(self, near: Samples, far: Samples, *, eager: bool = False) -> Samples:
        """The reference that goes with `near`, of the same length. `eager`: something came through."""
        self._near = np.concatenate((self._near[len(near) :], near))
        self._far = np.concatenate((self._far[len(far) :], far))
        self.lost = False
        self._frames += 1
        if eager or self._frames % LOOK_FRAMES == 0:
            self._look()
        if self._unsettled and far.any():
            self._unsettled -= 1
        end = len(self._far) - self._shift
        return self._far[end - len(far) : end]

    def early(self, count: int) -> Samples | None:
        """The last `count` samples of the reference, EARLY before their echo; None: never seen."""
        if self.delay is None:
            return None
        end = len(self._far) - max(0, self.delay - EARLY)
        return self._far[end - count : end]

    def _look(self) -> None:
        far = self._far[-(WINDOW + LONGEST) :]
        if float(np.sqrt(np.mean(far**2))) < SOUNDING:
            return
        found = look(self._near, far)
        if found.height < SURE:
            return
        if self.delay is not None and abs(found.delay - self.delay) <= TOLERANCE:
            self._kept = found.delay - self._shift
            self._see(found.delay)
        elif found.height < CERTAIN and (
            self._doubt is None or abs(found.delay - self._doubt) > TOLERANCE
        ):
            self._doubt = found.delay  # by chance it would not be found there again
        elif self.delay is None:
            self._kept = found.delay
            self._see(found.delay)
        else:
            self._move(found.delay)

    def _see(self, delay: int) -> None:
        self.delay, self._doubt = delay, None
        self._unsettled = min(self._unsettled, SETTLING_FRAMES)

    def _move(self, delay: int) -> None:
        """Another delay: shift the reference by as much, so that `_kept` stays what it was."""
        shift = delay - self._kept
        self.lost = not 0 <= shift <= LONGEST
        self._shift = 0 if self.lost else shift
        self._kept = delay - self._shift
        self._see(delay)
        self._unsettled = SETTLING_FRAMES
