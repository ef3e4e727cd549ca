"""The ledger of her manner: every change with its day, its cause and its way back. Pure.

A manner is the fold of the changes over the one of the first day; going through them from the end
leads back to it. What is asked for holds at once; what is only shown moves a trait by one step in
a day, never against a wish, and not at all while she is to hold still.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.growth.manner import AS_WRITTEN, RANGES, Manner, Trait, differing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

A_DAY = timedelta(hours=24)
WISH_STANDS = timedelta(
    days=30
)  # so long nothing that is shown moves a trait against what was asked


class Why(StrEnum):
    ASKED = "asked"  # in words
    SHOWN = "shown"  # by how the person talks
    SET = "set"  # on the settings page, or in the first meeting
    UNDONE = "undone"
    RESTORED = "restored"  # back to the first day


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the person and when they were said (ISO); the text is "" once it is forgotten."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line. `at` is an aware ISO time; `showing` and `count` tell what was shown how often.

    `undoes` is the number of the line this one takes back; `called_before` and `called` are what
    she called the person before and after, where that changed.
    """

    number: int
    at: str
    trait: Trait
    before: int
    after: int
    why: Why
    showing: str = ""
    count: int = 0
    words: tuple[Quote, ...] = ()
    undoes: int = 0
    called_before: str = ""
    called: str = ""

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something the person showed once; several of a kind make a change."""

    showing: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class NotHere:
    """A feeling that is not to be guessed here again, and when that was said."""

    feeling: str
    at: str


@dataclass(frozen=True, slots=True)
class Ledger:
    begin: Manner = AS_WRITTEN
    changes: tuple[Change, ...] = ()
    still: bool = False
    signs: tuple[Sign, ...] = ()
    not_here: tuple[NotHere, ...] = ()

    @property
    def manner(self) -> Manner:
        return replayed(self.begin, self.changes)

    @property
    def taken_back(self) -> frozenset[int]:
        """The numbers of the lines that were undone."""
        return frozenset(one.undoes for one in self.changes if one.undoes)


# --- going through it ------------------------------------------------------------------------


def replayed(begin: Manner, changes: Iterable[Change]) -> Manner:
    """The manner after these changes, from the first to the last."""
    manner = begin
    for one in changes:
        manner = manner.at(one.trait, one.after)
    return manner


def reversed_from(manner: Manner, changes: Iterable[Change]) -> Manner:
    """The manner before these changes, taken back from the last to the first."""
    for one in reversed(tuple(changes)):
        manner = manner.at(one.trait, one.before)
    return manner


def away(ledger: Ledger) -> dict[Trait, int]:
    """How many steps each trait is from where it was on the first day; below it negative."""
    manner = ledger.manner
    return {
        trait: (manner.level(trait) - ledger.begin.level(trait)) // RANGES[trait].step
        for trait in Trait
    }


# --- changing --------------------------------------------------------------------------------


def wished(
    ledger: Ledger, trait: Trait, level: int, at: datetime, *, why: Why = Why.ASKED,
    words: tuple[Quote, ...] = (), called: tuple[str, str] = ("", ""),
) -> Ledger:  # fmt: skip
    """What was asked for, at once. The same ledger when nothing changes by it."""
    before = ledger.manner.level(trait)
    after = ledger.manner.at(trait, level).level(trait)
    if before == after and called[0] == called[1]:
        return ledger
    line = Change(
        _next(ledger), at.isoformat(), trait, before, after, why, words=words,
        called_before=called[0], called=called[1],
    )  # fmt: skip
    return replace(ledger, changes=(*ledger.changes, line))


def may_show(ledger: Ledger, trait: Trait, direction: int, at: datetime) -> bool:
    """Whether what was shown may move `trait` now. `direction` is -1 or 1.

    A clock that was set back wins nothing: the time between two steps counts either way round.
    """
    within, level = RANGES[trait], ledger.manner.level(trait)
    if ledger.still or level == (within.low if direction < 0 else within.high):
        return False
    return not any(
        _forbids(one, ledger, direction, at) for one in ledger.changes if one.trait is trait
    )


def _forbids(one: Change, ledger: Ledger, direction: int, at: datetime) -> bool:
    """Whether this earlier line stands against a step in `direction` at this time."""
    against = (one.after - one.before) * direction < 0
    match one.why:
        case Why.SHOWN if abs(at - one.when) < A_DAY or at.date() == one.when.date():
            return True
        case Why.SHOWN:  # a step that was taken back is not taken again soon
            back = next((two for two in ledger.changes if two.undoes == one.number), None)
            return back is not None and not against and abs(at - back.when) < WISH_STANDS
        case Why.ASKED | Why.SET:
            return against and abs(at - one.when) < WISH_STANDS
        case Why.UNDONE | Why.RESTORED:
            return False


def shown(
    ledger: Ledger, trait: Trait, direction: int, at: datetime, *, showing: str = "", count: int = 0,
    words: tuple[Quote, ...] = (),
) -> Ledger:  # fmt: skip
    """One step in `direction`, where that may be; else the same ledger."""
    if not may_show(ledger, trait, direction, at):
        return ledger
    before = ledger.manner.level(trait)
    after = ledger.manner.at(trait, before + direction * RANGES[trait].step).level(trait)
    line = Change(
        _next(ledger), at.isoformat(), trait, before, after, Why.SHOWN, showing, count, words
    )
    return replace(ledger, changes=(*ledger.changes, line))


def undone(ledger: Ledger, number: int, at: datetime) -> Ledger:
    """Take one line back, whatever came after it; the same ledger when there is nothing to undo."""
    line = next((one for one in ledger.changes if one.number == number), None)
    if line is None or line.undoes or number in ledger.taken_back:
        return ledger
    before = ledger.manner.level(line.trait)
    after = ledger.manner.at(line.trait, before - (line.after - line.before)).level(line.trait)
    back = Change(
        _next(ledger), at.isoformat(), line.trait, before, after, Why.UNDONE, undoes=number,
        called_before=line.called, called=line.called_before,
    )  # fmt: skip
    return replace(ledger, changes=(*ledger.changes, back))


def latest(ledger: Ledger) -> tuple[Change, ...]:
    """What "undo that" means: the last line that stands, with those that were made in one go."""
    standing = [
        one for one in ledger.changes if not one.undoes and one.number not in ledger.taken_back
    ]
    if not standing:
        return ()
    last = standing[-1]
    together = last.why is Why.RESTORED
    return tuple(
        one for one in standing if one is last or (together and one.at == last.at
        and one.why is Why.RESTORED)
    )  # fmt: skip


def restored(ledger: Ledger, at: datetime, words: tuple[Quote, ...] = ()) -> Ledger:
    """Back to the manner of the first day, a line for each trait that has moved."""
    for trait in differing(ledger.manner, ledger.begin):
        level = ledger.begin.level(trait)
        ledger = wished(ledger, trait, level, at, why=Why.RESTORED, words=words)
    return ledger


# --- forgetting ------------------------------------------------------------------------------


def without_words(ledger: Ledger, gone: Callable[[str], bool]) -> Ledger:
    """The same changes without the words that are to be forgotten, and without signs of them."""

    def clear(one: Change) -> Change:
        return replace(
            one,
            words=tuple(Quote(q.at, "") if q.text and gone(q.text) else q for q in one.words),
            called_before="" if gone(one.called_before) else one.called_before,
            called="" if gone(one.called) else one.called,
        )

    return replace(
        ledger,
        changes=tuple(map(clear, ledger.changes)),
        signs=tuple(one for one in ledger.signs if not gone(one.text)),
        not_here=tuple(one for one in ledger.not_here if not gone(one.feeling)),
    )


def _next(ledger: Ledger) -> int:
    return max((one.number for one in ledger.changes), default=0) + 1
