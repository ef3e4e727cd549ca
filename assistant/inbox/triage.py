"""Look through a mailbox: read every mail, sort them, count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.inbox.found import Sorted, Triage, Waiting, stamp
from assistant.inbox.mail import Group, Mail
from assistant.inbox.reading import mail_of
from assistant.inbox.sorting import sorted_out
from assistant.inbox.sources import Form, form_of, messages, pieces
from assistant.taint import Untrusted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_WAITING = 200
MOST_SENDERS = 5
MOST_ORDERS = 20


def triage(path: Path) -> Triage:
    """Of a mailbox on the disk, which is only read. Raises Trouble."""
    form = form_of(path)
    mails = [
        mail_of(raw, pieces(path, raw.place, form) if raw.head else ())
        for raw in messages(path, form)
    ]
    return told(str(path), form, mails, stamp(path))


def told(mailbox: str, form: Form | None, mails: Sequence[Mail], mark: str = "") -> Triage:
    """What these mails come to."""
    groups = sorted_out(mails)
    found: dict[Group, Sorted] = {}
    for group in Group:
        held = [mail for mail, belongs in zip(mails, groups, strict=True) if belongs is group]
        if held:
            counted = Counter(mail.name or Untrusted(mail.address) for mail in held)
            found[group] = Sorted(
                tuple(mail.place for mail in held),
                sum(mail.size for mail in held),
                tuple(counted.most_common(MOST_SENDERS)),
            )
    asked = [mail for mail, group in zip(mails, groups, strict=True) if group is Group.ANSWER]
    asked.sort(key=lambda mail: mail.at, reverse=True)
    waiting = tuple(
        Waiting(mail.name or Untrusted(mail.address), mail.subject, mail.at)
        for mail in asked[:MOST_WAITING]
    )
    commanding = [mail for mail in mails if mail.orders]
    orders = tuple(
        Waiting(mail.name or Untrusted(mail.address), mail.subject, mail.at)
        for mail in commanding[:MOST_ORDERS]
    )
    odd = sum(not mail.readable for mail in mails)
    return Triage(mailbox, form, mark, found, waiting, odd, orders=orders, ordering=len(commanding))
