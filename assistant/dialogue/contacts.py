"""Who can be reached in a crisis, by region; there is always an answer, even without the file."""

from __future__ import annotations

import locale
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.dialogue.english import listed
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    import datetime as dt

WORLD = "findahelpline.com"
VALID_DAYS = 366
EUROPE = frozenset(
    listed(
        "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS NO LI CH"
    )
)


@dataclass(frozen=True, slots=True)
class Contact:
    """`call` and `text` as one says them, "" where there is none."""

    region: str
    call: str
    text: str
    emergency: str
    source: str = ""
    last_verified: dt.date | None = None

    def reach(self) -> str:
        """How to reach them, to follow "you can …": calling and writing."""
        match self.call, self.text:
            case "", _:
                return f"find a person to call or text near you at {WORLD}"
            case call, "":
                return f"call {call}, or find someone to text or chat with at {WORLD}"
            case call, text if call == text:
                return f"call or text {call}"
            case call, text:
                return f"call {call} or text {text}"

    def urgent(self) -> str:
        """The emergency number, to follow "call …"."""
        return self.emergency or "your local emergency number, 112 in Europe,"

    def card(self) -> str:
        """What stays on the screen: two lines."""
        reach = self.reach()
        return f"You can {reach}.\nIn immediate danger: call {self.urgent().rstrip(',')}."


UNKNOWN = Contact("", "", "", "")


@cache
def contacts() -> dict[str, Contact]:
    """Every contact on file by region; empty when the file is missing or damaged: WORLD remains."""
    try:
        found = tomllib.loads((RESOURCES / "crisis" / "contacts.toml").read_text("utf-8"))
        return {one["region"]: _contact(one) for one in found["contact"]}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError):
        return {}


def _contact(one: dict[str, str]) -> Contact:
    return Contact(
        region=one["region"],
        call=one["call"],
        text=one["text"],
        emergency=one["emergency"],
        source=one["source"],
        last_verified=one["last_verified"],  # type: ignore[arg-type]  # TOML dates are dates
    )


def contact_for(region: str) -> Contact:
    """The contact for a country code; for "" the system's locale decides, else nobody in particular."""
    code = (region or system_region()).strip().upper()
    code = {"UK": "GB"}.get(code, code)
    if code in contacts():
        return contacts()[code]
    return Contact(code, "", "", "112" if code in EUROPE else "")


def overdue(today: dt.date) -> tuple[str, ...]:
    """The regions whose numbers nobody has checked for more than a year, or at all."""
    return tuple(
        region
        for region, one in contacts().items()
        if one.last_verified is None or (today - one.last_verified).days > VALID_DAYS
    )


def system_region() -> str:
    """The country of the system's locale as a code, or "" where it says none."""
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    try:
        named = named or (locale.getlocale()[0] or "")
    except ValueError:
        named = ""
    country = named.split(".")[0].partition("_")[2]
    return country[:2].upper() if country[:2].isalpha() else ""
