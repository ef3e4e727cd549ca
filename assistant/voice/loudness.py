"""Bring rendered speech to one level, trim its silence and give it natural edges. Pure.

Samples are float32, mono, full scale 1.0; levels are dBFS of the root mean square.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from assistant.ports import SILENT_DB, SPEAK_RATE

Samples = npt.NDArray[np.float32]

LEVEL_DB = -20.0
MOST_GAIN_DB = 18.0  # a breath is not blown up to a shout

_FRAME = SPEAK_RATE // 100  # 10 ms
_GATE_DB = 30.0  # so far below the loudest frame it is a pause, not speech
_EDGE_DB = 42.0  # so far below it is silence at the edges; the soft end of an "f" is above
_KNEE, _CEILING = 0.7, 0.95
_HEAD_MS = 15
_TAIL_MS = 45
_FADE_MS = 8

# how long she rests after a clause, by the mark it ends with
_REST_MS = {".": 260, "!": 260, "?": 260, "…": 300, ",": 110, ";": 160, ":": 160, "—": 140}


def rest_ms(text: str) -> int:
    """The pause in milliseconds that belongs after `text`, judged by its last sign."""
    return _REST_MS.get(text.rstrip()[-1:], 30)


def _frames_db(samples: Samples) -> npt.NDArray[np.float64]:
    """The level of each 10 ms, the last one filled up with silence."""
    count = -(-len(samples) // _FRAME)
    padded = np.zeros(count * _FRAME, np.float64)
    padded[: len(samples)] = samples
    power = np.square(padded).reshape(count, _FRAME).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)), np.float64)


def speech_level(samples: Samples) -> float:
    """The level of what is spoken, pauses left out; SILENT_DB when there is nothing."""
    if not len(samples):
        return SILENT_DB
    levels = _frames_db(samples)
    loudest = float(levels.max())
    if loudest <= -90.0:
        return SILENT_DB
    spoken = levels[levels > loudest - _GATE_DB]
    return float(10 * np.log10(np.mean(10 ** (spoken / 10))))


def at_level(samples: Samples, level_db: float = LEVEL_DB) -> Samples:
    """`samples` at `level_db`, peaks bent smoothly below full scale so that nothing clips."""
    found = speech_level(samples)
    if found <= SILENT_DB:
        return samples
    gain = 10 ** (min(level_db - found, MOST_GAIN_DB) / 20)
    louder = samples.astype(np.float64) * gain
    size = np.abs(louder)
    room = _CEILING - _KNEE
    bent = np.sign(louder) * (_KNEE + room * np.tanh((size - _KNEE) / room))
    return np.where(size > _KNEE, bent, louder).astype(np.float32)


def trimmed(samples: Samples) -> Samples:
    """Without the silence in front and behind, but for a short edge, faded at both ends."""
    if not len(samples):
        return samples
    levels = _frames_db(samples)
    loud = np.flatnonzero(levels > max(float(levels.max()) - _EDGE_DB, -75.0))
    if not len(loud):
        return samples[:0]
    begin = max(int(loud[0]) * _FRAME - _HEAD_MS * SPEAK_RATE // 1000, 0)
    end = min((int(loud[-1]) + 1) * _FRAME + _TAIL_MS * SPEAK_RATE // 1000, len(samples))
    kept = samples[begin:end].astype(np.float32)
    fade = min(_FADE_MS * SPEAK_RATE // 1000, len(kept) // 2)
    if fade:
        ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
        kept[:fade] *= ramp
        kept[-fade:] *= ramp[::-1]
    return kept


def silence(ms: int) -> Samples:
    return np.zeros(ms * SPEAK_RATE // 1000, np.float32)


def finished(pieces: list[Samples], rests: list[int]) -> Samples:
    """One clause from rendered pieces: each trimmed and levelled, its rest (ms) behind it."""
    out: list[Samples] = []
    for piece, rest in zip(pieces, rests, strict=True):
        speech = at_level(trimmed(piece))
        if len(speech):
            out += [speech, silence(rest)]
    return np.concatenate(out) if out else np.zeros(0, np.float32)


def pcm(samples: Samples) -> bytes:
    """Little-endian 16-bit PCM."""
    whole: bytes = (np.clip(samples, -1.0, 1.0) * 32767.0).round().astype("<i2").tobytes()
    return whole
