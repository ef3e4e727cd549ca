"""A short sound of attention while the answer is not there yet, fitting what was said. Chance is `rng`'s."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.dialogue.safety import alarm
from assistant.dialogue.said import Kind
from assistant.dialogue.understanding import understand

if TYPE_CHECKING:
    import random
    from collections.abc import Collection

SAD = ("Oh.", "Oh no.", "Mm.")
GLAD = ("Oh!", "Ah!", "Ooh.")
ASKED = ("Hm.", "Let me think.", "Well.", "Good question.")
WISHED = ("Okay.", "Let me see.", "Hm.")  # she may have to say no, so nothing that promises
TOLD = ("Mm.", "I see.", "Okay.", "Right.")
PHRASES = tuple(dict.fromkeys((*SAD, *GLAD, *ASKED, *WISHED, *TOLD)))

LOOKS_BACK = 10  # turns
MOST = 4  # of these

_OPENER = re.compile(
    rf"(?i)(?:(?:{'|'.join(re.escape(one[:-1]) for one in PHRASES)}|sure|all right|hmm+|mmm+|ok)"
    r"(?:[,.!…]+|\s*[-–—]+)(?:\s+|$))+"
)


@dataclass
class LeadIns:
    """Never the same twice running, in at most MOST of LOOKS_BACK turns."""

    rng: random.Random
    _last: str = ""
    _turns: deque[bool] = field(default_factory=lambda: deque(maxlen=LOOKS_BACK))

    def turn(self) -> None:
        """Another turn of hers begins."""
        self._turns.append(False)

    def propose(self, heard: str, ready: Collection[str]) -> str:
        """A phrase out of `ready` for an answer to `heard`, or "" when none should be said now."""
        if sum(self._turns) >= MOST:
            return ""
        fresh = [one for one in fitting(heard) if one in ready and one != self._last]
        return self.rng.choice(fresh) if fresh else ""

    @property
    def plenty(self) -> bool:
        """So few have been said lately that one may be spent where it gains less."""
        return sum(self._turns) < MOST // 2

    def was_said(self, phrase: str) -> None:
        """The one that was proposed has been needed, in the turn that has begun."""
        self._last = phrase
        if self._turns:
            self._turns[-1] = True


def undoubled(text: str) -> str:
    """`text` behind a lead-in: without one of its own at its beginning, and maybe empty then."""
    rest = text[found.end() :] if (found := _OPENER.match(text)) else text
    return rest[:1].upper() + rest[1:]


def fitting(heard: str) -> tuple[str, ...]:
    """What can be said before any answer to these words; nothing where every word counts."""
    if alarm(heard):
        return ()
    said = understand(heard)
    match said.kind:
        case Kind.TOLD | Kind.FRAGMENT if said.mood:
            return SAD if said.mood < 0 else GLAD
        case Kind.TOLD | Kind.FRAGMENT:
            return TOLD
        case Kind.OPINION | Kind.ADVICE | Kind.FACT:
            return SAD[-1:] + ASKED[:1] if said.mood < 0 else ASKED
        case Kind.TASK | Kind.WISH | Kind.MAY:
            return WISHED
        case _:
            return ()
