"""From speakable words to phonemes: eSpeak NG, called through ctypes, in the voice child only.

eSpeak NG is GPL-3; its library and data come with `espeakng-loader`. Functions as in its public
header speak_lib.h (version 1.52).
"""

from __future__ import annotations

import ctypes
import re
from typing import Final

from assistant.errors import Trouble
from assistant.voice.house import Accent
from assistant.voice.respelt import for_espeak
from assistant.voice.tokens import PUNCTUATION, TIE, kokoro_spelling

# By identifier: asked for "en-gb", the library says "not found" and quietly stays American.
_IDENTIFIERS: Final = {Accent.AMERICAN: b"gmw/en-US", Accent.BRITISH: b"gmw/en"}

_RETRIEVAL = 1  # no sound device
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_IPA_WITH_TIES = 0x02 | 0x80 | ord(TIE) << 8

_AT_PUNCTUATION = re.compile(rf"\s*([{re.escape(PUNCTUATION)}]+)\s*")


class Phonemes:
    """eSpeak NG with its data loaded. One per process; not for several threads."""

    def __init__(self) -> None:
        import espeakng_loader

        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path()
        except (OSError, RuntimeError) as error:
            raise Trouble(
                f"eSpeak NG could not be loaded ({error}).", "Set OS1 up again."
            ) from None
        self._declare()
        if self._library.espeak_Initialize(_RETRIEVAL, 0, data.encode(), _DO_NOT_EXIT) < 0:
            raise Trouble("eSpeak NG could not start.", "Set OS1 up again.")
        self._accent: Accent | None = None

    def _declare(self) -> None:
        library = self._library
        library.espeak_Initialize.argtypes = [
            ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int,
        ]  # fmt: skip
        library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
        library.espeak_TextToPhonemes.argtypes = [
            ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int,
        ]  # fmt: skip
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def of(self, text: str, accent: Accent) -> str:
        """The phonemes of speakable text in Kokoro's spelling, its punctuation kept.

        eSpeak swallows punctuation, which gives Kokoro its prosody, so the text goes in between
        the marks.
        """
        self._speak_with(accent)
        out = ""
        pieces = _AT_PUNCTUATION.split(for_espeak(text).strip())
        for words, marks in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if words:
                out += kokoro_spelling(self._ipa(words), accent)
            if out and marks:
                out += marks + " "
        return out.strip()

    def _speak_with(self, accent: Accent) -> None:
        if accent is self._accent:
            return
        if self._library.espeak_SetVoiceByName(_IDENTIFIERS[accent]) != 0:
            raise Trouble(f"eSpeak NG has no {accent.value} here.", "Set OS1 up again.")
        self._accent = accent

    def _ipa(self, words: str) -> str:
        buffer = ctypes.create_string_buffer(words.encode("utf-8", "ignore"))
        place = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses = []
        while place.value:  # it stops at each of its own clauses and moves the pointer on
            found = self._library.espeak_TextToPhonemes(ctypes.byref(place), _UTF8, _IPA_WITH_TIES)
            clauses.append((found or b"").decode("utf-8", "ignore").strip())
        return " ".join(clause for clause in clauses if clause)
