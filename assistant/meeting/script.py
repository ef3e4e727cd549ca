"""The meeting's words, read from its file and filled in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = RESOURCES / "meeting.toml"


@dataclass(frozen=True, slots=True)
class Script:
    """Lines by section and key; a key with alternatives holds several."""

    lines: dict[tuple[str, str], tuple[str, ...]]

    def has(self, section: str, key: str) -> bool:
        return (section, key) in self.lines

    def all(self, section: str, key: str, /, **slots: str) -> tuple[str, ...]:
        """Every line of `key`, filled in. Raises KeyError for a key that is not there."""
        return tuple(tidied(line.format(**slots)) for line in self.lines[section, key])

    def say(self, section: str, key: str, turn: int = 0, /, **slots: str) -> str:
        """One line of `key`; `turn` goes round where there are several."""
        lines = self.all(section, key, **slots)
        return lines[turn % len(lines)]


@cache
def script() -> Script:
    found = tomllib.loads(SCRIPT.read_text("utf-8"))
    return Script(
        {
            (section, key): _lines(text)
            for section, table in found.items()
            for key, text in table.items()
        }
    )


def _lines(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def tidied(line: str) -> str:
    """A line whose slots were filled or left empty, with its sentences begun in capitals."""
    words = " ".join(line.split()).replace(" ,", ",")
    pieces: list[str] = []
    begun = True
    for letter in words:
        pieces.append(letter.upper() if begun and letter.isalpha() else letter)
        begun = (begun and not letter.isalpha()) or letter in ".?!"
    return "".join(pieces)


def listed(names: Sequence[str]) -> str:
    """ "Anna", "Anna and Tom", "Anna, Tom and your mum"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
