"""What the sound child is made of: between the devices, or a file, and the parent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from assistant.sound import playback
from assistant.sound.ear import Ear
from assistant.sound.reference import Reference
from assistant.sound.worker import Captured, Worker

if TYPE_CHECKING:
    from assistant.errors import Trouble
    from assistant.wire import Parent


@dataclass
class Station:
    """What the child is made of."""

    parent: Parent
    mixer: playback.Mixer = field(default_factory=playback.Mixer)
    reference: Reference = field(default_factory=Reference)

    def __post_init__(self) -> None:
        self.ear = Ear(self.reference)
        self.worker = Worker(self.parent, self.ear)

    def draw(self, count: int) -> bytes:
        """The next samples for the speaker, as 16-bit PCM."""
        block = self.mixer.render(count)
        self.reference.put(block.reference)
        for note in block.notes:
            self.worker.inbox.put(note)
        return (np.clip(block.out, -1.0, 1.0) * 32767).astype(np.int16).tobytes()

    def heard(self, pcm: bytes | bytearray, at_ms: int) -> None:
        self.worker.inbox.put(Captured(at_ms, pcm))

    def tell(self, key: str, trouble: Trouble | None) -> None:
        if trouble is None:
            self.parent.event("well", key=key)
        else:
            self.parent.event("trouble", key=key, what=trouble.what, remedy=trouble.remedy)

    def note(self, text: str) -> None:
        """Say what was done, for whoever mends the program: no names, no words."""
        self.parent.event("note", text=text)
