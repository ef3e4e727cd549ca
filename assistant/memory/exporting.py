"""Write the memory out for the person: JSON lines for machines, Markdown for eyes, a reader beside it."""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.paths import RESOURCES
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.memory.kept import Memory, Turn
    from assistant.memory.store import MemoryStore

FORMAT, VERSION = "os1-memory", 1
READER = RESOURCES / "reader" / "read_memory.py"


def export(store: MemoryStore, path: Path) -> tuple[int, int]:
    """Everything kept, into `path`: Markdown when it ends in .md, else JSON lines with the reader
    beside it. How many memories and turns. Raises Trouble.

    The place is remembered, so that forgetting reaches this file too.
    """
    memories, turns = store.all(), store.turns_between("", "~", 10_000_000)
    form = "markdown" if path.suffix.lower() == ".md" else "lines"
    try:
        write_whole(path, _text(form, memories, turns).encode())
        reader = path.parent / READER.name
        if form == "lines" and not reader.exists():
            shutil.copyfile(READER, reader)
    except OSError as error:
        raise Trouble(f"The export could not be written ({error.strerror}).") from None
    if store.writable:
        with store.changing():
            store.run("INSERT OR REPLACE INTO exports VALUES (?, ?)", str(path.absolute()), form)
    return len(memories), len(turns)


def rewrite(store: MemoryStore) -> None:
    """Write known exports anew that still exist: what was forgotten is in none of them."""
    for name, _form in store.ask("SELECT path, form FROM exports"):
        path = Path(name)
        if path.is_file() and not path.is_symlink():
            with contextlib.suppress(Trouble):  # read-only by now, or on a disk that is away
                export(store, path)
        else:
            with store.changing():
                store.run("DELETE FROM exports WHERE path = ?", name)


def _text(form: str, memories: tuple[Memory, ...], turns: tuple[Turn, ...]) -> str:
    pieces = _lines(memories, turns) if form == "lines" else _markdown(memories, turns)
    return "\n".join(pieces) + "\n"


def _lines(memories: tuple[Memory, ...], turns: tuple[Turn, ...]) -> Iterator[str]:
    head = {
        "record": "head", "format": FORMAT, "version": VERSION,
        "made": datetime.now().astimezone().isoformat(timespec="seconds"),
        "memories": len(memories), "turns": len(turns),
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)
    for memory in memories:
        yield json.dumps({"record": "memory", **asdict(memory)}, ensure_ascii=False)
    for turn in turns:
        yield json.dumps({"record": "turn", **asdict(turn)}, ensure_ascii=False)


def _markdown(memories: tuple[Memory, ...], turns: tuple[Turn, ...]) -> Iterator[str]:
    yield "# What she remembers"
    about = ""
    for memory in sorted(memories, key=lambda one: (one.about != "you", one.about.lower(), one.id)):
        if memory.about != about:
            about = memory.about
            yield f"\n## {'You' if about == 'you' else about}"
        held = f", until {memory.replaced[:10]}" if memory.replaced else ""
        yield f"- {memory.words} ({memory.kind} on {memory.day}{held}: “{memory.quote}”)"
    yield "\n# What was said"
    day = ""
    for turn in turns:
        if turn.at[:10] != day:
            day = turn.at[:10]
            yield f"\n## {day}"
        hers = "\n".join(f"  **{name or 'she'}** {said}" for name, said in turn.parts)
        yield f"- **you** {turn.heard}\n{hers}"
