"""Read a sound file of any kind as the PCM the recognisers take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import Trouble
from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LONGEST_S = 3600
_SLOWEST_HZ, _FASTEST_HZ = 1_000, 768_000
_BLOCKS_A_SECOND = 4  # short ones: where a file breaks off, the block it breaks in is lost


def read_pcm(path: Path, longest_s: int = LONGEST_S) -> bytes:
    """The whole file as 16-bit mono at HEAR_RATE.

    Takes WAV, FLAC, OGG and what else libsndfile knows, at any rate, width and number of channels;
    channels are averaged, what is not a number counts as silence, what is beyond full scale is
    clipped. A file cut short gives what it holds. Raises Trouble, one sentence that names the
    file, for everything that holds no sound, or more than `longest_s` of it.
    """
    import soundfile

    try:
        _check_ordinary(path)
        with path.open("rb") as raw, soundfile.SoundFile(raw) as sound:
            if not _SLOWEST_HZ <= sound.samplerate <= _FASTEST_HZ:
                raise Trouble(f"{path} has an impossible sample rate ({sound.samplerate} Hz).")
            pcm = _converted(path, sound, longest_s)
    except soundfile.LibsndfileError:
        raise Trouble(
            f"{path} is not a sound file that I can read.", "WAV and FLAC work."
        ) from None
    except OSError as error:
        raise Trouble(f"{path} could not be read ({error.strerror or 'disk error'}).") from None
    if not pcm:
        raise Trouble(f"{path} holds no sound.")
    return pcm


def _check_ordinary(path: Path) -> None:
    """A pipe or a device would be read without end."""
    if path.is_dir():
        raise Trouble(f"{path} is a folder, not a sound file.")
    if not path.exists():
        raise Trouble(f"There is no file {path}.")
    if not path.is_file():
        raise Trouble(f"{path} is not an ordinary file.")
    if not path.stat().st_size:
        raise Trouble(f"{path} is empty.")


def _converted(path: Path, sound: Any, longest_s: int) -> bytes:
    """Block by block, from an open soundfile.SoundFile: a header may promise anything."""
    import soundfile
    import soxr

    rate = sound.samplerate
    resampled = soxr.ResampleStream(rate, HEAR_RATE, 1, dtype="float32", quality="HQ")
    pcm = bytearray()
    most = longest_s * HEAR_RATE * 2
    last = False
    size = rate // _BLOCKS_A_SECOND
    while not last:
        try:
            block = sound.read(size, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError:
            block = np.zeros((0, 1), dtype=np.float32)  # cut off in the middle; keep what came
        last = len(block) < size
        pcm += _int16(resampled.resample_chunk(_mono(block), last=last))
        if len(pcm) > most:
            raise Trouble(f"{path} is longer than {longest_s // 60} minutes.", "Cut it first.")
    return bytes(pcm)


def _mono(block: NDArray[np.float32]) -> NDArray[np.float32]:
    sound = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.asarray(np.clip(sound, -1.0, 1.0).mean(axis=1), dtype=np.float32)


def _int16(samples: NDArray[np.float32]) -> bytes:
    return (np.clip(samples, -1.0, 1.0) * 32767.0).round().astype("<i2").tobytes()
