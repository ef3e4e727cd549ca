"""What is true about her right now, so that what she says of herself comes from live state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Running:
    """A process of hers; `pid` None while it is down."""

    name: str
    pid: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Something stored on this computer: what it is, for a person, and how many bytes."""

    what: str
    size: int


@dataclass(frozen=True, slots=True)
class Seen:
    """`mind`: "scripted", "local" or the host it is at; `model`: its file or name, if known.

    `leaves`: what is said goes to another computer. `connections`: where connections to other
    computers are open at this moment, as "host:port"; loopback is not counted.
    """

    mind: str = "scripted"
    model: str = ""
    leaves: bool = False
    running: tuple[Running, ...] = ()
    connections: tuple[str, ...] = ()
    stored: tuple[Kept, ...] = ()
    hears: bool = False


class Mirror(Protocol):
    def look(self) -> Seen:
        """Everything as it is now. Takes a few milliseconds; never raises."""
        ...
