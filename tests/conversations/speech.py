"""A room in which every word is to be found in the sound, so that a test can tell where each went."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from fakes import FakeSound, FakeTranscriber

from assistant.ports import FRAME_BYTES, FRAME_MS, Frame, Transcript

WORD_MS = 200


@dataclass
class WordySound(FakeSound):
    """Each frame of a word holds the word's number in all its samples; silence holds zeros."""

    saying: list[int] = field(default_factory=list)  # a word for each frame to come
    next_word: int = 1

    async def room(self) -> None:
        while True:
            await asyncio.sleep(FRAME_MS / 1000)
            word = self.saying.pop(0) if self.saying else 0
            if self.open:
                pcm = np.full(FRAME_BYTES // 2, word, "<i2").tobytes()
                voice = 0.95 if word else 0.02
                self.events.put_nowait(Frame(round(self.now() * 1000), pcm, voice, -30.0, -120.0))

    def says(self, words: int) -> float:
        """Begin to say so many new words; how many seconds it takes."""
        for word in range(self.next_word, self.next_word + words):
            self.saying += [word] * (WORD_MS // FRAME_MS)
        self.next_word += words
        return words * WORD_MS / 1000


@dataclass
class WordReader(FakeTranscriber):
    """Understands exactly the words that are in the sound, in their order."""

    async def transcribe(self, pcm: bytes, *, quick: bool = False) -> Transcript:
        self.asked += 1
        await asyncio.sleep(self.takes_s)
        samples = np.frombuffer(pcm, "<i2")[:: FRAME_BYTES // 2]
        words = [f"thing{word}" for word, _ in groupby(samples.tolist()) if word]
        return Transcript(" ".join(words), round(self.takes_s * 1000), "fake")
