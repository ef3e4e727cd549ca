"""The yes on the screen that ending for good waits for, and where what is handed over will lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Tier

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.ports import Act

ACT = "retire"


@dataclass
class Retiring:
    """Whether the person has said yes on the screen; what it takes is done when she is closed."""

    agreed: bool = False


def deed(retiring: Retiring, profile: Path, leave: Callable[[], None]) -> Deed:
    """How the act "retire" is done: only after a yes on the screen, and by closing first."""

    def do(_act: Act) -> None:
        retiring.agreed = True
        leave()

    def words(_act: Act) -> str:
        where = place(profile, None)
        return (
            f"End OS1 for good: hand everything over in a new folder {where.name!r} in {where.parent}, "
            "close, and then erase memory, letters, settings and backups; this can't be undone"
        )

    return Deed(Tier.CONFIRMED, do, lambda _act: None, words)


def place(profile: Path, wanted: Path | None, day: str = "") -> Path:
    """Where the hand-over goes: `wanted`, or a new folder beside the person's own."""
    if wanted is not None:
        return wanted
    home = Path.home()
    base = home if home.is_dir() and not home.is_relative_to(profile) else profile.parent
    stem = f"OS1 farewell {day}".strip()
    names = (stem, *(f"{stem} {number}" for number in range(2, 100)))
    return next((base / name for name in names if not (base / name).exists()), base / stem)
