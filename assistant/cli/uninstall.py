"""`os1 uninstall`: take OS1 out of the desktop's menu and the login again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant import autostart
from assistant.paths import default_profile, models_folder

if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("uninstall", help="take OS1 out of menu and login again")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take away what `os1 install` and the settings have written; profile and models stay."""
    gone = autostart.uninstall()
    for place in gone:
        print(f"removed: {place}")
    if not gone:
        print("There was nothing to remove.")
    left = [
        place for place in (args.profile or default_profile(), models_folder()) if place.exists()
    ]
    if left:
        print("Still here, for you to keep or delete: " + ", ".join(str(place) for place in left))
    return 0
