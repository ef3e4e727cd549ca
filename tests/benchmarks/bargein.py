"""Speaking while she speaks: what ducks, stops and does not stop her, and whether she stops herself.

Her real voice, the real mixer, canceller, voice activity, floor and recogniser in a computed room
(tests/echoroom.py), faster than time. The devices' share, DEVICES_MS, is added to each time; the
recogniser's answers come after ANSWER_MS.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.bystanders import (
    NAME,
    Bystander,
    Kind,
    at_level,
    interruptions,
    names,
    slight,
    stops,
)
from benchmarks.rows import Row, printed
from echoroom import Acoustics, EchoRoom

from assistant.bargein import BargeIn
from assistant.hearing.calling import calls
from assistant.hearing.engines import WHISPER_MODEL
from assistant.hearing.whisper import Whisper
from assistant.models.store import Store
from assistant.paths import models_folder
from assistant.ports import FRAME_MS
from assistant.sound.activity import VoiceActivity
from assistant.turns.floor import Decision, Verdict
from assistant.turns.overheard import meant
from assistant.voice.adapter import ChildVoice
from assistant.voice.house import HOUSE_VOICES, KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEVICES_MS = 45  # microphone to callback 10-20, mixer to loudspeaker 15-35
ANSWER_MS = 260  # whole frames
PERSON_DB = -20.0
NOISE_BELOW_DB = 10.0
MINUTES = 10
JUMPS_A_MINUTE = 1.0
SAID = (
    "That sounds like a long day. What was the hardest part of it?",
    "It's a quarter past seven, and outside it is getting dark.",
    "I can tell you the time, work out sums, and remember what you tell me.",
    "Let me think about that for a moment. I would rather be right than quick.",
    "I may have understood you wrong. Did you mean Thursday or Tuesday?",
    "We could make a list, or you just talk and I keep quiet.",
    "Your mother's birthday is in nine days. Shall we think about a present?",
    "Some evenings are like that. Nothing is wrong, and nothing is quite right.",
    "Two hundred and forty divided by six is forty.",
    "If you want, I can say it again more slowly, or in fewer words.",
    "Your brother said he would come on Saturday, didn't he?",
    "Eleven miles are about seventeen point seven kilometres.",
    "You could stop at the market on your way, or wait until Saturday.",
    "Hold on to it for a while. The bus stop is just around the corner.",
    "That is enough for today. It has been quiet since noon.",
)
ROOMS = {
    "-12 dB": Acoustics(-12),
    "-12 dB, reverberant": Acoustics(-12, 0.5),
    "-12 dB, reverberant and clipped": Acoustics(-12, 0.4, 0.6),
    "-6 dB, reverberant and clipped": Acoustics(-6, 0.4, 0.6),
}
ORDINARY = Acoustics(-12, 0.4, 0.3)
LOUD = Acoustics(-6, 0.3)


@dataclass
class Talk:
    """She talks on and on in a room; `step` lets 20 ms pass and tells what the floor decided."""

    acoustics: Acoustics
    said: Sequence[bytes]
    recognise: Callable[[bytes, str], Verdict]
    seed: int = 0
    barge_in: BargeIn = field(default_factory=BargeIn)
    listens: bool = True

    def __post_init__(self) -> None:
        self.room = EchoRoom(self.acoustics, self.seed)
        model = Store(models_folder()).need("silero-vad-v6") / "silero_vad.onnx"
        self.room.ear.activity = VoiceActivity(model)
        self.room.ear.second_activity = VoiceActivity(model)
        self.turn = self.clause = self.now_ms = 0
        self.stopped = False  # by a word of its own kind
        self._answers: list[tuple[int, int, Verdict]] = []
        for _ in range(150):
            self.step()

    def reply(self, clauses: int = 2) -> None:
        self.turn += 1
        self.room.mixer.resume()
        for number in range(clauses):
            self.room.say(self.turn, number, self.said[self.clause % len(self.said)])
            self.clause += 1

    def step(self) -> Decision:
        if not self.room.mixer.busy:
            self.reply()
        self.now_ms += FRAME_MS
        for number, at_ms, verdict in self._answers:
            if at_ms == self.now_ms:
                self.barge_in.answered(number, verdict)
        frames, _notes = self.room.step()
        decision = Decision.WAIT
        self.stopped = self.listens and any(frame.stop for frame in frames)
        for frame in frames if self.listens else ():
            decision = self.barge_in.feed(frame, she_speaks=True)
            self._obey(decision)
        return decision

    @property
    def saying(self) -> str:
        """The words of this reply of two."""
        return " ".join(SAID[(self.clause - back) % len(SAID)] for back in (2, 1))

    def _obey(self, decision: Decision) -> None:
        mixer = self.room.mixer
        match decision:
            case Decision.DUCK:
                mixer.duck()
            case Decision.HOLD:
                mixer.hold()
            case Decision.ASK:
                verdict = self.recognise(self.barge_in.asked, self.saying)
                self._answers.append((self.barge_in.number, self.now_ms + ANSWER_MS, verdict))
            case Decision.RESUME:
                mixer.resume()
            case Decision.YIELD:
                mixer.silence()
            case _:
                pass


@dataclass(frozen=True)
class Reaction:
    """Times from the sound's beginning, in ms; None: never."""

    who: Bystander
    ducked: int | None
    silent: int | None
    yielded: int | None


