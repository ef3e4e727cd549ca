"""What the tidy page says about mail and files: pure. Words of others are shown as data, one line each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assistant.inbox.mail import STAY, Group
from ui.wording import tr, trn

if TYPE_CHECKING:
    from assistant.inbox.found import Triage, Waiting
    from assistant.tidying.proposing import Proposal

MOST_WAITING, MOST_MOVES, MOST_FOLDERS = 20, 12, 12


def group_words(found: Triage, group: Group) -> tuple[str, str]:
    """The words beside the box, and the quiet line below: who sends most."""
    one = found.groups[group]
    senders = ", ".join(f"{who.shown(40)} ({count:,})" for who, count in one.senders[:3])
    return f"{tr(group.value)} · {len(one.places):,}", senders


def mail_words(found: Triage) -> str:
    """How many there are, and what stays where it is."""
    stay = [f"{found.number(group):,} {_named(group)}" for group in Group if group in STAY and found.number(group)]  # fmt: skip
    odd = tr(" {odd:,} could not be read; they stay too.", odd=found.odd) if found.odd else ""
    where = "" if found.form else tr(" They lie on a server, where I only look.")
    rest = tr(" These stay where they are: {named}.", named=", ".join(stay)) if stay else ""
    return tr(
        "{count:,} mails in {mailbox}.{rest}{odd}{where}",
        count=found.count,
        mailbox=found.mailbox,
        rest=rest,
        odd=odd,
        where=where,
    )


def orders_line(found: Triage) -> str:
    """What stands above the mails that try to command her; "" where there is none."""
    if not found.ordering:
        return ""
    return trn(
        "One mail tries to give me orders. I follow none of them:",
        "{count:,} mails try to give me orders. I follow none of them:",
        found.ordering,
    )


def waiting_words(one: Waiting) -> str:
    day = ""
    if one.at:
        at = datetime.fromtimestamp(one.at).astimezone()
        day = tr("{number} {day:%B}", number=at.day, day=at) + " · "
    return f"{day}{one.name.shown(50)}: {one.subject.shown(90) or tr('(no subject)')}"


def proposal_lines(found: Proposal) -> tuple[str, ...]:
    """What would be moved where, the first few by name."""
    if not found.moves:
        return (tr("There is nothing to move in {root}.", root=found.root),)
    folders = [
        tr("{count:,} to “{name}”", count=count, name=name)
        for name, count in found.folders[:MOST_FOLDERS]
    ]
    lines = [
        tr(
            "{moves:,} files in {root}: {named}. {stay:,} stay.",
            moves=len(found.moves),
            root=found.root,
            named=", ".join(folders),
            stay=found.stay,
        )
    ]
    lines += [f"{_shown(one.source)} → {_shown(one.to)}" for one in found.moves[:MOST_MOVES]]
    rest = len(found.moves) - MOST_MOVES
    return (*lines, tr("and {rest:,} more", rest=rest)) if rest > 0 else tuple(lines)


def _named(group: Group) -> str:
    return {
        Group.ANSWER: tr("that want an answer"),
        Group.PEOPLE: tr("from people"),
        Group.INVITATIONS: tr("invitations"),
    }[group]


def _shown(name: str) -> str:
    """A file's name as one line, whatever its bytes are."""
    return name.encode("utf-8", "replace").decode().replace("\n", " ")
