"""The system's voices through pyttsx3: eSpeak NG on Linux, SAPI 5 on Windows, NSSS on macOS.

Only Linux has been tried. On Linux the eSpeak NG library comes with `espeakng-loader`: loaded
beforehand, it answers for the soname that pyttsx3 asks for, so no system package is needed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import time
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assistant.errors import Trouble
from assistant.ports import SPEAK_RATE, VoiceInfo
from assistant.voice import spool
from assistant.voice.loudness import Samples, finished, pcm, rest_ms
from assistant.voice.respelt import for_espeak

if TYPE_CHECKING:
    from pathlib import Path

NORMAL_RATE = 170  # words a minute at pace 1
FILE_S = 5.0  # longest wait for the engine's file; a whole page takes 0.1 s
ESPEAK: Final = sys.platform.startswith("linux")

TRIES = 5

# what stands in for a house voice: its accent and height, in eSpeak's VOICE+VARIANT
_STAND_IN = {
    ("en-us", False): "gmw/en-us+f3",
    ("en-us", True): "gmw/en-us+m3",
    ("en-gb", False): "gmw/en+f3",
    ("en-gb", True): "gmw/en+m3",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a clause is to sound: a voice's id, or "" for a stand-in of this accent and height."""

    voice: str = ""
    pace: float = 1.0
    accent: str = "en-us"
    low: bool = False


def preload() -> ctypes.CDLL:
    """Load our eSpeak NG so that pyttsx3 finds it. Raises Trouble when it is not there."""
    import espeakng_loader

    try:
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        return ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    except (OSError, RuntimeError) as error:
        raise Trouble(f"eSpeak NG could not be loaded ({error}).", "Set OS1 up again.") from None


class SystemVoice:
    """One pyttsx3 engine in this process; one utterance at a time."""

    def __init__(self) -> None:
        self._espeak = preload() if ESPEAK else None
        import pyttsx3

        try:
            self._engine: Any = pyttsx3.init()
        except (RuntimeError, OSError, ImportError) as error:
            raise Trouble(f"The system's voice could not start ({error}).") from None
        self._folder: Path = spool.opened()
        self._count = 0
        found = self._engine.getProperty("voices")
        self._ids = {str(voice.id) for voice in found}
        self.voices = tuple(_info(voice) for voice in found)

    def render(self, text: str, manner: Manner) -> bytes:
        """Speakable `text` as 24 kHz PCM; empty when there is nothing to say. Raises Trouble."""
        if not text:
            return b""
        self._choose(manner)
        self._engine.setProperty("rate", round(NORMAL_RATE * manner.pace))
        samples, rate = self._spoken(for_espeak(text) if ESPEAK else text)
        if rate != SPEAK_RATE:
            import soxr

            samples = soxr.resample(samples, rate, SPEAK_RATE)
        sound = finished([samples], [rest_ms(text)])
        if not len(sound):  # some of eSpeak's listed voices have no dictionary
            raise _silent()
        return pcm(sound)

    def _spoken(self, words: str) -> tuple[Samples, int]:
        """The engine's sound and its rate; asked again when the engine drops an utterance.

        pyttsx3 lets eSpeak's thread and its own loop race: one utterance in eighty is lost, as
        measured, and comes at the next try.
        """
        for _ in range(TRIES):
            self._count += 1
            file = self._folder / f"{self._count}.wav"
            try:
                self._engine.save_to_file(words, str(file))
                self._engine.runAndWait()
                if self._espeak is not None:
                    self._espeak.espeak_Synchronize()  # else the next utterance cancels this one
                sound = _read(file, 0.0 if self._espeak is not None else FILE_S)
            finally:
                file.unlink(missing_ok=True)
            if sound is not None:
                return sound
        raise _silent()

    def _choose(self, manner: Manner) -> None:
        voice = manner.voice
        if not voice:
            if not ESPEAK:
                return  # the person's own default voice
            voice = _STAND_IN[manner.accent, manner.low]
        elif voice not in self._ids:
            raise Trouble(f"The system has no voice called {voice!r}.")
        try:
            self._engine.setProperty("voice", voice)
        except (ValueError, KeyError, OSError):
            raise Trouble(f"The system's voice {voice!r} does not work.") from None


def _silent() -> Trouble:
    return Trouble("This system voice makes no sound.", "Choose another one.")


def _info(voice: Any) -> VoiceInfo:
    languages = [str(language).strip() for language in (voice.languages or [])]
    language = next(iter(languages), "") or "en"
    return VoiceInfo(f"system:{voice.id}", f"{voice.name} (system)", "system", language)


def _read(file: Path, wait_s: float) -> tuple[Samples, int] | None:
    """The engine's file as samples and rate, once it is whole; None when that never comes.

    Engines that write in the background are waited for.
    """
    until = time.monotonic() + wait_s
    while True:
        with (
            contextlib.suppress(FileNotFoundError, EOFError, wave.Error),
            wave.open(str(file)) as sound,
        ):
            count, channels = sound.getnframes(), sound.getnchannels()
            frames = sound.readframes(count)
            if frames and len(frames) == count * channels * 2:
                samples = np.frombuffer(frames, "<i2").astype(np.float32) / 32768.0
                return samples.reshape(-1, channels).mean(axis=1), sound.getframerate()
        if time.monotonic() >= until:
            return None
        time.sleep(0.01)
