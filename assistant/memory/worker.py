"""The memory's own thread: jobs are done in order, and trouble is told once until it goes well again."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import Trouble
from assistant.memory import files

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass
class Worker:
    """`on_trouble` is told what is wrong, None when it is well again; by the thread that found it."""

    on_trouble: Callable[[Trouble | None], None]
    troubled: Trouble | None = field(default=None, init=False)
    _thread: ThreadPoolExecutor | None = field(default=None, init=False)
    _jobs: set[Future[Any]] = field(default_factory=set, init=False)

    @property
    def up(self) -> bool:
        return self._thread is not None

    def start(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="memory")

    async def end(self, last: Callable[..., None], *args: Any) -> None:
        """Take no more jobs, finish those asked for, and do `last` after them."""
        thread, self._thread = self._thread, None
        if thread is not None:
            await asyncio.wrap_future(thread.submit(last, *args))
            thread.shutdown()

    async def work(self, job: Callable[..., T], *args: Any) -> T:
        """Run `job` in the thread. Raises Trouble."""
        return await asyncio.wrap_future(self.submit(job, *args))

    def submit(self, job: Callable[..., T], *args: Any) -> Future[T]:
        """The same from any thread, for a window. The future may hold Trouble."""
        if self._thread is None:
            closed: Future[T] = Future()
            closed.set_exception(Trouble("My memory is closed."))
            return closed
        return self._thread.submit(guarded, job, *args)

    def later(self, job: Callable[..., Any], *args: Any) -> None:
        """Have it done in order; nobody waits for it."""
        future = self.submit(job, *args)
        self._jobs.add(future)
        future.add_done_callback(self._done)

    def trouble(self, trouble: Trouble) -> None:
        """It went wrong; told unless the same was told before."""
        told, self.troubled = self.troubled, trouble
        if told is None or told.what != trouble.what:
            self.on_trouble(trouble)

    def well(self) -> None:
        told, self.troubled = self.troubled, None
        if told is not None:
            self.on_trouble(None)

    def _done(self, future: Future[Any]) -> None:
        self._jobs.discard(future)
        error = future.exception()
        if isinstance(error, Trouble):
            self.trouble(error)
        elif error is not None:
            log.error("the memory broke: %s", type(error).__name__)
        else:
            self.well()

    async def settled(self) -> None:
        """Wait until everything asked for so far is on the disk, or could not be brought there."""
        jobs = list(self._jobs)
        if jobs:
            waited = (asyncio.wrap_future(job) for job in jobs)
            await asyncio.gather(*waited, return_exceptions=True)  # told in `_done`


def guarded(job: Callable[..., T], *args: Any) -> T:
    """`job` with what a disk and a database raise turned into Trouble."""
    try:
        return job(*args)
    except (sqlite3.Error, OSError) as error:
        raise files.trouble(error) from None
