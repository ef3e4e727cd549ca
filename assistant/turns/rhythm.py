"""The person's own rhythm: how long they pause before they go on, and what that asks of her. Pure."""

from __future__ import annotations

from dataclasses import dataclass

REMEMBERED = 12
ENOUGH = 3  # pauses before a rhythm is one
LEAST_MS = 200  # less is the space between two words
MOST_MS = 4000  # more is no pause but another turn
USUAL_MS = 600  # the upper end of most people's pauses within a sentence
SHORTEST, LONGEST = 0.9, 1.5


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The latest pauses after which the person went on, in milliseconds, newest last."""

    pauses: tuple[int, ...] = ()


def observed(rhythm: Rhythm, pause_ms: int) -> Rhythm:
    """The rhythm after they went on from a pause; what is too short or too long teaches nothing."""
    if not LEAST_MS <= pause_ms <= MOST_MS:
        return rhythm
    return Rhythm((*rhythm.pauses, pause_ms)[-REMEMBERED:])


def stretch(rhythm: Rhythm) -> float:
    """How much longer than usual to wait with this person, SHORTEST..LONGEST."""
    if len(rhythm.pauses) < ENOUGH:
        return 1.0
    long_one = sorted(rhythm.pauses)[len(rhythm.pauses) * 3 // 4]
    return min(max(long_one / USUAL_MS, SHORTEST), LONGEST)
