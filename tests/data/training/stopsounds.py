"""The sounds the stop words are learnt from: who says what, and what is left of her in many rooms.

All voices are synthetic (eSpeak's variants, Kokoro with blends of the house voices); the people who
order coffee and the noises of a household (tests/data) are real and hold none of the words. The
voices of the benchmark (tests/benchmarks/bystanders.py) and the house voices HELD_OUT are not
among those of the training.
"""

from __future__ import annotations

import itertools
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import soxr
from echoroom import Acoustics, EchoRoom

from assistant.models.store import Store
from assistant.paths import models_folder
from assistant.ports import HEAR_RATE, SPEAK_RATE
from assistant.sound.linear import Subtractor
from assistant.voice.house import BY_NAME, KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

DATA = Path(__file__).resolve().parents[1]
# text: (class, the part of it that is the word)
WORDS = {
    "stop": 1, "stop!": 1, "wait": 2, "wait!": 2, "hold on": 3, "hold on!": 3, "quiet": 4,
    "quiet!": 4, "be quiet": 4, "enough": 5, "that's enough": 5, "enough!": 5,
    "please stop": 1, "no, stop": 1, "okay, stop": 1, "please wait": 2, "no, wait": 2, "oh wait": 2,
}  # fmt: skip
LONGER = {  # they go on behind the word
    "stop please": ("stop", 1), "stop it": ("stop", 1), "stop talking": ("stop", 1),
    "stop, stop": ("stop", 1), "wait a moment": ("wait", 2), "wait a second": ("wait", 2),
    "wait wait": ("wait", 2), "wait, that's wrong": ("wait", 2), "hold on a second": ("hold on", 3),
    "hold on please": ("hold on", 3), "quiet please": ("quiet", 4), "quiet for now": ("quiet", 4),
    "enough of that": ("enough", 5), "enough now": ("enough", 5), "stop now": ("stop", 1),
}  # fmt: skip
OTHERS = (  # what is not meant, or only sounds alike
    "don't stop", "the bus stop", "a full stop", "nonstop", "I can't wait", "the weight of it",
    "great enough", "strong enough", "fair enough", "quite", "quite right", "why", "what", "white",
    "way", "step", "stuff", "store", "start", "top", "shop", "stay", "still", "state", "story",
    "hello", "hold", "holding", "whole", "home", "old one", "on", "told him", "rough", "enter",
    "yeah", "right", "uh-huh", "okay", "oh", "I see", "yes", "ha ha ha", "[[m'm]]", "[[h@m]]",
    "sure", "no", "really", "good", "nice", "thanks", "so", "and then", "but why", "stopped by",
    "waiting", "waiter", "next week", "eight", "late", "got it", "hot", "what time is it",
    "tell me more", "go on", "I was there on Monday", "she told me a story", "exactly",
)  # fmt: skip
VARIANTS = (
    "f1 f5 m1 m2 m4 m5 m6 m7 m8 klatt klatt2 klatt3 Andy Annie Alex Alicia Andrea Gene Lee Michael"
    " Mike Hugo Denis Jacky Marco Mario adam anika aunty belinda benjamin boris caleb david ed"
    " edward grandma grandpa iven john linda max michel miguel norbert pablo paul pedro quincy rob"
    " robert sandro shelby steph travis victor whisper zac croak Storm"
).split()
ACCENTS = (
    "en-us en-gb en-gb-scotland en-gb-x-rp en-us-nyc en-gb-x-gbclan en-gb-x-gbcwmd en-029".split()
)
TIMES = 18  # each text is said by so many voices
HELD_OUT = ("bright", "clear")
BLENDS = 10


@dataclass(frozen=True)
class Clip:
    """`kind` 0: none of the words. `ends`: the sample at which the word is over."""

    kind: int
    samples: Samples
    ends: int


def espoken(rng: np.random.Generator) -> list[Clip]:
    """Every text in several of eSpeak's voices, each at its own speed and pitch."""
    found = []
    voices = [f"{a}+{v}" for a, v in itertools.product(ACCENTS, VARIANTS)]
    texts = [(t, t, k) for t, k in WORDS.items() for _ in range(3)]
    texts += [(t, w, k) for t, (w, k) in LONGER.items()] + [(t, t, 0) for t in OTHERS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"

        def say(text: str, voice: str, speed: int, pitch: int) -> Samples:
            command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "-w", path]
            subprocess.run([*command, text], check=True, timeout=30)
            return trimmed(read(path))

        for text, word, kind in texts:
            for _ in range(TIMES):
                how = (
                    str(rng.choice(voices)),
                    int(rng.integers(110, 210)),
                    int(rng.integers(15, 85)),
                )
                samples = say(text, *how)
                # behind other words it is a little shorter than alone
                ends = len(samples) if text == word else int(0.9 * len(say(word, *how)))
                found.append(Clip(kind, samples, min(ends, len(samples))))
    return found


