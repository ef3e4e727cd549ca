"""`os1`: the window, or one of the commands without a window."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from assistant import cores, log
from assistant.__main__ import BAD_INPUT, parser
from assistant.__main__ import run as run_command
from ui.wording import tr

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    log.start()
    cores.off()
    words = sys.argv[1:] if argv is None else argv
    args = parser(words).parse_args(words)
    if args.command is None:
        args.run = open_window
    return run_command(args)


def open_window(args: argparse.Namespace) -> int:
    """Hold the profile, start the conversation, show the window until it is closed."""
    if no_display():
        print(
            tr(
                "os1: There is no display to open a window on. To talk in this terminal: `os1 text`."
            ),
            file=sys.stderr,
        )
        return BAD_INPUT
    from assistant.choices import Choices
    from assistant.engine import Engine
    from assistant.facts import FactsFile
    from assistant.paths import default_profile
    from assistant.profile import Occupied, call_forth, held
    from assistant.settings import SettingsFile
    from ui.app import run

    folder = args.profile or default_profile()
    with ExitStack() as stack:
        try:
            profile = stack.enter_context(held(folder))
        except Occupied:
            call_forth(folder)
            raise Occupied(
                tr("OS1 is already running on this profile; here is its window.")
            ) from None
        choices = Choices(profile, SettingsFile.load(profile), mind=args.mind, meets=True)
        engine = Engine(choices)
        facts = FactsFile(args.facts) if args.facts is not None else None
        if facts is not None:
            stack.callback(facts.close)
            engine.watch(facts.write)
        stack.callback(engine.stop)
        return run(
            engine, folder=profile, late=facts.late if facts else None,
            after=lambda: _ended(profile) if engine.retiring else "",
        )  # fmt: skip


def _ended(profile: Path) -> str:
    """Hand over and erase, as they said yes to; what was done, or why nothing was."""
    from assistant.errors import Trouble
    from assistant.retirement.ending import end
    from assistant.wiring import now

    try:
        told = end(profile, now)
    except Trouble as trouble:
        told = str(trouble)
    print(told)
    return told


def no_display() -> bool:
    """On X11 and Wayland a window needs a display; elsewhere there is always one."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
