"""The SpeechRecognition family: its recognisers that run on this computer, behind our port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import speech_recognition as sr

from assistant import mel
from assistant.errors import Trouble
from assistant.hearing.doubts import joined
from assistant.hearing.loudness import loudness
from assistant.hearing.recogniser import FALL_BACK, Understood
from assistant.hearing.windows import windows
from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WIDTH = 2  # bytes a sample
_LEAST_SPEECH_MS = 120
_MARGIN = HEAR_RATE * 3 // 10  # kept around what is loud
_MODEST = 0.5  # PocketSphinx tells no probability one could use; it is right about every other time
_THREADS = 2


class Sphinx:
    """PocketSphinx with the English model inside SpeechRecognition: no download, modest ears.

    SpeechRecognition builds a decoder for each call, which costs half a second; the one it made
    at the start is kept.
    """

    name = FALL_BACK

    def __init__(self) -> None:
        silence = sr.AudioData(bytes(HEAR_RATE * _WIDTH // 2), HEAR_RATE, _WIDTH)
        try:
            self._decoder: Any = sr.Recognizer().recognize_sphinx(silence, show_all=True)
        except (sr.RequestError, ImportError, RuntimeError) as error:
            raise Trouble(
                "PocketSphinx is not installed properly.", "Start ./os1 once to set it up."
            ) from error

    def recognise(
        self, pcm: bytes, *, full: bool = False, quick: bool = False, names: Sequence[str] = ()
    ) -> Understood:
        del full, quick, names  # it has one way only
        texts = [self._window(part) for part in windows(mel.floats(pcm))]
        text = joined([part for part in texts if part])
        return Understood(text, _MODEST if text else 0.0)

    def _window(self, samples: NDArray[np.float32]) -> str:
        loud = loudness(samples)
        if loud.speech_ms < _LEAST_SPEECH_MS:
            return ""
        said = samples[max(loud.begin - _MARGIN, 0) : loud.end + _MARGIN]
        self._decoder.start_utt()
        self._decoder.process_raw((said * 32768.0).astype("<i2").tobytes(), False, True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return str(found.hypstr) if found is not None else ""


class FasterWhisper:
    """faster-whisper behind SpeechRecognition's adapter, loaded once; always the full window."""

    name = "faster-whisper"

    def __init__(self, folder: Path) -> None:
        from faster_whisper import WhisperModel
        from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer
        from speech_recognition.recognizers.whisper_local.faster_whisper import TranscribableAdapter

        try:
            model = WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=_THREADS,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise Trouble(
                "The Whisper model is damaged and could not be loaded.",
                "Fetch it again in Settings.",
            ) from error
        self._recogniser: Any = WhisperCompatibleRecognizer(TranscribableAdapter(model))

    def recognise(
        self, pcm: bytes, *, full: bool = False, quick: bool = False, names: Sequence[str] = ()
    ) -> Understood:
        del full, quick
        if loudness(mel.floats(pcm)).speech_ms < _LEAST_SPEECH_MS:
            return Understood("", 0.0)
        found = self._recogniser.recognize(
            sr.AudioData(pcm, HEAR_RATE, _WIDTH),
            show_dict=True,
            language="en",
            beam_size=1,
            without_timestamps=True,
            condition_on_previous_text=False,
            hotwords=", ".join(names) or None,
        )
        segments = [part for part in found["segments"] if part.text.strip()]
        if not segments:
            return Understood("", 0.0)
        sure = float(np.exp(min(part.avg_logprob for part in segments)))
        return Understood(" ".join(part.text.strip() for part in segments), min(sure, 1.0))
