"""Is the person's turn over? From silence, the sound's completeness and the words so far. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

LOOKS_MS = (200, 500, 1200)  # silences at which the turn model is asked (again)
WORDS_MS = 100  # the silence at which recognition begins: longer than a stop consonant
CEILING_MS = 2000
SURE = 0.8
LIKELY = 0.5

# An utterance that stops on one of these is not finished; the person is thinking.
_OPEN_WORDS = frozenset(
    """and but or so because although though while if when that which who whose than as since
    unless until with without to of for from in on at by about into the a an my your his her our
    their this these those some any is are was were am be can could would should will i i'm i've
    um uh er erm hmm like well maybe perhaps also then not very really just""".split()
)
# A question may end on a preposition ("Where is it from?"), but hardly on one of these.
_OPEN_IN_A_QUESTION = frozenset(
    "the a an my your his her our their and or but because if i'm am was were".split()
)
_BARE_QUESTION = re.compile(
    r"(?:what|who|where|when|why|how)(?: \w+)? (?:is|are|was|were|do|does|did)"
)
_OPEN_TAILS = ("you know", "i mean", "kind of", "sort of", "going to", "want to", "have to")
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Pause:
    """What is known in a pause: its length, the turn model's probability, the words so far."""

    silence_ms: int
    complete: float | None = None
    words: str = ""


def left_open(words: str) -> bool:
    """Do these words wait for more: a conjunction, an article, a filler, a trailing comma?"""
    text = words.strip().lower()
    if not text:
        return False
    if text.endswith((",", "-", "—", "...", "…")):
        return True
    found = _WORD.findall(text)
    if not found:
        return False
    if text.endswith("?"):
        return found[-1] in _OPEN_IN_A_QUESTION or bool(_BARE_QUESTION.fullmatch(" ".join(found)))
    # "That's what I came for." is finished: recognisers put a full stop where the voice fell,
    # but also where it merely stopped, so the stop counts only against short function words.
    return found[-1] in _OPEN_WORDS or text.rstrip(".").endswith(_OPEN_TAILS)


def needed_silence_ms(pause: Pause, patience: float = 1.0) -> int:
    """The silence after which this turn counts as over; at most CEILING_MS times `patience`."""
    finished = pause.words.rstrip().endswith(("?", ".", "!"))
    asked = pause.words.rstrip().endswith("?")
    if left_open(pause.words):
        need = 1600
    elif pause.complete is None:
        need = 700  # no turn model: between a breath and an awkward wait
    elif pause.complete >= SURE:
        need = 240 if asked else 280 if finished else 420
    elif pause.complete >= LIKELY:
        need = 420 if asked else 480 if finished else 650
    else:  # it misses a true end in about a quarter of all turns, most of them questions
        need = 600 if asked else 850 if finished else 1300
    return round(min(need, CEILING_MS) * patience)


def look_due(silence_ms: int, looks: int) -> bool:
    """Is it time for the next look, when `looks` have been made in this pause?"""
    return looks < len(LOOKS_MS) and silence_ms >= LOOKS_MS[looks]


def words_due(silence_ms: int) -> bool:
    """Is it time to understand what was said up to this pause?"""
    return silence_ms >= WORDS_MS
