"""How her answers begin before what is filled in: rendered at rest, so that she can begin at once. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Where a person would take a breath too: "That's ... fifty-six."
OPENERS = (
    "It's", "That's", "Today is", "Tomorrow is", "That makes", "It comes to", "As I said:", "I'm",
)  # fmt: skip
SKILLS = "skill:"  # only their answers have something filled in right behind


def opened(pieces: list[str], by: str, ready: Callable[[str], bool]) -> list[str]:
    """The first of `pieces`, worded `by`, cut behind an opener that is `ready`; else all as they are."""
    if not pieces or not by.startswith(SKILLS):
        return pieces
    first, *others = pieces
    for opener in OPENERS:
        rest = first.removeprefix(f"{opener} ")
        if rest != first and rest.strip() and ready(opener):
            return [opener, rest.strip(), *others]
    return pieces
