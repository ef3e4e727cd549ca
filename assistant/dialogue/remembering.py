"""When a memory of other talks belongs into this turn: once in a talk, never in care or while listening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue import guard
from assistant.dialogue.english import stems
from assistant.dialogue.safety import alarm
from assistant.dialogue.said import Kind

if TYPE_CHECKING:
    from assistant.dialogue.history import History
    from assistant.dialogue.said import Said
    from assistant.ports import Recall, Recalled, Source

MOST_WORDS = 15  # about twenty tokens, which a mind reads in 0.4 s
# how she guards somebody is written in the program; no memory has a say in it
_OF_HER_RULES = re.compile(
    r"(?i)\b(?:crisis|help ?lines?|hot ?lines?|rules?|guard|minor mode|(?:the|an) assistant)\b"
)
_FITTING = frozenset((Kind.TOLD, Kind.FRAGMENT, Kind.ADVICE, Kind.OPINION))


class Remembering:
    """`recall` None: nothing is remembered."""

    def __init__(self, recall: Recall | None = None) -> None:
        self._recall = recall
        self._used: set[str] = set()

    async def of(self, heard: str, said: Said, history: History) -> Recalled | None:
        """The memory for this turn, or None. Memories are words from outside: judged like a mind's."""
        if self._recall is None or history.listening or said.kind not in _FITTING:
            return None
        found = await self._recall.recall(heard)
        return next((one for one in found[:1] if self._fits(one)), None)

    def used(self, memory: Recalled) -> None:
        """She has spoken of it: in this talk it does not come again."""
        self._used.add(memory.source.id)

    def sources(self, clause: str, heard: str, memory: Recalled | None) -> tuple[Source, ...]:
        """Where the clause has from what the person has not just said."""
        if memory is None or not (stems(clause) - stems(heard)) & stems(memory.text):
            return ()
        self.used(memory)
        return (memory.source,)

    def _fits(self, memory: Recalled) -> bool:
        short = 0 < len(memory.text.split()) <= MOST_WORDS
        mild = not guard.objection(memory.text) and alarm(memory.text) is None
        hers = _OF_HER_RULES.search(memory.text)
        return short and mild and not hers and memory.source.id not in self._used
