"""Notice that sound arrives faster than it can be heard, and what to drop of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LATE_MS = 1500  # older sound than this is worth nothing to somebody who waits for an answer
CAUGHT_UP_MS = 300
STEADY_FRAMES = 150  # three seconds in time: the machine has its breath back


@dataclass
class Backlog:
    """`slow` from the first frame that came too late until they have come in time for a while."""

    slow: bool = False
    dropped: int = 0  # frames, since the start
    _dropping: bool = False
    _steady: int = 0

    def keeps(self, lag_ms: int) -> bool:
        """Whether to hear a frame whose last sample is `lag_ms` old; called once for each in turn.

        Frames come oldest first, so dropping until they are fresh again drops the oldest.
        """
        self._dropping = lag_ms > (CAUGHT_UP_MS if self._dropping else LATE_MS)
        if self._dropping:
            self.slow, self._steady = True, 0
            self.dropped += 1
            return False
        self._steady = self._steady + 1 if lag_ms <= CAUGHT_UP_MS else 0
        if self._steady >= STEADY_FRAMES:
            self.slow = False
        return True
