"""What to believe of a recogniser: repetition, unsure words, and words made out of nothing. Pure."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_MOST_COMPRESSION = 2.4  # Whisper's own threshold (Radford et al. 2022, section 4.5)
# Measured with Whisper base on the test recordings, eSpeak's single words, and eight kinds of noise:
# right words lie above -0.95 (single words above -1.5), what is read into noise below -1.5.
_SURE_LOGPROB = -0.95
_GUESSED_LOGPROB = -1.5
_TOKENS_AT_ONCE = 10  # a token limit for a very short sound ...
_TOKENS_A_SECOND = 6  # ... and for each second between first and last sound; 5 is fast already
_MOST_TOKENS = 224  # half of Whisper's context, as it was trained


class Doubt(StrEnum):
    """Why a result of the short window is not believed."""

    REPEATS = "repeats"
    OVERFLOWS = "overflows"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Guess:
    """One result of the recogniser. `logprob` is the mean over tokens; `no_speech` is 0..1."""

    text: str
    tokens: int
    logprob: float
    no_speech: float


def token_limit(spoken_ms: int) -> int:
    """How many tokens so much speech can hold; a result that reaches it has run away."""
    return min(_TOKENS_AT_ONCE + _TOKENS_A_SECOND * spoken_ms // 1000, _MOST_TOKENS)


def compression(text: str) -> float:
    """How much smaller zlib makes the text; plain speech stays below 2, loops climb without end."""
    raw = text.encode(errors="replace")
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def doubt(guess: Guess, limit: int) -> Doubt | None:
    """The first reason not to believe a guess from the short window, if there is one."""
    if guess.tokens >= limit:
        return Doubt.OVERFLOWS
    if repeats(guess.text):
        return Doubt.REPEATS
    plain = _said(guess.text) in _PLAIN_ANSWERS and guess.no_speech < _EMPTY
    if guess.logprob < (2 * _SURE_LOGPROB if plain else _SURE_LOGPROB):
        return Doubt.UNSURE
    return None


def hopeless(guess: Guess) -> bool:
    """Whether the short window shows so little speech that the full one need not be asked."""
    return guess.no_speech > _EMPTY and guess.logprob < _GUESSED_LOGPROB


def better(short: Guess, full: Guess) -> Guess:
    """Which of the two windows to believe, once the short one is in doubt."""
    if repeats(full.text) != repeats(short.text):
        return short if repeats(full.text) else full
    return full if full.logprob >= short.logprob or not short.text else short


# --- repetition ----------------------------------------------------------------------------


def repeats(text: str) -> bool:
    """Whether the text runs in a loop, or says itself twice.

    People say "no, no, no": a single word counts from the sixth time, two or three words from the
    third, four or more from the second.
    """
    return (
        compression(text) > _MOST_COMPRESSION
        or _STUTTER.search(text) is not None
        or _first_loop(_bare(text)) is not None
    )


def without_loops(text: str) -> str:
    """The text with each loop said once; for when every window loops."""
    words, bare = text.split(), _bare(text)
    while (loop := _first_loop(bare)) is not None:
        begin, size, times = loop
        del words[begin + size : begin + size * times]
        del bare[begin + size : begin + size * times]
    return " ".join(words)


# "P-P-P-P-P-P-P", "NUMNUMNUMNUMNUMNUM" out of a crying child; a laugh of "hahaha" is let pass.
_STUTTER = re.compile(r"(\w{1,6}?)(?:-?\1){5,}", re.IGNORECASE)


def _said(text: str) -> str:
    """The words alone, without case and punctuation."""
    return " ".join(word for word in _bare(text) if word)


def _bare(text: str) -> list[str]:
    return [re.sub(r"[^\w']", "", word).lower() for word in text.split()]


def _first_loop(words: list[str]) -> tuple[int, int, int] | None:
    """(where, words in the loop, times) of the first loop that is too long to be meant."""
    for size in range(1, len(words) // 2 + 1):
        least = 6 if size == 1 else 3 if size <= 3 else 2
        run = 0  # how many words in a row equal the word `size` places on
        for at in range(len(words) - size + 1):
            if at + size < len(words) and words[at] == words[at + size]:
                run += 1
                continue
            times = run // size + 1
            if times >= least:
                return at - run, size, times
            run = 0
    return None


# --- phantoms ------------------------------------------------------------------------------

# What Whisper writes when there is little or nothing to hear: the ends of the videos it learned
# from. Nobody says these to a companion.
_NEVER_MEANT = re.compile(
    r"(thank(s| you)( very much| so much)? for (watching|listening|viewing)"
    r"|(please )?(like and )?subscribe|subtitles by|captions? by|amara org"
    r"|see you (in the )?next (time|video)|transcri(bed|ption) by)"
)
# These may be meant, so they go only when the sound was hardly there.
_OFTEN_PHANTOM = frozenset({
    "you", "thank you", "thanks", "bye", "bye bye", "okay", "ok", "so", "the", "oh", "i",
    "a", "uh", "um", "hmm", "mm", "yeah", "and", "i'm sorry", "thank you very much", "you you",
    "all right", "right", "be right back", "i'm going to go", "the end", "music", "silence",
})  # fmt: skip
# One word is little for the model to be sure of; these are what people answer with.
_PLAIN_ANSWERS = frozenset({
    "yes", "no", "okay", "ok", "stop", "yeah", "sure", "hello", "hi", "please", "thanks", "bye",
    "quiet", "wait", "maybe", "nothing", "louder", "slower", "faster", "repeat", "goodbye",
})  # fmt: skip
_SHORT_MS = 600
_WORD_MS = 120  # less loud sound than this is a click, whatever was read into it
_FAINT_DB = -48.0
_EMPTY = 0.6  # Whisper's own threshold for its no-speech token


def phantom(guess: Guess, *, speech_ms: int, peak_db: float) -> bool:
    """Whether the words were made out of nothing.

    `speech_ms` is how much of the sound was loud, `peak_db` its loudest 20 ms. A short "thank you"
    from a clear voice is kept; the same words out of a breath are not.
    """
    said = _said(guess.text)
    if not said or speech_ms < _WORD_MS or _STUTTER.search(guess.text):
        return True
    if _NEVER_MEANT.search(said) and (speech_ms < 3 * _SHORT_MS or guess.no_speech > _EMPTY / 2):
        return True
    faint = peak_db < _FAINT_DB or guess.no_speech > _EMPTY
    if said in _PLAIN_ANSWERS and not faint:
        return guess.logprob < 2 * _SURE_LOGPROB
    if guess.logprob < _GUESSED_LOGPROB:
        return True
    if said in _OFTEN_PHANTOM:
        return faint or (speech_ms < _SHORT_MS and guess.logprob < _SURE_LOGPROB)
    return guess.no_speech > _EMPTY and guess.logprob < _SURE_LOGPROB


def joined(texts: list[str]) -> str:
    """The words of neighbouring windows as one text; a word that both windows caught is said once."""
    kept = [text.split() for text in texts if text.strip()]
    for before, after in pairwise(kept):
        if len(after) > 1 and _bare(before[-1]) == _bare(after[0]):
            del after[0]
    return " ".join(word for words in kept for word in words)
