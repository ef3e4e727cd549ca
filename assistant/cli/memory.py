"""`os1 memory`: list, why, forget, export, import, lock; what she remembers, without a window."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import memory_lock
from assistant.errors import Trouble
from assistant.growth import book
from assistant.memory import backups, exporting, forgetting, importing
from assistant.memory.database import open_memory
from assistant.memory.store import MemoryStore
from assistant.paths import default_profile

if TYPE_CHECKING:
    import argparse

    from assistant.memory.kept import Memory


def add(commands: Any) -> None:
    parser = commands.add_parser("memory", help="show, explain, forget, export, import, lock")
    doing = parser.add_subparsers(dest="doing", metavar="WHAT", required=True)
    doing.add_parser("list", help="everything she remembers, by whom it is about")
    why = doing.add_parser("why", help="where one memory comes from")
    why.add_argument("id", type=int)
    forget = doing.add_parser("forget", help="forget, for good, what holds all of these words")
    forget.add_argument("text", nargs="+")
    out = doing.add_parser("export", help="write it all: .md for reading, else JSON lines")
    out.add_argument("file", type=Path)
    take = doing.add_parser("import", help="take in an export, all of it or nothing")
    take.add_argument("file", type=Path)
    take.add_argument("--yes", action="store_true", help="do not ask")
    doing.add_parser("lock", help="encrypt it with a key in your keyring and on your paper")
    doing.add_parser("unlock", help="make it plain files again")
    recover = doing.add_parser("recover", help="open it with the key on your paper")
    recover.add_argument("--begin-anew", action="store_true", help="without the key: put it aside")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    profile = args.profile or default_profile()
    match args.doing:
        case "lock":
            return memory_lock.lock(profile, _now)
        case "unlock":
            return memory_lock.unlock(profile, _now)
        case "recover":
            return memory_lock.recover(profile, _now, anew=args.begin_anew)
        case _:
            pass
    opened = open_memory(profile, _now)
    if opened.news:
        print(opened.news, file=sys.stderr)
    store = MemoryStore(opened.connection, writable=opened.writable, key=opened.key)
    try:
        match args.doing:
            case "list":
                return _list(store)
            case "why":
                return _why(store, args.id)
            case "forget":
                return _forget(store, profile, " ".join(args.text))
            case "export":
                memories, turns = exporting.export(store, args.file)
                print(f"{memories} memories and {turns} turns are in {args.file.name}.")
                return 0
            case _:
                return _import(store, profile, args.file, sure=args.yes)
    finally:
        store.close()


def _now() -> datetime:
    return datetime.now().astimezone()


def _list(store: MemoryStore) -> int:
    about = ""
    for memory in sorted(store.newest(-1), key=lambda one: (one.about != "you", one.about, one.id)):
        if memory.about != about:
            about = memory.about
            print(f"{'You' if about == 'you' else about}")
        print(f"  {memory.id:>5}  {memory.day}  {memory.words}")
    if not about:
        print("Nothing is remembered yet.", file=sys.stderr)
    return 0


def _why(store: MemoryStore, number: int) -> int:
    memory = store.by_id(number)
    if memory is None:
        raise Trouble(f"There is no memory {number}.", "See `os1 memory list`.")
    print(_account(memory))
    for former in store.history(memory):
        print(f"before: {_account(former)}")
    return 0


def _account(memory: Memory) -> str:
    sure = "" if memory.confidence >= 1 else f", {round(memory.confidence * 100)} % sure"
    return f"{memory.words}: {memory.kind} on {memory.day}{sure}, from “{memory.quote}”"


def _forget(store: MemoryStore, profile: Path, text: str) -> int:
    """Final at once: there is nobody to say undo to."""
    number = store.by_id(int(text)) if text.isdecimal() and len(text) < 20 else None
    memories = (number,) if number else store.worded_with(text)
    chosen = forgetting.selected(store, memories, "" if number else text)
    if not chosen:
        print("I find nothing about that.", file=sys.stderr)
        return 1
    for memory in chosen.memories:
        print(memory.words)
    print(f"{len(chosen.memories)} memories and {len(chosen.turns)} turns go.", file=sys.stderr)
    if sys.stdin.isatty() and not _agreed("Forget them for good? [y/N] "):
        return 1
    now = time.time()
    forgetting.leave(store, profile, chosen, now)
    book.forget(profile, forgetting.going(store, now))
    forgetting.finish(store, profile, now)
    exporting.rewrite(store)
    forgetting.rewrite_backups(backups.folder_of(profile), store.key)
    print("Forgotten: database, index, exports and backups.", file=sys.stderr)
    return 0


def _import(store: MemoryStore, profile: Path, path: Path, *, sure: bool) -> int:
    coming = importing.read(store, path)
    print(
        f"{len(coming.memories)} memories and {len(coming.turns)} turns would come; {coming.known} "
        f"are known, {coming.against} contradict what is kept and {coming.secret} hold secrets: "
        "these stay out.",
        file=sys.stderr,
    )
    if not (coming.memories or coming.turns):
        return 0
    if not sure and sys.stdin.isatty() and not _agreed("Take them in? [y/N] "):
        return 1
    importing.take_in(store, coming, profile, _now())
    print("Taken in, all of it.", file=sys.stderr)
    return 0


def _agreed(question: str) -> bool:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
