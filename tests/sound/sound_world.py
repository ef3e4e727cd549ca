"""A sound system, the sound child on it and what the person is told, on virtual time: for tests."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from assistant import events as e
from assistant.child import BACK_OFF_S
from assistant.errors import ChildLost, Trouble
from assistant.ports import SoundTrouble, SoundWell
from assistant.sound import care as care_module
from assistant.sound import patience
from assistant.sound.adapter import REST_S, ChildSound
from assistant.sound.care import Care
from assistant.sound.naps import Naps
from assistant.sound.rims import MICROPHONE_WORDS, SPEAKER_LIMITS, SPEAKER_WORDS, STUCK
from assistant.sound.watch import Limits
from assistant.state import State, advance

if TYPE_CHECKING:
    import pytest

STEP_MS, START_MS, LOOK_MS = 100, 300, 500
OURS, OTHER = "Webcam", "Headset"


class Ended(BaseException):
    """The process in which a call was waiting is no more."""


@dataclass
class Stream:
    """An open device. `source` is where a microphone's sound comes from; "" when it is dead."""

    source: str
    server: int
    substitute: bool
    system: System

    def close(self) -> None:
        self.system.answer()


@dataclass
class System:
    """A sound server: up, down, or hanging; each number is another server. All by hand."""

    number: int = 1
    up: bool = True
    hangs: bool = False
    microphones: list[str] = field(default_factory=lambda: [OURS])
    speakers: bool = True
    to_monitor: bool = False  # the default source is a speaker's own sound
    zeros: bool = False
    stalls: bool = False
    refuses: bool = False
    over: bool = False  # the process that asks has ended
    waits: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def answer(self) -> None:
        """Every call comes through here; where it hangs, the thread that calls waits."""
        while self.hangs and not self.over:
            self.waits.set()
            self.goes_on.wait()
        if self.over:
            raise Ended

    def open(self, kind: str, name: str) -> Stream:
        self.answer()
        if not self.up:
            raise Trouble("I can't reach the computer's sound system.")
        if not (self.microphones if kind == "microphone" else self.speakers):
            raise Trouble(f"I can't find a {kind}.")
        if self.refuses:
            raise Trouble(f"Another program holds the {kind}.")
        if kind == "speaker":
            return Stream("speaker", self.number, False, self)
        there = name in self.microphones
        usual = "monitor" if self.to_monitor else self.microphones[0]
        return Stream(name if there else usual, self.number, bool(name) and not there, self)

    def delivers(self, stream: Stream) -> bool:
        """Whether frames come: from what is there, of the server it was opened on."""
        there = stream.source in (*self.microphones, "monitor", "speaker")
        alive = self.up and stream.server == self.number and there
        return alive and not self.hangs and not self.stalls


