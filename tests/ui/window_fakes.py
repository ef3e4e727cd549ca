"""An engine for the window's tests: takes wishes, and says what the test tells it to say."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant import health
from assistant.errors import Trouble
from assistant.events import (
    Change,
    DevicesFound,
    DismissCrisis,
    ListDevices,
    Mute,
    Muted,
    SettingChanged,
    Unmuted,
)
from assistant.events import CrisisDismissed as Dismissed
from assistant.growth.account import Account
from assistant.hearing.engines import Engine as Recogniser
from assistant.letters.view import Table
from assistant.net.outward import Left
from assistant.ports import VoiceInfo
from assistant.settings import DEFAULTS, Settings, checked
from assistant.state import State, advance
from assistant.tidying.view import Swept
from assistant.tools.toolbox import Toolset
from assistant.vitals import Condition, ModelVitals, Vitals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.events import Fact, Wish
    from assistant.health import PartHealth
    from assistant.memory.store import MemoryStore

VOICES = (
    VoiceInfo("warm", "Warm: close and friendly, her own voice", "neural"),
    VoiceInfo("bright", "Bright: light and quick to smile", "neural"),
    VoiceInfo("calm", "Calm: British, soft and in no hurry", "neural"),
    VoiceInfo("even", "Even: a man's, level and unhurried", "neural"),
    VoiceInfo("system:en-gb", "English (Great Britain)", "system"),
    VoiceInfo("system:en-us", "English (America)", "system"),
)
DEVICES = DevicesFound(("Built-in Microphone", "Desk Headset"), ("Built-in Speakers",))
RECOGNISERS = (
    Recogniser("whisper", "Whisper, the fast way", True, True),
    Recogniser("faster-whisper", "Whisper through SpeechRecognition", True, True),
    Recogniser("pocketsphinx", "PocketSphinx", True, False, "It is not installed."),
    Recogniser("google", "Google Speech Recognition", False, False, "It leaves this computer."),
    Recogniser("azure", "Microsoft Azure Speech", False, False, "It leaves this computer."),
)
MODELS = (
    ModelVitals(
        "faster-whisper-base",
        "Whisper base multilingual (CTranslate2, fp16)",
        "MIT",
        145_200_000,
        Condition.WELL,
        True,
    ),
    ModelVitals(
        "kokoro-v1.0-int8", "Kokoro 82M", "Apache-2.0", 92_400_000, Condition.PREPARING, True, 0.42
    ),
    ModelVitals(
        "smart-turn-v3.2-cpu", "Smart Turn v3.2", "BSD-2-Clause", 8_700_000, Condition.BROKEN, True
    ),
)
NOTHING_LEFT = Left(datetime(2026, 11, 22, 21, 45, tzinfo=UTC))
REPORT = "OS1, all is well"


@dataclass
class AtOnce:
    """A diary whose thread is this one."""

    profile: Path
    store: MemoryStore | None

    def submit(self, job: Callable[..., Any], *args: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(job(*args))
        except Trouble as trouble:
            future.set_exception(trouble)
        return future


@dataclass
class FakeEngine:
    settings: Settings = DEFAULTS
    state: State = field(default_factory=State)
    wishes: list[Wish] = field(default_factory=list)
    known: tuple[VoiceInfo, ...] = VOICES
    models: tuple[ModelVitals, ...] = MODELS
    fetching: bool = True
    connected: DevicesFound = DEVICES
    sound: tuple[float, float] = (-24.0, -20.0)
    diary: Any = None
    started: int = 0
    stopped: int = 0
    watchers: list[Callable[[Fact, State], None]] = field(default_factory=list)
    gone: Left = NOTHING_LEFT
    table: Table = field(default_factory=Table)
    sweep: Swept = field(default_factory=Swept)
    grown: Account = field(default_factory=Account)
    tools: Toolset = field(default_factory=Toolset)

    def start(self) -> None:
        self.started += 1

    def stop(self) -> None:
        self.stopped += 1

    def watch(self, callback: Callable[[Fact, State], None]) -> None:
        self.watchers.append(callback)

    def levels(self) -> tuple[float, float]:
        return self.sound

    def voices(self) -> tuple[VoiceInfo, ...]:
        return self.known

    def recognisers(self) -> tuple[Recogniser, ...]:
        return RECOGNISERS

    def health(self) -> tuple[PartHealth, ...]:
        vitals = Vitals(
            self.settings, engine="whisper", judges=True, neural=True, voices=len(self.known),
            mind="scripted", models=self.models, fetching=self.fetching,
            models_bytes=246_000_000, profile_bytes=1_200_000, free_bytes=31_000_000_000,
        )  # fmt: skip
        return health.health(vitals, self.state)

    def left(self) -> Left:
        return self.gone

    def report(self) -> str:
        return REPORT

    def memory(self) -> Any:
        return self.diary

    def letters(self) -> Table:
        return self.table

    def swept(self) -> Swept:
        return self.sweep

    def toolset(self) -> Toolset:
        return self.tools

    def growth(self) -> Account:
        return self.grown

    @property
    def asked(self) -> list[Wish]:
        """The wishes without the looks at what is connected, which the page makes by itself."""
        return [wish for wish in self.wishes if not isinstance(wish, ListDevices)]

    def submit(self, wish: Wish) -> None:
        """What a real engine would do at once with a wish about itself."""
        self.wishes.append(wish)
        match wish:
            case Change(name=name, value=value):
                self.settings = checked(self.settings, name, value)
                self.tell(SettingChanged(name, value))
            case Mute(on=on):
                self.tell(Muted() if on else Unmuted())
            case DismissCrisis():
                self.tell(Dismissed())
            case ListDevices():
                self.tell(self.connected)
            case _:
                pass

    def tell(self, *facts: Fact) -> None:
        for fact in facts:
            self.state = advance(self.state, fact)
            for watcher in self.watchers:
                watcher(fact, self.state)
