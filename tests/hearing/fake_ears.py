"""A hearing child with a scripted recogniser: it dies, hangs and answers on demand."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.hearing.recogniser import Understood
from assistant.hearing.serve import serve
from assistant.wire import Parent

if TYPE_CHECKING:
    from collections.abc import Sequence


class Scripted:
    """Does what the sound says, as text: "die", "hang" and "bug" only the first time."""

    def __init__(self, engine: str, folder: Path) -> None:
        self.name, self.folder = engine, folder

    def recognise(
        self, pcm: bytes, *, full: bool = False, quick: bool = False, names: Sequence[str] = ()
    ) -> Understood:
        word = pcm.decode(errors="replace")
        done = self.folder / word
        if word in {"die", "hang", "bug"} and not done.exists():
            done.touch()
            if word == "die":
                os._exit(9)
            if word == "hang":
                time.sleep(60)
            raise KeyError(word)
        match word:
            case "always die":
                os._exit(9)
            case "trouble":
                raise Trouble("I can't.", "Nobody can.")
            case "slow":
                time.sleep(0.5)
        whom = f" {' '.join(names)}" if names else ""
        return Understood(f"{word} {'full' if full else 'quick' if quick else 'fast'}{whom}", 0.9)


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--engine")
    words.add_argument("--model", type=Path)
    words.add_argument("--turn-model", type=Path)
    args = words.parse_args()
    if args.engine != "pocketsphinx" and (args.model / "never").exists():
        os._exit(7)
    parent = Parent().connect()
    parent.event("engine", engine=args.engine, what="", remedy="")
    if args.turn_model:
        parent.event("turns", judges=True, what="", remedy="")
    parent.event("ready")
    folder = args.model or Path(os.environ["FAKE_EARS"])
    serve(parent, Scripted(args.engine, folder), (lambda _: 0.75) if args.turn_model else None)


if __name__ == "__main__":
    main()
