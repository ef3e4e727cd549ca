"""Pair what was given to the speaker with what comes from the microphone, on one steady time axis.

The echo canceller takes both in equal pieces and learns the delay between them, so this delay must
not wander. Sound that comes too late is replaced by silence and later left out; only when the level
of what is waiting is off for a whole second (the two devices' clocks drift) is the axis shifted.
"""

from __future__ import annotations

import statistics
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

WAITING = (
    HEAR_RATE * 12 // 1000
)  # samples to keep in hand: more than the jitter, less than any echo
MOST_WAITING = HEAR_RATE * 24 // 1000  # above it the reference might come after its own echo
JUDGED_OVER = 50  # takes
STALLED_AFTER = 25  # takes without a new sample: the speaker has stopped
_NOTHING = np.zeros(0, np.float32)


class Reference:
    """`put` from the speaker's thread, `take` from the worker's. Mono float32 at HEAR_RATE."""

    def __init__(self) -> None:
        self._coming: deque[NDArray[np.float32]] = deque(maxlen=200)
        self._waiting = _NOTHING
        self._owed = 0  # samples replaced by silence, to be left out when they come
        self._balances: list[int] = []
        self._empty_takes = STALLED_AFTER

    def put(self, samples: NDArray[np.float32]) -> None:
        self._coming.append(samples)

    def reset(self) -> None:
        """The microphone begins anew: forget what was paired."""
        self._coming.clear()
        self._waiting = _NOTHING
        self._owed = 0
        self._balances.clear()
        self._empty_takes = STALLED_AFTER

    def take(self, count: int) -> NDArray[np.float32]:
        """The next `count` samples that go with the microphone's."""
        came = self._collect()
        begins = came and self._empty_takes >= STALLED_AFTER
        self._empty_takes = 0 if came else self._empty_takes + 1
        if self._empty_takes >= STALLED_AFTER:
            self._owed = 0
            self._balances.clear()
        elif begins:
            self._owed = 0
            self._waiting = self._waiting[-(count + WAITING) :]
        else:
            left_out = min(self._owed, len(self._waiting))
            self._waiting = self._waiting[left_out:]
            self._owed -= left_out
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        missing = count - len(taken)
        if self._empty_takes < STALLED_AFTER:
            self._owed += missing
            self._judge(len(self._waiting) - self._owed)
        return np.concatenate((taken, np.zeros(missing, np.float32))) if missing else taken

    def _collect(self) -> bool:
        pieces = []
        while self._coming:
            pieces.append(self._coming.popleft())
        if pieces:
            self._waiting = np.concatenate((self._waiting, *pieces))
        return bool(pieces)

    def _judge(self, balance: int) -> None:
        self._balances.append(balance)
        if len(self._balances) < JUDGED_OVER:
            return
        usual = int(statistics.median(self._balances))
        self._balances.clear()
        if 0 <= usual <= MOST_WAITING:
            return
        shift = usual - WAITING
        self._owed += shift  # positive: leave samples out; negative: make room with silence
        if self._owed < 0:
            room = np.zeros(-self._owed, np.float32)
            self._waiting, self._owed = np.concatenate((room, self._waiting)), 0
