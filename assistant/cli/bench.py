"""`os1 bench`: measure how fast and how well the parts work on this machine."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    import argparse

NAMES = (
    "turns",
    "pauses",
    "bargein",
    "hear",
    "voice",
    "mind",
    "recall",
    "start",
    "idle",
    "figure",
    "inbox",
    "desk",
)


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("bench", help="measure the parts on this machine")
    parser.add_argument("which", choices=NAMES)
    parser.add_argument(
        "--all", action="store_true", help="mind: every talk, however long it takes"
    )
    parser.add_argument("--turns", type=int, default=100, metavar="N", help="turns: how many")
    parser.add_argument(
        "--part", choices=("ours", "ablation", "reactions", "alone"), default="",
        help="turns: only ours, or the ablation; bargein: only reactions, or her talking alone",
    )  # fmt: skip
    parser.add_argument(
        "--minutes", type=float, metavar="M",
        help="turns: no new turn after so long; bargein: of her talking, 10 unless told",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    benchmarks = RESOURCES.parent / "tests" / "benchmarks"
    if not (benchmarks / f"{args.which}.py").exists():
        raise Trouble("The benchmarks come with the source, not with the installed package.")
    sys.path.insert(0, str(benchmarks.parent))
    benchmark = importlib.import_module(f"benchmarks.{args.which}")
    if args.which == "mind":  # unless one is named, the one that is always there
        figures = benchmark.run("scripted" if args.mind == "auto" else args.mind, every=args.all)
    elif args.which == "pauses":
        figures = benchmark.run(args.turns)
    elif args.which == "turns":
        figures = benchmark.run(args.turns, args.mind, args.part, args.minutes or 60)
    elif args.which == "bargein":
        figures = benchmark.run(args.minutes or 10, args.part)
    else:
        figures = benchmark.run()
    if args.json is not None:
        try:
            args.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise Trouble(f"The figures could not be written ({error.strerror}).") from None
    return 0
