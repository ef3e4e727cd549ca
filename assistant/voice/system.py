"""The system's voices through pyttsx3: eSpeak NG on Linux, SAPI 5 on Windows, NSSS on macOS.

Only Linux has been tried. On Linux the eSpeak NG library comes with `espeakng-loader`: loaded
beforehand, it answers for the soname that pyttsx3 asks for, so no system package is needed.
"""

from __future__ import annotations

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
from assistant.voice.loudness import finished, pcm, rest_ms
from assistant.voice.respelt import for_espeak

if TYPE_CHECKING:
    from pathlib import Path

NORMAL_RATE = 170  # words a minute at pace 1
FILE_S = 5.0  # longest wait for the engine's file; a whole page takes 0.1 s
ESPEAK: Final = sys.platform.startswith("linux")

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


def preload() -> None:
    """Load our eSpeak NG so that pyttsx3 finds it. Raises Trouble when it is not there."""
    import espeakng_loader

    try:
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    except (OSError, RuntimeError) as error:
        raise Trouble(f"eSpeak NG could not be loaded ({error}).", "Set OS1 up again.") from None


class SystemVoice:
    """One pyttsx3 engine in this process; one utterance at a time."""

    def __init__(self) -> None:
        if ESPEAK:
            preload()
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
        self._count += 1
        file = self._folder / f"{self._count}.wav"
        try:
            self._engine.save_to_file(for_espeak(text) if ESPEAK else text, str(file))
            self._engine.runAndWait()
            samples, rate = _read(file)
        finally:
            file.unlink(missing_ok=True)
        if rate != SPEAK_RATE:
            import soxr

            samples = soxr.resample(samples, rate, SPEAK_RATE)
        sound = finished([samples], [rest_ms(text)])
        if not len(sound):  # some of eSpeak's listed voices have no dictionary
            raise Trouble("This system voice makes no sound.", "Choose another one.")
        return pcm(sound)

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


def _info(voice: Any) -> VoiceInfo:
    languages = [str(language).strip() for language in (voice.languages or [])]
    language = next(iter(languages), "") or "en"
    return VoiceInfo(f"system:{voice.id}", f"{voice.name} (system)", "system", language)


def _read(file: Path) -> tuple[np.ndarray[Any, np.dtype[np.float32]], int]:
    """The engine's file as samples, once it is whole: runAndWait may return before it is."""
    until = time.monotonic() + FILE_S
    while True:
        try:
            with wave.open(str(file), "rb") as sound:
                frames = sound.readframes(sound.getnframes())
                if frames and len(frames) == sound.getnframes() * sound.getnchannels() * 2:
                    samples = np.frombuffer(frames, "<i2").astype(np.float32) / 32768.0
                    mono = samples.reshape(-1, sound.getnchannels()).mean(axis=1)
                    return mono.astype(np.float32), sound.getframerate()
        except (FileNotFoundError, EOFError, wave.Error):
            pass
        if time.monotonic() > until:
            raise Trouble("This system voice makes no sound.", "Choose another one.")
        time.sleep(0.01)
