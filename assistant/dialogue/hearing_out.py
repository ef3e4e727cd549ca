"""Being only a listener: when it begins and ends, and whether anything of it is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.said import Kind

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.said import Said

_NOTHING = re.compile(
    r"(?i)\b(?:nothing|keep (?:none|no)|forget (?:it|that|all)|let it go|don't keep|none of it)\b"
)


def listen(said: Said, exchange: Exchange, history: History) -> None:
    """Begin or end being only a listener."""
    match said.kind:
        case Kind.LISTEN:
            history.listening = True
            history.listened.clear()
        case Kind.TOLD | Kind.FRAGMENT | Kind.NOD | Kind.YES | Kind.NO | Kind.UNSURE:
            pass
        case _:
            history.listening = False
    if history.listening:
        history.listened.append(exchange)


def nothing_kept(said: Said, exchange: Exchange, history: History) -> bool:
    """After having listened: whether they want nothing of it kept; then it is private from here on."""
    before = history.before
    if before is None or before.understood is None:
        return False
    after_all = before.understood.kind is Kind.ENOUGH and bool(history.listened)
    if not after_all or not _NOTHING.search(said.text):
        return False
    for one in (*history.listened, exchange):
        one.private = True
    history.listened.clear()
    return True
