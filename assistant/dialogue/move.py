"""A move: what she does in one turn, as a mind and her own lines are told it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange


class Doing(StrEnum):
    """The moves a mind words, by the names that resources/prompts/mind.toml explains to it: each is
    one or two tokens, so that next to nothing is new to it when the person stops speaking.
    """

    ASK = "ask"
    FEEL = "feel"
    GLAD = "glad"
    REMARK = "remark"
    DOUBT = "doubt"
    FACT = "fact"
    THINK = "think"
    CHOOSE = "choose"
    WEIGH = "weigh"
    FIRST = "first"
    DO = "do"


@dataclass(frozen=True, slots=True)
class Move:
    """`name` tells a mind what to do (a Doing, when it may word it); `keys` are the persona's lines, best first.

    `about` is what the talk is about after this turn; `quiet` asks for a line without a question.
    `worded`: a mind may word it; else her own line is all there is to say. `pointed`: the words
    have to take up something the person said. `advises`: advice is what was asked for. `hedged`:
    what a mind says to it may be wrong, and that is said. `line`: her own words for it, made from
    what was said, in the place of the persona's. `weighty`: the small local mind judges such things
    badly, so that only a larger one words them.
    """

    name: str
    keys: tuple[str, ...]
    slots: dict[str, str] = field(default_factory=dict)
    about: str = ""
    quiet: bool = False
    worded: bool = True
    pointed: bool = True
    advises: bool = False
    hedged: bool = False
    line: str = ""
    weighty: bool = False


def own(
    name: str, key: str, slots: dict[str, str], about: str = "", *, quiet: bool = False
) -> Move:
    """A move for which her own lines are better than anything a mind would find."""
    return Move(name, (key,), slots, about, quiet, worded=False, pointed=False)


def thread_of(before: Exchange | None) -> str:
    return before.move.about if before and before.move else ""
