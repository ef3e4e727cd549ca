"""`os1 licences`: every library that is installed with OS1, with its version and licence."""

from __future__ import annotations

import re
from email import message_from_string
from importlib import metadata
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

LOCK = RESOURCES / "lock"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
# stated only in the package's own pages
_STATED = {"espeakng-loader": "MIT; eSpeak NG inside: GPL-3.0-or-later", "sqlcipher3": "Zlib"}
_LONG = 40  # characters: beyond it the field holds the licence's text, not its name


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("licences", help="every library with its version and licence")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    print("\n".join(table(LOCK / "runtime.txt")))
    return 0


def table(lock: Path) -> Iterator[str]:
    """A Markdown table of what the lock names. Raises Trouble when the lock is not there."""
    try:
        names = sorted({name.lower() for name, _ in _LOCKED.findall(lock.read_text("utf-8"))})
    except OSError:
        raise Trouble("The list of libraries is not there.", "Set OS1 up again.") from None
    yield "| library | version | licence |"
    yield "|---|---|---|"
    elsewhere = 0
    for name in names:
        try:
            found = described(name)
        except metadata.PackageNotFoundError:
            elsewhere += 1
            continue
        yield f"| {found['Name']} | {found['Version']} | {licence(found)} |"
    yield ""
    yield f"{elsewhere} more are for other systems or other versions of Python."


def described(name: str) -> Message:
    """What the package says of itself. Raises PackageNotFoundError when it is not installed."""
    text = metadata.distribution(name).read_text("METADATA") or ""
    return message_from_string(text)


def licence(found: Message) -> str:
    """As the package states it: an SPDX expression, else its field, else its classifiers."""
    expression = found.get("License-Expression")
    if expression:
        return str(expression)
    field = str(found.get("License") or "").strip()
    if field and len(field) <= _LONG and "\n" not in field:
        return field
    named = [
        str(line).rsplit(" :: ", 1)[-1]
        for line in found.get_all("Classifier") or ()
        if str(line).startswith("License ::") and not str(line).endswith("OSI Approved")
    ]
    return (
        ", ".join(named)
        or field.split("\n", 1)[0][:_LONG]
        or _STATED.get(found["Name"], "not stated: see its files")
    )
