"""What a calendar account exchanges with another computer is told as what a mail account does, whatever comes of it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import Trouble
from assistant.net import caldav
from assistant.net.outward import Outward

if TYPE_CHECKING:
    from collections.abc import Iterator

AWAY, HERE = "https://anna@example.com/dav/", "http://anna@127.0.0.1:5232/"


@dataclass
class Answer:
    """As one of `requests`, with what comes back in pieces."""

    pieces: tuple[bytes, ...] = (b"BEGIN:VCALENDAR",)
    breaks: bool = False
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/calendar"})
    _content: bytes = b""

    def iter_content(self, _size: int) -> Iterator[bytes]:
        yield from self.pieces
        if self.breaks:
            raise OSError

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class Inner:
    answer: Answer | None

    def request(self, *_words: str, **_rest: Any) -> Answer:
        if self.answer is None:
            raise OSError
        return self.answer


@pytest.mark.parametrize(
    ("typed", "answer", "contacts"),
    [
        pytest.param(AWAY, Answer(), [("example.com", 1, 6, 15)], id="it answers"),
        pytest.param(AWAY, Answer(status_code=302), [("example.com", 1, 6, 15)], id="it sends on"),
        pytest.param(AWAY, Answer((b"x" * 9,) * 9), [("example.com", 1, 6, 27)], id="it floods"),
        pytest.param(AWAY, Answer(breaks=True), [("example.com", 1, 6, 15)], id="it breaks off"),
        pytest.param(AWAY, None, [("example.com", 1, 6, 0)], id="nobody is there"),
        pytest.param(HERE, Answer(), [], id="on this computer"),
    ],
)
def test_each_contact_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    answer: Answer | None,
    contacts: list[tuple[str, int, int, int]],
) -> None:
    record = Outward()
    monkeypatch.setattr(caldav, "RECORD", record)
    monkeypatch.setattr(caldav, "LARGEST", 20)
    whose = caldav.account(typed)
    careful = caldav._Careful(whose, Inner(answer))
    with contextlib.suppress(OSError, Trouble):
        careful.request("PUT", whose.url, data=b"sixsix")
    found = record.left().contacts
    assert [(one.host, one.times, one.sent, one.received) for one in found] == contacts
    assert {one.purpose for one in found} <= {caldav.PURPOSE}
