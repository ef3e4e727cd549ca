"""What the tidy page says about mail and files: pure. Words of others are shown as data, one line each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assistant.inbox.mail import STAY, Group

if TYPE_CHECKING:
    from assistant.inbox.found import Triage, Waiting
    from assistant.tidying.proposing import Proposal

MOST_WAITING, MOST_MOVES, MOST_FOLDERS = 20, 12, 12


def group_words(found: Triage, group: Group) -> tuple[str, str]:
    """The words beside the box, and the quiet line below: who sends most."""
    one = found.groups[group]
    senders = ", ".join(f"{who.shown(40)} ({count:,})" for who, count in one.senders[:3])
    return f"{group.value} · {len(one.places):,}", senders


def mail_words(found: Triage) -> str:
    """How many there are, and what stays where it is."""
    stay = [f"{found.number(group):,} {_named(group)}" for group in Group if group in STAY and found.number(group)]  # fmt: skip
    odd = f" {found.odd:,} could not be read; they stay too." if found.odd else ""
    where = "" if found.form else " They lie on a server, where I only look."
    rest = f" These stay where they are: {', '.join(stay)}." if stay else ""
    return f"{found.count:,} mails in {found.mailbox}.{rest}{odd}{where}"


def orders_line(found: Triage) -> str:
    """What stands above the mails that try to command her; "" where there is none."""
    if not found.ordering:
        return ""
    many = f"{found.ordering:,} mails try" if found.ordering > 1 else "One mail tries"
    return f"{many} to give me orders. I follow none of them:"


def waiting_words(one: Waiting) -> str:
    day = ""
    if one.at:
        at = datetime.fromtimestamp(one.at).astimezone()
        day = f"{at.day} {at:%B} · "
    return f"{day}{one.name.shown(50)}: {one.subject.shown(90) or '(no subject)'}"


def proposal_lines(found: Proposal) -> tuple[str, ...]:
    """What would be moved where, the first few by name."""
    if not found.moves:
        return (f"There is nothing to move in {found.root}.",)
    folders = [f"{count:,} to “{name}”" for name, count in found.folders[:MOST_FOLDERS]]
    lines = [
        f"{len(found.moves):,} files in {found.root}: {', '.join(folders)}. {found.stay:,} stay."
    ]
    lines += [f"{_shown(one.source)} → {_shown(one.to)}" for one in found.moves[:MOST_MOVES]]
    rest = len(found.moves) - MOST_MOVES
    return (*lines, f"and {rest:,} more") if rest > 0 else tuple(lines)


def _named(group: Group) -> str:
    return {
        Group.ANSWER: "that want an answer",
        Group.PEOPLE: "from people",
        Group.INVITATIONS: "invitations",
    }[group]


def _shown(name: str) -> str:
    """A file's name as one line, whatever its bytes are."""
    return name.encode("utf-8", "replace").decode().replace("\n", " ")
