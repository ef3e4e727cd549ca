"""Cut a stream of bytes into server-sent events, whatever the server sends. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_LINE = 256 * 1024  # bytes: a token is a few hundred
MOST_BYTES = 16 << 20  # of one whole answer


class TooMuch(Exception):  # noqa: N818 - becomes a Trouble where the stream is read
    """A line or a whole answer is longer than any honest one."""


@dataclass
class Events:
    """Feed bytes, get the `data` of each event. A missing last blank line loses nothing."""

    _line: bytearray = field(default_factory=bytearray)
    _bytes: int = 0

    def feed(self, chunk: bytes) -> list[str]:
        """The data lines completed by `chunk`. Raises TooMuch.

        Every data line is an event of its own: no server of this protocol spreads one over two
        lines, and some leave out the blank line between.
        """
        self._bytes += len(chunk)
        if self._bytes > MOST_BYTES:
            raise TooMuch
        whole = []
        *ended, rest = chunk.replace(b"\r", b"\n").split(b"\n")
        for part in ended:
            self._grow(part)
            whole.append(bytes(self._line))
            self._line.clear()
        self._grow(rest)
        return [data for line in whole if (data := _data(line))]

    def rest(self) -> list[str]:
        """What the last line held when the stream ended without a line end."""
        data = _data(bytes(self._line))
        self._line.clear()
        return [data] if data else []

    def _grow(self, part: bytes) -> None:
        if len(self._line) + len(part) > MOST_LINE:
            raise TooMuch
        self._line += part


def _data(line: bytes) -> str:
    if not line.startswith(b"data:"):
        return ""  # comments, event names and blank lines
    return line[len(b"data:") :].decode("utf-8", "replace").strip()
