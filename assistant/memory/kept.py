"""What can be kept: a memory with its source, a turn of the talk, somebody the person knows."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

YOU = "you"  # whom a memory is about, when it is about the person
MOST_QUOTE = 400


class Kind(StrEnum):
    """How she came to know it."""

    TOLD = "told"
    INFERRED = "inferred"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Found:
    """Something worth keeping in a sentence, not kept yet.

    `about` is YOU, a relation ("sister") or a name; `name` is the name that stood beside a
    relation. `value` is seen from her side ("your boss"). `words` is the clause she would say,
    without a full stop. `single`: only one value of this `aspect` can hold at a time.
    `confidence` 0..1.
    """

    about: str
    aspect: str
    value: str
    words: str
    quote: str
    single: bool = False
    kind: Kind = Kind.TOLD
    confidence: float = 1.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """Something kept. `at` is local, aware time in ISO form; `replaced` when it no longer holds."""

    id: int
    about: str
    aspect: str
    value: str
    words: str
    quote: str
    at: str
    kind: Kind = Kind.TOLD
    confidence: float = 1.0
    single: bool = False
    turn: int = 0
    person: int = 0
    replaced: str = ""
    relation: str = ""  # of the person it is about, where it is known

    @property
    def day(self) -> str:
        """The date it was told, ISO."""
        return self.at[:10]


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange as it is kept. `voices` as JSON: who said how many words of `said`; "" for her alone."""

    id: int
    at: str
    heard: str
    said: str
    voices: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """(name, what they said) in order; the name is "" where she alone spoke."""
        return parts_of(self.said, self.voices)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the person knows; one of the two names may be missing."""

    id: int
    relation: str
    name: str

    @property
    def label(self) -> str:
        """How she says it: "Anna", or "your sister"."""
        return self.name or f"your {self.relation}"


def parts_of(said: str, voices: str) -> tuple[tuple[str, str], ...]:
    """`said` cut among those who said it; what nobody is named for belongs to the last of them."""
    try:
        named = [(str(name), int(count)) for name, count in json.loads(voices or "[]")]
    except (ValueError, TypeError, RecursionError):
        named = []
    words, found, at = said.split(), [], 0
    for number, (name, count) in enumerate(named, 1):
        end = len(words) if number == len(named) else at + max(0, count)
        found.append((name, " ".join(words[at:end])))
        at = end
    return tuple(one for one in found if one[1]) or (("", said),)


def clean(text: str) -> str:
    """`text` as the store takes it: no lone surrogates, no NUL or other controls, NFC, spaces folded."""
    if text.isascii() and text.isprintable():  # nearly always
        return " ".join(text.split())
    kept = (
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if unicodedata.category(char) != "Cs"
    )
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def spoken_day(iso: str, today: date) -> str:
    """A day as one says it: "today", "yesterday", "on Tuesday", "on 3 May", "on 3 May 2024"."""
    then = datetime.fromisoformat(iso).date()
    apart = (today - then).days
    if apart in {0, 1}:
        return ("today", "yesterday")[apart]
    if 1 < apart < 7:
        return f"on {then:%A}"
    year = "" if then.year == today.year else f" {then.year}"
    return f"on {then.day} {then:%B}{year}"
