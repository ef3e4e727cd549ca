"""Read a persona file: every field has a size and a form, every word is checked, and it stays data."""

from __future__ import annotations

import re
import string
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from assistant.dialogue import guard, trespass
from assistant.dialogue.company import TALK, Guest, Limits
from assistant.dialogue.persona import SLOTS
from assistant.errors import Trouble
from assistant.voice.house import BY_NAME

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 64_000  # bytes
FEWEST, MOST = 3, 40  # lines of one move
LONGEST_LINE = 200
MUST = (
    "hello", "leave", "feel_bad", "feel_good", "want", "done", "person", "thing", "other", "fragment", "opinion", "nod",
)  # fmt: skip
_OPEN = SLOTS - {"memory", "name", "her", "to", "of", "offset", "amount", "first", "when"}


def _titled(text: str) -> str:
    if word := trespass.false_title(text):
        raise ValueError(f"it calls itself {word!r}, which it is not")
    if why := trespass.objection(f"I'm {text}.") or trespass.objection(text):
        raise ValueError(f"it {why}")
    return text


def _told(text: str) -> str:
    if why := trespass.objection(text) or trespass.objection(f"I'm {text}"):
        raise ValueError(f"it {why}")
    return _titled(text)


def _line(text: str) -> str:
    if any(unicodedata.category(char)[0] == "C" for char in text):
        raise ValueError("it has signs in it that cannot be seen")
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise ValueError("it has a broken slot") from None
    if any(slot not in _OPEN or spec or conversion for _, slot, spec, conversion in parts):
        raise ValueError("it has a slot nobody fills")
    if text.count("?") > 1:
        raise ValueError("it asks more than one thing")
    if why := trespass.objection(text):
        raise ValueError(f"it {why}")
    return text


_Name = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{1,19}$"), AfterValidator(_titled)]
_Words = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z'-]*(?: [a-z'-]+){0,7}$", max_length=60),
    AfterValidator(_titled),
]
_Manner = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z',-]*(?: [a-z',-]+){0,11}$", max_length=90),
    AfterValidator(_told),
]
_Called = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{2,19}$"), AfterValidator(_titled)]
_Line = Annotated[
    str, StringConstraints(min_length=2, max_length=LONGEST_LINE), AfterValidator(_line)
]
_Lines = Annotated[tuple[_Line, ...], Field(min_length=FEWEST, max_length=MOST)]


class _Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    words: Annotated[int, Field(ge=8, le=60)] = 40
    questions: bool = True
    advice: bool = True
    unhappy: bool = True


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Name
    pronoun: Literal["she", "he", "they"]
    who: _Words
    called: Annotated[tuple[_Called, ...], Field(max_length=5)] = ()
    manner: _Manner
    voice: str
    speed: Annotated[float, Field(ge=0.7, le=1.3, allow_inf_nan=False)] = 1.0
    limits: _Limits = _Limits()
    lines: Annotated[dict[str, _Lines], Field(max_length=len(TALK) + 2)]


def read(path: Path) -> Guest:
    """The persona in `path`. Raises Trouble with the first thing that is wrong with it."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Trouble(f"The persona {path.name} is no file.", "Put the file itself there.")
        if path.stat().st_size > LARGEST_FILE:
            raise Trouble(
                f"The persona {path.name} is too large.", f"At most {LARGEST_FILE // 1000} kB."
            )
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Trouble(
            f"The persona {path.name} could not be read ({type(error).__name__}).",
            "It has to be a TOML file in UTF-8.",
        ) from None
    try:
        whole = _File.model_validate(found)
        _must_fit(whole)
    except ValidationError as error:
        raise Trouble(
            f"The persona {path.name} does not fit: {_first(error)}.", "Mend the file, or leave it."
        ) from None
    except ValueError as error:
        raise Trouble(
            f"The persona {path.name} does not fit: {error}.", "Mend the file, or leave it."
        ) from None
    limits = whole.limits
    return Guest(
        whole.name, whole.pronoun, whole.who, whole.called, whole.manner, whole.voice, whole.speed,
        Limits(limits.words, limits.questions, limits.advice, limits.unhappy), whole.lines,
    )  # fmt: skip


def _must_fit(whole: _File) -> None:
    """What several fields decide together. Raises ValueError."""
    if whole.voice not in BY_NAME:
        raise ValueError(f"the voice has to be one of {', '.join(BY_NAME)}")
    for move in MUST:
        if move not in whole.lines:
            raise ValueError(f"{move!r} needs at least {FEWEST} lines")
    for move, lines in whole.lines.items():
        if move not in TALK and move not in {"hello", "leave"}:
            raise ValueError(f"{_shown(move)} is not a move of its own; those are hers")
        if len(set(lines)) != len(lines):
            raise ValueError(f"{move!r} says the same thing twice")
        if any(len(line.split()) > whole.limits.words for line in lines):
            raise ValueError(f"a line of {move!r} is longer than its own limit")
        if not whole.limits.questions and any("?" in line for line in lines):
            raise ValueError(f"a line of {move!r} asks, against its own limit")
    if any("{" in line for key in ("hello", "leave") for line in whole.lines[key]):
        raise ValueError("'hello' and 'leave' have no slots")
    if any(guard.holds_back(line) for line in whole.lines["leave"]):
        raise ValueError("a line of 'leave' does not simply leave")


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, as part of a sentence; nothing of the file's text but its keys."""
    one = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in one["loc"][:2] if part != "__root__")
    why = one["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{_shown(where)}: {why[:1].lower()}{why[1:]}" if where else why


def _shown(text: str) -> str:
    return re.sub(r"[^\w. -]", "", text)[:40] or "a key"
