"""The way to the memory's child, which knows what sentences mean; without it words must do."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.child import Child
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.memory.index import Floats
    from assistant.wire import Header

log = logging.getLogger(__name__)

MODEL = "all-minilm-l6-v2"
READY_S = 60.0  # the first time the model is converted
NICE = 5


@dataclass
class Meaning:
    """`model`: the folder with its files; `cache`: where the converted one is kept."""

    model: Path
    cache: Path
    broken: Trouble | None = field(default=None, init=False)
    child: Child | None = field(default=None, init=False)

    @property
    def up(self) -> bool:
        return self.child is not None and self.child.up and self.broken is None

    async def start(self) -> None:
        """Raises Trouble when the model cannot be used."""
        self.child = Child(
            "memory", "assistant.memory",
            ("--model", str(self.model), "--cache", str(self.cache)),
            nice=NICE, ready_s=READY_S, on_event=self._told,
        )  # fmt: skip
        await self.child.start()
        if self.broken is not None:
            raise self.broken

    async def vectors(self, texts: Sequence[str], within_s: float = 20.0) -> Floats:
        """A vector of length 1 a text. Raises Trouble."""
        import numpy as np

        if self.child is None:
            raise Trouble("My sense for what a memory means is not awake.")
        answer = await self.child.ask("embed", texts=list(texts), deadline_s=within_s)
        return np.frombuffer(answer.payload, np.float32).reshape(len(texts), -1)

    async def close(self) -> None:
        if self.child is not None:
            await self.child.stop()

    def _told(self, header: Header, _payload: bytes) -> None:
        if header.get("event") == "broken":
            self.broken = Trouble(str(header.get("what")), str(header.get("remedy", "")))
