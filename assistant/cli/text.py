"""`os1 text`: talk in the terminal. One line in, one reply out; notices go to stderr."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.dialogue import acts, persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds import mind_named
from assistant.dialogue.skills import all_skills
from assistant.errors import Trouble
from assistant.paths import default_profile, private_folder
from assistant.ports import Act, Clause, Heard
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

LONGEST_LINE = 4_000_000  # bytes; the rest of a longer line is read and dropped


def add(commands: Any) -> None:
    parser = commands.add_parser("text", help="talk in the terminal: one line in, one reply out")
    parser.add_argument("--json", action="store_true", help="one JSON object a turn")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    try:
        settings = SettingsFile.load(_profile(args.profile))
        if settings.trouble:
            _notice(str(settings.trouble))
        manager = Manager(
            persona.load(),
            lambda: settings.now,
            mind_named(args.mind),
            all_skills(),
            _now,
            random.Random(),
        )
    except Trouble as trouble:
        _notice(str(trouble))
        return 1
    _notice(manager.opening())
    try:
        with asyncio.Runner() as runner:
            while (line := _line()) is not None:
                if runner.run(_turn(line, manager, settings, as_json=args.json)):
                    break
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read us has gone; Python would complain once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 0


def _profile(named: Path | None) -> Path:
    try:
        return private_folder(named or default_profile())
    except OSError as error:
        raise Trouble(
            f"The profile folder can't be made ({error.strerror}).", "Choose one with --profile."
        ) from None


def _now() -> datetime:
    return datetime.now().astimezone()


def _notice(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _line() -> str | None:
    """The next line typed; None at the end. Bytes that are no text become the replacement mark."""
    raw = sys.stdin.buffer.readline(LONGEST_LINE)
    if not raw:
        return None
    rest = raw
    while rest and not rest.endswith(b"\n"):
        rest = sys.stdin.buffer.readline(LONGEST_LINE)
    return raw.decode("utf-8", "replace").rstrip("\r\n")


async def _turn(line: str, manager: Manager, settings: SettingsFile, *, as_json: bool) -> bool:
    """Answer one line; whether that was the goodbye."""
    began = time.monotonic()
    first: int | None = None
    clauses: list[Clause] = []
    async for clause in manager.answer(Heard(line, _now(), typed=True)):
        first = _since(began) if first is None else first
        if clause.act is not None:
            _perform(clause.act, settings)
        clauses.append(clause)
    said = " ".join(clause.text for clause in clauses)
    manager.was_said(said)
    act = next((clause.act for clause in clauses if clause.act), None)
    if not as_json:
        print(said, flush=True)
        return act is not None and act.name == "goodbye"
    told = {
        "heard": line,
        "said": said,
        # a first clause may only say that a paste was cut; the last one is the answer's
        "by": clauses[-1].by if clauses else "manager",
        "act": None if act is None else asdict(act),
        "sources": [asdict(source) for clause in clauses for source in clause.sources],
        "ms": {"first_clause": first, "total": _since(began)},
    }
    print(json.dumps(told), flush=True)
    return act is not None and act.name == "goodbye"


def _perform(act: Act, settings: SettingsFile) -> None:
    try:
        acts.perform(act, settings)
    except Trouble as trouble:
        _notice(str(trouble))


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
