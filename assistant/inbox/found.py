"""What a look through a mailbox gave: counts, places, who waits; handed from the process that read it as JSON."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.inbox.mail import Group
from assistant.inbox.sources import Form
from assistant.taint import Untrusted

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that wants an answer, or one to be named; `at` is seconds since 1970, 0.0 when it has no date."""

    name: Untrusted
    subject: Untrusted
    at: float


@dataclass(frozen=True, slots=True)
class Sorted:
    """One group: where its mails are, their bytes, and who sends most of them."""

    places: tuple[str, ...] = ()
    size: int = 0
    senders: tuple[tuple[Untrusted, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """`form` is None for an account, whose mails stay where they are. `stamp` tells whether an mbox
    has changed since; `waiting` has the latest first; `odd` mails could not be read; `traffic` are the
    bytes that went to a server and came from it. `ordering` mails try to command whoever reads them for
    the person, and `orders` are the first of these: nothing in them was followed.
    """

    mailbox: str
    form: Form | None
    stamp: str = ""
    groups: dict[Group, Sorted] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    odd: int = 0
    traffic: tuple[int, int] = (0, 0)
    orders: tuple[Waiting, ...] = ()
    ordering: int = 0

    @property
    def count(self) -> int:
        return sum(len(one.places) for one in self.groups.values())

    def number(self, group: Group) -> int:
        return len(self.groups.get(group, Sorted()).places)


def stamp(path: Path) -> str:
    """Differs when an mbox has been written to; "" for folders, whose files are looked at one by one."""
    if path.is_dir():
        return ""
    found = path.stat()
    return hashlib.sha256(f"{found.st_size} {found.st_mtime_ns}".encode()).hexdigest()[:16]


def as_json(found: Triage) -> dict[str, Any]:
    """To hand it over from the process that reads the mail."""
    return {
        "mailbox": found.mailbox,
        "form": found.form.name if found.form else "",
        "stamp": found.stamp,
        "groups": {
            group.name: [one.places, one.size, [(who.raw, count) for who, count in one.senders]]
            for group, one in found.groups.items()
        },
        "waiting": [(one.name.raw, one.subject.raw, one.at) for one in found.waiting],
        "orders": [(one.name.raw, one.subject.raw, one.at) for one in found.orders],
        "ordering": found.ordering,
        "odd": found.odd,
        "traffic": found.traffic,
    }


def from_json(held: dict[str, Any]) -> Triage:
    """Raises KeyError, TypeError or ValueError for what `as_json` has not made."""
    groups = {
        Group[name]: Sorted(
            tuple(places), int(size), tuple((Untrusted(who), int(count)) for who, count in senders)
        )
        for name, (places, size, senders) in held["groups"].items()
    }
    waiting, orders = (
        tuple(
            Waiting(Untrusted(name), Untrusted(subject), float(at))
            for name, subject, at in held[which]
        )
        for which in ("waiting", "orders")
    )
    form = Form[held["form"]] if held["form"] else None
    sent, received = held["traffic"]
    traffic = (int(sent), int(received))
    odd, ordering = int(held["odd"]), int(held["ordering"])
    return Triage(
        held["mailbox"], form, held["stamp"], groups, waiting, odd, traffic, orders, ordering
    )
