"""What was said in this talk, by both: the thread a reply may hold on to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.dialogue.move import Move
    from assistant.dialogue.people import Person
    from assistant.dialogue.said import Said

MOST_EXCHANGES = 400
PLAIN_WORDS = 4  # turns of care left at which plain words are plain words again


@dataclass
class Exchange:
    """One turn of the person and her answer.

    `meant` is the whole reply as worded, `said` what of it was really heard. A `private` exchange
    (a crisis) is never recalled, quoted or handed to a mind.
    """

    heard: str
    at: datetime
    meant: str = ""
    said: str = ""
    by: str = ""
    private: bool = False
    understood: Said | None = None
    move: Move | None = None
    pending: object | None = None  # what a skill asked and needs to know in the next turn
    instruction: str = ""  # what a mind was told to do in it
    reminded: str = ""  # what a mind was told that is remembered
    guessed: str = ""  # the feeling she offered as a guess
    addressed: str = ""  # whom the words were for, as `company` tells it
    voices: tuple[tuple[str, int], ...] = ()  # of `said`: who said how many words, in order

    @property
    def asked(self) -> str:
        """The question her reply ended with, or ""."""
        last = self.meant.replace("!", ".").rstrip().rsplit(". ", 1)[-1]
        return last if last.endswith("?") else ""


@dataclass
class History:
    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=MOST_EXCHANGES))
    opening: str = ""
    care: int = 0  # so many turns she stays careful after a crisis
    asked_only: bool = False  # what began it was a question of hers, no more
    came_back: bool = False  # she has come back to it since, after doing something else for them
    listening: bool = False  # the person asked to be only listened to
    listened: list[Exchange] = field(default_factory=list)  # what was said then
    guest: str = ""  # the name of another voice that is in the talk
    apart: bool = False  # she leaves the talk to the guest, but for what only she does

    def take_care(self, turns: int, *, asked: bool) -> None:
        """Be careful from here on; a question in the midst of care for more does not make it less."""
        self.asked_only = asked and not (self.care and not self.asked_only)
        self.care = max(turns, self.care)
        self.came_back = False

    @property
    def careful(self) -> bool:
        """Whether plain words, too, are met with care: after a full answer, until few turns of it are left or she came back to it."""
        return self.care > PLAIN_WORDS and not self.asked_only and not self.came_back

    @property
    def last(self) -> Exchange | None:
        return self.exchanges[-1] if self.exchanges else None

    @property
    def before(self) -> Exchange | None:
        """The exchange before the one being answered now."""
        return self.exchanges[-2] if len(self.exchanges) > 1 else None

    @property
    def turns(self) -> int:
        return len(self.exchanges)

    def last_heard(self) -> str:
        """The person's words before this turn; "" when there were none."""
        return self.before.heard if self.before is not None else ""

    def last_said(self) -> str:
        """The last words of hers that were really heard, before this turn; "" when none were."""
        for exchange in list(self.exchanges)[-2::-1]:
            if exchange.said:
                return exchange.said
        return self.opening

    def questions_in_a_row(self) -> int:
        """How many of her latest replies ended with a question."""
        count = 0
        for exchange in list(self.exchanges)[-2::-1]:
            if not exchange.asked:
                break
            count += 1
        return count

    def people(self) -> tuple[Person, ...]:
        """The people spoken of, latest first."""
        found = [
            one.understood.person
            for one in reversed(self.exchanges)
            if one.understood and one.understood.person and not one.private
        ]
        return tuple(dict.fromkeys(found))
