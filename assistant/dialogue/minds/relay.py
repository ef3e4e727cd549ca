"""Several minds, one voice: when one is lost in mid-sentence, the next goes on from its last word."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue.minds.port import MindLost, seam

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from assistant.dialogue.minds.port import LanguageMind, Message, Request, Timings

log = logging.getLogger(__name__)

PROBE_S = (0.5, 2.0, 5.0, 15.0, 60.0)  # rests between two looks whether a lost mind is back
LETTERS_PER_TOKEN = 4


class Broken(MindLost):
    """No mind is left to go on. `after_text` is what was delivered, whole words, maybe nothing."""

    def __init__(self, after_text: str) -> None:
        super().__init__("I lost my words for a moment.")
        self.after_text = after_text


class Relay:
    """A `LanguageMind` made of several, best first; the list may be empty.

    Only whole words are delivered, so that whoever goes on begins with a word of its own. A lost
    mind is looked after in the background and is first choice again when it is ready. `on_change`
    is told the name of the mind in charge, "" for none, when that changes.
    """

    def __init__(
        self,
        minds: Sequence[LanguageMind] = (),
        *,
        on_change: Callable[[str], None] | None = None,
        probe_s: Sequence[float] = PROBE_S,
    ) -> None:
        self._minds = list(minds)
        self._on_change = on_change
        self._probe_s = tuple(probe_s)
        self._lost: dict[LanguageMind, asyncio.Task[None]] = {}
        self._failures: dict[LanguageMind, int] = {}  # in a row
        self._spoke: LanguageMind | None = None
        self._told = self.name

    @property
    def name(self) -> str:
        """Who would be asked now; "" for nobody."""
        well = self._well()
        return well[0].name if well else ""

    @property
    def minds(self) -> tuple[LanguageMind, ...]:
        return tuple(self._minds)

    @property
    def spoke(self) -> str:
        """Who worded the last pieces."""
        return self._spoke.name if self._spoke is not None else ""

    @property
    def timings(self) -> Timings | None:
        return self._spoke.timings if self._spoke is not None else None

    def join(self, mind: LanguageMind, at: int = 0) -> None:
        """Another mind has come (a download is done, an address was typed); 0 is the best place."""
        self._minds.insert(at, mind)
        self._tell()

    def leave(self, mind: LanguageMind) -> None:
        """This mind is asked no more; whoever brought it closes it."""
        self._minds.remove(mind)
        self._failures.pop(mind, None)
        probe = self._lost.pop(mind, None)
        if probe is not None:
            probe.cancel()
        self._tell()

    async def words(self, request: Request) -> AsyncGenerator[str, None]:
        """As `LanguageMind.words`, from whoever can; raises Broken when nobody is left."""
        delivered = ""
        asked: list[LanguageMind] = []
        while mind := next((one for one in self._well() if one not in asked), None):
            asked.append(mind)
            whole = _Whole(request.lead_in + delivered)
            try:
                async with aclosing(mind.words(_rest(request, delivered))) as pieces:
                    async for piece in pieces:
                        self._spoke = mind
                        if words := whole.feed(piece):
                            delivered += words
                            yield words
            except MindLost as lost:
                log.info("the mind %s was lost: %s", mind.name, type(lost).__name__)
                self._look_after(mind)
                if delivered and request.schema is not None:
                    break  # a form that is half filled in can't be continued by another
                continue
            self._failures.pop(mind, None)
            if words := whole.rest():
                delivered += words
                yield words
            return
        raise Broken(delivered)

    async def prefill(self, messages: Sequence[Message]) -> None:
        if well := self._well():
            await well[0].prefill(messages)

    async def ready(self) -> bool:
        return bool(self._well())

    async def close(self) -> None:
        """End the looking after; the minds themselves are closed by whoever brought them."""
        probes = list(self._lost.values())
        self._lost.clear()
        for probe in probes:
            probe.cancel()
        if probes:
            await asyncio.wait(probes)

    def _well(self) -> list[LanguageMind]:
        return [mind for mind in self._minds if mind not in self._lost]

    def _look_after(self, mind: LanguageMind) -> None:
        self._failures[mind] = self._failures.get(mind, 0) + 1
        if mind in self._minds and mind not in self._lost:
            self._lost[mind] = asyncio.create_task(self._probe(mind), name=f"probe {mind.name}")
            self._tell()

    async def _probe(self, mind: LanguageMind) -> None:
        looks = self._failures[mind] - 1  # one that is ready and fails again has to wait longer
        while True:
            await asyncio.sleep(self._probe_s[min(looks, len(self._probe_s) - 1)])
            looks += 1
            if await mind.ready():
                self._lost.pop(mind, None)
                self._tell()
                return

    def _tell(self) -> None:
        if self.name != self._told:
            self._told = self.name
            if self._on_change is not None:
                self._on_change(self._told)


class _Whole:
    """Lets whole words pass, each with the space before it; what follows the last space waits."""

    def __init__(self, before: str) -> None:
        self._before = before
        self._held = ""

    def feed(self, piece: str) -> str:
        self._held += piece
        at = len(self._held.rstrip())
        if at == len(self._held):  # it ends within a word: the space before it is the limit
            at = max((i for i, letter in enumerate(self._held) if letter.isspace()), default=0)
            at = len(self._held[:at].rstrip())
        passed, self._held = self._held[:at], self._held[at:]
        return self._seamed(passed)

    def rest(self) -> str:
        return self._seamed(self._held.rstrip())

    def _seamed(self, passed: str) -> str:
        passed = seam(self._before, passed)
        if passed:
            self._before = ""  # from here on the mind's own spaces count
        return passed


def _rest(request: Request, delivered: str) -> Request:
    """What is still to be worded, after what has been delivered."""
    if not delivered:
        return request
    left = request.most_tokens - len(delivered) // LETTERS_PER_TOKEN
    return replace(request, lead_in=request.lead_in + delivered, most_tokens=max(left, 12))
