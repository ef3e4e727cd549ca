"""What left this computer: with whom it was connected, when, what for, and how many bytes went.

Whoever opens a connection to another computer notes it here; what stays on this one does not count.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

MOST = 100  # hosts and purposes; the oldest give way
WORDING, FETCHING = "wording her replies", "fetching a model"
INDEX = "the package index"  # pip knows where it is, we do not


@dataclass(frozen=True, slots=True)
class Contact:
    """All connections to one host for one purpose. Bytes without what encryption adds to them."""

    host: str
    purpose: str
    first: datetime
    last: datetime
    times: int = 1
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """What left since `since`, the latest first; nothing when `contacts` is empty."""

    since: datetime
    contacts: tuple[Contact, ...] = ()


def now() -> datetime:
    """The local, aware time."""
    return datetime.now().astimezone()


class Outward:
    """The record of one program, for any thread."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock, self._since = clock, clock()
        self._lock = threading.Lock()
        self._contacts: dict[tuple[str, str], Contact] = {}

    def connected(self, host: str, purpose: str, sent: int = 0) -> None:
        """A connection was opened and `sent` bytes went over it."""
        self._note(host, purpose, 1, sent, 0)

    def received(self, host: str, purpose: str, count: int) -> None:
        """So many bytes came back over one that is open."""
        self._note(host, purpose, 0, 0, count)

    def left(self) -> Left:
        with self._lock:
            return Left(self._since, tuple(reversed(self._contacts.values())))

    def _note(self, host: str, purpose: str, times: int, sent: int, received: int) -> None:
        at = self._clock()
        with self._lock:
            was = self._contacts.pop((host, purpose), None) or Contact(host, purpose, at, at, 0)
            self._contacts[host, purpose] = replace(
                was, last=at, times=was.times + times, sent=was.sent + sent,
                received=was.received + received,
            )  # fmt: skip
            if len(self._contacts) > MOST:
                del self._contacts[next(iter(self._contacts))]


RECORD = Outward()


def weight(request: httpx.Request) -> int:
    """The bytes of a request as it is sent."""
    head = sum(len(name) + len(value) + 4 for name, value in request.headers.raw)
    return len(request.method) + len(request.url.raw_path) + 12 + head + 2 + len(request.content)
