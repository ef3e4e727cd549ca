"""What she says when she speaks first, and why she does, in words. Pure but for reading the desk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.decisions.decision import Step
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.decisions.decision import Decision
    from assistant.decisions.keeping import Decisions

MORNING, FOLLOW = "morning", "follow"
BECAUSE = {
    MORNING: "because you asked me for a word in the morning",
    FOLLOW: "because you asked me to ask how decisions turned out",
}
STALE = timedelta(days=30)  # after that nobody wants to be asked any more


@dataclass(frozen=True, slots=True)
class Word:
    """`kind` is MORNING or FOLLOW; `about` the decision's name, for an answer."""

    kind: str
    text: str
    about: str = ""

    @property
    def mark(self) -> str:
        """Stands for the decision where no words may be kept."""
        return hashlib.sha256(self.about.encode()).hexdigest()[:16] if self.about else ""


def morning_word(events: Sequence[str], birthdays: Sequence[str], *, greets: bool) -> Word:
    """What the day holds, in one breath; `greets`: nothing was said yet this morning."""
    parts = []
    if events:
        shown = events[:3]
        more = f", and {len(events) - 3} more" if len(events) > 3 else ""
        parts.append(f"For today: {', '.join(shown)}{more}.")
    parts += [f"It's {who}'s birthday." for who in birthdays[:1]]
    if not parts:
        parts.append("Nothing is in your calendar today.")
    hello = "Good morning. " if greets else ""
    return Word(MORNING, f"{hello}{' '.join(parts)}")


def follow_up(
    decisions: Iterable[tuple[str, Decision]], asked: Sequence[str], today: date
) -> Word | None:
    """A decision whose day to ask has passed, that nobody told the outcome of; each one only once."""
    for name, decision in decisions:
        day = _day(decision.ask_on)
        if day is None or decision.outcome or decision.step is not Step.DONE:
            continue
        text = f"Some time ago you weighed this: {decision.question}. How did it turn out?"
        word = Word(FOLLOW, text, name)
        if timedelta(0) < today - day <= STALE and word.mark not in asked:
            return word
    return None


def open_decisions(decisions: Decisions) -> tuple[tuple[str, Decision], ...]:
    """Every decision as it stands; one that can't be read is left out."""
    found = []
    for name in decisions.names():
        try:
            states = decisions.states(name)
        except Trouble:
            continue
        if states and states[-1].question:
            found.append((name, states[-1]))
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
