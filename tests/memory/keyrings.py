"""Keyrings that work, and that misbehave each in a way of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from assistant.memory import recoverykey


@dataclass
class Works:
    held: dict[str, str] = field(default_factory=dict)

    def get_password(self, _service: str, username: str) -> str | None:
        return self.held.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self.held[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        if username not in self.held:
            raise PasswordDeleteError
        del self.held[username]


class Closed(Works):
    """The person did not give the keyring's own password."""

    def get_password(self, *_words: str) -> str | None:
        raise KeyringLocked

    set_password = delete_password = get_password  # type: ignore[assignment]


class Broken(Works):
    def get_password(self, *_words: str) -> str | None:
        raise InitError("no session bus")

    set_password = delete_password = get_password  # type: ignore[assignment]


class Emptied(Works):
    """Keeps nothing, and says nothing about it."""

    def set_password(self, _service: str, username: str, password: str) -> None:
        pass


class Another(Works):
    """Holds the key of another memory, as after a change of computers."""

    def get_password(self, *_words: str) -> str | None:
        return recoverykey.Key(bytes(range(32))).printed

    def set_password(self, _service: str, username: str, password: str) -> None:
        pass


class Garbled(Another):
    def get_password(self, *_words: str) -> str | None:
        return "\x00 not a key"


class Hangs(Works):
    """Answers when it is let go, and not before."""

    def __init__(self, held: dict[str, str] | None = None) -> None:
        super().__init__(held if held is not None else {})
        self.let_go = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.let_go.wait(60)
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.let_go.wait(60)
        super().set_password(service, username, password)
