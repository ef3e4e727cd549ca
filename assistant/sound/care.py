"""Keep one device open: watch its frames, close what is dead, open it again, tell each change once."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, assert_never

from assistant.errors import Trouble
from assistant.sound.naps import Naps
from assistant.sound.watch import (
    Close,
    Condition,
    Limits,
    Open,
    Seen,
    Tell,
    Watch,
    consider,
    failed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

LOOK_EVERY_S = 0.2
MONITOR_EVERY_MS = 2000  # where nobody tells of moves
MONITOR_SELDOM_MS = 30_000
CHOSEN_EVERY_MS = 2000  # how often it is looked whether a chosen device is there
SLOW_MS = 500  # opening took so long: worth a note


class Opened(Protocol):
    substitute: bool

    def close(self) -> None: ...


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


@dataclass
class Care:
    """The life of one device, in a thread of its own, because a sick sound server may block it.

    `key` is "microphone" or "speaker"; `open_device(name)` opens it or raises Trouble; `words`
    holds what to say of each bad condition; `is_monitor` asks whether the wrong thing is captured;
    `present()` names the devices there are; `told_of_moves()` whether somebody calls `moved`;
    `on_open` runs after each opening, tried in vain or not, and each closing;
    `tell(key, trouble)` gets each change, None for "well again"; `note` what was done, without names.
    """

    key: str
    name: str
    open_device: Callable[[str], Opened]
    tell: Callable[[str, Trouble | None], None]
    limits: Limits
    words: dict[Condition, Trouble]
    is_monitor: Callable[[], bool] | None = None
    on_open: Callable[[bool], None] | None = None
    present: Callable[[], Collection[str]] | None = None
    told_of_moves: Callable[[], bool] = lambda: False
    note: Callable[[str], None] = lambda _: None
    naps: Naps = field(default_factory=Naps)
    wanted: bool = True

    busy_since_ms: int | None = field(default=None, init=False)
    passed: bool = field(default=False, init=False)  # open, and not a monitor
    _device: Opened | None = field(default=None, init=False)
    _watch: Watch = field(default_factory=Watch, init=False)
    _opened_ms: int = field(default=0, init=False)
    _frame_ms: int | None = field(default=None, init=False)
    _sound_ms: int | None = field(default=None, init=False)
    _monitor: bool = field(default=False, init=False)
    _looked_ms: int = field(default=0, init=False)
    _asked_ms: int = field(default=0, init=False)
    doubted: bool = field(default=False, init=False)  # open, but perhaps moved to a monitor
    _substitute_told: bool = field(default=False, init=False)
    _choose_anew: bool = field(default=False, init=False)
    _noted: str = field(default="", init=False)
    _wake: threading.Event = field(default_factory=threading.Event, init=False)

    def start(self) -> None:
        threading.Thread(target=self._live, name=self.key, daemon=True).start()

    @property
    def well(self) -> bool:
        """It is open and there is nothing to complain of."""
        return self._device is not None and self._watch.condition is Condition.WELL

    # --- from other threads ------------------------------------------------------------

    def want(self, on: bool) -> None:
        """Have it open, or give it back to the system."""
        self.wanted = on
        self._wake.set()

    def choose(self, name: str) -> None:
        if name != self.name:
            self.name = name
            self._choose_anew = True
            self._wake.set()

    def moved(self) -> None:
        """The sound server moved something: nothing passes until it is clear what we hear now.

        `doubted` tells whoever takes the frames to keep them until then.
        """
        if self._device is not None:
            self.doubted, self.passed = True, False
            self._wake.set()

    def frame(self, sound: bool) -> None:
        """The device delivered (or fetched) something just now. Called from its callback."""
        self._frame_ms = now_ms()
        if sound:
            self._sound_ms = self._frame_ms

    # --- its own thread ----------------------------------------------------------------

    def _live(self) -> None:
        while True:
            self.busy_since_ms = now_ms()
            self._step()
            self.busy_since_ms = None
            self._wake.wait(LOOK_EVERY_S)
            self._wake.clear()

    def _step(self) -> None:
        if self._choose_anew:
            self._choose_anew = False
            self._close()
            if not self.name:
                self._tell_substitute(False)  # nothing is missed any more, whether it opens or not
            self._watch = Watch(self._watch.condition)
        if self.naps.slept():
            self._close()
        self._look_closer()
        seen = Seen(
            now_ms(), self.wanted, self._device is not None,
            self._opened_ms, self._frame_ms, self._sound_ms, self._monitor,
        )  # fmt: skip
        self._watch, acts = consider(self._watch, seen, self.limits)
        for act in acts:
            match act:
                case Open():
                    self._open()
                case Close():
                    self._close()
                case Tell(condition=condition):
                    self._note(f"is {condition}")
                    self.tell(self.key, self.words.get(condition))
                case _:
                    assert_never(act)

    def _open(self) -> None:
        self._frame_ms = self._sound_ms = None
        self._opened_ms = now_ms()
        try:
            self._device = self.open_device(self.name)
        except Trouble as trouble:
            self._note(f"not opened{self._after()}: {trouble.what}")
            self._watch, acts = failed(self._watch, now_ms(), Condition.GONE)
            if acts:
                self.tell(self.key, trouble)
            if self.on_open is not None:
                self.on_open(False)
            return
        self._note(f"opened{self._after()}")
        self._opened_ms = self._looked_ms = self._asked_ms = now_ms()
        self._monitor = self.is_monitor is not None and self.is_monitor()
        self._tell_substitute(self._device.substitute)
        if not self._monitor:
            if self.on_open is not None:
                self.on_open(True)
            self.passed = not self.doubted

    def _close(self) -> None:
        self.passed = self.doubted = self._monitor = False
        device, self._device = self._device, None
        if device is not None:
            device.close()
            self._note("closed")
            if self.on_open is not None:
                self.on_open(False)

    def _after(self) -> str:
        """How long opening took, where that is worth a word."""
        ms = now_ms() - self._opened_ms
        return f" after {ms} ms" if ms > SLOW_MS else ""

    def _note(self, what: str) -> None:
        if what != self._noted:  # what is tried again every few seconds is noted once
            self._noted = what
            self.note(f"{self.key}: {what}")

    def _look_closer(self) -> None:
        if self._device is None:
            return
        since = now_ms() - self._looked_ms
        every = MONITOR_SELDOM_MS if self.told_of_moves() else MONITOR_EVERY_MS
        if self.is_monitor is not None and (self.doubted or since >= every):
            self.doubted, self._looked_ms = False, now_ms()
            self.passed = self._passes()
        if self.name and now_ms() - self._asked_ms >= CHOSEN_EVERY_MS:
            self._asked_ms = now_ms()
            if self._is_there() is self._device.substitute:
                # Opening takes the chosen one if it is there again, and another if it has gone:
                # the sound server has quietly moved us already, but nobody was told.
                self._close()

    def _passes(self) -> bool:
        """Ask anew what we hear; moved once more meanwhile, it is no answer."""
        self._monitor = self.is_monitor is not None and self.is_monitor()
        return not self._monitor and not self.doubted

    def _is_there(self) -> bool | None:
        """Whether the chosen device is there; None when nobody can tell."""
        if self.present is None:
            return None
        try:
            return self.name in self.present()
        except Trouble:
            return None

    def _tell_substitute(self, substitute: bool) -> None:
        if substitute == self._substitute_told:
            return
        self._substitute_told = substitute
        key = f"chosen {self.key}"
        if not substitute:
            self.tell(key, None)
            return
        what = f"The {self.key} “{self.name}” is not there; I use the system's own."
        self.tell(key, Trouble(what, "Plug it in again, or choose another in the settings."))
