"""Where a talk stood, to go back to when a turn turns out to have gone on."""

from __future__ import annotations

from collections import deque
from copy import copy


class Bookmark:
    """Keeps the fields of `things` as they are now, lists and the like as copies of their own.

    What is kept are the fields, not the things: whoever holds one of them sees it go back too.
    """

    def __init__(self, *things: object) -> None:
        self._kept = [
            (thing, {name: _own(value) for name, value in vars(thing).items()}) for thing in things
        ]

    def return_to(self) -> None:
        """Put every field back. Good for once."""
        for thing, fields in self._kept:
            vars(thing).update(fields)
        self._kept.clear()


def _own(value: object) -> object:
    return copy(value) if isinstance(value, (list, dict, set, deque)) else value
