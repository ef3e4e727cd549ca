"""What a calendar server is to the desk: the events it holds, and the way to it, which is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.errors import Trouble

CHANGED = "Somebody has changed that appointment on the server meanwhile, so I left it as it is there. Look at it, and ask me once more."


@dataclass(frozen=True, slots=True)
class Held:
    """One event as the server holds it: where, in which version, and the whole text. `etag` "": none yet."""

    href: str
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """`home` is where new events go."""

    home: str
    held: tuple[Held, ...]


class Conflict(Trouble):
    """The event on the server is another one than we know."""

    def __init__(self) -> None:
        super().__init__(CHANGED)


class Way(Protocol):
    """How the account is reached, see `assistant.net.caldav`. All raise Trouble."""

    def key_of(self, typed: str) -> str: ...
    def fetch(self, typed: str, password: str) -> Fetched: ...
    def put(self, typed: str, password: str, held: Held) -> Held: ...
    def drop(self, typed: str, password: str, held: Held) -> None: ...
