"""Run an adapter in a child process: ask, tell, deadline, kill, restart with back-off."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant import wire
from assistant.errors import ChildLost, Trouble
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

BACK_OFF_S = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0)
STEADY_S = 30.0  # alive for so long: the next death counts as the first again
LAST_WORDS = 200  # lines of stderr kept for `doctor`
LAST_WORDS_S = 0.2  # for those still in the pipe when the child has ended


@dataclass(frozen=True, slots=True)
class Answer:
    fields: wire.Header
    payload: bytes = b""


@dataclass
class Child:
    """One supervised process, `python -m MODULE ARGS`, speaking `wire` frames.

    It is ready when it sends the event "ready". `on_event` gets every other event, `on_up` runs
    after each (re)start before waiting orders go on, `on_down` is told each loss with the sentence
    for it. All callbacks run on the loop that called `start`. `beat_s`: longest silence before the
    child counts as hung (None: never); any frame is a beat. `rest_s`: longest wait between two
    starts. Linux shares the processor between sessions first (sched(7), autogroup): `nice` counts
    only among those who share one, and a child with a `session` of its own has its full share
    whatever the others do.
    """

    name: str
    module: str
    args: Sequence[str] = ()
    env: dict[str, str] = field(default_factory=dict)
    nice: int = 0
    session: bool = False
    ready_s: float = 30.0
    beat_s: float | None = None
    rest_s: float = BACK_OFF_S[-1]
    on_event: Callable[[wire.Header, bytes], None] | None = None
    on_up: Callable[[], None] | None = None
    on_down: Callable[[ChildLost], None] | None = None

    last_words: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_WORDS), init=False)
    restarts: int = field(default=0, init=False)
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _waiting: dict[int, asyncio.Future[Answer]] = field(default_factory=dict, init=False)
    _next: int = field(default=1, init=False)
    _up: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _minder: asyncio.Task[None] | None = field(default=None, init=False)
    _last_frame: float = field(default=0.0, init=False)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def up(self) -> bool:
        return self._up.is_set()

    async def start(self) -> None:
        """Begin to supervise and wait until the child is ready. Raises ChildLost after `ready_s`.

        The supervision goes on after such a failure: it may still come up later.
        """
        if self._minder is None:
            self._minder = asyncio.create_task(self._mind(), name=f"mind {self.name}")
        try:
            await asyncio.wait_for(self._up.wait(), self.ready_s)
        except TimeoutError:
            raise self._lost("did not start in time") from None

    async def stop(self) -> None:
        """End the child for good: close its stdin, then kill what is left of its group."""
        minder, self._minder = self._minder, None
        if minder is not None:
            minder.cancel()
            await asyncio.wait([minder])
        await self._end_process()
        self._fail_waiting(self._lost("was ended"))

    async def ask(
        self, what: str, payload: bytes = b"", *, deadline_s: float, **fields: Any
    ) -> Answer:
        """Order `what` and wait for its answer.

        Raises the child's own Trouble, or ChildLost when it dies or the deadline passes: then it
        is killed, because an adapter that hangs once hangs again. Cancelling the caller tells the
        child to drop the order if it has not begun.
        """
        number, self._next = self._next, self._next + 1
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        begun = time.monotonic()
        try:
            await asyncio.wait_for(self._up.wait(), min(deadline_s, self.ready_s))
            self._waiting[number] = future
            self._send({"id": number, "do": what, **fields}, payload)
            left = deadline_s - (time.monotonic() - begun)
            return await asyncio.wait_for(asyncio.shield(future), max(left, 0.01))
        except TimeoutError:
            lost = self._lost(f"did not answer within {deadline_s:g} seconds")
            self.kill()
            raise lost from None
        except asyncio.CancelledError:
            if not future.done():
                self._send({"id": 0, "do": "cancel", "which": number})
            raise
        finally:
            self._waiting.pop(number, None)
            if future.done() and not future.cancelled():
                future.exception()  # seen: nobody waits for it any more
            else:
                future.cancel()

    def tell(self, what: str, payload: bytes = b"", **fields: Any) -> None:
        """Order `what` without an answer. Dropped while the child is down."""
        self._send({"id": 0, "do": what, **fields}, payload)

    def kill(self) -> None:
        """End the process now; the supervision starts another. This is a real cancel."""
        self._up.clear()
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)

    # --- the supervision ---------------------------------------------------------------

    async def _mind(self) -> None:
        failures = 0
        while True:
            begun = time.monotonic()
            try:
                await self._live_once()
            finally:
                self._up.clear()
                self._fail_waiting(self._lost("stopped"))
            if time.monotonic() - begun > STEADY_S:
                failures = 0
            self.restarts += 1
            log.warning("%s ended; starting it again", self.name)
            if self.on_down is not None:
                self.on_down(self._lost("stopped"))
            wait_s = BACK_OFF_S[min(failures, len(BACK_OFF_S) - 1)]
            await asyncio.sleep(min(wait_s, self.rest_s))
            failures += 1

    async def _live_once(self) -> None:
        try:
            process = await self._spawn()
        except OSError as error:
            self.last_words.append(f"could not start: {error}")
            return
        self._process = process
        words = asyncio.create_task(self._keep_last_words(process))
        beat = asyncio.create_task(self._watch_beat())
        try:
            await self._read_frames(process)
        except (EOFError, ValueError, ConnectionError):
            pass
        finally:
            beat.cancel()
            await self._end_process()
            await asyncio.wait([words], timeout=LAST_WORDS_S)  # a helper may hold its stderr open
            words.cancel()

    async def _spawn(self) -> asyncio.subprocess.Process:
        root = str(RESOURCES.parent)
        path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
        env = os.environ | {"PYTHONPATH": path, "HF_HUB_OFFLINE": "1"} | self.env
        if self.nice:
            env[wire.NICE] = str(self.nice)
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", self.module, *self.args,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=env,
            start_new_session=self.session,
            process_group=None if self.session else 0,  # its own: killing it takes its helpers along
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip

    async def _read_frames(self, process: asyncio.subprocess.Process) -> None:
        stream = process.stdout
        if stream is None:
            return
        self._last_frame = time.monotonic()
        while True:
            header, payload = await wire.receive(stream)
            self._last_frame = time.monotonic()
            if "event" not in header:
                self._take_answer(header, payload)
            elif header["event"] == "ready":
                self._up.set()
                if self.on_up is not None:
                    self.on_up()
            elif header["event"] != wire.ALIVE and self.on_event is not None:
                self.on_event(header, payload)

    def _take_answer(self, header: wire.Header, payload: bytes) -> None:
        future = self._waiting.get(int(header.get("id", 0)))
        if future is None or future.done():
            return  # the asker has gone
        if header.get("is") == "trouble":
            future.set_exception(Trouble(str(header.get("what")), str(header.get("remedy", ""))))
        elif header.get("is") == "done":
            future.set_result(Answer(header, payload))

    async def _watch_beat(self) -> None:
        while (longest := self.beat_s) is not None:
            begun = time.monotonic()
            await asyncio.sleep(longest / 4)
            if time.monotonic() - begun > longest / 2:
                # it was we who were held up: what the child sent meanwhile is still in the pipe
                self._last_frame = time.monotonic()
            if self._up.is_set() and time.monotonic() - self._last_frame > longest:
                log.warning("%s is silent for %.1f s; killing it", self.name, longest)
                self.kill()
                return

    async def _keep_last_words(self, process: asyncio.subprocess.Process) -> None:
        stream = process.stderr
        if stream is None:
            return
        line = b" "
        while line:
            try:
                line = await stream.readline()
            except ValueError:
                continue  # longer than anybody reads; unread, it would hold up the child
            if line:
                self.last_words.append(line.decode(errors="replace").rstrip())

    async def _end_process(self) -> None:
        process = self._process
        if process is None:
            return
        pipe = process.stdin
        if pipe is not None:
            with contextlib.suppress(OSError, RuntimeError):
                pipe.close()  # the child ends by itself when this closes
        if process.returncode is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 0.5)
        self.kill()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 2.0)
        if pipe is not None:
            # what was written to a child that had died: asyncio keeps the error until it is seen
            closed = asyncio.create_task(pipe.wait_closed())
            closed.add_done_callback(lambda done: done.cancelled() or done.exception())
            await asyncio.wait([closed], timeout=0.5)
        self._process = None

    def _send(self, header: wire.Header, payload: bytes = b"") -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdin.is_closing():
            return
        with contextlib.suppress(OSError, RuntimeError):
            process.stdin.write(wire.pack(header, payload))

    def _fail_waiting(self, lost: ChildLost) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(lost)

    def _lost(self, how: str) -> ChildLost:
        return ChildLost(f"The {self.name} part {how}.", "It is started again by itself.")
