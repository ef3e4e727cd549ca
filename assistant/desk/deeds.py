"""The one place where acts are done: journalled first, asked on the screen where they must be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.desk.journal import Journal
    from assistant.ports import Act

UNDO = "undo"


class Tier(IntEnum):
    """How much an act needs before it is done."""

    FREE = 0  # changes nothing that anybody would want back
    UNDOABLE = 1  # said, done, and taken back by "undo that"
    CONFIRMED = 2  # destroys, or leaves the computer: only after a yes on the screen


@dataclass(frozen=True, slots=True)
class Deed:
    """How acts of one name are done.

    `inverse` is asked before `do` and gives the act that takes it back, harmless where the act was
    never done; None when there is nothing to take back. `words` name the act for "undo that" and
    for the question on the screen ("deleting the list shopping"). All may raise Trouble. `weighs` gives
    the tier of one act where acts of one name differ; `tier` is the highest of them.
    """

    tier: Tier
    do: Callable[[Act], None]
    inverse: Callable[[Act], Act | None]
    words: Callable[[Act], str]
    weighs: Callable[[Act], Tier] | None = None

    def tier_of(self, act: Act) -> Tier:
        return self.weighs(act) if self.weighs is not None else self.tier


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that waits for a yes on the screen; `words` say exactly what would be done."""

    number: int
    act: Act
    words: str


@dataclass
class Deeds:
    """Performs acts by name. `asked` and `settled` are told when a question comes and goes."""

    journal: Journal
    asked: Callable[[Asked], None] = lambda _asked: None
    settled: Callable[[int], None] = lambda _number: None
    waiting: Asked | None = field(default=None, init=False)
    _deeds: dict[str, Deed] = field(default_factory=dict, init=False)
    _numbers: int = field(default=0, init=False)

    def learn(self, name: str, deed: Deed) -> None:
        """From now on acts called `name` are done so. A name is learnt once."""
        if name in self._deeds or name == UNDO:
            raise ValueError(name)
        self._deeds[name] = deed

    @property
    def known(self) -> dict[str, Tier]:
        """Every act that can be done here, and what it needs."""
        return {name: deed.tier for name, deed in self._deeds.items()}

    def perform(self, act: Act) -> None:
        """Do `act`, or ask for it on the screen; acts of others are left alone. Raises Trouble."""
        if act.name == UNDO:
            self._undo(int(act.arguments.get("number", 0)))
            return
        deed = self._deeds.get(act.name)
        if deed is None:
            return
        tier = deed.tier_of(act)
        if tier is Tier.CONFIRMED or (act.tainted and tier is not Tier.FREE):
            self._ask(act, deed)
        else:
            self._do(act, deed)

    def answer(self, number: int, yes: bool) -> None:
        """The answer on the screen to question `number`; one that is no longer asked does nothing."""
        waiting = self.waiting
        if waiting is None or waiting.number != number:
            return
        self.waiting = None
        self.settled(number)
        if yes:
            self._do(waiting.act, self._deeds[waiting.act.name])

    def _ask(self, act: Act, deed: Deed) -> None:
        if self.waiting is not None:
            self.settled(self.waiting.number)
        self._numbers += 1
        self.waiting = Asked(self._numbers, act, deed.words(act))
        self.asked(self.waiting)

    def _do(self, act: Act, deed: Deed) -> None:
        undo = deed.inverse(act)
        if undo is None:
            deed.do(act)
            return
        number = self.journal.record(act, undo, deed.words(act))
        try:
            deed.do(act)
        except Trouble:
            self.journal.strike(number)
            raise

    def _undo(self, number: int) -> None:
        """Take the latest act back; with a number only if it is still that one. What waits for a
        yes is the latest: then only the question goes.
        """
        if self.waiting is not None:
            self.answer(self.waiting.number, yes=False)
            return
        last = self.journal.last()
        if last is None or number not in {0, last.number}:
            return
        deed = self._deeds.get(last.undo.name)
        if deed is not None:  # whatever its tier: it takes back what the person did themselves
            deed.do(last.undo)
        self.journal.strike(last.number)
