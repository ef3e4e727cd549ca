"""What the person shows by how they talk, read from words alone, and when it is enough for a step. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.growth.manner import Trait

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.growth.ledger import Sign

WINDOW = timedelta(days=7)  # what was shown longer ago counts for nothing
MOST_SIGNS = 200
FARTHER = 3  # times as many signs for every step away from the first day
OUTWEIGHS = 3  # times as often as the contrary
QUOTED = 3  # of the words that caused a change
LONGEST_QUOTE = 120  # letters


class Showing(StrEnum):
    CUT_OFF = "cut_off"  # her reply was broken off
    BRIEF = "brief"  # a few words in answer to many
    AT_LENGTH = "at_length"
    MORE = "more"  # asked her to go on
    LAUGHED = "laughed"
    UNAMUSED = "unamused"
    UNANSWERED = "unanswered"  # her question was passed over
    ANSWERED = "answered"  # her question was answered at length
    POLITE = "polite"
    CASUAL = "casual"
    PARDON = "pardon"
    POINT = "point"  # wanted the thing itself
    HARSH = "harsh"  # found her too hard


@dataclass(frozen=True, slots=True)
class Case:
    """`need` signs of a kind within the window move `trait` in `direction`; the farther, the more."""

    trait: Trait
    direction: int
    need: int
    contrary: tuple[Showing, ...] = ()


CASES = {
    Showing.CUT_OFF: Case(Trait.TALKATIVENESS, -1, 3, (Showing.MORE,)),
    Showing.BRIEF: Case(Trait.TALKATIVENESS, -1, 10, (Showing.MORE, Showing.AT_LENGTH)),
    Showing.MORE: Case(Trait.TALKATIVENESS, 1, 3, (Showing.CUT_OFF,)),
    Showing.LAUGHED: Case(Trait.HUMOUR, 1, 3, (Showing.UNAMUSED,)),
    Showing.UNAMUSED: Case(Trait.HUMOUR, -1, 2, (Showing.LAUGHED,)),
    Showing.UNANSWERED: Case(Trait.QUESTIONS, -1, 6, (Showing.ANSWERED,)),
    Showing.ANSWERED: Case(Trait.QUESTIONS, 1, 10, (Showing.UNANSWERED,)),
    Showing.POLITE: Case(Trait.FORMALITY, 1, 6, (Showing.CASUAL,)),
    Showing.CASUAL: Case(Trait.FORMALITY, -1, 6, (Showing.POLITE,)),
    Showing.PARDON: Case(Trait.PACE, -1, 3),
    Showing.POINT: Case(Trait.DIRECTNESS, 1, 3, (Showing.HARSH,)),
    Showing.HARSH: Case(Trait.DIRECTNESS, -1, 2, (Showing.POINT,)),
}

_WORDS = re.compile(r"[\w'-]+")
_TOLD_BY = (
    (Showing.LAUGHED, re.compile(r"^(?:(?:ha|he){2,}h?|lol|lmao|rofl|good one|very funny|that(?:'s| is| was) (?:so |really |very |quite )?funny|you made me laugh|(?:so |really |very )?funny|that made me laugh)\b")),
    (Showing.UNAMUSED, re.compile(r"\b(?:not funny|wasn't funny|isn't funny|(?:bad|lame|terrible) joke|not in the mood for jokes|this is serious|i'm being serious|be serious)\b")),
    (Showing.MORE, re.compile(r"^(?:and )?(?:go on|tell me more|say more|more please|keep going|and then|what else|i'd like to hear more)\b")),
    (Showing.PARDON, re.compile(r"^(?:pardon|sorry|what|come again|excuse me|say that again|what did you say|can you repeat that|i didn't (?:get|catch) that)(?: me| again| please| was that)?$")),
    (Showing.POINT, re.compile(r"\b(?:get to the point|what's your point|so what do you (?:actually |really )?think|yes or no|just tell me|long story short|in plain (?:words|english))\b")),
    (Showing.HARSH, re.compile(r"\b(?:that(?:'s| is| was) (?:a bit |quite |rather |pretty |very )?(?:harsh|hard|cold|blunt|rude|unkind)|ouch|you(?:'re| are) (?:being )?(?:a bit |quite |very |so )?(?:harsh|cold|blunt|hard on me))\b")),
    (Showing.POLITE, re.compile(r"\b(?:would you (?:be so kind|mind)|if you would|could you please|would you please|i should like|much obliged|i beg your pardon|kindly|good (?:day|afternoon) to you|may i ask|i would be grateful|thank you very much|i do apologi[sz]e)\b")),
    (Showing.CASUAL, re.compile(r"\b(?:gonna|wanna|gotta|yeah|yep|nah|dunno|lol|mate|dude|bro|hey|cool|kinda|sorta|ain't|cuz|sup|ya)\b")),
)  # fmt: skip
BRIEF_WORDS, LONG_WORDS, MUCH_OF_HERS = 3, 20, 12
ANSWER_WORDS = 12


@dataclass(frozen=True, slots=True)
class Before:
    """The exchange before: what of hers was meant and heard, and whether it ended with a question."""

    meant: str
    said: str
    asked: bool

    @property
    def cut(self) -> bool:
        """She was broken off well before the end."""
        meant, said = len(self.meant.split()), len(self.said.split())
        return 0 < said < 0.8 * meant


def shown_in(heard: str, before: Before | None) -> tuple[Showing, ...]:
    """What these words of the person show, after what she said `before`."""
    low = " ".join(re.sub(r"[^\w' ]+", " ", heard.lower().replace("’", "'")).split())
    count = len(_WORDS.findall(low))
    if not count:
        return ()
    found = [showing for showing, pattern in _TOLD_BY if pattern.search(low)]
    if count >= LONG_WORDS:
        found.append(Showing.AT_LENGTH)
    if before is None:
        return tuple(found)
    if before.cut:
        found.append(Showing.CUT_OFF)
    elif before.asked:
        if count >= ANSWER_WORDS:
            found.append(Showing.ANSWERED)
        elif count <= BRIEF_WORDS and Showing.PARDON not in found:
            found.append(Showing.UNANSWERED)
    spoken = len(before.said.split()) >= MUCH_OF_HERS
    if spoken and count <= BRIEF_WORDS and not before.cut and not found:
        found.append(Showing.BRIEF)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Due:
    """A step that has been shown often enough, with the signs that speak for it, oldest first."""

    showing: Showing
    case: Case
    signs: tuple[Sign, ...]


def within(signs: Iterable[Sign], at: datetime) -> tuple[Sign, ...]:
    """Those that still count at `at`; one from a clock that was ahead does not."""
    return tuple(
        one for one in signs if timedelta(0) <= at - datetime.fromisoformat(one.at) <= WINDOW
    )[-MOST_SIGNS:]


def due(signs: Iterable[Sign], at: datetime, away: Mapping[Trait, int]) -> tuple[Due, ...]:
    """What has been shown often enough, and far more often than its contrary.

    `away`: how many steps each trait is from the first day, below or above.
    """
    counting = within(signs, at)
    counts = Counter(one.showing for one in counting)
    return tuple(
        Due(showing, case, tuple(one for one in counting if one.showing == showing))
        for showing, case in CASES.items()
        if counts[showing] >= case.need * FARTHER ** max(0, away[case.trait] * case.direction)
        and counts[showing] >= OUTWEIGHS * sum(counts[other] for other in case.contrary)
    )


def of_trait(trait: Trait) -> frozenset[str]:
    """The kinds of sign that speak about a trait."""
    return frozenset(showing.value for showing, case in CASES.items() if case.trait is trait)


def quoted(text: str) -> str:
    """The words as a line of the ledger keeps them."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST_QUOTE:
        return plain
    return f"{plain[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"  # whole words: forgetting finds them