def reaction(talk: Talk, who: Bystander, *, noise: bool = False) -> Reaction:
    """What she does about somebody who begins while she is in full voice."""
    rng = np.random.default_rng(len(who.samples))
    talk.reply(3)
    for _ in range(int(rng.integers(60, 110))):
        talk.step()
    if noise:
        hiss = rng.normal(0, 10 ** ((PERSON_DB - NOISE_BELOW_DB) / 20), 16_000 * 5)
        talk.room.person(hiss.astype(np.float32))
        for _ in range(25):
            talk.step()
    passed = 0
    talk.room.person(at_level(who.samples, PERSON_DB))
    first: dict[Decision, int] = {}
    lasts = len(who.samples) // 16
    for passed in range(FRAME_MS, max(lasts, 600) + 1400, FRAME_MS):
        decision = talk.step()
        first.setdefault(decision, passed + DEVICES_MS)
        if decision is Decision.YIELD:
            break
    yielded = first.get(Decision.YIELD)
    silent = min(
        (first[one] for one in (Decision.HOLD, Decision.YIELD) if one in first), default=None
    )
    talk.listens = False  # the rest of what they say is a turn of theirs
    talk.room.mixer.silence()
    for _ in range(max(0, lasts - passed) // FRAME_MS + 75):
        talk.step()
    talk.listens = True
    talk.barge_in.forget()
    return Reaction(who, first.get(Decision.DUCK), silent, yielded)


def self_interruptions(
    acoustics: Acoustics,
    said: Sequence[bytes],
    recognise: Callable[[bytes, str], Verdict],
    minutes: float = MINUTES,
) -> dict[str, int]:
    """She talks alone; every third reply the speaker is opened anew, and now and then it misses a beat."""
    rng, talk = np.random.default_rng(0), Talk(acoustics, said, recognise)
    counted = dict.fromkeys((Decision.DUCK, Decision.HOLD, Decision.YIELD, "stop"), 0)
    turn = talk.turn
    for _ in range(round(minutes * 60_000 / FRAME_MS)):
        decision = talk.step()
        if decision in counted:
            counted[decision] += 1
        counted["stop"] += talk.stopped
        if rng.random() < JUMPS_A_MINUTE * FRAME_MS / 60_000:
            talk.room.delay_ms = int(rng.integers(40, 140))
        if talk.turn >= turn + 3:
            turn = talk.turn
            talk.room.delay_ms = int(rng.integers(40, 140))
            talk.room.ear.speaker_reopened()
    return {str(what): count for what, count in counted.items()}


def judge(whisper: Whisper) -> Callable[[bytes, str], Verdict]:
    def recognise(pcm: bytes, hers: str) -> Verdict:
        found = whisper.recognise(pcm)
        if calls(found.text, NAME):
            return Verdict.MEANT
        return meant(found.text, found.confidence, hers)

    return recognise


async def her_voice() -> list[bytes]:
    """Everything in SAID, in her six voices by turns."""
    voice = ChildVoice(Store(models_folder()).need(KOKORO_MODEL) / KOKORO_FILE)
    await voice.start()
    try:
        return [
            await voice.render(text, HOUSE_VOICES[at % len(HOUSE_VOICES)].name, 1.0)
            for at, text in enumerate(SAID)
        ]
    finally:
        await voice.close()


def share(found: Sequence[bool]) -> float:
    return round(sum(found) / len(found), 3)


def at(times: Sequence[int | None], percent: int) -> int | None:
    known = [time for time in times if time is not None]
    return round(float(np.percentile(known, percent))) if known else None


def run(minutes: float = MINUTES, part: str = "") -> dict[str, object]:
    """Print the rows of barge-in, and return them; `part` is "reactions", "alone" or both.

    Two processes share the work: nothing in it is real-time.
    """
    begun = time.monotonic()
    said = asyncio.run(her_voice())
    figures: dict[str, Any] = {"minutes": minutes}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        rooms = () if part == "reactions" else tuple(ROOMS)
        alone = {name: pool.submit(_alone, name, said, minutes) for name in reversed(rooms)}
        if part != "alone":
            figures |= pool.submit(_reactions, said).result()
        if alone:
            figures["alone"] = {name: alone[name].result() for name in rooms}
    figures["took_s"] = round(time.monotonic() - begun)
    for name, value in figures.items():
        print(f"{name:<22} {value}")
    print()
    return figures | printed(_rows(figures))


def _recogniser() -> Callable[[bytes, str], Verdict]:
    return judge(Whisper(Store(models_folder()).need(WHISPER_MODEL)))


def _alone(name: str, said: Sequence[bytes], minutes: float) -> dict[str, int]:
    return self_interruptions(ROOMS[name], said, _recogniser(), minutes)


def _reactions(said: Sequence[bytes]) -> dict[str, object]:
    return reactions(said, _recogniser())


def _rows(figures: dict[str, Any]) -> list[Row]:
    """Of the issue's table, those about speaking over her; shares in percent."""
    return [
        *(_rows_of_reactions(figures) if "yields" in figures else ()),
        *(_rows_alone(figures["alone"]) if "alone" in figures else ()),
    ]


def _rows_alone(alone: dict[str, dict[str, int]]) -> list[Row]:
    far = max(count[Decision.YIELD] for name, count in alone.items() if name.startswith("-12"))
    near = alone["-6 dB, reverberant and clipped"][Decision.YIELD]
    false_stops = max(count["stop"] for count in alone.values())
    return [
        Row("false stops in 10 min of her talking", false_stops, 1, 0, ""),
        Row("self-interruptions in 10 min, -12 dB", far, 0, 0, ""),
        Row("self-interruptions in 10 min, -6 dB", near, 1, 0, ""),
    ]


def _rows_of_reactions(figures: dict[str, Any]) -> list[Row]:
    return [
        Row("ducked after an interruption's onset, p50", figures["ducked_p50_ms"], 120, 80),
        Row("silent after it, p50", figures["silent_p50_ms"], 400, 300),
        Row("silent after it, p95", figures["silent_p95_ms"], 600, 450),
        Row("yields to a real interruption", 100 * figures["yields"], 95, 99, "%", least=True),
        Row("slight sounds that do not stop her", 100 * figures["not_stopped"], 75, 90, "%", least=True),
        Row('"stop" caught, -6 dB echo, 10 dB noise', 100 * figures["stop_caught"], 95, 99, "%", least=True),
    ]  # fmt: skip


def reactions(
    said: Sequence[bytes], recognise: Callable[[bytes, str], Verdict]
) -> dict[str, object]:
    """To people who want the floor, to people and things that do not, and to stops in noise."""
    talk = Talk(ORDINARY, said, recognise)
    meant_it = [reaction(talk, who) for who in interruptions()]
    not_meant = [reaction(talk, who) for who in slight()]
    loud = Talk(LOUD, said, recognise)
    stopped = [reaction(loud, who, noise=True) for who in stops()]
    called = [reaction(loud, who, noise=True) for who in names()]
    return {
        "ducked_p50_ms": at([one.ducked for one in meant_it], 50),
        "silent_p50_ms": at([one.silent for one in meant_it], 50),
        "silent_p95_ms": at([one.silent for one in meant_it], 95),
        "yields": share([one.yielded is not None for one in meant_it]),
        "not_stopped": share([one.yielded is None for one in not_meant]),
        "not_held": share([one.silent is None for one in not_meant]),
        "stop_caught": share([one.yielded is not None for one in stopped]),
        "stop_silent": share([one.silent is not None for one in stopped]),
        "stop_silent_p50_ms": at([one.silent for one in stopped], 50),
        "name_caught": share([one.yielded is not None for one in called]),
        "not_stopped_by": {
            kind.value: share([one.yielded is None for one in not_meant if one.who.kind is kind])
            for kind in (Kind.BACKCHANNEL, Kind.COUGH, Kind.NOISE)
        },
        "stopped_by": [one.who.name for one in not_meant if one.yielded is not None],
        "missed": [one.who.name for one in (*meant_it, *stopped) if one.yielded is None],
    }
