"""Names for letters and their files: a base name and nothing else, whatever was said. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST = 60
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # device names on Windows


def base_name(said: str) -> str:
    """What of `said` may be a file's name: no folders, no dots at its beginning, no control marks; maybe ""."""
    last = re.split(r"[/\\:]", unicodedata.normalize("NFC", said))[-1]
    kept = "".join(
        char if unicodedata.category(char)[0] in "LNM" or char in " -_.'&," else " "
        for char in last
    )
    name = " ".join(kept.split())[:LONGEST].strip(" .-,")
    return f"letter {name}" if _RESERVED.fullmatch(name) else name


def slug(said: str) -> str:
    """A short name of a-z, 0-9 and dashes; "letter" when nothing is left."""
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "letter"


def is_id(name: str) -> bool:
    """Whether this can be the name of a letter's own file."""
    return bool(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name)) and len(name) <= 80


def free(name: str, taken: Container[str], join: str = "-") -> str:
    """`name`, or with the first number that makes it one of its own."""
    if name not in taken:
        return name
    number = 2
    while f"{name}{join}{number}" in taken:
        number += 1
    return f"{name}{join}{number}"
