"""Take in an export: read it whole, show what it would bring, then all of it or nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.memory import backups
from assistant.memory.exporting import FORMAT, VERSION
from assistant.memory.kept import MOST_QUOTE, YOU, Found, Kind, clean
from assistant.memory.secrets import has_secret

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.memory.store import MemoryStore

MOST_BYTES = 256 << 20
MOST_LINE = 200_000
MOST_WORDS = 600  # characters of a value or a clause


@dataclass(frozen=True, slots=True)
class Coming:
    """What an export would bring. `known` is here already, `against` contradicts what is kept."""

    memories: tuple[tuple[Found, datetime, str], ...]
    turns: tuple[tuple[datetime, str, str, str], ...]
    known: int = 0
    against: int = 0
    secret: int = 0


def read(store: MemoryStore, path: Path) -> Coming:
    """Look through `path` without changing anything. Raises Trouble for a file that is not whole."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Trouble("There is no export in that place.", "Name the file itself.")
        if path.stat().st_size > MOST_BYTES:
            raise Trouble("That file is too large for an export of mine.")
        lines = path.read_bytes().decode("utf-8").splitlines()
    except OSError as error:
        raise Trouble(f"The export could not be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Trouble("That file is not an export of mine.") from None
    head = _record(lines[0] if lines else "", 1)
    if head.get("record") != "head" or head.get("format") != FORMAT:
        raise Trouble("That file is not an export of mine.")
    if head.get("version") != VERSION:
        raise Trouble("That export was written by another version of OS1.", "Update the program.")
    records = [_record(line, at) for at, line in enumerate(lines[1:], 2)]
    memories = [_memory(one) for one in records if one.get("record") == "memory"]
    turns = [_turn(one) for one in records if one.get("record") == "turn"]
    if (len(memories), len(turns)) != (head.get("memories"), head.get("turns")):
        raise Trouble("That export is not whole: part of it is missing.", "Copy it once more.")
    return _sorted_out(store, memories, turns)


def take_in(store: MemoryStore, coming: Coming, profile: Path, now: datetime) -> None:
    """Keep what was read, all or nothing, after a backup. Raises Trouble."""
    try:
        if any(store.size()):
            backups.back_up(store.connection, backups.folder_of(profile), now, store.key)
    except OSError as error:
        raise Trouble(
            f"I could not make a copy of my memory first ({error.strerror}).",
            "Nothing was changed.",
        ) from None
    with store.changing():
        for found, at, replaced in coming.memories:
            number = store.put(found, at)
            if replaced:
                store.run("UPDATE memories SET replaced = ? WHERE id = ?", replaced, number)
        for at, *words in coming.turns:
            store.run(
                "INSERT INTO turns (at, heard, said, voices) VALUES (?, ?, ?, ?)",
                at.isoformat(), *words,
            )  # fmt: skip


def _sorted_out(
    store: MemoryStore, memories: list[tuple[Found, datetime, str]],
    turns: list[tuple[datetime, str, str, str]],
) -> Coming:  # fmt: skip
    here = {(one.words, one.at) for one in store.all()}
    said = {(one.heard, one.at) for one in store.turns_between("", "~", 10_000_000)}
    new = [one for one in memories if (one[0].words, one[1].isoformat()) not in here]
    open_ = [one for one in new if not has_secret(one[0].quote)]
    fitting = [one for one in open_ if one[2] or not store.conflicts(one[0])]
    fresh = [one for one in turns if (one[1], one[0].isoformat()) not in said]
    plain = [one for one in fresh if not has_secret(one[1])]
    return Coming(
        tuple(fitting), tuple(plain), len(memories) - len(new) + len(turns) - len(fresh),
        len(open_) - len(fitting), len(new) - len(open_) + len(fresh) - len(plain),
    )  # fmt: skip


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line) if len(line) <= MOST_LINE else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _bad(number)
    return found


def _bad(number: int) -> Trouble:
    return Trouble(f"Line {number} of that file is not of an export of mine.", "Nothing was taken.")


def _memory(record: dict[str, Any]) -> tuple[Found, datetime, str]:
    try:
        about, relation = _text(record["about"], 60) or YOU, _text(record.get("relation", ""), 60)
        both = bool(relation) and about not in {relation, YOU}  # "Anna", "your sister"
        found = Found(
            about=relation if both else about, name=about if both else "", aspect=_text(record["aspect"], 60),
            value=_text(record["value"]), words=_text(record["words"]),
            quote=_text(record["quote"], MOST_QUOTE), single=bool(record["single"]),
            kind=Kind(record["kind"]), confidence=min(1.0, max(0.0, float(record["confidence"]))),
        )  # fmt: skip
        replaced = _text(record.get("replaced", ""), 40)
        if replaced:
            datetime.fromisoformat(replaced)
        return found, _at(record["at"]), replaced
    except (KeyError, TypeError, ValueError):
        raise Trouble("A memory in that file makes no sense.", "Nothing was taken.") from None


def _turn(record: dict[str, Any]) -> tuple[datetime, str, str, str]:
    try:
        said = _text(record["said"], 20_000)
        voices = _text(record.get("voices", ""), 2_000)
        return _at(record["at"]), _text(record["heard"], 20_000), said, voices
    except (KeyError, TypeError, ValueError):
        raise Trouble("A turn in that file makes no sense.", "Nothing was taken.") from None


def _text(value: object, most: int = MOST_WORDS) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(most)
    return clean(value)


def _at(value: object) -> datetime:
    found = datetime.fromisoformat(_text(value, 40))
    if found.tzinfo is None:
        raise ValueError(found)
    return found
