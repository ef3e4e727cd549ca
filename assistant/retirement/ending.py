"""The whole end: hand over, check, erase, look, and tell in plain sentences. Nothing is erased before a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.keys import SERVICE
from assistant.retirement.asked import place
from assistant.retirement.erasing import erase
from assistant.retirement.handover import hand_over, whole
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.retirement.erasing import Erased
    from assistant.retirement.handover import Handed

PROOF = "erased.txt"


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
    if gone.secrets:
        done += f" {_count(gone.secrets, 'password')} of yours {'is' if gone.secrets == 1 else 'are'} out of the keyring."
    if gone.locked:
        done += f" The keyring did not answer, so these may be in it still, under “{SERVICE}”: {', '.join(gone.locked)}."
    if gone.left:
        return f"{done} Not erased: {', '.join(gone.left[:5])}.{stays}"
    return f"{done} I looked again: 0 files and 0 bytes of yours are left in the profile.{stays}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"