class Process:
    """The sound child: two carers and their patience; `tell` reaches the parent while it lives."""

    def __init__(self, world: World) -> None:
        self.world, self.system = world, world.system
        self.patience = patience.begun(world.now)
        self.threads: dict[str, threading.Thread] = {}
        naps = Naps(awake_s=lambda: 0.0, always_s=lambda: 0.0)
        self.cares = {
            "microphone": Care(
                "microphone", "", lambda name: self.system.open("microphone", name), self.tell,
                Limits(), MICROPHONE_WORDS, self.is_monitor,
                present=self.present, told_of_moves=lambda: True, naps=naps, wanted=False,
            ),
            "speaker": Care(
                "speaker", "", lambda name: self.system.open("speaker", name), self.tell,
                SPEAKER_LIMITS, SPEAKER_WORDS, naps=naps,
            ),
        }  # fmt: skip

    def present(self) -> list[str]:
        self.system.answer()
        return self.system.microphones

    def is_monitor(self) -> bool:
        stream = self.cares["microphone"]._device
        return isinstance(stream, Stream) and stream.source == "monitor"

    def tell(self, key: str, trouble: Trouble | None) -> None:
        if self.world.process is not self:
            return
        if trouble is None:
            self.world.sound._take({"event": "well", "key": key}, b"")
        else:
            told = {"event": "trouble", "key": key, "what": trouble.what, "remedy": ""}
            self.world.sound._take(told, b"")

    def step(self) -> None:
        for name, care in self.cares.items():
            stream = care._device
            if isinstance(stream, Stream) and self.system.delivers(stream):
                care.frame(not (self.system.zeros and name == "microphone"))
            if self.world.now % (2 * STEP_MS) == 0:
                self.stepped(name, care)
        if self.world.now % LOOK_MS == 0:
            busy = {name: care.busy_since_ms for name, care in self.cares.items()}
            self.patience, acts = patience.look(self.patience, self.world.now, busy, sounding=False)
            for act in acts:
                match act:
                    case patience.Complain():
                        self.tell("sound", STUCK)
                    case patience.Content():
                        self.tell("sound", None)
                    case patience.Leave():
                        self.world.kill()

    def stepped(self, name: str, care: Care) -> None:
        """One step of a carer, in a thread of its own where it may be held up."""
        thread = self.threads.get(name)
        if thread is not None:
            return
        if not self.system.hangs:
            care._step()
            return
        care.busy_since_ms = self.world.now
        ended = threading.Event()

        def run() -> None:
            try:
                care._step()
            except Ended:
                pass
            finally:
                ended.set()
                self.system.waits.set()

        self.system.waits.clear()
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        self.system.waits.wait()
        if ended.is_set():
            thread.join()
            care.busy_since_ms = None
        else:
            self.threads[name] = thread

    def let_go(self) -> None:
        """The calls that were held up return, in a fixed order."""
        self.system.goes_on.set()
        for name, thread in self.threads.items():
            thread.join()
            self.cares[name].busy_since_ms = None
        self.threads.clear()
        self.system.goes_on.clear()

    def end(self) -> None:
        self.system.over = True
        self.let_go()
        self.system.over = False


class World:
    """All of it. `troubles` is what the person sees now."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0
        monkeypatch.setattr(care_module, "now_ms", lambda: self.now)
        self.system = System()
        self.state, self.told = State(), list[e.Fact]()
        self.sound = ChildSound()
        self.sound._child = SimpleNamespace(up=False, tell=self.order, last_words=())  # type: ignore[assignment]
        self.process: Process | None = None
        self.starts_ms, self.failures = START_MS, 0
        self.sound.listen(True)

    @property
    def troubles(self) -> set[str]:
        return set(self.state.troubles)

    def order(self, what: str, **fields: Any) -> None:
        if self.process is None:
            return
        if what == "listen":
            self.process.cares["microphone"].want(fields["on"])
        elif what == "choose":
            self.process.cares["microphone"].choose(fields["microphone"])

    def moved(self) -> None:
        """The server tells that something is another than before."""
        if self.process is not None:
            self.process.cares["microphone"].moved()

    def kill(self) -> None:
        """The child dies, however."""
        process, self.process = self.process, None
        if process is None:
            return
        process.end()
        self.sound._child.up = False  # type: ignore[misc]
        self.sound._lost(ChildLost("The sound part stopped.", "It is started again by itself."))
        wait_s = min(BACK_OFF_S[min(self.failures, len(BACK_OFF_S) - 1)], REST_S)
        self.failures += 1
        self.starts_ms = self.now + round(wait_s * 1000) + START_MS

    def unhang(self) -> None:
        self.system.hangs = False
        if self.process is not None:
            self.process.let_go()

    def run(self, ms: int) -> None:
        for _ in range(ms // STEP_MS):
            self.now += STEP_MS
            if self.process is None and self.now >= self.starts_ms:
                self.process = Process(self)
                self.sound._child.up = True  # type: ignore[misc]
                self.sound._restore()
            if self.process is not None:
                self.process.step()
            self._hear()

    def _hear(self) -> None:
        """What the conversation makes of it, see `Conversation._device`."""
        while not self.sound._sensed.empty():
            match self.sound._sensed.get_nowait():
                case SoundTrouble(key=key, what=what):
                    self._fact(e.TroubleCame(key, what))
                case SoundWell(key=key):
                    assert key in self.troubles, f"{key} went and had never come"
                    self._fact(e.TroubleWent(key))

    def _fact(self, fact: e.Fact) -> None:
        self.told.append(fact)
        self.state = advance(self.state, fact)

    def end(self) -> None:
        if self.process is not None:
            self.process.end()
