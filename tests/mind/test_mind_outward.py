"""What left this computer is told exactly: with whom, what for, when, how many bytes; else nothing."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from mind_stub import serving, well

from assistant.dialogue.minds.port import Message, Request
from assistant.net import server
from assistant.net.addresses import Address, understood
from assistant.net.chat import AddressMind
from assistant.net.outward import MOST, WORDING, Outward

if TYPE_CHECKING:
    import pytest

    from assistant.net.outward import Contact

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HELLO = Request((Message("user", "Hello?"),), most_tokens=40)


def asked(
    record: Outward, monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool = False
) -> tuple[Contact, ...]:
    """What a question to a server leaves in the record."""
    monkeypatch.setattr(server, "RECORD", record)

    async def ask() -> None:
        async with serving(well) as stub:
            address = understood(stub.url)
            monkeypatch.setattr(Address, "leaves_this_computer", elsewhere)
            mind = AddressMind(address, name="there")
            async with aclosing(mind.words(HELLO)) as words:
                _ = [word async for word in words]
            await mind.close()

    asyncio.run(ask())
    return record.left().contacts


def test_a_mind_on_this_computer_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(Outward(), monkeypatch) == ()


def test_a_mind_elsewhere_is_told_with_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    (contact,) = asked(Outward(), monkeypatch, elsewhere=True)
    assert (contact.host, contact.purpose) == ("127.0.0.1", WORDING)
    assert contact.times >= 1
    assert contact.sent > len("Hello?")
    assert contact.received > 0


def test_one_host_for_one_purpose_is_one_line_the_latest_first() -> None:
    times = iter(NOON + timedelta(minutes=n) for n in range(9))
    record = Outward(lambda: next(times))
    record.connected("a.example", "words", 10)
    record.connected("b.example", "words", 1)
    record.received("a.example", "words", 5)
    record.connected("a.example", "words", 10)
    left = record.left()
    assert left.since == NOON
    assert [(one.host, one.times, one.sent, one.received) for one in left.contacts] == [
        ("a.example", 2, 20, 5), ("b.example", 1, 1, 0),
    ]  # fmt: skip
    assert left.contacts[0].last - left.contacts[0].first == timedelta(minutes=3)


def test_the_record_does_not_grow_for_ever() -> None:
    record = Outward(lambda: NOON)
    for number in range(MOST + 5):
        record.connected(f"{number}.example", "words")
    hosts = [one.host for one in record.left().contacts]
    assert len(hosts) == MOST
    assert hosts[0] == f"{MOST + 4}.example"