def kokoro() -> Neural:
    return Neural(Store(models_folder()).need(KOKORO_MODEL) / KOKORO_FILE)


class Neural:
    """Kokoro with more voices than the house has: blends of the house's, but of HELD_OUT none."""

    def __init__(self, model: Path) -> None:
        from assistant.voice import kokoro as neural

        self._kokoro = neural.Kokoro(model)

    def blend(self, name: str, shares: dict[str, float]) -> None:
        """The voice called `name` becomes a mixture."""
        styles = self._kokoro._styles
        mixed = sum(share * styles[one] for one, share in shares.items())
        styles[name] = np.asarray(mixed, np.float32)

    def say(self, text: str, voice: str, pace: float, like: str = "warm") -> Samples:
        BY_NAME.setdefault(voice, BY_NAME[like])
        sound = self._kokoro.render(text, voice, pace, lambda: False)
        samples = np.frombuffer(sound, np.int16).astype(np.float32) / 32768
        return np.asarray(soxr.resample(samples, SPEAK_RATE, HEAR_RATE), np.float32)


def neurally(rng: np.random.Generator) -> Iterator[Clip]:
    """The words and what resembles them, in the house voices that are not held out and blends."""
    neural = kokoro()
    house = [name for name in tuple(BY_NAME) if name not in HELD_OUT]
    voices = list(house)
    for at in range(BLENDS):
        weights = rng.dirichlet(np.full(len(house), 0.6)) * 1.25 - 0.25 / len(house)
        neural.blend(f"blend{at}", dict(zip(house, weights, strict=True)))
        voices.append(f"blend{at}")
    said = list(WORDS.items())
    rng.shuffle(voices)
    for voice in voices:
        like = str(rng.choice(("warm", "calm")))
        for text, kind in said:
            sound = trimmed(
                neural.say(
                    text.strip("!") + ("!" if "!" in text else "."),
                    voice,
                    float(rng.uniform(0.8, 1.3)),
                    like,
                )
            )
            yield Clip(kind, sound, len(sound))
        for text in rng.permutation([one for one in OTHERS if "[" not in one])[:14]:
            sound = trimmed(neural.say(f"{text}.", voice, float(rng.uniform(0.8, 1.3)), like))
            yield Clip(0, sound, len(sound))


def left_of_her(said: list[Samples], rng: np.random.Generator, seconds: int = 45) -> list[Samples]:
    """What the second canceller leaves of her in rooms of many kinds, with the speaker reopened."""
    left = []
    for echo_db, reverb_s, clip in itertools.product(
        (-6, -9, -13), (0.15, 0.3, 0.5), (0.0, 0.3, 0.6)
    ):
        room = EchoRoom(Acoustics(echo_db, reverb_s, clip, noise_db=-70.0), int(rng.integers(1e6)))
        ear = room.ear
        ear.second_activity = _Deaf()
        ear._second = kept = _Keeping()
        turn = 0
        for at in range(seconds * 50):
            if not room.mixer.busy:
                turn += 1
                sound = said[int(rng.integers(len(said)))]
                room.say(turn, 0, _for_speaking(sound))
            if at % 600 == 599:
                room.delay_ms = int(rng.integers(40, 140))
                ear.speaker_reopened()
            room.step()
        left.append(np.concatenate(kept.track))
    return left


class _Keeping(Subtractor):
    def __init__(self) -> None:
        super().__init__()
        self.track: list[Samples] = []

    def subtract(self, near: Samples, far: Samples) -> tuple[Samples, float]:
        found = super().subtract(near, far)
        self.track.append(found[0])
        return found


class _Deaf:
    def hear(self, samples: NDArray[np.int16]) -> float:
        return 0.0


def _for_speaking(sound: Samples) -> bytes:
    wide = soxr.resample(sound, HEAR_RATE, SPEAK_RATE)
    return (np.clip(wide, -1, 1) * 32767).astype(np.int16).tobytes()


def real() -> tuple[list[Samples], list[Samples]]:
    """People who say none of the words, and noises."""
    people = [read(path) for path in sorted((DATA / "speech").glob("*.flac"))]
    return people, [read(path) for path in sorted((DATA / "noise").glob("*.flac"))]


def read(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(samples.mean(axis=1), rate, HEAR_RATE), np.float32)


def trimmed(samples: Samples) -> Samples:
    """From the first to the last 10 ms within 30 dB of the loudest."""
    blocks = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    loud = np.sqrt(np.mean(blocks**2, axis=1))
    sounding = np.nonzero(loud > loud.max() * 10 ** (-30 / 20))[0]
    return samples[int(sounding[0]) * 160 : (int(sounding[-1]) + 1) * 160]
