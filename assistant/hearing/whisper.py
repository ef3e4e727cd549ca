"""Whisper over CTranslate2, on the real length of what was said instead of half a minute."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant import mel
from assistant.errors import Trouble
from assistant.hearing.doubts import (
    Guess,
    better,
    doubt,
    hopeless,
    joined,
    phantom,
    repeats,
    token_limit,
    without_loops,
)
from assistant.hearing.loudness import loudness
from assistant.hearing.recogniser import WHISPER_FILES, Understood
from assistant.hearing.windows import windows
from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_THREADS = 2
_FULL = 30 * HEAR_RATE
# With little silence behind the words the model says them again and again until the tokens run out:
# on the 35 test recordings 2 s gave 3 such loops, 1.5 s gave 6, 4 s none, and a loop costs more than
# the silence does. Single words need more.
_AFTER = 4 * HEAR_RATE
_LEAST_FOR_A_WORD = 8 * HEAR_RATE
_A_WORD_MS = 1500
_MARGIN = HEAR_RATE // 2  # kept around what is loud; the edges of words are quiet
_MOST_BEFORE = 60  # tokens of names; each makes every guess a little slower
_FOR_A_NAME = 0.3  # so much less likely a guess may be that holds a name one knows
# A name misheard is heard with doubt: -0.28 to -0.55 where knowing it helped; plain talk by six
# neural voices -0.02 to -0.24, and that is not looked at twice.
_NO_NAME_MISHEARD = -0.25
_NO_NAME = re.compile(r"(?!)")
_FAINTEST_DB = -62.0  # nothing a microphone could have heard as speech


class Whisper:
    """Greedy search, English, no timestamps, int8.

    The short window costs a third of the full one. When its result is in doubt (see `doubts`) the
    full 30 s decide. Raises Trouble from the constructor when the model is missing or damaged.
    """

    name = "whisper"

    def __init__(self, folder: Path) -> None:
        import ctranslate2
        import tokenizers

        for name in WHISPER_FILES:
            if not (folder / name).is_file():
                raise Trouble("The Whisper model is not complete.", "Fetch it again in Settings.")
        try:
            self._model: Any = ctranslate2.models.Whisper(
                str(folder), device="cpu", compute_type="int8", intra_threads=_THREADS
            )
        except (RuntimeError, ValueError) as error:
            raise Trouble(
                "The Whisper model is damaged and could not be loaded.",
                "Fetch it again in Settings.",
            ) from error
        self._words = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._storage = ctranslate2.StorageView.from_array
        marks = ["<|startoftranscript|>"]
        if self._model.is_multilingual:
            marks += ["<|en|>", "<|transcribe|>"]
        self._prompt: list[Any] = [
            self._words.token_to_id(mark) for mark in [*marks, "<|notimestamps|>"]
        ]
        self._expected: tuple[str, ...] = ()
        self._named: list[Any] = []
        self._name = _NO_NAME

    def recognise(
        self, pcm: bytes, *, full: bool = False, quick: bool = False, names: Sequence[str] = ()
    ) -> Understood:
        self._expect(tuple(names))
        found = [self._window(part, full=full, quick=quick) for part in windows(mel.floats(pcm))]
        heard = [part for part in found if part.text]
        if not heard:
            return Understood("", 0.0)
        return Understood(joined([part.text for part in heard]), min(p.confidence for p in heard))

    def _expect(self, names: tuple[str, ...]) -> None:
        """These may be spoken of; the first count most, the last may be left out."""
        if names == self._expected:
            return
        self._expected, self._named, self._name = names, [], _NO_NAME
        if names:
            mark = self._words.token_to_id("<|startofprev|>")
            before = self._words.encode(f" {', '.join(names)}.", add_special_tokens=False).ids
            self._named = [mark, *before[:_MOST_BEFORE], *self._prompt]
            self._name = re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, names))})\b")

    def _window(self, samples: NDArray[np.float32], *, full: bool, quick: bool) -> Understood:
        loud = loudness(samples)
        if loud.peak_db < _FAINTEST_DB or not loud.speech_ms:
            return Understood("", 0.0)
        said = samples[max(loud.begin - _MARGIN, 0) : loud.end + _MARGIN]
        limit = token_limit((loud.end - loud.begin) * 1000 // HEAR_RATE)
        if full:
            guess = self._guess(samples, _FULL, limit)
        else:
            least = _LEAST_FOR_A_WORD if loud.speech_ms < _A_WORD_MS else 0
            guess = self._guess(said, max(len(said) + _AFTER, least), limit)
            if not quick and doubt(guess, limit) is not None and not hopeless(guess):
                guess = better(guess, self._guess(samples, _FULL, limit))
        if phantom(guess, speech_ms=loud.speech_ms, peak_db=loud.peak_db):
            return Understood("", 0.0)
        text = without_loops(guess.text) if repeats(guess.text) else guess.text
        return Understood(text, math.exp(min(guess.logprob, 0.0)))

    def _guess(self, samples: NDArray[np.float32], length: int, limit: int) -> Guess:
        """One run over `samples` with silence behind them up to `length`, 30 s at most."""
        length = min(length, _FULL)
        padded = np.zeros(length, dtype=np.float32)
        padded[: len(samples)] = samples[:length]
        sound = self._model.encode(self._storage(mel.log_mel(padded)[None]))
        guess = self._decoded(sound, self._prompt, limit)
        if not self._named or not guess.text or guess.logprob >= _NO_NAME_MISHEARD:
            return guess
        # With names before it, the model finds them three times as often, but mishears a little
        # more of the rest: so that guess counts only where it has found one of them.
        named = self._decoded(sound, self._named, limit)
        likely = named.logprob >= guess.logprob - _FOR_A_NAME
        more = len(self._name.findall(named.text)) > len(self._name.findall(guess.text))
        return named if likely and more else guess

    def _decoded(self, sound: Any, prompt: list[Any], limit: int) -> Guess:
        [result] = self._model.generate(
            sound,
            [prompt],
            beam_size=1,
            # CTranslate2 halves it for Whisper, or takes the prompt off, whichever is less
            max_length=max(2 * limit, limit + len(prompt)),
            return_scores=True,
            return_no_speech_prob=True,
        )
        tokens = result.sequences_ids[0]
        text = self._words.decode(tokens).strip()
        return Guess(text, len(tokens), float(result.scores[0]), float(result.no_speech_prob))
