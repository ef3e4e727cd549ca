"""Notice that the computer slept: sound devices opened before are not to be trusted after."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SLIP_S = 2.0  # less may be a clock that was set right


def awake_and_asleep_s() -> float:
    """Seconds that go on while the computer sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if clock is None else time.clock_gettime(clock)


@dataclass
class Naps:
    """Compares a clock that stands still in sleep with one that does not. Both give seconds."""

    awake_s: Callable[[], float] = time.monotonic
    always_s: Callable[[], float] = awake_and_asleep_s
    _ahead_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._ahead_s = self.always_s() - self.awake_s()

    def slept(self) -> bool:
        """Whether there was a sleep since this was last asked."""
        ahead_s = self.always_s() - self.awake_s()
        slept = ahead_s - self._ahead_s > LONGEST_SLIP_S
        self._ahead_s = ahead_s
        return slept
