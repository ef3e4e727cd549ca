"""Passwords and keys: in the system's keyring where it answers in time, else only until the program ends."""

from __future__ import annotations

import contextlib
import json
import queue
import sys
import threading
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
SERVICE = "os1"
NAMES_FILE = "secrets.json"  # in the profile: names only
PATIENCE_S = 4.0  # a locked collection asks the person, or hangs for ever
_NOTING = threading.Lock()
_PLAINTEXT = "keyrings."  # keyrings.alt and its like: passwords in a file for everybody to read


class Ring(Protocol):
    """The part of a keyring.backend.KeyringBackend that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Kept(Enum):
    """Where a secret is."""

    KEYRING = "It is kept in your system's keyring."
    SESSION = "No keyring of your system answers, so I know it only until I'm closed."


class _Unanswered(Exception):  # noqa: N818 - nobody's fault
    """No keyring, a locked one, or one that hangs."""


@dataclass(frozen=True)
class Names:
    """The names of the secrets that a profile has put into the keyring, in a file of the profile."""

    path: Path

    def all(self) -> frozenset[str]:
        try:
            return frozenset(map(str, json.loads(self.path.read_bytes())))
        except (OSError, ValueError, TypeError):
            return frozenset()

    def add(self, name: str) -> None:
        self._change(lambda names: names | {name})

    def remove(self, name: str) -> None:
        self._change(lambda names: names - {name})

    def _change(self, change: Callable[[frozenset[str]], frozenset[str]]) -> None:
        with _NOTING:  # secrets are kept and dropped on several threads
            before = self.all()
            after = change(before)
            if after != before:
                with contextlib.suppress(OSError):
                    write_whole(self.path, json.dumps(sorted(after)).encode())


@dataclass
class Keys:
    """The secrets of one session. Nothing here raises, and no secret is written into a file.

    `ring` finds the system's keyring. One that did not answer in time is not asked again. `names` notes
    which secrets it holds, so that they can be taken out with the profile.
    """

    ring: Callable[[], Ring | None]
    patience_s: float = PATIENCE_S
    names: Names | None = None
    _session: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _hung: queue.SimpleQueue[Any] | None = field(default=None, init=False, repr=False)

    @property
    def hangs(self) -> bool:
        """Whether the keyring was asked and has not answered in time: it may be asking the person."""
        return self._hung is not None

    def late(self) -> bool:
        """Whether one that hung has answered meanwhile; then it is asked again. Never waits."""
        if self._hung is None or self._hung.empty():
            return False
        self._hung = None
        return True

    def put(self, name: str, secret: str) -> Kept:
        """Keep `secret` under `name`; the answer says where."""
        known = self.names is None or name in self.names.all()
        if self.names is not None:
            self.names.add(name)  # before: a crash leaves a name too many and no secret
        stored = False
        try:
            self._asked(lambda ring: ring.set_password(SERVICE, name, secret))
            stored = True
            kept = self._asked(lambda ring: ring.get_password(SERVICE, name))
        except _Unanswered:
            kept = None
        if kept == secret:
            self._session.pop(name, None)
            return Kept.KEYRING
        self._session[name] = secret
        if self.names is not None and not (known or stored or self.hangs):
            self.names.remove(name)  # it was refused, so there is nothing to take out later
        return Kept.SESSION

    def get(self, name: str) -> str | None:
        if name in self._session:
            return self._session[name]
        try:
            return self._asked(lambda ring: ring.get_password(SERVICE, name))
        except _Unanswered:
            return None

    def drop(self, name: str) -> bool:
        """Forget it, here and in the keyring; whether the keyring holds it no more."""
        self._session.pop(name, None)
        try:
            if self._asked(lambda ring: ring.get_password(SERVICE, name)) is not None:
                self._asked(lambda ring: ring.delete_password(SERVICE, name))
        except _Unanswered:
            return False
        if self.names is not None:
            self.names.remove(name)
        return True

    def _asked(self, what: Callable[[Ring], T]) -> T:
        """On a thread of its own, which is left behind when it hangs. Raises _Unanswered."""
        if self._hung is not None:
            raise _Unanswered
        answers: queue.SimpleQueue[tuple[T] | None] = queue.SimpleQueue()

        def ask() -> None:
            answer = None
            try:
                ring = self.ring()
                if ring is not None:
                    answer = (what(ring),)
            except _refusals():
                pass
            answers.put(answer)

        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            answer = answers.get(timeout=self.patience_s)
        except queue.Empty:
            self._hung = answers
            answer = None
        if answer is None:
            raise _Unanswered
        return answer[0]


def system_ring() -> Ring | None:
    """The keyring of this system; None where there is none that keeps secrets secret."""
    import keyring
    from keyring.backends import fail, null

    ring = keyring.get_keyring()
    if isinstance(ring, fail.Keyring | null.Keyring):
        return None
    inside = [ring, *getattr(ring, "backends", ())]
    if any(type(one).__module__.startswith(_PLAINTEXT) for one in inside):
        return None
    return ring


def _refusals() -> tuple[type[Exception], ...]:
    """What keyrings raise besides their own errors: those of the bus, and of what lies below."""
    from keyring.errors import KeyringError

    found: list[type[Exception]] = [KeyringError, OSError, RuntimeError, ValueError]
    if sys.platform == "linux":
        from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]
        from secretstorage.exceptions import SecretStorageException

        found += [DBusErrorResponse, SecretStorageException]
    return tuple(found)
