"""A move handed to a mind: whether it may word it, what it is told, and what of its words may be said."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue.english import stems
from assistant.dialogue.faults import Wanted
from assistant.dialogue.minds.worded import LOCAL, SCRIPTED
from assistant.dialogue.sifting import Sifted, sifted
from assistant.errors import Trouble
from assistant.ports import Clause

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.dialogue.bearing import Bearing
    from assistant.dialogue.briefing import Briefing
    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.move import Move
    from assistant.dialogue.remembering import Remembering
    from assistant.dialogue.skills.skill import SettingsView
    from assistant.dialogue.wording import Wording
    from assistant.ports import Heard, Mind, Recalled


class Minded:
    """One mind in one session. `sifted` tells what became of its words in the latest reply."""

    def __init__(  # noqa: PLR0917 - what a prompt and its judgement are made of
        self,
        mind: Mind,
        history: History,
        briefing: Briefing,
        wording: Wording,
        bearing: Bearing,
        remembering: Remembering,
    ) -> None:
        self.sifted = Sifted()
        self.mind = mind
        self._history, self._briefing, self._wording = history, briefing, wording
        self._bearing, self._remembering = bearing, remembering

    @property
    def by(self) -> str:
        """Who a line of hers is by: of the scripted mind, her own lines are its words."""
        return f"mind:{SCRIPTED}" if self.mind.name == SCRIPTED else "manager"

    def may_word(self, move: Move) -> bool:
        return move.worded and self.mind.name not in {
            SCRIPTED,
            LOCAL if move.weighty else SCRIPTED,
        }

    async def worded(  # noqa: PLR0917 - one turn, told once
        self,
        move: Move,
        own: str,
        heard: Heard,
        exchange: Exchange,
        settings: SettingsView,
        memory: Recalled | None,
    ) -> AsyncGenerator[Clause, None]:
        """What the mind makes of the move, as far as it may be said; `own` is her own line for it."""
        outcome = self.sifted = Sifted()
        reminded = memory.text if memory is not None else ""
        prompt = self._briefing.asked(
            settings.her_name, settings.your_name, exchange, move.name, own, reminded
        )
        prompt = replace(prompt, lead_in=heard.lead_in)
        wanted = self._wanted(move, heard, reminded)
        try:
            async with (
                aclosing(self.mind.words(prompt)) as words,
                aclosing(sifted(words, wanted, outcome)) as passed,
            ):
                async for clause in passed:
                    sources = self._remembering.sources(clause, heard.text, memory)
                    put = self._bearing.put(clause)
                    yield Clause(put, f"mind:{self.mind.name}", None, sources)
        except Trouble:
            pass  # the mind's adapter has told the person; the talk goes on without it

    def _wanted(self, move: Move, heard: Heard, reminded: str) -> Wanted:
        told = [one.heard for one in self._history.exchanges if not one.private]
        point = stems(" ".join(told[-2:])) if move.pointed else frozenset()
        return Wanted(
            point=point,
            known=stems(" ".join((*told, reminded))),
            heard=heard.text,
            recent=self._wording.recent,
            may_ask=not move.quiet and not move.hedged,
            told=move.pointed and not move.advises,
            may_advise=move.advises,
            most_sentences=self._bearing.most_sentences(3 if move.advises else 2),
            unfelt=self._bearing.unfelt(heard.text),
        )
