"""`os1 install`: a place in the desktop's menu, the icon, and on request the start at login."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from assistant import autostart

if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("install", help="put OS1 into the desktop's menu")
    parser.add_argument("--at-login", action="store_true", help="and start it at each login")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write only into the user's own folders, and say what."""
    written = list(autostart.install())
    if args.at_login:
        written.append(autostart.put(True, args.profile))
    for place in written:
        print(f"written: {place}")
    if sys.platform != "linux":
        print("This is done by the book; nobody has tried it on this system yet.")
    return 0
