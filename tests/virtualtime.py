"""An asyncio loop on virtual time: nothing waits, hours pass in milliseconds."""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class _Leap(selectors.DefaultSelector):
    """Where the loop would sleep, its clock leaps instead."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0)
        if not ready and self.loop.busy():
            return super().select(0.002)
        if not ready and timeout is None:
            raise RuntimeError("everything waits for something that will never come")
        if not ready and timeout:
            self.loop.leap(timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """While something is `busy` for the loop, such as a thread, its clock stands still."""

    def __init__(self, busy: Callable[[], bool] = lambda: False) -> None:
        selector = _Leap()
        selector.loop = self
        self.busy = busy
        self._now = 0.0
        super().__init__(selector)

    def time(self) -> float:
        return self._now

    def leap(self, seconds: float) -> None:
        self._now += seconds


def run(scene: Coroutine[Any, Any, T]) -> T:
    """Run a scene to its end on virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(scene)
