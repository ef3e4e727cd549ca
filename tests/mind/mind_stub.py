"""A loopback server of language models that misbehaves as told, and a fake mind: for tests."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.dialogue.minds.port import Message, MindLost, Request, Timings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence


@dataclass
class Call:
    method: str
    path: str
    headers: dict[str, str]
    body: Any
    gone: asyncio.Event = field(default_factory=asyncio.Event)  # the asker has hung up


@dataclass
class Line:
    """What a behaviour writes to."""

    writer: asyncio.StreamWriter
    call: Call

    @property
    def gone(self) -> asyncio.Event:
        return self.call.gone

    async def send(self, raw: bytes | str) -> None:
        self.writer.write(raw if isinstance(raw, bytes) else raw.encode())
        await self.writer.drain()

    async def head(
        self, status: str = "200 OK", kind: str = "text/event-stream", more: str = ""
    ) -> None:
        await self.send(
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Connection: close\r\n\r\n"
        )

    async def event(self, event: object) -> None:
        await self.send(f"data: {json.dumps(event)}\n\n")

    async def word(self, text: str | None, finish: str | None = None) -> None:
        await self.event({"choices": [{"delta": {"content": text}, "finish_reason": finish}]})

    def reset(self) -> None:
        self.writer.transport.abort()


@dataclass
class Stub:
    """`chat` answers the chat; `others` other paths. Everything asked is in `calls`."""

    chat: Callable[[Line], Awaitable[None]]
    others: dict[str, Callable[[Line], Awaitable[None]]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    port: int = 0
    serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def gone(self) -> asyncio.Event:
        """Of the last call."""
        return self.calls[-1].gone

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.add(asyncio.create_task(self.serve(reader, writer)))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        watch = None
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            method, path, _ = head[0].split()
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            raw = await reader.readexactly(int(headers.get("content-length", 0)))
            call = Call(method, path, headers, json.loads(raw) if raw else None)
            self.calls.append(call)
            watch = asyncio.create_task(self._watch(reader, call))
            answer = self.others.get(path, self.chat if path.endswith("/completions") else nothing)
            await answer(Line(writer, call))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            if watch is not None:
                watch.cancel()
                call.gone.set()
            writer.close()

    async def _watch(self, reader: asyncio.StreamReader, call: Call) -> None:
        with suppress(ConnectionError):
            await reader.read(1)
        call.gone.set()


async def nothing(line: Line) -> None:
    await line.head("404 Not Found", "application/json")
    await line.send("{}")


@asynccontextmanager
async def serving(
    chat: Callable[[Line], Awaitable[None]], **others: Callable[[Line], Awaitable[None]]
) -> AsyncIterator[Stub]:
    stub = Stub(
        chat, {"/" + name.replace("__", "-").replace("_", "/"): b for name, b in others.items()}
    )
    server = await asyncio.start_server(stub.accept, "127.0.0.1", 0)
    stub.port = server.sockets[0].getsockname()[1]
    try:
        yield stub
    finally:
        server.close()
        for call in stub.calls:
            call.gone.set()
        if stub.serving:
            await asyncio.wait(stub.serving)


async def well(line: Line) -> None:
    await line.head()
    for word in ("I'm", " here", "."):
        await line.word(word)
    await line.word("", "stop")
    await line.send("data: [DONE]\n\n")


class FakeMind:
    """Says `text` letter by letter, after a lead-in from where that ends; is lost at `dies_at`."""

    def __init__(
        self, name: str, text: str = "", dies_at: int | None = None, size: int = 1
    ) -> None:
        self._name = name
        self.text = text
        self.dies_at = dies_at
        self.size = size
        self.well = True
        self.asked: list[Request] = []
        self.read: list[tuple[Message, ...]] = []
        self.closed = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def timings(self) -> Timings | None:
        return Timings(len(self.asked))

    async def words(self, request: Request) -> AsyncGenerator[str, None]:
        self.asked.append(request)
        rest = self.text.removeprefix(request.lead_in)
        try:
            for at in range(0, len(rest), self.size):
                await asyncio.sleep(0)
                if self.dies_at is not None and at >= self.dies_at:
                    self.well = False
                    raise MindLost(f"{self.name} is gone.")
                yield rest[at : at + self.size]
            if self.dies_at is not None:
                self.well = False
                raise MindLost(f"{self.name} is gone.")
        finally:
            self.closed += 1

    async def prefill(self, messages: Sequence[Message]) -> None:
        self.read.append(tuple(messages))

    async def ready(self) -> bool:
        return self.well

    async def close(self) -> None:
        pass
