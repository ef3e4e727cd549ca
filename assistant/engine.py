"""The conversation's own thread and asyncio loop, and the way in and out of it for a window."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import traceback
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant import health, report
from assistant.events import Fact, Quit, TroubleCame, Wish
from assistant.growth.account import Account
from assistant.hearing.engines import WHISPER_MODEL, engines
from assistant.letters.view import Table
from assistant.meeting import kept
from assistant.meeting.offers import stands
from assistant.net.outward import RECORD
from assistant.ports import SILENT_DB
from assistant.state import State, advance
from assistant.tidying.view import Swept
from assistant.tools.toolbox import Toolset

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.choices import Choices
    from assistant.hearing.engines import Engine as Recogniser
    from assistant.memory.diary import Diary
    from assistant.net.outward import Left
    from assistant.ports import VoiceInfo
    from assistant.settings import Settings
    from assistant.wiring import Companion

log = logging.getLogger(__name__)

STOP_S = 3.0  # a logout gives a program about so long


@dataclass
class Engine:
    """One conversation on a thread of its own. `submit` and the properties are for any thread;
    watchers are called on the conversation's thread, in order, with the state after the fact.
    """

    choices: Choices
    _state: State = field(default_factory=State, init=False)
    _watchers: list[Callable[[Fact, State], None]] = field(default_factory=list, init=False)
    _companion: Companion | None = field(default=None, init=False)
    _loop: asyncio.AbstractEventLoop | None = field(default=None, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _early: list[Wish] = field(default_factory=list, init=False)  # wished before she was there
    _door: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __post_init__(self) -> None:
        if self.choices.meets:
            self._state = advance(self._state, stands(kept.load(self.choices.profile)))

    @property
    def state(self) -> State:
        return self._state

    @property
    def settings(self) -> Settings:
        return self.choices.settings.now

    def watch(self, callback: Callable[[Fact, State], None]) -> None:
        self._watchers.append(callback)

    def start(self) -> None:
        """Begin; returns at once, the parts come up one after the other and are told as facts."""
        self._thread = threading.Thread(target=self._run, name="conversation", daemon=True)
        self._thread.start()

    def submit(self, wish: Wish) -> None:
        with self._door:
            loop, companion = self._loop, self._companion
            if companion is None:
                self._early.append(wish)
            elif loop is not None and not loop.is_closed():
                loop.call_soon_threadsafe(companion.conversation.inbox.put_nowait, wish)

    def levels(self) -> tuple[float, float]:
        """The latest loudness of microphone and speaker in dBFS; cheap, for the figure to pull."""
        sound = self._companion.sound if self._companion else None
        return (sound.level, sound.out_level) if sound else (SILENT_DB, SILENT_DB)

    def voices(self) -> tuple[VoiceInfo, ...]:
        return self._companion.living.voices if self._companion else ()

    def recognisers(self) -> tuple[Recogniser, ...]:
        """What the setting "engine" can be besides "auto", best first; the online ones are off."""
        companion = self._companion
        return engines(companion.store.path(WHISPER_MODEL) if companion else None)

    def memory(self) -> Diary | None:
        """Her memory; its `submit` is for any thread."""
        return self._companion.keeping.diary if self._companion else None

    def health(self) -> tuple[health.PartHealth, ...]:
        """How every part is now; cheap, for a page that shows it to ask again after each fact."""
        companion = self._companion
        return health.health(companion.living.upkeep.vitals(), self._state) if companion else ()

    def left(self) -> Left:
        """What left this computer since the start: nothing, or exactly what."""
        return RECORD.left()

    def report(self) -> str:
        """The same as text to copy, without anything that was said, names or folders."""
        companion = self._companion
        return report.written(companion.living.upkeep.vitals(), self._state) if companion else ""

    def letters(self) -> Table:
        """The letters and decisions as they were after the last change; cheap."""
        companion = self._companion
        desk = companion.errands.desk if companion else None
        return replace(desk.writing.table, plans=desk.decisions.plans) if desk else Table()

    def growth(self) -> Account:
        """How her manner has changed, line by line; cheap, to be asked again after `DeskChanged`."""
        return self._companion.growth.account() if self._companion else Account()

    @property
    def retiring(self) -> bool:
        """They said yes to ending for good; waits until the conversation has closed everything."""
        companion = self._companion
        if companion is None or not companion.retiring.agreed or self._thread is None:
            return False
        self._thread.join()
        return True

    def swept(self) -> Swept:
        """Mail and files as they were looked through last; cheap."""
        companion = self._companion
        desk = companion.errands.desk if companion else None
        return desk.sweeping.seen if desk else Swept()

    def toolset(self) -> Toolset:
        """The tools of other programs as they were after the last change; cheap."""
        companion = self._companion
        box = companion.errands.tools if companion else None
        return box.seen if box else Toolset()

    def stop(self) -> None:
        """End the conversation and its children; returns within STOP_S."""
        self.submit(Quit())
        if self._thread is not None:
            self._thread.join(STOP_S)

    def _run(self) -> None:
        asyncio.run(self._converse())

    async def _converse(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._bug)
        from assistant.wiring import Companion  # here, so that the window shows before it is read

        companion = Companion(self.choices, self._tell)
        gc.freeze()  # what was read stays: a full collection would hold the window up for 30 ms and more
        with self._door:
            self._companion = companion
            for wish in self._early:
                companion.conversation.inbox.put_nowait(wish)
        await companion.live()

    def _tell(self, fact: Fact) -> None:
        self._state = advance(self._state, fact)
        for watcher in self._watchers:
            watcher(fact, self._state)

    def _bug(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        # the place and the kind, never the message: that may hold what somebody said
        place = "".join(traceback.format_tb(error.__traceback__)) if error else ""
        log.error("%s: %s\n%s", context.get("message"), type(error).__name__, place)
        self._tell(
            TroubleCame("bug", "Something in me broke just now. I'm still listening.", "Try again.")
        )
