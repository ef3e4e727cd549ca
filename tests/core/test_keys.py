"""Secrets go into the keyring, and where there is none, or it hangs, nowhere but into memory."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from assistant.keys import Kept, Keys, system_ring


@dataclass
class FakeRing:
    held: dict[tuple[str, str], str] = field(default_factory=dict)

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class Locked(FakeRing):
    def get_password(self, *_words: str) -> str | None:
        raise KeyringLocked

    set_password = delete_password = get_password  # type: ignore[assignment]


class Forgetful(FakeRing):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Says nothing and keeps nothing."""


class Hanging(FakeRing):
    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.let_go = threading.Event()

    def get_password(self, *_words: str) -> str | None:
        self.asked += 1
        self.let_go.wait(60)
        return None

    set_password = delete_password = get_password  # type: ignore[assignment]


def test_a_keyring_that_works_keeps_it_beyond_the_session() -> None:
    ring = FakeRing()
    keys = Keys(lambda: ring)
    assert keys.put("mail anna", "hunter2") is Kept.KEYRING
    assert Keys(lambda: ring).get("mail anna") == "hunter2"
    assert keys.drop("mail anna")
    assert keys.get("mail anna") is None
    assert keys.drop("mail anna"), "dropping what is not there is no trouble"


@pytest.mark.parametrize("ring", [None, Locked(), Forgetful()], ids=["none", "locked", "forgetful"])
def test_without_a_keyring_it_is_known_for_this_session_only(ring: FakeRing | None) -> None:
    keys = Keys(lambda: ring)
    assert keys.put("mail anna", "hunter2") is Kept.SESSION
    assert keys.get("mail anna") == "hunter2"
    assert Keys(lambda: ring).get("mail anna") is None
    assert "hunter2" not in repr(keys)
    keys.drop("mail anna")
    assert keys.get("mail anna") is None


def test_one_that_hangs_is_waited_for_once_only() -> None:
    ring = Hanging()
    keys = Keys(lambda: ring, patience_s=0.05)
    assert keys.put("mail anna", "hunter2") is Kept.SESSION
    assert keys.get("mail anna") == "hunter2"
    assert keys.get("mail ben") is None
    assert ring.asked == 1
    ring.let_go.set()


def test_a_machine_without_a_keyring_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends import fail

    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    assert system_ring() is None


def test_a_file_for_everybody_to_read_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    plain = type("PlaintextKeyring", (), {"__module__": "keyrings.alt.file"})
    monkeypatch.setattr(keyring, "get_keyring", plain)
    assert system_ring() is None
