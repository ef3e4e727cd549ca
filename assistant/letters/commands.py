"""What can be asked of a letter, as a closed union of commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.letters.letter import Paragraph

LAST = -1


@dataclass(frozen=True, slots=True)
class Nth:
    """A sentence by its number from 0; LAST is the last one, -2 the one before."""

    number: int


@dataclass(frozen=True, slots=True)
class NthParagraph:
    number: int


@dataclass(frozen=True, slots=True)
class About:
    """The sentence that holds these words."""

    words: str


Where = Nth | NthParagraph | About


class Tone(StrEnum):
    WARMER = "warmer"
    SHORTER = "shorter"
    FORMAL = "more formal"
    PLAIN = "less formal"


class Which(StrEnum):
    """Which of several places; ASK asks the person."""

    ASK = "ask"
    FIRST = "first"
    LAST = "last"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Add:
    """At the end of the body; the first paragraph continues the last one."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    where: Where


@dataclass(frozen=True, slots=True)
class Cut:
    """Take these words out, and leave the rest of their sentence."""

    words: str
    which: Which = Which.ASK


@dataclass(frozen=True, slots=True)
class Change:
    old: str
    new: str
    which: Which = Which.ASK


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Another sentence in the place of one."""

    where: Where
    words: str


@dataclass(frozen=True, slots=True)
class Put:
    """Words, or a sentence that is there already, before or after another; anchor None: at the end."""

    what: str | Where
    anchor: Where | None
    after: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """Begin a new paragraph before or after a sentence."""

    anchor: Where
    after: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Make one paragraph of this one and the one before it."""

    number: int


@dataclass(frozen=True, slots=True)
class Greet:
    greeting: str


@dataclass(frozen=True, slots=True)
class Close:
    """The closing line, the name below it, or both; an empty one stays as it is."""

    closing: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Subject or e-mail address; an empty one stays as it is."""

    subject: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Retone:
    tone: Tone


@dataclass(frozen=True, slots=True)
class StartAgain:
    """An empty body; to whom it goes, greeting and closing stay."""


@dataclass(frozen=True, slots=True)
class Proofread:
    pass


Command = (
    Add | Drop | Cut | Change | Rewrite | Put | Part | Join | Greet | Close | Head | Retone
    | StartAgain | Proofread
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edited:
    """`told` says what was changed, `at` the sentences to read back (numbers from 0)."""

    told: tuple[str, ...]
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing was changed; `question` says why. `ask` is the command that only lacks a Which."""

    question: str
    ask: Cut | Change | None = None
