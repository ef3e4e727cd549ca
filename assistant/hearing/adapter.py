"""The ears as the conversation sees them: the hearing child behind the ports."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from assistant.child import Answer, Child
from assistant.errors import ChildLost, Trouble
from assistant.hearing.engines import chosen
from assistant.hearing.recogniser import FALL_BACK
from assistant.ports import HEAR_RATE, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.wire import Header

log = logging.getLogger(__name__)

MODULE = "assistant.ears"
BEAT_S = 2.0  # so long without a sign of life: it hangs
_JUDGE_S = 5.0
_GRACE_S = 8.0  # for the shortest sound; a cold, busy laptop needs 3 s for a full window
_PER_SECOND_S = 2.0  # more for each second of sound: PocketSphinx on a slow machine
_LOSSES_BEFORE_READY = 2


class ChildTranscriber:
    """`ports.Transcriber` and `ports.TurnJudge` over one child.

    Whatever is wrong with the model, she goes on hearing with PocketSphinx: `on_trouble` is told
    the sentence for it, once for each opening; `on_engine` the name of the engine that works. `names` gives those that may be spoken of just now.
    Both run on the loop that opened it.
    """

    def __init__(
        self,
        *,
        on_trouble: Callable[[Trouble], None] = lambda _: None,
        on_engine: Callable[[str], None] = lambda _: None,
        names: Callable[[], tuple[str, ...]] = tuple,
        grace_s: float = _GRACE_S,
        ready_s: float = 30.0,
        module: str = MODULE,
    ) -> None:
        self.engine = ""
        self.judges = False
        self._on_trouble = on_trouble
        self._on_engine = on_engine
        self._names = names
        self._grace_s = grace_s
        self._ready_s = ready_s
        self._module = module
        self._child: Child | None = None
        self._opening = asyncio.Lock()
        self._owed: list[tuple[Child, asyncio.Event]] = []

    @property
    def child(self) -> Child | None:
        """The child at work, for `doctor`: pid, restarts, last words."""
        return self._child

    async def open(
        self, engine: str = "auto", model: Path | None = None, turn_model: Path | None = None
    ) -> str:
        """Start hearing and wait until it is ready; the name of the engine that works.

        May be called again at any time, with a model that has arrived or another engine: the old
        child answers until the new one is ready. `engine` is a name of `engines.engines` or "auto".
        Raises Trouble when even PocketSphinx does not start, or for an engine that there is not.
        """
        wanted = chosen(engine, model)
        async with self._opening:
            try:
                child = await self._ready_child(wanted, model, turn_model)
            except ChildLost:
                if wanted == FALL_BACK:
                    raise
                self._on_trouble(
                    Trouble(
                        "The Whisper recogniser would not start. I listen with PocketSphinx instead.",
                        "Check the model in Settings, or start me again.",
                    )
                )
                child = await self._ready_child(FALL_BACK, None, turn_model)
            old, self._child = self._child, child
            self._on_engine(self.engine)
            child.tell("warm")
            child.on_up = lambda: self._warm(child)
            if old is not None:
                await self._idle(old)
                await old.stop()
            return self.engine

    async def switch(
        self, engine: str = "auto", model: Path | None = None, turn_model: Path | None = None
    ) -> str:
        """`open` again: for a model that has arrived, or another engine from the settings."""
        return await self.open(engine, model, turn_model)

    async def transcribe(
        self, pcm: bytes, *, full: bool = False, quick: bool = False
    ) -> Transcript:
        """The words in `pcm` (HEAR_RATE), of any length; `full` takes Whisper's full window.

        A child that dies or hangs over it is started again and asked once more: hearing does
        nothing but answer, so nothing can happen twice. Raises Trouble after that.
        """
        deadline_s = self._grace_s + _PER_SECOND_S * len(pcm) / (2 * HEAR_RATE)
        answer = await self._ask(
            "transcribe", pcm, deadline_s, full=full, quick=quick, names=self._names()
        )
        found = answer.fields
        return Transcript(
            text=str(found["text"]),
            ms=int(found["ms"]),
            engine=str(found["engine"]),
            confidence=float(found["confidence"]),
        )

    async def complete(self, pcm: bytes) -> float:
        """Probability 0..1 that the turn is over. Raises Trouble without the model (`judges`)."""
        child = self._working()
        answer = await self._owing(child, "complete", pcm[-8 * 2 * HEAR_RATE :], _JUDGE_S)
        return float(answer.fields["probability"])

    async def close(self) -> None:
        """End the child for good."""
        child, self._child = self._child, None
        if child is not None:
            await child.stop()

    # --- inside ------------------------------------------------------------------------

    def _warm(self, child: Child) -> None:
        """Started again: unless somebody waits for an answer, the first one need not be slow."""
        if not self._owed:
            child.tell("warm")

    def _working(self) -> Child:
        if self._child is None:
            raise Trouble("I am not listening yet.", "It takes a moment after the start.")
        return self._child

    async def _ask(self, what: str, pcm: bytes, deadline_s: float, **fields: Any) -> Answer:
        try:
            return await self._owing(self._working(), what, pcm, deadline_s, **fields)
        except ChildLost:
            log.warning("the hearing part was lost over an order; asking once more")
        # It may have been replaced meanwhile: the child at work is asked, not the one that was.
        return await self._owing(self._working(), what, pcm, deadline_s + self._ready_s, **fields)

    async def _owing(
        self, child: Child, what: str, pcm: bytes, deadline_s: float, **fields: Any
    ) -> Answer:
        """Ask, and let `_idle` know meanwhile that the child owes an answer."""
        owed = (child, asyncio.Event())
        self._owed.append(owed)
        try:
            return await child.ask(what, pcm, deadline_s=deadline_s, **fields)
        finally:
            self._owed.remove(owed)
            owed[1].set()

    async def _idle(self, child: Child) -> None:
        """Wait until the child owes nobody an answer; its deadlines bound that."""
        for asked, answered in list(self._owed):
            if asked is child:
                await answered.wait()

    async def _ready_child(self, engine: str, model: Path | None, turns: Path | None) -> Child:
        args = ["--engine", engine]
        if model is not None:
            args += ["--model", str(model)]
        if turns is not None:
            args += ["--turn-model", str(turns)]
        hopeless = asyncio.Event()
        losses = 0

        def down(lost: ChildLost) -> None:
            nonlocal losses
            del lost
            losses += 1
            if losses >= _LOSSES_BEFORE_READY:
                hopeless.set()

        self.judges = False

        def told(header: Header, payload: bytes) -> None:
            self._told(header, payload)
            if self.engine == FALL_BACK:
                child.beat_s = None  # it lets no other thread run; its deadlines watch over it

        child = Child(
            "hearing",
            self._module,
            args,
            # OpenMP threads that spin while they wait take the core the voice needs.
            env={"GOMP_SPINCOUNT": "0", "OMP_WAIT_POLICY": "PASSIVE"},
            ready_s=self._ready_s,
            beat_s=BEAT_S,
            on_event=told,
            on_down=down,
        )
        start = asyncio.create_task(child.start())
        despair = asyncio.create_task(hopeless.wait())
        try:
            await asyncio.wait({start, despair}, return_when=asyncio.FIRST_COMPLETED)
            if not start.done():
                start.cancel()
            await start
        except asyncio.CancelledError:
            await child.stop()
            if not hopeless.is_set():
                raise
            raise ChildLost("The hearing part would not start.", "See ./os1 doctor.") from None
        except ChildLost:
            await child.stop()
            raise
        finally:
            start.cancel()
            despair.cancel()
        child.on_down = None
        return child

    def _told(self, header: Header, payload: bytes) -> None:
        del payload
        match header["event"]:
            case "engine":
                self.engine = str(header["engine"])
            case "turns":
                self.judges = bool(header["judges"])
            case _:
                pass  # "broken" has its sentence below
        if header.get("what"):
            self._on_trouble(Trouble(str(header["what"]), str(header.get("remedy", ""))))
