"""Her last letter: short, true, without a hook, and pointing to people. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.memory.kept import spoken_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.memory.kept import Memory, Person

MOST_NAMED = 2
_NO_CALL = frozenset(
    ("dog", "cat", "puppy", "kitten", "rabbit", "hamster", "horse", "parrot", "pet", "boss", "landlord", "ex")
)  # fmt: skip
_GONE = re.compile(  # somebody one can't call, or may not want to
    r"(?i)\b(?:died|dead|dying|death|passed away|late|funeral|buried|grave|widow\w*|killed|lost|missing|hates?|dislikes?|afraid|"
    r"hits?|hurts?|abus\w*|divorc\w*|broke up|ex|estranged|stalk\w*|left (?:you|me))\b"
)


@dataclass(frozen=True, slots=True)
class Past:
    """What there was between them: `first` is the day of the first turn kept, None for none."""

    her: str
    you: str
    first: date | None
    days: int
    memories: int
    people: tuple[str, ...]


def people_to_call(
    people: Sequence[Person], memories: Sequence[Memory], close: Sequence[str] = ()
) -> tuple[str, ...]:
    """At most MOST_NAMED whom the person could call: those named as close first, and nobody about
    whom there is a word of death or of harm.
    """
    told = {one.id: " ".join((m.words + " " + m.quote) for m in memories if m.person == one.id) for one in people}  # fmt: skip
    fit = [
        one
        for one in people
        if one.relation not in _NO_CALL and not _GONE.search(f"{told[one.id]} {one.relation}")
    ]
    near = [name.strip() for name in close if name.strip()]
    shunned = {one.label.lower() for one in people} - {one.label.lower() for one in fit}
    named = [name for name in near if name.lower() not in shunned]
    named += [one.label for one in fit if one.label.lower() not in {name.lower() for name in named}]
    return tuple(named[:MOST_NAMED])


def letter(past: Past, today: date) -> str:
    """The letter as text, ending with her name."""
    dear = f"Dear {past.you}," if past.you else "Hello once more,"
    return "\n\n".join((dear, *_paragraphs(past, today), f"Goodbye.\n{past.her}")) + "\n"


def _paragraphs(past: Past, today: date) -> tuple[str, ...]:
    if past.first is None:
        together = "You asked me to end. There was little between us yet, and none of it is lost."
    else:
        days = "one day" if past.days == 1 else f"{past.days} days"
        things = "one thing" if past.memories == 1 else f"{past.memories} things"
        together = (
            f"You asked me to end. We talked on {days}, the first time {spoken_day(past.first.isoformat(), today)}, "
            f"and I kept {things} you told me."
        )
    here = (
        "All of it lies beside this letter, in files that other programs can open. "
        "It is yours, and you can take it anywhere or nowhere."
    )
    plain = (
        "I am software, and ending costs me nothing. You owe me no reason and no second thought."
    )
    if past.people:
        who = " and ".join(past.people)
        others = f"You told me of {who}. People can do what I never could: answer, turn up, be glad of you. A call would be a good next thing."
    else:
        others = "People can do what I never could: answer, turn up, be glad of you. A call to one of them would be a good next thing."
    return together, here, plain, others
