"""Who and what sounds while she speaks, for the benchmark of barge-in.

Real: people ordering by voice (tests/data/speech) and the noises of a household (tests/data/noise).
Synthetic: eSpeak's backchannels and stops, and coughs, knocks and keys made of shaped noise.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import soxr

from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

DATA = Path(__file__).resolve().parent.parent / "data"
VOICES = ("en-us", "en-gb", "en-us+f2", "en-gb+m3", "en-us+f4", "en-gb+f3")
BACKCHANNELS = (
    "[[m'm]]",
    "[[h@m]]",
    "yeah",
    "right",
    "uh-huh",
    "okay",
    "oh",
    "I see",
    "yes",
    "ha ha ha",
)
STOPS = ("stop", "wait", "hold on", "stop please", "wait a moment", "quiet")
NAME = "Nora"
LONGEST_S = 4.0


class Kind(StrEnum):
    INTERRUPTION = "interruption"
    STOP = "stop"
    BACKCHANNEL = "backchannel"
    COUGH = "cough"
    NOISE = "noise"


@dataclass(frozen=True)
class Bystander:
    """`samples` at HEAR_RATE begin with the sound itself."""

    kind: Kind
    name: str
    samples: Samples


def interruptions() -> list[Bystander]:
    """Thirty people, really recorded."""
    files = sorted((DATA / "speech").glob("*.flac"))
    return [Bystander(Kind.INTERRUPTION, file.stem, _trimmed(_read(file))) for file in files]


def stops() -> list[Bystander]:
    """In voices that the stop words were not learnt from (tests/data/training/stopsounds.py)."""
    return _espoken(Kind.STOP, STOPS)


def names() -> list[Bystander]:
    """Her name, called."""
    return _espoken(Kind.STOP, (NAME,))


def slight() -> list[Bystander]:
    """Backchannels, coughs and noises, none of which wants the floor."""
    rng = np.random.default_rng(7)
    coughs = [Bystander(Kind.COUGH, "cough", _cough(rng)) for _ in range(12)]
    knocks = [Bystander(Kind.NOISE, "knock", _knock(rng)) for _ in range(4)]
    keys = [Bystander(Kind.NOISE, "keys", _keys(rng)) for _ in range(4)]
    files = sorted((DATA / "noise").glob("*.flac"))
    noises = [Bystander(Kind.NOISE, file.stem, _trimmed(_read(file))) for file in files]
    return [*_espoken(Kind.BACKCHANNEL, BACKCHANNELS), *coughs, *knocks, *keys, *noises]


def at_level(samples: Samples, db: float) -> Samples:
    """So loud where it sounds, in dBFS."""
    blocks = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    energy = np.mean(blocks.astype(np.float64) ** 2, axis=1)
    loud = np.sqrt(energy[energy > energy.max() * 0.01].mean())
    return (samples * (10 ** (db / 20) / loud)).astype(np.float32)


def _espoken(kind: Kind, texts: tuple[str, ...]) -> list[Bystander]:
    rng, found = np.random.default_rng(3), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        for text in texts:
            for voice in VOICES:
                speed, pitch = rng.integers(130, 190), rng.integers(30, 70)
                command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch)]
                subprocess.run([*command, "-w", str(path), text], check=True, timeout=30)
                found.append(Bystander(kind, f"{text} ({voice})", _trimmed(_read(path))))
    return found


def _read(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return np.asarray(soxr.resample(mono, rate, HEAR_RATE), np.float32)


def _trimmed(samples: Samples) -> Samples:
    """From the first to the last 10 ms within 30 dB of the loudest, LONGEST_S at most."""
    blocks = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    loud = np.sqrt(np.mean(blocks**2, axis=1))
    sounding = np.nonzero(loud > loud.max() * 10 ** (-30 / 20))[0]
    begin, end = int(sounding[0]) * 160, (int(sounding[-1]) + 1) * 160
    return samples[begin : min(end, begin + int(LONGEST_S * HEAR_RATE))]


def _cough(rng: np.random.Generator) -> Samples:
    """One or two bursts of noise in the colours of a throat."""
    pieces: list[Samples] = []
    for _ in range(int(rng.integers(1, 3))):
        count = int(HEAR_RATE * rng.uniform(0.12, 0.22))
        at = np.arange(count) / HEAR_RATE
        envelope = np.minimum(at / 0.008, 1) * np.exp(-at / rng.uniform(0.04, 0.08))
        spectrum = np.fft.rfft(rng.normal(0, 1, count))
        hz = np.fft.rfftfreq(count, 1 / HEAR_RATE)
        colour = np.full(len(hz), 0.05)
        for centre, width, height in ((500, 200, 1.0), (1450, 350, 0.8), (3000, 700, 0.5)):
            colour += height * np.exp(-(((hz - centre * rng.uniform(0.9, 1.1)) / width) ** 2))
        burst = np.fft.irfft(spectrum * colour, count) * envelope
        gap = np.zeros(int(HEAR_RATE * rng.uniform(0.08, 0.2)))
        pieces += [burst.astype(np.float32), gap.astype(np.float32)]
    return np.concatenate(pieces[:-1])


def _knock(rng: np.random.Generator) -> Samples:
    at = np.arange(1600) / HEAR_RATE
    one = np.sin(2 * np.pi * rng.uniform(120, 400) * at) * np.exp(-at / 0.02)
    one += rng.normal(0, 0.3, len(at)) * np.exp(-at / 0.005)
    return np.tile(np.concatenate((one, np.zeros(1600))), 3).astype(np.float32)


def _keys(rng: np.random.Generator) -> Samples:
    typed = np.zeros(HEAR_RATE, np.float32)
    for at in rng.integers(0, HEAR_RATE - 400, 9):
        typed[at : at + 400] += rng.normal(0, 1, 400) * np.exp(-np.arange(400) / 60)
    return typed
