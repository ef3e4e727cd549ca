"""What takes longer than an answer, run beside the talk: one job after the other, on a thread that nobody waits for."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Beside:
    """Call it on the talk's loop: `done` gets what the job gives, on that loop again. Without a loop
    the job is done at once. A job that is under way when the program ends is simply cut off.
    """

    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    def __call__(self, job: Callable[[], str], done: Callable[[str], None]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            done(job())
            return
        task = loop.create_task(self._run(job, done), name="beside the talk")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, job: Callable[[], str], done: Callable[[str], None]) -> None:
        async with self._turn:
            done(await _on_a_thread(job))


async def _on_a_thread(job: Callable[[], str]) -> str:
    """Not the loop's executor: that is waited for at the end."""
    loop = asyncio.get_running_loop()
    coming: asyncio.Future[str] = loop.create_future()

    def deliver(told: str | None, bug: BaseException | None) -> None:
        if coming.done():
            return
        if bug is not None:
            coming.set_exception(bug)
        else:
            coming.set_result(told or "")

    def work() -> None:
        told, bug = None, None
        try:
            told = job()
        except BaseException as error:  # noqa: BLE001 - handed to the loop, which reports it
            bug = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(deliver, told, bug)

    threading.Thread(target=work, name="beside the talk", daemon=True).start()
    return await coming
