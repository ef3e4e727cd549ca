"""An engine for the window's tests: takes wishes, and says what the test tells it to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.events import Change, DismissCrisis, Mute, Muted, SettingChanged, Unmuted
from assistant.events import CrisisDismissed as Dismissed
from assistant.ports import VoiceInfo
from assistant.settings import DEFAULTS, Settings, checked
from assistant.state import State, advance

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.events import Fact, Wish

VOICES = (
    *(VoiceInfo(name, name.capitalize(), "neural") for name in ("warm", "bright", "calm", "even")),
    VoiceInfo("system:en-gb", "English (Great Britain)", "system"),
    VoiceInfo("system:en-us", "English (America)", "system"),
)


@dataclass
class FakeEngine:
    settings: Settings = DEFAULTS
    state: State = field(default_factory=State)
    wishes: list[Wish] = field(default_factory=list)
    known: tuple[VoiceInfo, ...] = VOICES
    sound: tuple[float, float] = (-24.0, -20.0)
    started: int = 0
    stopped: int = 0
    watchers: list[Callable[[Fact, State], None]] = field(default_factory=list)

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
            case _:
                pass

    def tell(self, *facts: Fact) -> None:
        for fact in facts:
            self.state = advance(self.state, fact)
            for watcher in self.watchers:
                watcher(fact, self.state)
