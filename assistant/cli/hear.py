"""`os1 hear FILE…`: transcribe sound files, one after the other."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.hearing.adapter import ChildTranscriber
from assistant.hearing.engines import WHISPER_MODEL, chosen
from assistant.hearing.sound_files import read_pcm
from assistant.models.store import Store
from assistant.paths import models_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("hear", help="transcribe sound files")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    parser.add_argument("--engine", default="auto", metavar="NAME", help="which recogniser")
    parser.add_argument(
        "--full", action="store_true", help="Whisper's full window: slower, a little more careful"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    model = Store(models_folder()).path(WHISPER_MODEL)
    chosen(args.engine, model)  # a wrong name is told before anything is started
    if args.engine == "auto" and model is None:
        _notice(
            Trouble("I listen with PocketSphinx.", "The better model: ./os1 models get --default.")
        )
    return asyncio.run(
        _hear(args.files, engine=args.engine, model=model, full=args.full, as_json=args.json)
    )


async def _hear(
    files: Sequence[Path], *, engine: str, model: Path | None, full: bool, as_json: bool
) -> int:
    bad = 0
    ears = ChildTranscriber(on_trouble=_notice)
    try:
        for file in files:
            try:
                pcm = read_pcm(file)
                if not ears.engine:
                    await ears.open(engine, model)
                found = await ears.transcribe(pcm, full=full)
            except Trouble as trouble:
                bad += 1
                if as_json:
                    _print({"file": str(file), "error": str(trouble)})
                else:
                    _notice(trouble)
                continue
            if as_json:
                _print(
                    {"file": str(file), "text": found.text, "ms": found.ms, "engine": found.engine}
                )
            else:
                print(found.text, flush=True)
    finally:
        await ears.close()
    return 1 if bad else 0


def _notice(trouble: Trouble) -> None:
    print(f"os1: {_readable(str(trouble))}", file=sys.stderr, flush=True)


def _print(value: dict[str, str | int]) -> None:
    print(json.dumps({name: _clean(part) for name, part in value.items()}), flush=True)


def _clean(part: str | int) -> str | int:
    return _readable(part) if isinstance(part, str) else part


def _readable(text: str) -> str:
    """A file's name may hold anything but NUL; what cannot be printed is shown as \\x.. instead."""
    return "".join(_escaped(text))


def _escaped(text: str) -> Iterator[str]:
    for sign in text:
        yield (
            sign if sign.isprintable() else sign.encode("unicode_escape", "surrogatepass").decode()
        )
