"""What about her is another than last time: her voice, what renders it, her mind, her ears. Pure, but for its file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from assistant.settings import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FILE = "known.json"  # in the profile
LARGEST = 20_000
PARTS = ("voice", "speech", "mind", "hearing")


@dataclass(frozen=True, slots=True)
class Known:
    """What she was last known by; "" for what was never known. `line` is what her mind made of PROBE."""

    voice: str = ""  # the chosen voice
    speech: str = ""  # the model that renders it
    mind: str = ""  # the model that words her replies, "scripted" for none
    hearing: str = ""  # who turns speech into words
    line: str = ""


def load(profile: Path) -> Known:
    """What was kept; nothing where there is no file or none that makes sense."""
    try:
        with (profile / FILE).open("rb") as file:
            found = json.loads(file.read(LARGEST))
        return Known(**{key: str(found.get(key, ""))[:500] for key in asdict(Known())})
    except (OSError, ValueError, AttributeError, RecursionError):
        return Known()


def save(profile: Path, known: Known) -> None:
    """Raises OSError."""
    write_whole(profile / FILE, json.dumps(asdict(known), ensure_ascii=False).encode())


def with_part(known: Known, part: str, now: str) -> tuple[Known, str]:
    """What is known from now on, and what it was before, "" where that is no change."""
    was = str(getattr(known, part))
    if was == now:
        return known, ""
    return replace(known, **{part: now}), was


def told(part: str, was: str, now: str) -> str:
    """A change in her words: one sentence or two, without a question."""
    match part:
        case "voice":
            return f"My voice is another one now: {_name(now)}, and before it was {_name(was)}."
        case "speech":
            return "Something about my voice has changed: the model that speaks for me is another version."
        case "mind" if now == "scripted":
            return "The model that worded my replies isn't here now, so I speak in my own lines."
        case "mind" if was == "scripted":
            return f"From now on a language model words some of my replies: {_name(now)}."
        case "mind":
            return f"Another model words my replies now: {_name(now)} in place of {_name(was)}. I may sound a little different."
        case _:
            return f"I hear with something else now: {_name(now)} in place of {_name(was)}."


def _name(identity: str) -> str:
    """The part of an identity that is a name, without its digest."""
    return identity.split(" #", 1)[0].removeprefix("system:")
