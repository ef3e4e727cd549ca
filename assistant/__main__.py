"""The command line without a window: text, hear, say, listen, doctor, models ..."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import NoReturn

from assistant import __version__, cores, log
from assistant.errors import Trouble
from assistant.profile import Occupied

COMMANDS = {
    "text": "talk in the terminal",
    "hear": "transcribe sound files",
    "say": "speak into a sound file",
    "listen": "answer a sound file in real time",
    "doctor": "look at every part and say what to do",
    "models": "list, fetch, verify and remove models",
    "update": "say what would change in model or voice, then ask",
    "memory": "show, explain, forget, export and import memories",
    "inbox": "look through mail without moving any",
    "retire": "hand everything over and erase it for good",
    "bench": "measure the parts on this machine",
    "licences": "every library with its version and licence",
    "install": "put OS1 into the desktop's menu",
    "uninstall": "take it out of menu and login again",
}
BAD_INPUT, IN_USE = 2, 3


class OneSentence(argparse.ArgumentParser):
    """Bad words on the command line get one sentence, not a page of usage."""

    def error(self, message: str) -> NoReturn:
        print(
            f"os1: {message[:1].upper()}{message[1:].rstrip('.')}. Try `os1 --help`.",
            file=sys.stderr,
        )
        sys.exit(BAD_INPUT)


def parser(words: list[str]) -> OneSentence:
    """The command line; without a command it means the window.

    Only a command that occurs among `words` is imported: the window does not wait for the others.
    """
    whole = OneSentence(prog="os1", description="A voice companion that runs on this computer.")
    whole.add_argument("--version", action="version", version=f"OS1 {__version__}")
    whole.add_argument("--profile", type=Path, help="keep settings, memory and letters here")
    whole.add_argument(
        "--mind", default="auto", help="auto, scripted, local, or a server's address"
    )
    whole.add_argument("--facts", type=Path, help="append what happens as JSON lines, no words")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", parser_class=OneSentence)
    for name, summary in COMMANDS.items():
        if name in words:
            importlib.import_module(f"assistant.cli.{name}").add(commands)
        else:
            commands.add_parser(name, help=summary)
    return whole


def run(args: argparse.Namespace) -> int:
    """Carry out a parsed command; troubles become one sentence on stderr and a status."""
    try:
        status: int = args.run(args)
    except Occupied as trouble:
        print(f"os1: {trouble}", file=sys.stderr)
        return IN_USE
    except Trouble as trouble:
        print(f"os1: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read our output has left; leave quietly as well
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def main(argv: list[str] | None = None) -> int:
    log.start()
    cores.off()
    words = sys.argv[1:] if argv is None else argv
    args = parser(words).parse_args(words)
    if args.command is None:
        print("os1: Without a window there is `os1 text`. See `os1 --help`.", file=sys.stderr)
        return BAD_INPUT
    return run(args)


if __name__ == "__main__":
    sys.exit(main())
