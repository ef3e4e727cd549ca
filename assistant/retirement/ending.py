"""The whole end: hand over, check, erase, look, and tell in plain sentences. Nothing is erased before a yes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Tier
from assistant.errors import Trouble
from assistant.retirement.erasing import erase
from assistant.retirement.handover import hand_over, whole
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.ports import Act
    from assistant.retirement.erasing import Erased
    from assistant.retirement.handover import Handed

ACT = "retire"
PROOF = "erased.txt"


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
        return (
            f"End OS1 for good: hand everything of {profile.name} over in {place(profile, None).name}, "
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


def handed_over(profile: Path, folder: Path, clock: Callable[[], datetime]) -> str:
    """Hand over and say where; raises Trouble, and nothing is erased then."""
    return told(hand_over(profile, folder, clock))


def told(handed: Handed) -> str:
    return (
        f"{_count(handed.memories, 'memory', 'memories')}, {_count(handed.turns, 'turn')} of talk, "
        f"{_count(handed.reminders, 'reminder')} and {_count(handed.letters, 'letter')} are in "
        f"{handed.folder}, read back and equal."
    )


def erased(profile: Path, folder: Path) -> str:
    """Erase what was handed over to `folder`, leave the proof there and say it. Raises Trouble."""
    if not whole(folder):
        raise Trouble("The hand-over is not whole any more.", "Nothing was erased.")
    gone = erase(profile)
    words = _verdict(gone)
    write_whole(folder / PROOF, f"{words}\n".encode())
    if gone.left:
        raise Trouble(words, "Take these out by hand.")
    return words


def end(profile: Path, clock: Callable[[], datetime], wanted: Path | None = None) -> str:
    """All of it, after the yes; what was done, with the letter. Raises Trouble."""
    folder = place(profile, wanted, clock().date().isoformat())
    handed = hand_over(profile, folder, clock)
    return f"{told(handed)}\n\n{handed.letter}\n{erased(profile, folder)}"


def _verdict(gone: Erased) -> str:
    done = f"{_count(gone.files, 'file')} with {gone.bytes} bytes are erased, backups too."
    stays = (
        f" What was in the folder before me stays: {', '.join(gone.stays[:5])}."
        if gone.stays
        else ""
    )
    if gone.left:
        return f"{done} Not erased: {', '.join(gone.left[:5])}.{stays}"
    return f"{done} I looked again: 0 files and 0 bytes of yours are left in the profile.{stays}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"
