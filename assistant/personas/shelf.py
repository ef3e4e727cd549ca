"""The personas there are: those of the house, and the person's own in a folder of the profile."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.events import TroubleCame
from assistant.paths import RESOURCES
from assistant.personas.file import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.dialogue.company import Guest
    from assistant.events import Fact

FOLDER = "personas"  # in the profile
HOUSE = ("conrad", "poppy", "hugo", "nora")
MOST_OWN = 12


def everybody(profile: Path, tell: Callable[[Fact], None]) -> tuple[Guest, ...]:
    """Those of the house and the person's own; what is wrong with a file is told."""
    guests, troubles = own(profile)
    for trouble in troubles[:1]:
        tell(TroubleCame("personas", trouble.what, trouble.remedy))
    return (*house(), *guests)


@cache
def house() -> tuple[Guest, ...]:
    """Those that come with the program."""
    return tuple(read(RESOURCES / "personas" / f"{name}.toml") for name in HOUSE)


def own(profile: Path) -> tuple[tuple[Guest, ...], tuple[Trouble, ...]]:
    """The person's own that fit, and what is wrong with the others; at most MOST_OWN files are read."""
    folder = profile / FOLDER
    found = sorted(folder.glob("*.toml")) if folder.is_dir() and not folder.is_symlink() else []
    guests: list[Guest] = []
    troubles: list[Trouble] = []
    taken = {one.name for one in house()} | {word for one in house() for word in one.called}
    for path in found[:MOST_OWN]:
        try:
            guest = read(path)
        except Trouble as trouble:
            troubles.append(trouble)
            continue
        if taken & {guest.name, *guest.called}:
            troubles.append(Trouble(f"There is a persona called like {path.name} already."))
            continue
        taken |= {guest.name, *guest.called}
        guests.append(guest)
    if len(found) > MOST_OWN:
        troubles.append(Trouble(f"Only {MOST_OWN} personas of your own are read."))
    return tuple(guests), tuple(troubles)
