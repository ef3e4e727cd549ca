"""Talk over a pipe between parent and child: a frame is a JSON header and raw bytes.

On the wire: two big-endian 32-bit lengths (header, payload), then both. A parent's frame is an
order: {"id", "do", ...}; id 0 expects no answer. A child's frame is an answer {"id", "is": "done" |
"part" | "trouble", ...} or an event {"event", ...}.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import struct
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant import cores

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from assistant.errors import Trouble

_LENGTHS = struct.Struct(">II")
MOST_HEADER = 4 << 20
MOST_PAYLOAD = 256 << 20

ALIVE = "alive"  # the event that only says so
ALIVE_EVERY_S = 0.5

NICE = "OS1_NICE"  # environment: how far below the window's priority a child runs

Header = dict[str, Any]


def pack(header: Header, payload: bytes = b"") -> bytes:
    """One frame as bytes."""
    head = json.dumps(header, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(head), len(payload)) + head + payload


def _lengths(raw: bytes) -> tuple[int, int]:
    head, body = _LENGTHS.unpack(raw)
    if head > MOST_HEADER or body > MOST_PAYLOAD:
        raise EOFError("the other side does not speak our frames")
    return head, body


async def receive(stream: asyncio.StreamReader) -> tuple[Header, bytes]:
    """The next frame. Raises EOFError (asyncio.IncompleteReadError is one) when the pipe ends."""
    head, body = _lengths(await stream.readexactly(_LENGTHS.size))
    header = json.loads(await stream.readexactly(head))
    return header, (await stream.readexactly(body) if body else b"")


def _read_exactly(stream: BinaryIO, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        piece = stream.read(count - len(data))
        if not piece:
            raise EOFError("the pipe has ended")
        data += piece
    return bytes(data)


def receive_blocking(stream: BinaryIO) -> tuple[Header, bytes]:
    """As `receive`, for the child's reading thread."""
    head, body = _lengths(_read_exactly(stream, _LENGTHS.size))
    header = json.loads(_read_exactly(stream, head))
    return header, (_read_exactly(stream, body) if body else b"")


@dataclass
class Order:
    """One thing the parent asked for; answer with `done` or `trouble`, or not at all if id is 0."""

    parent: Parent
    id: int
    what: str
    fields: Header
    payload: bytes = b""

    @property
    def cancelled(self) -> bool:
        """The parent has stopped waiting: the work may be dropped."""
        return self.id in self.parent.cancelled

    def part(self, payload: bytes = b"", **fields: Any) -> None:
        self._answer("part", payload, fields)

    def done(self, payload: bytes = b"", **fields: Any) -> None:
        self._answer("done", payload, fields)

    def trouble(self, trouble: Trouble) -> None:
        self._answer("trouble", b"", {"what": trouble.what, "remedy": trouble.remedy})

    def _answer(self, kind: str, payload: bytes, fields: Header) -> None:
        if self.id:
            self.parent.send({"id": self.id, "is": kind, **fields}, payload)


@dataclass
class Parent:
    """The child's view of its parent: orders come in, events and answers go out.

    The process ends at once when the parent's end of the pipe closes, whatever it is doing, so no
    child outlives the program. Anything a library prints goes to stderr, not into the frames.
    """

    cancelled: set[int] = field(default_factory=set)
    _orders: queue.SimpleQueue[Order] = field(default_factory=queue.SimpleQueue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _out: BinaryIO | None = None

    def connect(self, *, alive: bool = True) -> Parent:
        """Take stdin and stdout for the frames. Call once, first thing in the child.

        `alive` says so twice a second; a child whose work tells that anyway does without.
        """
        cores.off()
        if NICE in os.environ and hasattr(os, "nice"):
            os.nice(int(os.environ[NICE]))
        with contextlib.suppress(ValueError, AttributeError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
        self._out = os.fdopen(os.dup(1), "wb", buffering=0)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        stdin = os.fdopen(os.dup(0), "rb")
        threading.Thread(target=self._read, args=(stdin,), name="orders", daemon=True).start()
        if alive:
            threading.Thread(target=self._live, name="alive", daemon=True).start()
        return self

    def _live(self) -> None:
        """A process that is stopped, or hangs in code that lets no other thread run, falls silent."""
        while True:
            time.sleep(ALIVE_EVERY_S)
            self.event(ALIVE)

    def _read(self, stdin: BinaryIO) -> None:
        while True:
            try:
                header, payload = receive_blocking(stdin)
            except (EOFError, OSError, ValueError):
                os._exit(0)  # the parent is gone; nothing here is worth keeping
            number, what = int(header.pop("id", 0)), str(header.pop("do", ""))
            if what == "cancel":
                self.cancelled.add(int(header["which"]))
            else:
                self._orders.put(Order(self, number, what, header, payload))

    def orders(self) -> Iterator[Order]:
        """Orders in the sequence they came; cancelled ones are passed over. Never ends."""
        while True:
            order = self._orders.get()
            if not order.cancelled:
                yield order
            self.cancelled.discard(order.id)

    def event(self, name: str, payload: bytes = b"", **fields: Any) -> None:
        """Tell the parent something it did not ask for. Any thread."""
        self.send({"event": name, **fields}, payload)

    def send(self, header: Header, payload: bytes = b"") -> None:
        self.write(pack(header, payload))

    def write(self, frames: bytes) -> None:
        """Frames as `pack` made them; several at once wake the parent once."""
        data = memoryview(frames)
        out = self._out
        if out is None:
            raise RuntimeError("connect() first")
        with self._lock:
            try:
                while data:
                    data = data[out.write(data) or 0 :]
            except OSError:
                os._exit(0)  # as above: nobody is listening any more
