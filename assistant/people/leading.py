"""A word towards people at the end of a reply, where it fits: a birthday near, the end of a talk, much use."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.errors import Trouble
from assistant.people import lines
from assistant.people.deeds import GROWN, SUGGESTED
from assistant.people.suggesting import FOR_EVER, Moment
from assistant.people.use import GROWN_AGAIN, WEEK, grew, minutes_in, stretch
from assistant.ports import Act, Clause

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    from assistant.dialogue.history import Exchange, History
    from assistant.people.book import Known
    from assistant.people.circle import Circle
    from assistant.ports import Dialogue, Heard

BY = "people"
FEWEST_TURNS = 6  # of a talk whose end is worth a thought about the week
FEWEST_AFTER_LONELY = 3
_FREE = ("mind:", "manager", "skill:thanks", "skill:greeting")  # who may have worded the reply


class Telling(Protocol):
    """A dialogue that has a history."""

    @property
    def history(self) -> History: ...


@dataclass(frozen=True, slots=True)
class Suggested:
    """Kept with the exchange, so that "not her" is understood. `key` "" for a word about use."""

    key: str
    label: str


@dataclass
class Leading:
    """A dialogue (ports.Dialogue) which adds a word about people to a reply, mostly none.

    `may_nudge` tells whether the one gentle word a week is still free.
    """

    dialogue: Dialogue
    manager: Telling
    circle: Circle
    may_nudge: Callable[[datetime], bool] = lambda _now: True

    async def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        said, by = "", ""
        answer = self.dialogue.answer(heard)
        async with contextlib.aclosing(answer):
            async for clause in answer:
                said, by = f"{said} {clause.text}".strip(), clause.by
                yield clause
        last = self.manager.history.last
        if last is None or not said or not self._free(last, said, by):
            return
        with contextlib.suppress(Trouble):  # without memory there is nobody to speak of
            word = await self._word(heard.at, by)
            if word is not None:
                clause, last.pending = word
                last.meant = f"{last.meant} {clause.text}".strip()
                yield clause

    def was_said(self, text: str, speaker: str = "") -> None:
        self.dialogue.was_said(text, speaker)

    def retract(self) -> None:
        self.dialogue.retract()

    def _free(self, last: Exchange, said: str, by: str) -> bool:
        """Whether nothing speaks against one more sentence: nothing asked, nobody unhappy, no danger."""
        return (
            by.startswith(_FREE)
            and "?" not in said
            and last.pending is None
            and not last.private
            and (last.understood is None or last.understood.mood >= 0)
            and may_lead(self.manager.history, self.circle)
        )

    async def _word(self, now: datetime, by: str) -> tuple[Clause, Suggested] | None:
        circle, history = self.circle, self.manager.history
        ends = by == "skill:thanks"
        if ends and history.turns >= FEWEST_AFTER_LONELY and (word := await self._grown(now)):
            return word
        one = await circle.fitting(Moment.BIRTHDAY, now)
        if one is not None:
            return await suggestion(circle, one, Moment.BIRTHDAY, now)
        if not ends:
            return None
        sad = any(lines.lonely(exchange.heard) for exchange in history.exchanges)
        if history.turns < (FEWEST_AFTER_LONELY if sad else FEWEST_TURNS):
            return None
        one = await circle.fitting(Moment.END, now)
        return await suggestion(circle, one, Moment.END, now) if one is not None else None

    async def _grown(self, now: datetime) -> tuple[Clause, Suggested] | None:
        """One gentle word in four weeks when it has become much more (S13)."""
        told = self.circle.past.grown
        again = (now.date() - GROWN_AGAIN).isoformat()
        if told == FOR_EVER or (told and told > again) or not self.may_nudge(now):
            return None
        days = await self.circle.use(now)
        if not grew(days, now.date()):
            return None
        text = lines.grown(stretch(minutes_in(days, now.date(), WEEK)), now.toordinal())
        act = Act(GROWN, {"day": now.date().isoformat()})
        return Clause(text, BY, act), Suggested("", "")


def may_lead(history: History, circle: Circle) -> bool:
    """Whether this talk may lead to anybody at all, and has not done so today.

    Never in or after a crisis, while she only listens, or in a private conversation, where it
    could not be counted.
    """
    exchanges = history.exchanges
    return not (
        circle.unsaved
        or circle.settings().private
        or history.care
        or history.listening
        or any(one.by == "safety" for one in exchanges)
        or any(
            isinstance(one.pending, Suggested) and _same_day(one, exchanges[-1])
            for one in exchanges
        )
    )


def _same_day(one: Exchange, other: Exchange) -> bool:
    return one.at.date() == other.at.date()


async def suggestion(
    circle: Circle, one: Known, moment: Moment, now: datetime
) -> tuple[Clause, Suggested]:
    """The words with their source, the act that counts them, and what is open after them. Raises Trouble."""
    turn = len(circle.past.suggested)
    text = lines.line(one, moment, now.date(), turn)
    act = Act(SUGGESTED, {"key": one.key})
    return Clause(text, BY, act, await circle.source(one)), Suggested(one.key, one.label)
