"""Who she is in words: a name, a manner, and many lines for each thing she may do. Checked on reading."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.dialogue import guard
from assistant.dialogue.english import listed
from assistant.dialogue.topics import TOPICS
from assistant.errors import Trouble
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

HOUSE_PERSONA = RESOURCES / "personas" / "os1.toml"
FEWEST_LINES = 8  # for every move
FEWEST_TOPIC_LINES = 3
LONGEST_LINE = 300
LARGEST_FILE = 500_000
SLOTS = frozenset(
    listed(
        "you thing base person hit tail feeling about name her first what when amount offset of to words memory"
    )
)
MOVES = listed(
    """
    feel_bad feel_good feel_tired feel_flat want must plan consider love hate cant miss think wonder
    lost_for have began stopped done doing am self person reported thing judged tells named other
    told_before good bad good_person bad_person own_fault fragment fragment_number fragment_good fragment_bad
    yes either no unsure nod laugh back fine live fact fact_mine opinion opinion_thread opinion_would
    opinion_you advice advice_how advice_open cannot joke story something ask bored praise scold
    correct again_complaint questions wait listen listening recall recalled brief cut
    how doing_her age where maker sleep_her there language_her
    greet greet_back greet_morning greet_evening thanks goodbye goodnight stop moment moment_over quiet_for_now called_you called_her your_name
    her_name no_name louder quieter slower faster loudest quietest slowest fastest volume_set
    pace_normal help nothing_yet hedge joined
    so sure_her task nothing_told enough may leave_it is_it choose opinion_whether corrected kept_nothing fact_open
    direct nobody
    her_said her_software her_denied her_uncaring point_her why_asks offline_her proof_her end_her calling_her what_her
    what_about why_asked why_said meant no_more open_her cost_her keeps_her riddle is_fine luck opinion_yours judge_you panned what_if sorry
    """
)


@dataclass(frozen=True, slots=True)
class Persona:
    """`lines` holds templates by move, "topic.NAME" and "stance.NAME"; slots are in SLOTS."""

    name: str
    manner: str
    lines: dict[str, tuple[str, ...]]


def load(path: Path = HOUSE_PERSONA) -> Persona:
    """The persona in `path`. Raises Trouble with the first thing that is wrong with it."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Trouble(f"The persona {path.name} is too large.")
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Trouble(
            f"The persona {path.name} could not be read ({type(error).__name__}).",
            "Choose another one, or restore the file.",
        ) from None
    try:
        return _checked(found)
    except _Unfit as unfit:
        raise Trouble(
            f"The persona {path.name} does not fit: {unfit}.", "Choose another one."
        ) from None


class _Unfit(Exception):  # noqa: N818 - becomes a Trouble at once
    pass


def _checked(found: dict[str, Any]) -> Persona:
    name, manner = found.get("name"), found.get("manner")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= 40:
        raise _Unfit("it needs a name of at most 40 letters")
    if not isinstance(manner, str) or not 0 < len(manner) <= 2_000:
        raise _Unfit("it needs a manner of at most 2000 letters")
    lines: dict[str, tuple[str, ...]] = {}
    for move in MOVES:
        lines[move] = _lines(found.get("lines"), move, FEWEST_LINES)
    for topic, texts in _table(found, "topics").items():
        if topic.removesuffix("_good").removesuffix("_bad") not in TOPICS:
            raise _Unfit(f"there is no topic called {topic[:40]!r}")
        lines[f"topic.{topic}"] = _lines({topic: texts}, topic, FEWEST_TOPIC_LINES)
    for stance, texts in _table(found, "stances").items():
        lines[f"stance.{stance}"] = _lines({stance: texts}, stance, 1)
    return Persona(name.strip(), manner, lines)


def _table(found: dict[str, Any], name: str) -> dict[str, Any]:
    table = found.get(name, {})
    if not isinstance(table, dict):
        raise _Unfit(f"{name} has to be a table")
    return table


def _lines(table: Any, move: str, fewest: int) -> tuple[str, ...]:
    texts = table.get(move) if isinstance(table, dict) else None
    if not isinstance(texts, list) or len(texts) < fewest:
        raise _Unfit(f"{move[:40]!r} needs at least {fewest} lines")
    if len(set(map(str, texts))) != len(texts):
        raise _Unfit(f"{move[:40]!r} says the same thing twice")
    return tuple(_line(text, move) for text in texts)


def _line(text: Any, move: str) -> str:
    where = f"a line of {move[:40]!r}"
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_LINE:
        raise _Unfit(f"{where} is no text of at most {LONGEST_LINE} letters")
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise _Unfit(f"{where} has a broken slot") from None
    if any(slot not in SLOTS or spec or conversion for _, slot, spec, conversion in parts):
        raise _Unfit(f"{where} has a slot nobody fills")
    if text.count("?") > 1:
        raise _Unfit(f"{where} asks more than one thing")
    if objection := guard.objection(text):
        raise _Unfit(f"{where} {objection}")
    return text


def slots_of(line: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(line) if name)
