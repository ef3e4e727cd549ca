"""Write facts and states as JSON lines with monotonic times and no words in them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import time
from typing import TYPE_CHECKING, Any, TextIO

from assistant.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.events import Fact
    from assistant.state import State

# Fields that can hold what somebody said, or a name; everything else is numbers and fixed keys.
_WORDS = frozenset(
    {
        "text",
        "what",
        "remedy",
        "words",
        "value",
        "detail",
        "microphones",
        "speakers",
        "card",
        "leaves",
        "speaker",
        "before",
        "now",
    }
)


def record(fact: Fact, state: State, ms: int) -> dict[str, Any]:
    """One line: the time, the fact's name and plain fields, and the presence after it."""
    plain = {
        field.name: getattr(fact, field.name)
        for field in dataclasses.fields(fact)
        if field.name not in _WORDS
    }
    return {"ms": ms, "fact": type(fact).__name__, **plain, "state": str(state.presence)}


class FactsFile:
    """Appends to `path`, a line a fact, each at once on the disk. Raises Trouble if it can't."""

    def __init__(self, path: Path) -> None:
        self._state = ""
        try:
            self._file: TextIO = path.open("a", encoding="utf-8", buffering=1)
        except OSError as error:
            raise Trouble(f"The facts file can't be written ({error.strerror}).") from None

    def write(self, fact: Fact, state: State) -> None:
        line = record(fact, state, time.monotonic_ns() // 1_000_000)
        self._state = str(state.presence)
        self._put(line)

    def late(self, gap_ms: int) -> None:
        """The window's thread did nothing for so long. Any thread."""
        ms = time.monotonic_ns() // 1_000_000
        self._put({"ms": ms, "fact": "WindowLate", "gap_ms": gap_ms, "state": self._state})

    def _put(self, line: dict[str, Any]) -> None:
        with contextlib.suppress(ValueError):  # closed already: the last facts come from a thread
            self._file.write(json.dumps(line) + "\n")

    def close(self) -> None:
        self._file.close()
