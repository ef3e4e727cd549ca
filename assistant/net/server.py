"""One server of language models: requests that cannot hang, flood, redirect or go astray."""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from socket import SOCK_STREAM
from typing import TYPE_CHECKING, cast

from assistant.dialogue.minds.port import MindLost
from assistant.net.addresses import belongs, leads_to
from assistant.net.outward import RECORD, WORDING, weight
from assistant.net.sse import Events, TooMuch

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    import httpx

    from assistant.net.addresses import Address
    from assistant.net.protocol import Fields

log = logging.getLogger(__name__)

MOST_BODY = 2 << 20  # bytes of an answer that is not a stream
AFTER_END_S = 1.0  # so long may the figures come after the last word


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds.

    After `notice_s` without a first piece the caller is told, and the wait goes on until `first_s`:
    a long prompt on a slow computer takes minutes to read, and that is no failure. `stall_s` is the
    longest pause in the midst, `whole_s` the longest answer from its first piece on.
    """

    connect_s: float = 5.0
    ready_s: float = 3.0
    notice_s: float = 60.0
    first_s: float = 600.0
    stall_s: float = 60.0
    whole_s: float = 300.0


class Unsuited(Exception):  # noqa: N818 - never leaves this package
    """The server refused the request as such (400, 404, 422 ...): there may be a plainer way."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass
class Course:
    """How far a streamed answer has come; its reader keeps it, the waiting depends on it."""

    begun: float
    first_at: float | None = None
    ended: bool = False

    def patience_s(self, now: float, limits: Limits) -> float:
        """How long to wait for the next bytes."""
        if self.first_at is None:
            left = self.begun + limits.first_s - now
        else:
            left = min(limits.stall_s, self.first_at + limits.whole_s - now)
        return max(0.0, min(left, AFTER_END_S) if self.ended else left)

    @property
    def first_ms(self) -> int:
        return round(((self.first_at or self.begun) - self.begun) * 1000)


