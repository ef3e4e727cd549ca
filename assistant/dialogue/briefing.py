"""What a mind is told about this turn: the persona, the turns, the move, and her own line for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ports import Prompt

if TYPE_CHECKING:
    from assistant.dialogue.history import History
    from assistant.dialogue.moves import Move
    from assistant.dialogue.persona import Persona

MOST_TURNS = 20


def prompt_for(move: Move, line: str, her_name: str, persona: Persona, history: History) -> Prompt:
    """The prompt for `move`; `line` is her own line for it. Private exchanges are left out."""
    turns = [one for one in history.exchanges if not one.private][-MOST_TURNS:]
    now, earlier = (turns[-1].heard, turns[:-1]) if turns else ("", [])
    return Prompt(
        persona=f"Your name is {her_name}. {persona.manner.strip()}",
        turns=tuple((one.heard, one.said) for one in earlier),
        move=move.name,
        heard=now,
        line=line,
    )
