"""Word things through any server that speaks the OpenAI chat protocol, on this computer or elsewhere.

A llama.cpp server is recognised and gets what only it can do: a lead-in that is truly continued,
reading ahead of time, and the number of tokens it knew already. Every failure is a MindLost with a
sentence.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue.minds.port import Message, MindLost, Request, Timings, seam
from assistant.net.addresses import Address, understood
from assistant.net.echo import Echo
from assistant.net.protocol import (
    Fields,
    Piece,
    chat_body,
    chat_piece,
    figures,
    harmless,
    messages_body,
    native_body,
    native_piece,
)
from assistant.net.reins import Reins
from assistant.net.server import Course, Limits, Server, Unsuited

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

MOST_BROKEN = 20  # events that are no JSON, in one answer
_TO_COME = Message("user", "···")


class AddressMind:
    """A `LanguageMind` behind an address that the person typed.

    `model`: None takes the first that the server lists. `native`: it is a llama.cpp server; None
    finds out. `on_slow` is called, once a request, when a first word has not come after
    `limits.notice_s`. Raises Trouble for an address that may not be used.
    """

    def __init__(
        self,
        url: str | Address,
        key: str | None = None,
        model: str | None = None,
        *,
        name: str = "",
        native: bool | None = None,
        limits: Limits | None = None,
        on_slow: Callable[[], None] | None = None,
    ) -> None:
        self.address = understood(url) if isinstance(url, str) else url
        self._name = name or self.address.host
        self._model = model
        self._native = native
        self._on_slow = on_slow
        who = "The local mind" if name == "local" else f"The mind at {self._name}"
        self._server = Server(self.address, key, limits or Limits(), who)
        self._continues = True  # a last message of hers is taken as the beginning of the reply
        self._timings: Timings | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def timings(self) -> Timings | None:
        return self._timings

    @property
    def leaves_this_computer(self) -> bool:
        return self.address.leaves_this_computer

    async def words(self, request: Request) -> AsyncGenerator[str, None]:
        await self._give_way()
        reins = Reins(request.most_tokens, request.schema is not None, not request.lead_in)
        before = request.lead_in
        async with aclosing(self._pieces(request)) as pieces:
            async for piece in pieces:
                if passed := seam(before, reins.feed(piece)):
                    before = ""
                    yield passed
                if reins.ended:
                    return
        if passed := seam(before, reins.rest()):
            yield passed

    async def prefill(self, messages: Sequence[Message]) -> None:
        await self._give_way()
        reading = self._reading = asyncio.create_task(
            self._read_ahead(tuple(messages)), name="prefill"
        )
        try:
            await asyncio.wait([reading])
        finally:
            reading.cancel()

    async def ready(self) -> bool:
        try:
            await self.check()
        except MindLost:
            return False
        return True

    async def check(self) -> None:
        """Raises MindLost with the reason why it would not answer now. Takes 3 s at most."""
        server = self._server
        try:
            async with asyncio.timeout(server.limits.ready_s):
                if await self._is_native():
                    await server.json("GET", f"{self.address.root}/props")
                else:
                    await server.json("GET", f"{self.address.path}/models")
        except TimeoutError:
            raise server.lost("does not answer in time") from None
        except Unsuited:
            return  # it answers, and not every server lists its models

    async def close(self) -> None:
        await self._give_way()
        await self._server.close()

    # --- words -------------------------------------------------------------------------

    async def _pieces(self, request: Request) -> AsyncGenerator[str, None]:
        """The raw pieces, in the way that this server understands."""
        prompt = await self._prompt(request.messages)
        if prompt is not None:
            path = f"{self.address.root}/completion"
            body = native_body(request, prompt + harmless(request.lead_in))
            try:
                async with aclosing(self._streamed(path, body, native_piece)) as pieces:
                    async for piece in pieces:
                        yield piece
            except Unsuited as unsuited:
                raise self._refused(unsuited) from None
            return
        model = await self._chosen_model()
        for continues in (True, False) if self._continues and request.lead_in else (False,):
            try:
                async with aclosing(self._talked(request, model, continues)) as pieces:
                    async for piece in pieces:
                        yield piece
            except Unsuited as unsuited:
                if not continues:
                    raise self._refused(unsuited) from None
                self._continues = False  # it wants the last message to be the person's
            else:
                return

    async def _talked(
        self, request: Request, model: str, continues: bool
    ) -> AsyncGenerator[str, None]:
        path, echo = f"{self.address.path}/chat/completions", Echo(request.lead_in)
        body = chat_body(request, model, continues=continues)
        async with aclosing(self._streamed(path, body, chat_piece)) as pieces:
            async for piece in pieces:
                if passed := echo.feed(piece):
                    yield passed
        if passed := echo.rest():
            yield passed

    async def _streamed(
        self, path: str, body: Fields, taken: Callable[[Fields], Piece]
    ) -> AsyncGenerator[str, None]:
        """The texts of one streamed answer until it says that it has ended.

        Raises Unsuited, and MindLost also when it stops without saying so: half a sentence is no
        reply.
        """
        server, course, broken, told = (
            self._server,
            Course(asyncio.get_running_loop().time()),
            0,
            Timings(0),
        )
        notice_s = server.limits.notice_s
        slow = asyncio.get_running_loop().call_later(notice_s, self._on_slow or _nothing)
        try:
            async with (
                server.open("POST", path, body) as answer,
                aclosing(server.events(answer, course)) as events,
            ):
                async for data in events:
                    if data == "[DONE]":
                        course.ended = True
                        break
                    event = _read(data)
                    if event is None:
                        broken += 1
                        if broken > MOST_BROKEN:
                            raise server.lost("sends what nobody can read")
                        continue
                    if event.get("error"):
                        raise server.lost("gave up in the midst")
                    piece, told = taken(event), figures(event, told)
                    course.ended = course.ended or piece.ended
                    if piece.text and course.first_at is None:
                        slow.cancel()
                        course.first_at = asyncio.get_running_loop().time()
                    self._timings = replace(told, first_token_ms=course.first_ms)
                    if piece.text:
                        yield piece.text
                    if piece.last:
                        break
            if not course.ended:
                raise server.lost("broke off in the midst")
        finally:
            slow.cancel()

    def _refused(self, unsuited: Unsuited) -> MindLost:
        how = "has no such thing as a chat" if unsuited.status == 404 else "refuses what was asked"
        return self._server.lost(f"{how} ({unsuited.status})")

    # --- reading ahead -----------------------------------------------------------------

    async def _read_ahead(self, messages: tuple[Message, ...]) -> None:
        """Let the server read the prompt up to where it may still go on.

        It reports after each small batch, and notices then that we have gone: so it is free within
        one batch of being cancelled, which it would not be without the reports.
        """
        with contextlib.suppress(MindLost, Unsuited):
            # what is settled is read up to where the next words of the person will stand
            last = messages[-1] if messages and messages[-1].role == "user" else _TO_COME
            whole = await self._prompt(messages if last is not _TO_COME else (*messages, last))
            if whole is None:
                return
            said = harmless(last.text.strip())
            at = whole.rfind(said)
            if last is _TO_COME:
                prompt = whole[: max(at, 0)]
            else:
                prompt = whole[: at + len(said)] if said and at >= 0 else whole
            body = native_body(Request(messages, most_tokens=0), prompt)
            path = f"{self.address.root}/completion"
            async with aclosing(self._streamed(path, body, native_piece)) as pieces:
                async for _ in pieces:
                    pass

    async def _give_way(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None and not reading.done():
            reading.cancel()
            await asyncio.wait([reading])

    # --- what kind of server -------------------------------------------------------------

    async def _is_native(self) -> bool:
        if self._native is None:
            server = self._server
            try:
                async with asyncio.timeout(server.limits.ready_s):
                    props = await server.json("GET", f"{self.address.root}/props")
            except TimeoutError:
                return False  # whoever lets this wait is something else, or busy: asked again later
            except Unsuited:
                props = {}
            self._native = "default_generation_settings" in props
        return self._native

    async def _prompt(self, messages: Sequence[Message]) -> str | None:
        """The messages in the model's own template; None where only the server can fill it in."""
        if await self._is_native():
            body = {"messages": messages_body(messages)}
            try:
                path = f"{self.address.root}/apply-template"
                prompt = (await self._server.json("POST", path, body)).get("prompt")
            except Unsuited:
                prompt = None
            if isinstance(prompt, str):
                return prompt
            self._native = False  # a relative that keeps its templates to itself
        return None

    async def _chosen_model(self) -> str:
        if self._model is None:
            listed: object = None
            with contextlib.suppress(Unsuited):
                listed = (await self._server.json("GET", f"{self.address.path}/models")).get("data")
            first = listed[0] if isinstance(listed, list) and listed else None
            found = first.get("id") if isinstance(first, dict) else None
            self._model = found if isinstance(found, str) else "default"
        return self._model


def _read(data: str) -> Fields | None:
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _nothing() -> None:
    pass
