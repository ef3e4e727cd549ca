"""Who talks to her in the benchmark of turns: real people and eSpeak, in a room, some hesitating.

Noise, reverberation and soft clipping are added here; the pauses of the hesitant are spliced in and
so synthetic, and each says so.
"""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import soxr
from soundserver import RATE, loudness, read_wav, write_wav

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soundserver import Samples

COMMANDS = Path(__file__).resolve().parent.parent / "data" / "speech"
DEBIAN = Path("/usr/share/pocketsphinx/test/data")  # pocketsphinx-testdata
READINGS = DEBIAN / "librivox"
VOICES = ("en-us", "en-gb", "en-us+f3", "en-gb+f2", "en-us+m3")
NOISE_DB, REVERB_S, REVERB_DB, CLIP = -58.0, 0.25, -14.0, 0.8

SKILLS = (
    "What time is it?",
    "What is seven times eight?",
    "What day is it today?",
    "How many miles are ten kilometres?",
    "What is your name?",
    "What is a hundred minus thirty two?",
    "Say that again.",
    "What is fifteen percent of two hundred?",
    "What's the date tomorrow?",
    "How many grams are in a pound?",
)
TALKS = (
    "I had a long day at work today.",
    "My sister is coming to visit next week.",
    "I don't know what to cook tonight.",
    "I finished my book last night.",
    "What do you think about working from home?",
    "I feel a bit tired this evening.",
    "We went for a walk by the river yesterday.",
    "My neighbour plays the drums every morning.",
    "I might quit my job.",
    "I miss my old house.",
    "Do you like the rain?",
    "I am learning to play the piano.",
)
HESITANT = (
    ("I wanted to ask you about", "the garden we planted last spring."),
    ("My brother called and", "he said he is moving to Leeds."),
    ("I was thinking that maybe", "I should take a week off."),
    ("What is", "twelve times twelve?"),
    ("So yesterday I went to the", "market and met an old friend."),
    ("I don't know,", "it has been a strange week."),
    ("She told me that", "um, she would rather stay at home."),
    ("I like the idea.", "But I am not sure about the money."),
    ("How far is", "ten miles in kilometres?"),
    ("I slept badly because", "the dog barked all night."),
)
PAUSES_MS = (350, 500, 700, 900, 1100)


class Kind(StrEnum):
    TALK = "talk"
    SKILL = "skill"
    HESITANT = "hesitant"


@dataclass(frozen=True)
class User:
    """One turn to be said. `ends_s`: where in the file the last sound is; `who` says how it was made."""

    kind: Kind
    who: str
    wav: Path
    ends_s: float


def users(turns: int, folder: Path, seed: int = 5) -> Iterator[User]:
    """The mix: of ten turns five of talk, three for a skill, two hesitant, in one mixed order."""
    chance = random.Random(seed)
    kinds = [Kind.TALK] * 5 + [Kind.SKILL] * 3 + [Kind.HESITANT] * 2
    order = [kinds[number * 3 % 10] for number in range(turns)]
    recordings = _recordings()
    chance.shuffle(recordings)
    made = dict.fromkeys(Kind, 0)
    for number, kind in enumerate(order):
        turn, made[kind] = made[kind], made[kind] + 1
        voice = VOICES[turn % len(VOICES)]
        match kind:
            case Kind.TALK if recordings and turn % 2 == 0:
                path = recordings[turn // 2 % len(recordings)]
                dry, who = _read(path), f"recording {path.stem}"
            case Kind.TALK:
                dry, who = _espoken(TALKS[turn // 2 % len(TALKS)], voice, folder), f"eSpeak {voice}"
            case Kind.SKILL:
                dry, who = _espoken(SKILLS[turn % len(SKILLS)], voice, folder), f"eSpeak {voice}"
            case Kind.HESITANT:
                pause = PAUSES_MS[turn % len(PAUSES_MS)]
                if recordings and turn % 2:
                    path = recordings[-1 - turn // 2 % len(recordings)]
                    dry, who = _pausing(_read(path), pause), f"recording {path.stem}"
                else:
                    first, second = HESITANT[turn // 2 % len(HESITANT)]
                    dry = joined(
                        trimmed(_espoken(first, voice, folder)), pause,
                        trimmed(_espoken(second, voice, folder)),
                    )  # fmt: skip
                    who = f"eSpeak {voice}"
                who += f", synthetic pause of {pause} ms"
        dry = trimmed(dry)
        wet = in_a_room(dry, np.random.default_rng(seed + number))
        wav = write_wav(folder / f"turn-{number}.wav", wet, RATE)
        yield User(kind, who, wav, len(dry) / RATE)


def in_a_room(dry: Samples, chance: np.random.Generator) -> Samples:
    """With the walls' answer, a floor of coloured noise and a microphone that clips softly."""
    size = int(REVERB_S * RATE)
    decay = 10 ** (-3 * np.arange(size) / size)
    walls = chance.normal(0, 1, size) * decay
    walls *= 10 ** (REVERB_DB / 20) / np.sqrt(np.sum(walls**2))
    walls[0] += 1.0
    length = len(dry) + size
    spectrum = np.fft.rfft(dry, 2 * length) * np.fft.rfft(walls, 2 * length)
    sound = np.fft.irfft(spectrum)[:length]
    hiss = np.cumsum(chance.normal(0, 1, length))
    hiss -= np.convolve(hiss, np.full(480, 1 / 480), mode="same")
    sound += hiss / np.sqrt(np.mean(hiss**2)) * 10 ** (NOISE_DB / 20)
    return (np.tanh(sound / CLIP) * CLIP).astype(np.float32)


def _recordings() -> list[Path]:
    """Thirty people ordering coffee; readings from LibriVox where Debian's test data is installed."""
    return sorted(COMMANDS.glob("*.flac")) + sorted(READINGS.glob("*.wav"))


def _read(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32")
    return levelled(soxr.resample(samples, rate, RATE))


def _espoken(text: str, voice: str, folder: Path) -> Samples:
    path = folder / "espeak.wav"
    subprocess.run(
        ["espeak-ng", "-v", voice, "-s", "150", "-w", str(path), text], check=True, timeout=30
    )
    samples, rate = read_wav(path)
    return levelled(soxr.resample(samples, rate, RATE))


def levelled(samples: Samples) -> Samples:
    """At -20 dBFS where it is loud."""
    level = loudness(samples, RATE)
    return samples * np.float32(10 ** ((-20 - np.percentile(level, 90)) / 20))


def trimmed(samples: Samples) -> Samples:
    """From the first to the last sound: what lies within 35 dB of the loudest."""
    level = loudness(samples, RATE)
    loud = np.nonzero(level > level.max() - 35)[0]
    step = RATE * 5 // 1000
    return samples[loud[0] * step : (loud[-1] + 1) * step]


def _pausing(samples: Samples, pause_ms: int) -> Samples:
    """Stopped at the quietest place in its middle half."""
    samples = trimmed(samples)
    level = np.convolve(loudness(samples, RATE), np.full(12, 1 / 12), mode="same")
    quarter = len(level) // 4
    at = (quarter + int(np.argmin(level[quarter:-quarter]))) * RATE * 5 // 1000
    return joined(samples[:at], pause_ms, samples[at:])


def joined(first: Samples, pause_ms: int, second: Samples) -> Samples:
    gap = np.zeros(RATE * pause_ms // 1000, np.float32)
    return np.concatenate([first, gap, second])
