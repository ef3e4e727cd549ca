"""Which mail belongs where: whose mailbox it is, what was answered, copies, and one group for each. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.inbox.mail import Group, Mail, Origin
from assistant.inbox.reading import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_SHARE = 0.2  # an address that so many mails are for is the person's own


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose mailbox it is, as its mails show."""

    addresses: frozenset[str]
    names: frozenset[str]


def owner_of(mails: Sequence[Mail]) -> Owner:
    """The addresses and first names most of these mails are for."""
    counted = Counter(one for mail in mails for one in {*mail.to, *mail.cc})
    most = counted.most_common(1)[0][1] if counted else 0
    least = max(1, OWN_SHARE * len(mails), most / 2)
    own = frozenset(one for one, times in counted.items() if times >= least)
    called = Counter(
        name for mail in mails if len(mail.to) == 1 and mail.to[0] in own for name in mail.names
    )
    often = called.most_common(1)[0][1] if called else 0
    names = frozenset(name for name, times in called.items() if name and 4 * times >= often)
    return Owner(own, names)


def sorted_out(mails: Sequence[Mail]) -> tuple[Group, ...]:
    """The group of each mail, in their order."""
    owner = owner_of(mails)
    mine = {mail.answers for mail in mails if mail.answers and mail.address in owner.addresses}
    copies = _copies(mails)
    return tuple(
        Group.DUPLICATES if at in copies else group_of(mail, owner, answered=mail.id in mine)
        for at, mail in enumerate(mails)
    )


def group_of(mail: Mail, owner: Owner, *, answered: bool = False) -> Group:
    """Where a mail belongs that is no copy. `answered`: there is a reply of the owner."""
    if not mail.readable:
        return Group.PEOPLE  # left where it is, for a person to look at
    unnamed = not owner.addresses & {*mail.to, *mail.cc}  # sent to many who shall not know
    doubtful = mail.doubt >= (1 if unnamed else SURE) and mail.address not in owner.addresses
    if doubtful and mail.origin in {Origin.PERSON, Origin.MACHINE}:
        return Group.DOUBTFUL
    if wants_answer(mail, owner, answered=answered):
        return Group.ANSWER
    if mail.method:
        return Group.INVITATIONS
    match mail.origin:
        case Origin.LIST:
            return Group.LISTS
        case Origin.BULK:
            return Group.PAPERS if mail.paper and not mail.bulky else Group.NEWSLETTERS
        case Origin.MACHINE:
            return Group.PAPERS if mail.paper else Group.NOTIFICATIONS
        case Origin.PERSON if mail.bulky:
            return Group.NEWSLETTERS
        case Origin.PERSON:
            return Group.PAPERS if mail.paper else Group.PEOPLE


def wants_answer(mail: Mail, owner: Owner, *, answered: bool = False) -> bool:
    """Whether somebody waits for the owner to answer this."""
    if answered or mail.answered or mail.address in owner.addresses:
        return False
    if mail.method == "REQUEST":
        return not mail.closed and mail.origin is not Origin.LIST
    if mail.method or mail.origin in {Origin.BULK, Origin.MACHINE} or mail.bulky or mail.closed:
        return False
    if not mail.asks:
        return False
    by_name = bool(owner.names & set(mail.called))
    if mail.origin is Origin.LIST:
        return by_name
    return by_name or not owner.addresses or bool(owner.addresses & set(mail.to))


def _copies(mails: Sequence[Mail]) -> frozenset[int]:
    """All but the first of each set of messages with one id and one body."""
    seen: set[tuple[str, str, float, bytes]] = set()
    found = set()
    for at, mail in enumerate(mails):
        if not mail.same:
            continue
        key = (mail.id, "" if mail.id else mail.address, 0.0 if mail.id else mail.at, mail.same)
        if key in seen:
            found.add(at)
        seen.add(key)
    return frozenset(found)
