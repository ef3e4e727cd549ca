"""Where the window stood, kept in the profile, and put back on a screen that is still there."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, NamedTuple

from assistant.settings import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FILE = "window.json"
SEEN = 80  # pixels of the window that have to be on a screen, each way


class Standing(NamedTuple):
    x: int
    y: int
    width: int
    height: int


def load(folder: Path) -> Standing | None:
    """The place that was kept; None where there is none that makes sense."""
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
        place = Standing(*(int(found[name]) for name in Standing._fields))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    sane = max(map(abs, place)) < 100_000 and place.width > 0 and place.height > 0
    return place if sane else None


def save(folder: Path, place: Standing) -> None:
    """Keep it; a profile that cannot be written to only forgets this."""
    with contextlib.suppress(OSError):
        write_whole(folder / FILE, json.dumps(place._asdict()).encode())


def visible(place: Standing, screens: list[Standing]) -> bool:
    """Whether enough of the window would be on one of the screens to take hold of it."""
    return any(
        min(place.x + place.width, one.x + one.width) - max(place.x, one.x) >= SEEN
        and one.y <= place.y <= one.y + one.height - SEEN
        for one in screens
    )
