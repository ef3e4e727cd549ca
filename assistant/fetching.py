"""Fetch what is missing behind the conversation, and say how far it is."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.events import PartReady, Preparing, TroubleCame, TroubleWent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from assistant.events import Fact
    from assistant.models.progress import Progress
    from assistant.models.store import Store


@dataclass
class Fetching:
    """One model after the other; `arrived` is awaited with each model's name and folder.

    The work runs in one thread, because hashing and unpacking would hold up the conversation.
    """

    store: Store
    tell: Callable[[Fact], None]
    arrived: Callable[[str, Path], Awaitable[None]]
    _queue: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _fetches: bool = False

    @property
    def under_way(self) -> bool:
        return self._fetches and not self._stop.is_set()

    async def fetch(self, names: tuple[str, ...]) -> None:
        """Fetch these; while it is at it already, they are put behind what is being fetched."""
        self._queue += [name for name in names if name not in self._queue]
        if self.under_way:
            return
        self._stop = stop = threading.Event()
        self._fetches = True
        try:
            while self._queue and await self._one(self._queue[0], stop):
                self._queue = self._queue[1:]
        finally:
            if self._stop is stop:  # else somebody paused it and went on meanwhile
                self._fetches = False
                self._queue = []

    def stop(self) -> None:
        """Leave off; what has been fetched so far is kept, and `fetch` goes on from there."""
        self._stop.set()
        self._queue = []

    async def _one(self, name: str, stop: threading.Event) -> bool:
        """Fetch one model; whether to go on with the next."""
        loop = asyncio.get_running_loop()
        try:
            folder = await asyncio.to_thread(self._get, loop, name, stop)
        except Trouble as trouble:
            if not stop.is_set():
                self.tell(PartReady(name, "not here"))  # no longer being prepared
                self.tell(TroubleCame("models", trouble.what, trouble.remedy))
            return False
        if folder is None:  # stopped; what has arrived is kept
            self.tell(PartReady(name, "paused"))
            return False
        self.tell(PartReady(name))
        self.tell(TroubleWent("models"))
        await self.arrived(name, folder)
        return not stop.is_set()

    def _get(
        self, loop: asyncio.AbstractEventLoop, name: str, stop: threading.Event
    ) -> Path | None:
        def told(progress: Progress) -> None:
            share = progress.done_bytes / progress.total_bytes if progress.total_bytes else None
            if not stop.is_set():
                loop.call_soon_threadsafe(self.tell, Preparing(name, progress.words, share))

        return self.store.get(name, told, stop)
