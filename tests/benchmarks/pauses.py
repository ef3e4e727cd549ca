"""When she takes the floor, without a sound server: real ears, real words, the real conversation.

People who hesitate and people who don't are heard frame by frame on virtual time: voice activity,
Whisper and Smart Turn are the real ones, their answers come after the times measured with devices.
A decision about the end of a turn is tried so in a minute instead of twenty.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soxr
import virtualtime
from fakes import NOON, FakeDialogue, FakeSound, FakeVoice
from soundserver import read_wav

from assistant import events as e
from assistant.conversation import Conversation
from assistant.dialogue.leadins import PHRASES
from assistant.dialogue.openers import OPENERS
from assistant.hearing.collect import Collector
from assistant.hearing.engines import WHISPER_MODEL
from assistant.hearing.whisper import Whisper
from assistant.listening import Listening
from assistant.models.store import Store
from assistant.parts import Parts
from assistant.paths import models_folder
from assistant.ports import FRAME_BYTES, FRAME_MS, HEAR_RATE, Clause, Frame, Transcript
from assistant.settings import SettingsFile
from assistant.sound.activity import VoiceActivity
from assistant.turns.judge import SmartTurn

from .rows import Row, printed
from .thinkers import thinkers
from .users import Kind, User, users

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from assistant.ports import Heard

MICROPHONE_S, SPEAKER_S = 0.02, 0.025  # the devices' share
WORDS_S, JUDGED_S, RENDERED_S = 0.33, 0.06, 0.5  # medians of `bench turns`, two cores and all of it
MIND_S = 1.1  # its first clause, from the words on
ROOM_DB = -80.0
AFTER_S = 2.6
TOLD = ("It's ten past four.", "That's 56.", "10 kilometres are 6.214 miles.")
LONGEST_S = 12.0  # of one turn


class Known:
    """What the models said about a sound, kept in `file` so that it is asked only once."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.found: dict[str, Any] = json.loads(file.read_text()) if file and file.exists() else {}
        store = Store(models_folder())
        self.whisper = Whisper(store.need(WHISPER_MODEL))
        self.judge = SmartTurn(next(store.need("smart-turn-v3.2-cpu").glob("*.onnx")))
        self.activity = VoiceActivity(store.need("silero-vad-v6") / "silero_vad.onnx")

    def words(self, pcm: bytes) -> tuple[str, float]:
        key = "w" + hashlib.sha1(pcm, usedforsecurity=False).hexdigest()
        if key not in self.found:
            heard = self.whisper.recognise(pcm)
            self.found[key] = [heard.text, heard.confidence]
        text, confidence = self.found[key]
        return text, confidence

    def complete(self, pcm: bytes) -> float:
        key = "c" + hashlib.sha1(pcm, usedforsecurity=False).hexdigest()
        if key not in self.found:
            self.found[key] = self.judge.complete(pcm)
        return float(self.found[key])

    def frames(self, wav: Path) -> list[Frame]:
        """20 ms each, the room's noise behind them, as the microphone delivers them."""
        samples, rate = read_wav(wav)
        heard = soxr.resample(samples, rate, HEAR_RATE)
        rest = np.zeros(round(AFTER_S * HEAR_RATE), np.float32)
        heard = np.concatenate([heard, rest])
        heard += np.random.default_rng(len(heard)).normal(0, 10 ** (ROOM_DB / 20), len(heard))
        pcm = (np.clip(heard, -1, 1) * 32767).astype("<i2").tobytes()
        key = "v" + hashlib.sha1(pcm, usedforsecurity=False).hexdigest()
        cuts = [pcm[at : at + FRAME_BYTES] for at in range(0, len(pcm) - FRAME_BYTES, FRAME_BYTES)]
        if key not in self.found:
            self.activity.reset()
            self.found[key] = [
                round(self.activity.hear(np.frombuffer(cut, np.int16)), 3) for cut in cuts
            ]
        return [
            Frame(0, cut, voice, -30.0, -120.0)
            for cut, voice in zip(cuts, self.found[key], strict=True)
        ]

    def keep(self) -> None:
        if self.file is not None:
            self.file.write_text(json.dumps(self.found))


@dataclass
class Played(FakeSound):
    """The microphone hears `coming`, frame by frame."""

    coming: list[Frame] = field(default_factory=list)

    async def room(self) -> None:
        silence = Frame(0, bytes(FRAME_BYTES), 0.01, -80.0, -120.0)
        while True:
            await asyncio.sleep(FRAME_MS / 1000)
            frame = self.coming.pop(0) if self.coming else silence
            self.events.put_nowait(replace(frame, at_ms=round(self.now() * 1000)))


