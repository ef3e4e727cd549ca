"""The minds that word a move, all behind `assistant.ports.Mind`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import Trouble

if TYPE_CHECKING:
    from assistant.ports import Mind


def mind_named(name: str) -> Mind:
    """The mind asked for with --mind; "auto" is the best that is here. Raises Trouble for others."""
    from assistant.dialogue.minds.scripted import Scripted

    if name in {"auto", "scripted", ""}:
        return Scripted()
    raise Trouble(f"There is no mind called {name[:80]!r} in this version.", "Use --mind scripted.")
