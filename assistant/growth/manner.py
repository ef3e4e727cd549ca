"""Her manner: seven named parameters, each a whole number between two bounds. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum


class Trait(StrEnum):
    """The parameters, by the names the page and she herself use for them."""

    TALKATIVENESS = "talkativeness"
    HUMOUR = "humour"
    DIRECTNESS = "directness"
    QUESTIONS = "questions"
    FORMALITY = "formality"
    PACE = "pace"  # in per cent; the setting "pace" is the same figure
    NICKNAMES = "nicknames"  # how often she says what you like to be called


@dataclass(frozen=True, slots=True)
class Range:
    """`step` is the most that may change in a day without being asked for."""

    low: int
    high: int
    usual: int
    step: int = 1


_USUAL = Range(-2, 2, 0)
RANGES = dict.fromkeys(Trait, _USUAL) | {Trait.PACE: Range(60, 160, 100, 5)}


@dataclass(frozen=True, slots=True)
class Manner:
    """A level for each trait; 0, and 100 for the pace, is how her persona is written."""

    talkativeness: int = 0
    humour: int = 0
    directness: int = 0
    questions: int = 0
    formality: int = 0
    pace: int = 100
    nicknames: int = 0

    def level(self, trait: Trait) -> int:
        return int(getattr(self, trait.value))

    def at(self, trait: Trait, level: int) -> Manner:
        """The same with `trait` at `level`, kept within its bounds."""
        within = RANGES[trait]
        return replace(self, **{trait.value: max(within.low, min(within.high, level))})

    def digest(self) -> str:
        """SHA-256 over the levels: two manners are the same when these are."""
        told = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


AS_WRITTEN = Manner()


def differing(one: Manner, other: Manner) -> tuple[Trait, ...]:
    return tuple(trait for trait in Trait if one.level(trait) != other.level(trait))
