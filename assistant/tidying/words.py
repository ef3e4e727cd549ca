"""What she says of mail and files she has looked through or moved: numbers and folders, no word of a mail. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.inbox.carrying import movable
from assistant.inbox.mail import Group

if TYPE_CHECKING:
    from assistant.inbox.found import Triage
    from assistant.tidying.moving import Carried
    from assistant.tidying.proposing import Proposal


def found_words(found: Triage) -> str:
    """What she says of a mailbox: numbers only."""
    if not found.count:
        return "I've looked: that mailbox is empty."
    waits = found.number(Group.ANSWER)
    first = f"{_counted(waits, 'of them wants', 'of them want')} an answer" if waits else "none of them wants an answer"  # fmt: skip
    names = ((Group.NEWSLETTERS, "newsletter"), (Group.PAPERS, "paper worth keeping"), (Group.DUPLICATES, "copy"), (Group.DOUBTFUL, "doubtful one"))  # fmt: skip
    rest = [
        _counted(found.number(group), name, _plural(name))
        for group, name in names
        if found.number(group)
    ]
    more = f" There are {_in_a_row(rest)}." if rest else ""
    ask = " Shall I sort them? I'd ask you on the screen first." if movable(found) and found.form else ""  # fmt: skip
    return f"I've looked through {_counted(found.count, 'mail', 'mails')}: {first}.{more}{ask}"


def orders_words(found: Triage) -> str:
    """Who tries to command her; "" for nobody. The names are words of others: said, kept nowhere."""
    if not found.ordering:
        return ""
    names = tuple(dict.fromkeys(one.name.shown(40) for one in found.orders))[:3]
    if found.ordering == 1:
        return (
            f"One mail tries to give me orders. I do nothing it says: it's the one from {names[0]}."
        )
    more = " and others" if len(names) < len({one.name for one in found.orders}) else ""
    named = f"{', '.join(names)}{more}" if more else _in_a_row(list(names))
    return f"{found.ordering:,} mails try to give me orders. I do nothing they say: they're from {named}."


def proposal_words(found: Proposal) -> str:
    """What she says of a folder: numbers, and the names of folders she would make."""
    if not found.moves:
        return "I've looked: there is nothing to move."
    named = [f"{count:,} to {name.replace('/', ', ')}" for name, count in found.folders[:4]]
    more = f", and the rest to {len(found.folders) - 4} more" if len(found.folders) > 4 else ""
    return f"I'd move {_counted(len(found.moves), 'file', 'files')}: {', '.join(named)}{more}. Shall I? I'd ask on the screen first."


def moved_words(carried: Carried, what: str) -> str:
    if carried.broke:
        return carried.broke
    left = f" {len(carried.left)} had changed meanwhile and stayed." if carried.left else ""
    return f"Done: {_counted(carried.moved, what, what + 's')} sorted.{left} “Undo that” brings them back."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _plural(name: str) -> str:
    return {"copy": "copies", "paper worth keeping": "papers worth keeping"}.get(name, f"{name}s")


def _in_a_row(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
