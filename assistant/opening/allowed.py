"""The list of what may be opened, as the person writes it: "BBC = https://www.bbc.co.uk; music = rhythmbox". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

MOST = 100
_PROGRAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,80}")
_AROUND = re.compile(r"^(?:the|my|a|an|your) | (?:page|web ?page|site|web ?site|app|application|program|folder)$|'s?$")  # fmt: skip


class Kind(Enum):
    PAGE = "page"
    PROGRAM = "program"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that may be opened; `target` is an address, the name or path of a program, or a folder."""

    name: str
    kind: Kind
    target: str


def allowed(written: str) -> tuple[Place, ...]:
    """What is on the list; a line that makes no sense is no part of it."""
    found: dict[str, Place] = {}
    for line in re.split(r"[;\n]", written):
        name, mark, target = (part.strip() for part in line.partition("="))
        kind = _kind(target) if mark and plain_name(name) and name.isprintable() else None
        if kind is not None:
            found.setdefault(plain_name(name), Place(name, kind, target))
    return tuple(found.values())[:MOST]


def plain_name(said: str) -> str:
    """A name without what stands around it: "the BBC's page" is "bbc"."""
    name, before = (
        " ".join(said.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()),
        "",
    )
    while name != before:
        before, name = name, _AROUND.sub("", name).strip()
    return name


def _kind(target: str) -> Kind | None:
    if not target.isprintable():
        return None
    if re.match(r"https?://", target):
        return Kind.PAGE if _is_page(target) else None
    if _PROGRAM.fullmatch(target):
        return Kind.PROGRAM
    try:
        path = Path(target).expanduser()
        if not path.is_absolute():
            return None
        return Kind.FOLDER if path.is_dir() else Kind.PROGRAM if path.is_file() else None
    except (OSError, RuntimeError):  # a home that nobody has, a name that no disk takes
        return None


def _is_page(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    odd = any(char in ' \\"<>^`{|}' for char in target)
    return target.isascii() and not odd and bool(parts.hostname) and "@" not in parts.netloc