@dataclass
class Ears:
    """`told`: what they said of each pause, for whoever looks for a reason."""

    known: Known
    told: list[str] = field(default_factory=list)
    lane: asyncio.Lock = field(default_factory=asyncio.Lock)  # one after the other

    async def transcribe(self, pcm: bytes, *, quick: bool = False) -> Transcript:
        async with self.lane:
            await asyncio.sleep(WORDS_S)
        text, confidence = self.known.words(pcm)
        self.told.append(text)
        return Transcript(text, round(WORDS_S * 1000), "whisper", confidence)

    async def complete(self, pcm: bytes) -> float:
        await asyncio.sleep(JUDGED_S)
        complete = self.known.complete(pcm)
        self.told.append(f"{complete:.2f}")
        return complete

    async def close(self) -> None:
        pass


class Answers(FakeDialogue):
    """A skill's at once, a mind's later."""

    kind = Kind.TALK

    async def _answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        if self.kind is Kind.SKILL:
            yield Clause(TOLD[len(self.heard) % len(TOLD)], "skill:told")
            return
        await asyncio.sleep(MIND_S)
        yield Clause("That is what I would say about it, then.", "manager")


@dataclass(frozen=True)
class Taken:
    """One turn: when she sounded after its end, in ms; `early`: before it, and they went on."""

    user: User
    sound_ms: int | None
    early: bool
    told: tuple[str, ...]


async def _nothing(_wish: e.Upkeep) -> None:
    pass


async def _listened(people: Iterable[User], known: Known, folder: Path) -> list[Taken]:
    sound, ears, dialogue, told = Played(), Ears(known), Answers(), []
    settings = SettingsFile.load(folder)
    listening = Listening(Collector(longest_ms=25_000), lambda: settings.now.patience)
    clock = asyncio.get_running_loop().time
    parts = Parts(
        sound=sound, transcriber=ears, judge=ears, dialogue=dialogue,
        voice=FakeVoice(RENDERED_S, phrases=frozenset((*PHRASES, *OPENERS))),
        listening=listening, settings=settings, cut_up=lambda text, _first: [text],
        perform=lambda _act: None, clock=lambda: NOON, upkeep=_nothing,
    )  # fmt: skip
    conversation = Conversation(parts, lambda fact: told.append((clock(), fact)))
    room, talk = asyncio.create_task(sound.room()), asyncio.create_task(conversation.run())
    found = []
    for user in people:
        told.clear()
        dialogue.kind = user.kind
        sound.coming = known.frames(user.wav)
        ended = clock() + user.ends_s + MICROPHONE_S
        ears.told.clear()
        while sound.coming:
            await asyncio.sleep(FRAME_MS / 1000)
        sounds = [at + SPEAKER_S for at, fact in told if isinstance(fact, e.ReplySpoken)]
        after = [round((at - ended) * 1000) for at in sounds if at >= ended]
        early = any(0 < ended - at < LONGEST_S for at in sounds)
        found.append(Taken(user, after[0] if after else None, early, tuple(ears.told)))
        conversation.inbox.put_nowait(e.Stop())
        await asyncio.sleep(9)
    conversation.inbox.put_nowait(e.Quit())
    await talk
    room.cancel()
    await sound.close()
    return found


def run(turns: int = 100, cache: Path | None = None) -> dict[str, object]:
    """Print the rows for the benchmark's users, and for others no threshold was chosen on.

    `cache`: a folder in which what the models said is kept, for the next try.
    """
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="os1-pauses-") as name:
        folder = cache or Path(name)
        (folder / "profile").mkdir(exist_ok=True)
        known = Known(folder / "known.json" if cache else None)
        crowds = {"users": users(turns, folder), "thinkers": thinkers(folder)}
        for crowd, people in crowds.items():
            taken = virtualtime.run(_listened(list(people), known, folder / "profile"))
            known.keep()
            for one in taken:
                told = " | ".join(one.told)
                print(
                    f"{one.user.kind:8} {one.user.who:.60} {one.sound_ms}{' early' * one.early} {told}",
                    file=sys.stderr,
                )
            figures[crowd] = _rows(taken)
    return figures


def _rows(taken: list[Taken]) -> dict[str, object]:
    def early(*kinds: Kind) -> float:
        chosen = [one for one in taken if one.user.kind in kinds]
        return round(100 * sum(one.early for one in chosen) / len(chosen), 1)

    times = [one.sound_ms for one in taken if one.sound_ms is not None and not one.early]
    return printed([
        Row("first sound, p50", float(np.percentile(times, 50)), 450, 300),
        Row("first sound, p95", float(np.percentile(times, 95)), 1000, 700),
        Row("sounded while the user went on: plain", early(Kind.TALK, Kind.SKILL), 4, 2, "/100"),
        Row("sounded while the user went on: hesitant", early(Kind.HESITANT), 15, 8, "/100"),
    ])  # fmt: skip
