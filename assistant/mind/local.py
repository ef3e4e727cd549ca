"""The mind on this computer: a `LanguageMind` over the supervised server child."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from contextlib import aclosing
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from assistant.child import Child
from assistant.dialogue.minds.port import MindLost
from assistant.errors import ChildLost, Trouble
from assistant.mind.fit import Fit, fit
from assistant.mind.llama import check
from assistant.net.addresses import understood
from assistant.net.chat import AddressMind
from assistant.net.server import Limits

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from pathlib import Path

    from assistant.dialogue.minds.port import Message, Request, Timings

log = logging.getLogger(__name__)

NAME = "local"
MODULE = "assistant.mind"
KEY = "OS1_MIND_KEY"
NICE = 10  # beside the voice at equal priority her next clause takes twice as long
READY_S = 90.0  # loading 1.1 GB from a slow disk
LIMITS = Limits(first_s=180.0, stall_s=20.0)  # it is here: silence means that it hangs
HOPELESS = 3  # deaths while loading

ASLEEP = "The local mind is not awake."


class LocalMind:
    """`model`: a GGUF file. `start` must have been awaited once before `words`.

    `spares`: fewer threads, from the next start on. `on_change` is told a Trouble when the child goes and None when it is back. `fitted` None: as
    suits this machine. A child that dies or hangs is started again.
    """

    def __init__(
        self,
        model: Path,
        *,
        fitted: Fit | None = None,
        on_change: Callable[[Trouble | None], None] | None = None,
        on_slow: Callable[[], None] | None = None,
        module: str = MODULE,
        spares: bool = False,
    ) -> None:
        self.model = model
        self.spares = spares
        self._fitted = fitted
        self._on_change = on_change
        self._on_slow = on_slow
        self._module = module
        self._key = secrets.token_urlsafe(32)
        self._child: Child | None = None
        self._chat: AddressMind | None = None
        self._retired: list[AddressMind] = []
        self._refusal: Trouble | None = None
        self._refused = asyncio.Event()
        self._deaths = 0
        self._examining: asyncio.Task[None] | None = None

    # --- life --------------------------------------------------------------------------

    async def start(self) -> None:
        """Load the model; returns when it can be asked.

        Raises Trouble when the memory is too small, or the file absent, damaged or no model;
        then nothing is left running.
        """
        fitted = self._fitted or fitted_to_this_machine(self.model, spares=self.spares)
        self._refused.clear()
        self._deaths = 0
        child = self._child = Child(
            NAME + " mind",
            self._module,
            ("--model", str(self.model), *_arguments(fitted)),
            env={KEY: self._key, "GOMP_SPINCOUNT": "0"},  # or its threads spin for each other
            nice=NICE,
            ready_s=READY_S,
            on_event=self._took,
            on_up=self._came_up,
            on_down=self._went,
        )
        starting = asyncio.create_task(child.start(), name="start the local mind")
        refused = asyncio.create_task(self._refused.wait(), name="the local mind refused")
        try:
            await asyncio.wait([starting, refused], return_when=asyncio.FIRST_COMPLETED)
            if self._refused.is_set() or starting.exception() is not None:
                await child.stop()
                self._child = None
                raise self._refusal or _hopeless(self.model)
        finally:
            for task in (starting, refused):
                task.cancel()
            await asyncio.wait([starting, refused])

    async def close(self) -> None:
        """End the child for good."""
        if self._examining is not None:
            self._examining.cancel()
            await asyncio.wait([self._examining])
        child, self._child = self._child, None
        if child is not None:
            await child.stop()
        chats, self._retired = [*self._retired, self._chat], []
        self._chat = None
        for chat in chats:
            if chat is not None:
                await chat.close()

    async def restart(self, model: Path | None = None) -> None:
        """End the child and start it again, with another model perhaps. Raises as `start`."""
        await self.close()
        self.model = model or self.model
        await self.start()

    def kill(self) -> None:
        """End the process now; another is started by itself."""
        if self._child is not None:
            self._child.kill()

    @property
    def awake(self) -> bool:
        return self._child is not None and self._child.up

    @property
    def restarts(self) -> int:
        return self._child.restarts if self._child is not None else 0

    @property
    def address(self) -> str:
        """Where it serves, for `doctor`; "" while it does not."""
        return str(self._chat.address) if self._chat is not None and self.awake else ""

    def pids(self) -> tuple[int, ...]:
        pid = self._child.pid if self._child is not None else None
        return () if pid is None else (pid,)

    def last_words(self) -> tuple[str, ...]:
        """What the child wrote to stderr lately, for `doctor`. No speech is in it."""
        return tuple(self._child.last_words) if self._child is not None else ()

    # --- the port ----------------------------------------------------------------------

    @property
    def name(self) -> str:
        return NAME

    @property
    def timings(self) -> Timings | None:
        return self._chat.timings if self._chat is not None else None

    async def words(self, request: Request) -> AsyncGenerator[str, None]:
        chat = self._chat
        if chat is None or not self.awake:
            raise MindLost(ASLEEP)
        try:
            async with aclosing(chat.words(request)) as pieces:
                async for piece in pieces:
                    yield piece
        except MindLost:
            self._examine(chat)
            raise

    async def prefill(self, messages: Sequence[Message]) -> None:
        if self._chat is not None and self.awake:
            await self._chat.prefill(messages)

    async def ready(self) -> bool:
        return self._chat is not None and self.awake and await self._chat.ready()

    # --- the child ---------------------------------------------------------------------

    def _took(self, header: dict[str, Any], _payload: bytes) -> None:
        match header:
            case {"event": "serving", "address": str(where)}:
                if self._chat is not None:
                    self._retired.append(self._chat)
                self._chat = AddressMind(
                    understood(where), self._key, NAME,
                    name=NAME, native=True, limits=LIMITS, on_slow=self._on_slow,
                )  # fmt: skip
            case {"event": "refused", "what": str(what), "remedy": str(remedy)}:
                self._refusal = Trouble(what, remedy)
                self._refused.set()

    def _came_up(self) -> None:
        returned, self._deaths = self._deaths > 0, 0
        if returned and self._on_change is not None:
            self._on_change(None)

    def _went(self, lost: ChildLost) -> None:
        self._deaths += 1
        if self._deaths >= HOPELESS:
            self._refusal = self._refusal or _hopeless(self.model)
            self._refused.set()
        if self._deaths == 1 and self._on_change is not None:
            self._on_change(lost)

    def _examine(self, chat: AddressMind) -> None:
        """It failed: if it does not even say that it is well, it hangs and is killed."""
        if self._examining is None or self._examining.done():
            self._examining = asyncio.create_task(self._kill_if_hung(chat), name="examine the mind")

    async def _kill_if_hung(self, chat: AddressMind) -> None:
        if self.awake and chat is self._chat and not await chat.ready():
            log.warning("the local mind hangs; killing it")
            self.kill()


def fitted_to_this_machine(model: Path, *, spares: bool = False) -> Fit:
    """How `model` would run here. Raises Trouble when it can't."""
    import psutil

    memory = psutil.virtual_memory()
    return fit(os.cpu_count() or 1, memory.total, check(model), memory.available, spares=spares)


def _arguments(fitted: Fit) -> list[str]:
    named = [(f"--{field.name}", str(getattr(fitted, field.name))) for field in fields(fitted)]
    return [word for pair in named for word in pair]


def _hopeless(model: Path) -> Trouble:
    return Trouble(
        f"The model {model.name} could not be started.",
        "Fetch it again, or choose another; until then I talk without it.",
    )
