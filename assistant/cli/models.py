"""`os1 models`: list, fetch, verify and remove the models without a window."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.models.store import DEFAULTS, MIND, State, Store
from assistant.models.troubles import megabytes
from assistant.paths import models_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.models.progress import Progress

INTERRUPTED = 130  # as a shell reports Ctrl-C


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("models", help="list, fetch, verify and remove models")
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|get|verify|remove")
    listing = acts.add_parser("list", help="every model: state, size, licence")
    getting = acts.add_parser("get", help="fetch models; what has arrived is never fetched again")
    getting.add_argument("names", nargs="*", metavar="NAME")
    getting.add_argument("--default", action="store_true", help="what hearing and speaking need")
    getting.add_argument(
        "--mind", action="store_true", dest="local_mind", help=f"the local mind too ({MIND})"
    )
    verifying = acts.add_parser("verify", help="hash every file again")
    verifying.add_argument("names", nargs="*", metavar="NAME")
    removing = acts.add_parser("remove", help="take models off the disk")
    removing.add_argument("names", nargs="+", metavar="NAME")
    for each in (listing, getting, verifying, removing):
        each.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    store = Store(models_folder())
    match args.act:
        case "list":
            return listed(store, args)
        case "get":
            return got(store, args)
        case "verify":
            return verified(store, args)
        case _:
            return removed(store, args)


def listed(store: Store, args: argparse.Namespace) -> int:
    states = {name: store.state(name) for name in store.models}
    if args.json:
        rows = [
            {
                "name": name,
                "state": states[name].value,
                "bytes": model.size,
                "licence": model.licence,
                "purpose": model.purpose,
                "title": model.title,
                "default": name in DEFAULTS,
            }
            for name, model in store.models.items()
        ]
        print(json.dumps({"models": rows}, indent=2))
        return 0
    for name in sorted(states, key=lambda name: states[name] is not State.READY):
        model = store.models[name]
        default = "  (default)" if name in DEFAULTS else ""
        print(
            f"{name:38} {states[name].value:14} {megabytes(model.size):>8}  {model.licence}{default}"
        )
    return 0


def got(store: Store, args: argparse.Namespace) -> int:
    names = dict.fromkeys(
        [*args.names, *(DEFAULTS if args.default else ()), *([MIND] if args.local_mind else ())]
    )
    if not names:
        raise Trouble("Which model?", "Name one, or say --default; `./os1 models list` shows all.")
    for name in names:
        store.model(name)  # an unknown name is said before anything is fetched
    done: dict[str, str] = {}
    with interruptible() as cancel:
        show = Meter(quiet=args.json)
        for name in names:
            folder = store.get(name, show, cancel)
            show.end()
            if folder is None:
                print("Stopped. The same command goes on from here.", file=sys.stderr)
                return INTERRUPTED
            done[name] = str(folder)
            if not args.json:
                print(f"{name}: ready, {megabytes(store.size(name))}")
    if args.json:
        print(json.dumps({"ready": done}, indent=2))
    return 0


def verified(store: Store, args: argparse.Namespace) -> int:
    names = args.names or [n for n in store.models if store.state(n) is not State.MISSING]
    found = {name: store.verify(name) for name in names}
    if args.json:
        print(json.dumps({name: state.value for name, state in found.items()}, indent=2))
    else:
        for name, state in found.items():
            print(f"{name}: {state.value}")
    return 0 if all(state is State.READY for state in found.values()) else 1


def removed(store: Store, args: argparse.Namespace) -> int:
    for name in args.names:
        store.model(name)
    freed = {name: store.remove(name) for name in args.names}
    if args.json:
        print(json.dumps({"freed": freed}, indent=2))
    else:
        for name, count in freed.items():
            print(f"{name}: {megabytes(count)} freed" if count else f"{name}: was not here")
    return 0


class Meter:
    """Shows progress on stderr: one line that changes on a terminal, else a line every tenth."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.terminal = sys.stderr.isatty()
        self.last = ("", -1)

    def __call__(self, progress: Progress) -> None:
        if self.quiet:
            return
        percent = 100 * progress.done_bytes // progress.total_bytes
        line = f"{progress.words} {percent} % of {megabytes(progress.total_bytes)}"
        if self.terminal:
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
        elif (progress.words, percent // 10) != self.last:
            print(line, file=sys.stderr, flush=True)
        self.last = (progress.words, percent // 10)

    def end(self) -> None:
        if self.terminal and not self.quiet and self.last[0]:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        self.last = ("", -1)


@contextlib.contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Ctrl-C and a polite kill set the event instead of tearing the work apart."""
    cancel = threading.Event()
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda *_: cancel.set()) for kind in kinds]
    try:
        yield cancel
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
