"""Is the person's turn over? From silence, the sound's completeness and the words so far. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.turns.openness import Ending, ending

LOOKS_MS = (200, 500, 1200)  # silences at which the turn model is asked (again)
WORDS_MS = 100  # the silence at which recognition begins: longer than a stop consonant
CEILING_MS = 2000
SURE = 0.8
LIKELY = 0.5
OPEN_MS, LOOSE_MS, STATED_MS = 1600, 860, 280


@dataclass(frozen=True, slots=True)
class Pause:
    """What is known in a pause: its length, the turn model's probability, the words so far.

    Of this person: `stretch` is how much longer than others they pause, `usual_ms` how long they
    often stop behind whole words and go on, 0 for hardly ever.
    """

    silence_ms: int
    complete: float | None = None
    words: str = ""
    stretch: float = 1.0
    usual_ms: int = 0


def needed_silence_ms(pause: Pause, patience: float = 1.0) -> int:
    """The silence after which this turn counts as over; at most CEILING_MS times `patience`."""
    return round(min(_needed_ms(pause, ending(pause.words)), CEILING_MS) * patience)


def _needed_ms(pause: Pause, end: Ending) -> float:
    finished = pause.words.rstrip().endswith(("?", ".", "!"))
    asked = pause.words.rstrip().endswith("?")
    if end is Ending.OPEN:
        return OPEN_MS * pause.stretch
    if pause.complete is None:
        need = 700  # no turn model: between a breath and an awkward wait
    elif pause.complete >= SURE and asked and end is Ending.WHOLE:
        return 240  # whoever pauses a lot has finished here too
    elif pause.complete >= SURE:
        need = STATED_MS if finished else 420
    elif pause.complete >= LIKELY:
        need = 420 if asked else 480 if finished else 650
    else:  # it misses a true end in about a quarter of all turns, most of them questions
        need = 600 if asked else 850 if finished else 1300
    if end is Ending.LOOSE:
        return max(need, LOOSE_MS)
    return max(need * pause.stretch, 0 if asked else pause.usual_ms)


def look_due(silence_ms: int, looks: int) -> bool:
    """Is it time for the next look, when `looks` have been made in this pause?"""
    return looks < len(LOOKS_MS) and silence_ms >= LOOKS_MS[looks]


def words_due(silence_ms: int) -> bool:
    """Is it time to understand what was said up to this pause?"""
    return silence_ms >= WORDS_MS
