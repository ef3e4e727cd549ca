"""Take a repeated lead-in out of a stream: some servers say again what they were to go on from. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

_LOOSE = " \t\r\n\"'“”‘’*"


@dataclass
class Echo:
    """Feed pieces, get them without the lead-in at their beginning; nothing else is touched."""

    lead_in: str
    _held: str = field(default="", init=False)
    _clear: bool = field(default=False, init=False)

    def feed(self, piece: str) -> str:
        if self._clear or not self.lead_in.strip():
            return piece
        self._held += piece
        at = _after(self._held, self.lead_in)
        if at is None:
            return ""  # so far it may still be the lead-in
        self._clear = True
        return self._held[at:]

    def rest(self) -> str:
        """What was held back when the stream ended: a beginning of the lead-in is no repetition."""
        held, self._held = self._held, ""
        return "" if self._clear else held


def _after(text: str, lead_in: str) -> int | None:
    """Where `text` goes on after the lead-in, 0 when it doesn't begin with it, None if unclear."""
    at = 0
    for letter in lead_in:
        if letter in _LOOSE:
            continue
        while at < len(text) and text[at] in _LOOSE:
            at += 1
        if at == len(text):
            return None
        if text[at].casefold() != letter.casefold():
            return 0
        at += 1
    return at
