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
    from assistant.models.store import Progress, Store


@dataclass
class Fetching:
    """One model after the other; `arrived` is awaited with each model's name and folder.

    The work runs in one thread, because hashing and unpacking would hold up the conversation.
    """

    store: Store
    tell: Callable[[Fact], None]
    arrived: Callable[[str, Path], Awaitable[None]]
    _stop: threading.Event = field(default_factory=threading.Event)

    async def fetch(self, names: tuple[str, ...]) -> None:
        for name in names:
            if self._stop.is_set():
                return
            try:
                folder = await asyncio.to_thread(self._get, asyncio.get_running_loop(), name)
            except Trouble as trouble:
                if not self._stop.is_set():
                    self.tell(PartReady(name, "not here"))  # no longer being prepared
                    self.tell(TroubleCame("models", trouble.what, trouble.remedy))
                return
            if folder is None:
                return  # stopped; what has arrived is kept
            self.tell(PartReady(name))
            await self.arrived(name, folder)
        self.tell(TroubleWent("models"))

    def stop(self) -> None:
        """Leave off; what has been fetched so far is kept for the next time."""
        self._stop.set()

    def _get(self, loop: asyncio.AbstractEventLoop, name: str) -> Path | None:
        def told(progress: Progress) -> None:
            share = progress.done_bytes / progress.total_bytes if progress.total_bytes else None
            loop.call_soon_threadsafe(self.tell, Preparing(name, progress.words, share))

        return self.store.get(name, told, self._stop)
