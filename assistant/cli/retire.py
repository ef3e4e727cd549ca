"""`os1 retire`: hand everything over, show the last letter, and erase it all after a typed word."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.memory.database import MARK
from assistant.paths import default_profile
from assistant.profile import MARKER, held
from assistant.retirement import ending
from assistant.retirement.asked import place
from assistant.retirement.erasing import foreign
from assistant.retirement.handover import hand_over

if TYPE_CHECKING:
    import argparse

WORD = "ERASE"


def add(commands: Any) -> None:
    parser = commands.add_parser("retire", help="hand everything over and erase it for good")
    parser.add_argument("--to", type=Path, help="a new folder for what is handed over")
    parser.add_argument("--yes", action="store_true", help="erase without asking")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    profile: Path = args.profile or default_profile()
    if not any((profile / name).is_file() for name in (MARKER, MARK, "settings.toml")):
        raise Trouble("There is no profile of mine in that folder.", "Nothing was changed.")
    with held(profile):
        folder = place(profile, args.to, _now().date().isoformat())
        handed = hand_over(profile, folder, _now)
        print(f"{ending.told(handed)}\n\n{handed.letter}")
        if stays := foreign(profile):
            print(f"What was in the folder before me would stay: {', '.join(sorted(stays))}.")
        if not (args.yes or _agreed()):
            print("Nothing was erased. To erase it, run `os1 retire` again.", file=sys.stderr)
            return 0 if not sys.stdin.isatty() else 1
        print(ending.erased(profile, folder))
    return 0


def _now() -> datetime:
    return datetime.now().astimezone()


def _agreed() -> bool:
    """Only somebody at a terminal can say yes."""
    if not sys.stdin.isatty():
        return False
    print(f"Type {WORD} to erase memory, letters, settings and backups for good: ", end="", flush=True)  # fmt: skip
    return sys.stdin.readline().strip() == WORD
