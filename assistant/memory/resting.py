"""A mind helps at rest: it is asked, one sentence at a time, about turns in which the rules found nothing."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.errors import Trouble
from assistant.memory import helping

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.memory.kept import Found

log = logging.getLogger(__name__)

LOOK_S, LOOKS = 0.05, 400  # at most 20 s, for forgetting must not wait longer
RESTED = 3  # looks in a row, diary.TEND_S apart

Helper = Callable[[str, str, dict[str, Any]], Awaitable[str]]
"""A mind's answer to an instruction and a sentence, in the form of a JSON schema. May raise Trouble."""


class Unsure(NamedTuple):
    """A sentence of a turn that tells something the rules have no pattern for."""

    turn: int
    sentence: str
    at: datetime


@dataclass
class Rest:
    """Waits until nobody has spoken for a while; whoever speaks comes first."""

    unsure: deque[Unsure] = field(default_factory=lambda: deque(maxlen=20))
    _rested: int = 0  # looks in a row that found nobody speaking

    async def ask(
        self, helper: Helper | None, at_rest: Callable[[], bool]
    ) -> tuple[Found, Unsure] | None:
        """What the helper made of the oldest open sentence; None when it is not asked or finds nothing."""
        self._rested = self._rested + 1 if at_rest() else 0
        if helper is None or not self.unsure or self._rested < RESTED:
            return None
        one = self.unsure[0]
        asking = asyncio.ensure_future(helper(helping.INSTRUCTION, one.sentence, helping.SCHEMA))
        try:
            for _ in range(LOOKS):
                if asking.done() or not at_rest():
                    break
                await asyncio.wait([asking], timeout=LOOK_S)
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.wait([asking])
        if asking.cancelled() and not at_rest():
            return None  # another time
        self.unsure.popleft()
        if asking.cancelled():
            return None
        if (error := asking.exception()) is not None:
            if not isinstance(
                error, Trouble
            ):  # a bug of its own; the memory is tended all the same
                log.error("the helper broke: %s", type(error).__name__)
            return None
        found = helping.added(one.sentence, asking.result())
        return (found, one) if found is not None else None