class Server:
    """`name` is what sentences call it. The client is made with the first request."""

    def __init__(self, address: Address, key: str | None, limits: Limits, name: str) -> None:
        self.address = address
        self.limits = limits
        self._key = key
        self._name = name
        self._opened: httpx.AsyncClient | None = None

    async def close(self) -> None:
        if self._opened is not None:
            await self._opened.aclose()
            self._opened = None

    def lost(self, how: str) -> MindLost:
        log.info("a mind was lost: it %s", how)
        return MindLost(f"{self._name} {how}.")

    async def json(self, method: str, path: str, body: Fields | None = None) -> Fields:
        """The answer as JSON object, {} when it is something else. Raises MindLost, Unsuited."""
        async with self.open(method, path, body) as answer:
            return await self._whole(answer)

    @asynccontextmanager
    async def open(
        self, method: str, path: str, body: Fields | None = None
    ) -> AsyncIterator[httpx.Response]:
        """One request; its connection is closed with the answer. Raises MindLost, Unsuited."""
        async with self._mended(), asyncio.timeout(self.limits.first_s):
            answer = await self._reached(method, path, body)
        try:
            self._judge(answer)
            yield answer
        finally:
            await answer.aclose()

    async def events(self, answer: httpx.Response, course: Course) -> AsyncGenerator[str, None]:
        """The data of each event. A whole JSON answer, of a server that doesn't stream, is one.

        Ends with the stream, or when nothing follows an answer whose words are complete. Raises
        MindLost.
        """
        if "json" in answer.headers.get("content-type", ""):
            yield json.dumps(await self._whole(answer))
            return
        events = Events()
        raw = cast("AsyncGenerator[bytes, None]", answer.aiter_raw())
        async with self._mended(), aclosing(raw) as chunks:
            while True:
                patience = course.patience_s(asyncio.get_running_loop().time(), self.limits)
                try:
                    async with asyncio.timeout(patience):
                        chunk = await anext(chunks, None)
                except TimeoutError:
                    if course.ended:
                        return  # all words are here; only the figures are missing
                    silent = "says nothing" if course.first_at is None else "takes too long"
                    raise self.lost(silent) from None
                if chunk is None:
                    break
                self._came(chunk)
                for data in events.feed(chunk):
                    yield data
            for data in events.rest():
                yield data

    async def _whole(self, answer: httpx.Response) -> Fields:
        data = bytearray()
        async with self._mended(), asyncio.timeout(self.limits.first_s):
            async for chunk in answer.aiter_raw():
                data += chunk
                self._came(chunk)
                if len(data) > MOST_BODY:
                    raise TooMuch
        try:
            found = json.loads(bytes(data))
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _came(self, chunk: bytes) -> None:
        if self.address.leaves_this_computer:
            RECORD.received(self.address.host, WORDING, len(chunk))

    async def _reached(self, method: str, path: str, body: Fields | None) -> httpx.Response:
        import httpx

        client = self._client()
        for number in await self._numbers():
            # the checked number is the one that is called: a name can't change its mind between
            call = client.build_request(
                method, self.address.url(path, number), json=body,
                headers=self._headers(), extensions={"sni_hostname": self.address.host},
            )  # fmt: skip
            try:
                answer = await client.send(call, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue  # a name may stand for several numbers
            if self.address.leaves_this_computer:
                RECORD.connected(self.address.host, WORDING, weight(call))
            return answer
        raise self.lost("does not answer")

    async def _numbers(self) -> list[str]:
        """The numbers of the host, checked each time against what the address may be."""
        loop, address = asyncio.get_running_loop(), self.address
        if address.is_number:
            return [address.host]
        try:
            async with asyncio.timeout(self.limits.connect_s):
                found = await loop.getaddrinfo(address.host, address.port, type=SOCK_STREAM)
        except (OSError, UnicodeError, TimeoutError):
            raise self.lost("can't be found under that name") from None
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not belongs(address, numbers):
            raise self.lost("is not where its name should lead")
        return sorted(numbers, key=lambda number: ":" in number)  # 127.0.0.1 before ::1

    def _headers(self) -> dict[str, str]:
        headers = {
            "Host": self.address.authority,
            "Connection": "close",  # kept-alive streams fail now and then
            "Accept-Encoding": "identity",  # nothing to unpack, so nothing that grows on unpacking
        }
        return headers | ({"Authorization": f"Bearer {self._key}"} if self._key else {})

    def _judge(self, answer: httpx.Response) -> None:
        status = answer.status_code
        if 300 <= status < 400:
            place = leads_to(self.address, answer.headers.get("location", ""))
            raise self.lost(f"sends us on to {place}, and I only go where you told me to")
        if status in {401, 403}:
            raise self.lost("does not accept the key" if self._key else "wants a key")
        if status == 429:
            raise self.lost("has had enough requests for now")
        if 400 <= status < 500:
            raise Unsuited(status)
        if status != 200:
            raise self.lost(f"has a failure of its own ({status})")
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise self.lost("sends what nobody can read")

    @asynccontextmanager
    async def _mended(self) -> AsyncIterator[None]:
        """Whatever a connection does wrong becomes a sentence."""
        import httpx

        try:
            yield
        except TooMuch:
            raise self.lost("sends far too much") from None
        except TimeoutError:
            raise self.lost("does not answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError):
            raise self.lost("broke off") from None

    def _client(self) -> httpx.AsyncClient:
        import httpx

        if self._opened is None:
            timeout = httpx.Timeout(None, connect=self.limits.connect_s)
            self._opened = httpx.AsyncClient(
                trust_env=False, verify=self._trust(), timeout=timeout, follow_redirects=False
            )
        return self._opened

    def _trust(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self.address.scheme == "https":
            import certifi

            context.load_default_certs()
            context.load_verify_locations(certifi.where())
        return context
