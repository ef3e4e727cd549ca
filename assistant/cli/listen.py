"""`os1 listen`: the whole loop in real time on a sound file instead of devices."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import events as e
from assistant.choices import Choices
from assistant.facts import FactsFile, record
from assistant.profile import held
from assistant.settings import SettingsFile
from assistant.state import State, advance
from assistant.wiring import Companion

if TYPE_CHECKING:
    import argparse

QUIET_S = 2.0  # after the file and the last reply
LONGEST_S = 600.0


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("listen", help="answer a sound file in real time")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="what she says, as a WAV")
    parser.add_argument("--json", action="store_true", help="facts as JSON lines, then a summary")
    parser.set_defaults(run=run)


@dataclass
class Notes:
    """What happened, with milliseconds since the person's last sound (None before there is one)."""

    as_json: bool
    file: FactsFile | None = None
    state: State = field(default_factory=State)
    heard: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    first_sound_ms: int | None = None
    last_change: float = field(default_factory=time.monotonic)
    _speech_ended_ms: int | None = None

    def tell(self, fact: e.Fact) -> None:
        now = time.monotonic_ns() // 1_000_000
        self.last_change = time.monotonic()
        self.state = advance(self.state, fact)
        match fact:
            case e.UserFellSilent(silence_ms=silence):
                self._speech_ended_ms = now - silence
            case e.UserSaid(text=text):
                self.heard.append(text)
            case e.ReplySpoken(text=text):
                self.said.append(text)
                if self.first_sound_ms is None and self._speech_ended_ms is not None:
                    self.first_sound_ms = now - self._speech_ended_ms
            case _:
                pass
        if self.file is not None:
            self.file.write(fact, self.state)
        if self.as_json:
            ended = self._speech_ended_ms
            line = record(fact, self.state, now) | {"since": None if ended is None else now - ended}
            print(json.dumps(line), flush=True)
        elif isinstance(fact, e.TroubleCame):
            print(f"os1: {fact.what} {fact.remedy}".strip(), file=sys.stderr)

    def summary(self) -> dict[str, object]:
        return {
            "heard": self.heard,
            "said": " ".join(self.said),
            "ms": {"first_sound": self.first_sound_ms},
        }


def run(args: argparse.Namespace) -> int:
    with ExitStack() as stack:
        folder = args.profile or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        profile = stack.enter_context(held(folder))
        notes = Notes(args.json, FactsFile(args.facts) if args.facts else None)
        choices = Choices(
            profile, SettingsFile.load(profile), args.mind, args.file, args.out,
            fetch=False, greet=False,
        )  # fmt: skip
        asyncio.run(listen(choices, notes))
    if args.json:
        print(json.dumps(notes.summary()))
    else:
        print(f"heard: {' '.join(notes.heard)}\nsaid:  {' '.join(notes.said)}")
    return 0 if notes.heard else 1


async def listen(choices: Choices, notes: Notes) -> None:
    """Converse until the file is over, she has answered, and it has been quiet for a while."""
    companion = Companion(choices, notes.tell)
    life = asyncio.create_task(companion.live())
    try:
        async with asyncio.timeout(LONGEST_S):
            over = asyncio.create_task(companion.sound.file_is_over.wait())
            await asyncio.wait({life, over}, return_when=asyncio.FIRST_COMPLETED)
            over.cancel()
            while not life.done() and _busy(notes):
                await asyncio.sleep(0.1)
    except TimeoutError:
        print("os1: It took too long; she is stopped.", file=sys.stderr)
    companion.conversation.inbox.put_nowait(e.Quit())
    await life


def _busy(notes: Notes) -> bool:
    return notes.state.replying or time.monotonic() - notes.last_change < QUIET_S
