"""`os1 say TEXT --out F.wav`: say something in one of her voices, into a sound file."""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.models.store import Store
from assistant.paths import default_profile, models_folder
from assistant.ports import SPEAK_RATE
from assistant.settings import SettingsFile, write_whole
from assistant.voice.adapter import ChildVoice, seconds
from assistant.voice.clauses import passages
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CHARACTERS = 3_000  # about three minutes of speech
SLOWEST, FASTEST = 0.5, 2.0
LIST = "list"
FROM_STDIN = "-"


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("say", help="say something into a sound file")
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="what to say; - reads it from stdin"
    )
    parser.add_argument(
        "--out", type=Path, metavar="F.wav", help="the file to write, WAV at 24 kHz"
    )
    parser.add_argument("--voice", metavar="NAME", help=f"a voice; `{LIST}` shows them all")
    parser.add_argument(
        "--pace", type=_pace, metavar="X", help="1 is her own pace, 0.5 slow, 2 fast"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.voice == LIST:
        return asyncio.run(_list())
    if args.text is None or args.out is None:
        raise Trouble(
            "Tell me what to say, and where to.", 'For example: os1 say "Hi." --out hi.wav'
        )
    text = _sensible(_stdin() if args.text == FROM_STDIN else args.text)
    _check_place(args.out)
    settings = SettingsFile.load(args.profile or default_profile()).now
    pace = settings.pace if args.pace is None else args.pace
    pcm = asyncio.run(_say(passages(text), args.voice or settings.voice, pace))
    if not pcm:
        raise Trouble("There is nothing in that text that can be said aloud.")
    _write(args.out, pcm)
    print(f"{args.out}: {seconds(pcm):.1f} s")
    return 0


def _pace(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = 0.0
    if not SLOWEST <= pace <= FASTEST:
        raise argparse.ArgumentTypeError(f"the pace runs from {SLOWEST:g} to {FASTEST:g}")
    return pace


def _stdin() -> str:
    return sys.stdin.buffer.read(MOST_CHARACTERS * 4 + 4).decode("utf-8", "ignore")


def _sensible(text: str) -> str:
    """The text to say, cut when it is too long. Raises Trouble when there is none."""
    if not text.strip():
        raise Trouble("There is nothing to say: the text is empty.")
    if len(text) > MOST_CHARACTERS:
        print(
            f"os1: That is a lot of text; I say the first {MOST_CHARACTERS:,} characters.",
            file=sys.stderr,
        )
    return text[:MOST_CHARACTERS]


def _check_place(path: Path) -> None:
    """Before the work, not after it: can this file be written?"""
    if path.is_dir():
        raise Trouble(f"{path} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        raise Trouble(f"There is no folder {path.parent}.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Trouble(f"{path} cannot be written.", "Choose another place.")


async def _say(pieces: Sequence[str], voice: str, pace: float) -> bytes:
    her = await _started()
    try:
        if not her.neural and not voice.startswith("system:"):
            print(
                "os1: Her own voice is not here yet, so the system's voice speaks. "
                f"Get hers: ./os1 models get {KOKORO_MODEL}",
                file=sys.stderr,
            )
        return b"".join([await her.render(piece, voice, pace) for piece in pieces])
    finally:
        await her.close()


async def _list() -> int:
    her = ChildVoice()
    try:
        for voice in await her.voices():
            print(f"{voice.name:<28} {voice.title} [{voice.language}]")
    finally:
        await her.close()
    return 0


async def _started() -> ChildVoice:
    folder = Store(models_folder()).path(KOKORO_MODEL)
    her = ChildVoice(folder / KOKORO_FILE if folder else None)
    await her.start()
    return her


def _write(path: Path, pcm: bytes) -> None:
    whole = io.BytesIO()
    with wave.open(whole, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SPEAK_RATE)
        sound.writeframes(pcm)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(whole.getvalue())  # a device or a pipe is not replaced
        else:
            write_whole(path, whole.getvalue())
    except OSError as error:
        raise Trouble(f"{path} cannot be written ({error.strerror}).") from None
