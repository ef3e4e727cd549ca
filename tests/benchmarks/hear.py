"""How well and how fast she hears: real recordings, the fast path against the full window."""

from __future__ import annotations

import json
import re
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.hearing.engines import WHISPER_MODEL
from assistant.hearing.sound_files import read_pcm
from assistant.hearing.whisper import Whisper
from assistant.models.store import Store
from assistant.paths import models_folder

from .accuracy import slot_words, word_errors, words

if TYPE_CHECKING:
    from assistant.hearing.recogniser import Recogniser

COMMANDS = Path(__file__).resolve().parent.parent / "data" / "speech"
READINGS = Path("/usr/share/pocketsphinx/test/data/librivox")  # Debian's pocketsphinx-testdata


@dataclass(frozen=True)
class Clip:
    """A recording with what was said in it, or the slots that must be found."""

    name: str
    pcm: bytes
    said: str = ""
    slots: tuple[str, ...] = ()


def commands() -> list[Clip]:
    """Thirty people ordering coffee; there is no transcript of them, only slots."""
    listed = json.loads((COMMANDS / "commands.json").read_text())
    return [
        Clip(name, read_pcm(COMMANDS / name), slots=tuple(entry["slots"].values()))
        for name, entry in sorted(listed.items())
    ]


def readings() -> list[Clip]:
    """Five sentences of Sense and Sensibility, with their text; none where they are not installed."""
    if not READINGS.is_dir():
        return []
    found = re.findall(r"<s> (.*?) </s> \((.*?)\)", (READINGS / "transcription").read_text())
    return [Clip(name, read_pcm(READINGS / f"{name}.wav"), said=said) for said, name in found]


@dataclass(frozen=True)
class Heard:
    """What one engine made of all clips. Times are seconds for the whole, clip by clip in `each`."""

    errors: int
    said_words: int
    slots_found: int
    slots_all: int
    each: tuple[float, ...]

    @property
    def slots(self) -> float:
        return self.slots_found / self.slots_all

    @property
    def seconds(self) -> float:
        return sum(self.each)


def heard(engine: Recogniser, clips: list[Clip], *, full: bool = False) -> Heard:
    """Run an engine over the clips, once each."""
    errors = found = wanted = 0
    each = []
    for clip in clips:
        begun = time.perf_counter()
        text = engine.recognise(clip.pcm, full=full).text
        each.append(time.perf_counter() - begun)
        if clip.said:
            errors += word_errors(clip.said, text)
        right, all_words = slot_words(list(clip.slots), text)
        found, wanted = found + right, wanted + all_words
    said = sum(len(words(clip.said)) for clip in clips)
    return Heard(errors, said, found, wanted, tuple(each))


def model() -> Path:
    """The Whisper model's folder. Raises Trouble when it is not here."""
    path = Store(models_folder()).path(WHISPER_MODEL)
    if path is None:
        raise Trouble("The Whisper model is not here.", "./os1 models get --default fetches it.")
    return path


def run() -> dict[str, object]:
    """Print and return the figures. Both ways run in turns on each clip, so they share the weather."""
    begun = time.perf_counter()
    engine = Whisper(model())
    load_s = time.perf_counter() - begun
    clips = commands() + readings()
    heard(engine, clips[:1])
    heard(engine, clips[:1], full=True)
    turns = [(heard(engine, [clip]), heard(engine, [clip], full=True)) for clip in clips]
    fast, full = (_sum([pair[way] for pair in turns]) for way in (0, 1))
    figures: dict[str, object] = {
        "clips": len(clips),
        "sound_s": round(sum(len(clip.pcm) for clip in clips) / 32_000, 1),
        "load_s": round(load_s, 2),
        "word_errors": fast.errors,
        "word_errors_full": full.errors,
        "words": fast.said_words,
        "slot_words": round(fast.slots, 3),
        "slot_words_full": round(full.slots, 3),
        "fast_s": round(fast.seconds, 2),
        "full_s": round(full.seconds, 2),
        "fast_of_full": round(fast.seconds / full.seconds, 3),
        "fast_ms_median": round(statistics.median(fast.each) * 1000),
        "full_ms_median": round(statistics.median(full.each) * 1000),
        "real_time_factor": round(fast.seconds * 32_000 / sum(len(clip.pcm) for clip in clips), 3),
    }
    if not fast.said_words:
        print("The LibriVox clips of pocketsphinx-testdata are not installed: no word errors.")
    for name, value in figures.items():
        print(f"{name:20} {value}")
    return figures


def _sum(parts: list[Heard]) -> Heard:
    return Heard(
        sum(part.errors for part in parts),
        sum(part.said_words for part in parts),
        sum(part.slots_found for part in parts),
        sum(part.slots_all for part in parts),
        tuple(second for part in parts for second in part.each),
    )
