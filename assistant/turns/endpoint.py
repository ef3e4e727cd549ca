"""Is the person's turn over? From silence, the sound's completeness and the words so far. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.turns.openness import Ending, ending

LOOKS_MS = (120, 500, 1200)  # silences at which the turn model is asked (again)
WORDS_MS = 20  # the silence at which recognition begins: few are shorter, and the voice's end is noticed late
CEILING_MS = 2000
SURE = 0.8
LIKELY = 0.5
OPEN_MS, LOOSE_MS = 1600, 860
ASKED_MS = 220  # a whole question is one whatever it sounds like, and whoever asks it
SURE_MS, LIKELY_MS, UNSURE_MS = 320, 360, 500  # behind a whole sentence


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
    if asked and end is Ending.WHOLE:
        return ASKED_MS
    if pause.complete is None:
        need = 700  # no turn model: between a breath and an awkward wait
    elif pause.complete >= SURE:
        need = SURE_MS if finished else 420
    elif pause.complete >= LIKELY:
        need = LIKELY_MS if finished else 650
    else:  # it misses a true end in about a quarter of all turns
        need = UNSURE_MS if finished else 1300
    if end is Ending.LOOSE:
        return max(need, LOOSE_MS)
    return max(need * pause.stretch, pause.usual_ms)


def look_due(silence_ms: int, looks: int) -> bool:
    """Is it time for the next look, when `looks` have been made in this pause?"""
    return looks < len(LOOKS_MS) and silence_ms >= LOOKS_MS[looks]


def words_due(silence_ms: int) -> bool:
    """Is it time to understand what was said up to this pause?"""
    return silence_ms >= WORDS_MS
