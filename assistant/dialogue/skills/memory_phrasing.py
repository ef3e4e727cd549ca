"""How her memory's replies are put: things in a row, counted, with their sources, with the act on them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply
from assistant.memory.kept import Found
from assistant.ports import Act, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.memory.kept import Memory


def act_on(do: str, **arguments: str | int | Found) -> Act:
    """What is to be done to her memory: `do` and its arguments as `Diary.perform` reads them."""
    plain = {
        name: json.dumps(asdict(value)) if isinstance(value, Found) else value
        for name, value in arguments.items()
    }
    return Act("memory", {"do": do, **plain})


def source(memory: Memory) -> Source:
    return Source(str(memory.id), memory.day, memory.quote)


def with_sources(text: str, memories: Sequence[Memory], act: Act | None = None) -> Reply:
    return Reply(text, act, tuple(map(source, memories)))


def listed(words: Iterable[str]) -> str:
    parts = list(words)
    return ", and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def counted(count: int, noun: str) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{small[count] if count < len(small) else count} {noun}{'' if count == 1 else 's'}"
