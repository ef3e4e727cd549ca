"""What the ledger tells in her words: how she has changed, why, and what a mind is told of it. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.growth.ledger import Change, Ledger, Why
from assistant.growth.manner import RANGES, Manner, Trait, differing
from assistant.memory.kept import spoken_day
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from datetime import date

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
USED_WORDS = 3  # quotes told in one breath


@cache
def script() -> dict[str, Any]:
    """The file with her words about her manner."""
    found: dict[str, Any] = tomllib.loads((RESOURCES / "growth.toml").read_text("utf-8"))
    return found


def line(key: str, turn: int, **slots: str) -> str:
    """One of her lines for `key`, another each turn."""
    lines = script()["wishes"][key]
    return str(lines[turn % len(lines)]).format(**slots)


def for_a_mind(manner: Manner, dial: str) -> str:
    """A sentence for each trait that is not as usual, and for the guessing of feelings."""
    told = script()["mind"]
    found = [
        told[trait.value].get(str(manner.level(trait)), "") for trait in Trait if trait in told
    ]
    return " ".join(filter(None, (*found, told["feelings"].get(dial, ""))))


def than_at_first(trait: Trait, level: int, begin: int) -> str:
    """ "briefer" for a level beside the one of the first day; "" when it is the same."""
    if level == begin:
        return ""
    if trait is Trait.PACE:
        return "slower" if level < begin else "faster"
    apart = max(-2, min(2, level - begin))
    return str(script()["called"][trait.value][str(apart)])


def step_words(change: Change) -> str:
    """What a line did: "briefer", "faster, from 100 to 105 per cent"."""
    if change.called != change.called_before:
        return f"calling you {change.called}" if change.called else "not saying your name"
    if change.trait is Trait.PACE:
        way = "slower" if change.after < change.before else "faster"
        return f"{way}, from {change.before} to {change.after} per cent"
    return str(
        script()["called"][change.trait.value][str(max(-2, min(2, change.after - change.before)))]
    )


def because(change: Change, today: date) -> str:
    """Why, as a clause that follows a day: "you said: “be shorter”"."""
    words = [one.text for one in change.words if one.text]
    quoted = ", ".join(f"“{text}”" for text in words[:USED_WORDS])
    lost = " The words are forgotten." if change.words and not words else ""
    match change.why:
        case Why.ASKED:
            return f"you said: {quoted}" if quoted else f"you asked me to.{lost}".rstrip(".")
        case Why.SHOWN:
            told = str(script()["shown"].get(change.showing, "it showed in how you talk"))
            reason = told.format(count=number(change.count))
            example = f", for one: “{words[0]}”" if words else ""
            return f"{reason}{example}{'.' + lost if lost else ''}".rstrip(".")
        case Why.SET:
            return "you set it so"
        case Why.UNDONE:
            return "you took a change back"
        case Why.RESTORED:
            return f"you wanted me as on the first day{': ' + quoted if quoted else ''}"
    raise AssertionError(today)


def changed(ledger: Ledger, today: date, turn: int) -> str:
    """How she has changed since the first day, and the latest reason."""
    manner = ledger.manner
    moved = differing(manner, ledger.begin)
    still = " I'm holding still, as you asked." if ledger.still else ""
    if not moved:
        back = "" if not ledger.changes else " There were steps, and all of them are taken back."
        return line("unchanged", turn) + back + still
    told = listed([than_at_first(one, manner.level(one), ledger.begin.level(one)) for one in moved])
    last = next(one for one in reversed(ledger.changes) if one.trait in moved)
    return f"Since the first day I'm {told}. The latest step was {reason(last, today)}{still}"


def reason(change: Change, today: date) -> str:
    """ "yesterday, briefer: you said: …" as a sentence's end."""
    return (
        f"{spoken_day(change.at, today)}: {step_words(change)}, because {because(change, today)}."
    )


def why(ledger: Ledger, trait: Trait | None, today: date, turn: int) -> str:
    """The reasons for where a trait stands, latest first; of the latest change without one."""
    lines = [
        one for one in reversed(ledger.changes)
        if (trait is None or one.trait is trait)
        and not one.undoes and one.number not in ledger.taken_back
    ]  # fmt: skip
    if not lines:
        return line("no_reason", turn)
    first, *rest = lines
    said = f"{spoken_day(first.at, today)} I became {step_words(first)}, because {because(first, today)}."
    if first.called != first.called_before:
        said = f"{spoken_day(first.at, today)} I began {step_words(first)}, because {because(first, today)}."
    more = f" Before that, {reason(rest[0], today)}" if rest and trait is not None else ""
    return f"{said[:1].upper()}{said[1:]}{more}"


def number(count: int) -> str:
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def listed(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


# --- for the window --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ledger as it is shown. `undo`: it can be taken back."""

    number: int
    day: str
    step: str
    because: str
    undo: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A trait over time: (ISO day, level) where it changed, from the first day on."""

    trait: str
    words: str
    low: int
    high: int
    begin: int
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that the page shows. `today` is an ISO day."""

    rows: tuple[Row, ...] = ()
    courses: tuple[Course, ...] = ()
    still: bool = False
    as_at_first: bool = True
    today: str = ""
    not_here: tuple[str, ...] = ()


def account(ledger: Ledger, today: date, not_here: frozenset[str]) -> Account:
    manner, begin = ledger.manner, ledger.begin
    rows = tuple(
        Row(
            one.number, spoken_day(one.at, today), step_words(one), because(one, today),
            not one.undoes and one.number not in ledger.taken_back,
        )
        for one in reversed(ledger.changes)
    )  # fmt: skip
    courses = tuple(
        Course(
            trait.value,
            than_at_first(trait, manner.level(trait), begin.level(trait)) or "as at first",
            RANGES[trait].low, RANGES[trait].high, begin.level(trait),
            tuple((one.at[:10], one.after) for one in ledger.changes if one.trait is trait),
        )
        for trait in Trait
    )  # fmt: skip
    return Account(
        rows, courses, ledger.still, not differing(manner, begin), today.isoformat(),
        tuple(sorted(not_here)),
    )  # fmt: skip
