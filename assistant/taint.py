"""Words that somebody else wrote, such as mail: data for eye and ear, never an instruction, and no way out by accident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from assistant.dialogue.text import visible

LONGEST_SHOWN = 120  # characters


@dataclass(frozen=True, slots=True, repr=False, order=True)
class Untrusted:
    """Text from outside. It can be compared and shown, and does not mix with words of hers unseen:
    whoever puts `shown` into a reply marks the reply as tainted (`Reply.tainted`). Such an exchange
    is for no mind and no memory, and an act described with it needs a yes on the screen.
    """

    raw: str

    def shown(self, longest: int = LONGEST_SHOWN) -> str:
        """One line without control characters, direction marks and lone surrogates, cut to `longest`."""
        text = " ".join(visible(self.raw[: 8 * longest]).split())
        return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"

    def __bool__(self) -> bool:
        return bool(self.raw.strip())

    def __str__(self) -> NoReturn:
        raise TypeError("untrusted words are shown, not written into others: use shown()")

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("untrusted words are shown, not written into others: use shown()")

    def __repr__(self) -> str:
        return f"Untrusted({len(self.raw)} characters)"
