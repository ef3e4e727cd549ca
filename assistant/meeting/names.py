"""The name she picks for herself: from a written list, by what was answered, with the reason. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

from assistant.meeting.understood import FEMALE, MALE
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NAMES = RESOURCES / "names.toml"


@dataclass(frozen=True, slots=True)
class Name:
    """`voices` holds f, m and n for the voices it goes with, `tags` the answers it goes with."""

    name: str
    voices: str
    tags: frozenset[str]
    why: str


@cache
def names() -> tuple[Name, ...]:
    found = tomllib.loads(NAMES.read_text("utf-8"))["name"]
    return tuple(
        Name(one["name"], one["voices"], frozenset(one["for"]), one["why"]) for one in found
    )


def kind(voice: str) -> str:
    """f, m or n; what is no house voice goes with any name that fits in between."""
    return "f" if voice in FEMALE else "m" if voice in MALE else "n"


def pick(
    answers: Mapping[str, str], voice: str, taken: Collection[str], declined: Collection[str]
) -> Name | None:
    """The name that goes best with the answers and the voice; None when the list is used up.

    `taken` are names of the person's own life: their own and those they are close to. The same
    answers always lead to the same name; between equals the answers themselves decide.
    """
    said = set(answers.values())
    seed = "/".join(sorted(f"{key}={value}" for key, value in answers.items()))
    unwanted = {name.lower() for name in (*taken, *declined)}
    free = [
        one for one in names() if one.name.lower() not in unwanted and kind(voice) in one.voices
    ]
    ranked = sorted(
        free, key=lambda one: (-len(one.tags & said), crc32(f"{seed}:{one.name}".encode()))
    )
    return ranked[0] if ranked else None


def reason(name: str) -> str:
    """Why that name; empty for one that is not on the list."""
    return next((one.why for one in names() if one.name == name), "")
