"""The person's own rhythm: how long they pause before they go on, and what that asks of her. Pure."""

from __future__ import annotations

from dataclasses import dataclass

REMEMBERED = 12
ENOUGH = 3  # pauses before a rhythm is one
LEAST_MS = 200  # less is the space between two words
MOST_MS = 4000  # more is no pause but another turn
USUAL_MS = 600  # the upper end of most people's pauses within a sentence
SHORTEST, LONGEST = 0.9, 1.5
STOPS_REMEMBERED = 12
SHORT_STOP_MS = 300  # she takes longer anyway
A_BREATH_MS = 60
OFTEN = 3  # of these were no end: that is how this person talks
MOST_USUAL_MS = 860  # who waits longer for everybody's next words is no company


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The latest pauses after which the person went on, in milliseconds, newest last.

    `stops` are those behind words that looked whole, 0 where they had indeed finished.
    """

    pauses: tuple[int, ...] = ()
    stops: tuple[int, ...] = ()


def observed(rhythm: Rhythm, pause_ms: int, *, whole: bool = False) -> Rhythm:
    """The rhythm after they went on from a pause; what is too short or too long teaches nothing.

    `whole`: the words before it looked finished.
    """
    if not LEAST_MS <= pause_ms <= MOST_MS:
        return rhythm
    stops = (*rhythm.stops, pause_ms) if whole and pause_ms >= SHORT_STOP_MS else rhythm.stops
    return Rhythm((*rhythm.pauses, pause_ms)[-REMEMBERED:], stops[-STOPS_REMEMBERED:])


def finished(rhythm: Rhythm) -> Rhythm:
    """The rhythm after a pause that was an end."""
    return Rhythm(rhythm.pauses, (*rhythm.stops, 0)[-STOPS_REMEMBERED:])


def usual_ms(rhythm: Rhythm) -> int:
    """How long to wait with this person behind words that look whole; 0 when they hardly ever go on.

    Longer than the longest such stop by a breath, so that the next one of its kind is survived.
    """
    stops = [stop for stop in rhythm.stops if stop]
    if len(stops) < OFTEN:
        return 0
    return min(max(stops) + A_BREATH_MS, MOST_USUAL_MS)


def stretch(rhythm: Rhythm) -> float:
    """How much longer than usual to wait with this person, SHORTEST..LONGEST."""
    if len(rhythm.pauses) < ENOUGH:
        return 1.0
    long_one = sorted(rhythm.pauses)[len(rhythm.pauses) * 3 // 4]
    return min(max(long_one / USUAL_MS, SHORTEST), LONGEST)
