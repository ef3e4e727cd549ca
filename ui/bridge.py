"""The way between the conversation's thread and the window's: facts in, wishes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.events import Fact, Wish
    from assistant.growth.account import Account
    from assistant.health import PartHealth
    from assistant.hearing.engines import Engine as Recogniser
    from assistant.letters.view import Table
    from assistant.memory.diary import Diary
    from assistant.net.outward import Left
    from assistant.ports import VoiceInfo
    from assistant.settings import Settings
    from assistant.state import State
    from assistant.tidying.view import Swept
    from assistant.tools.toolbox import Toolset


class Engine(Protocol):
    """The companion as the window sees it. Everything may be called from the window's thread."""

    @property
    def state(self) -> State:
        """The latest state, immutable."""
        ...

    @property
    def settings(self) -> Settings: ...

    def start(self) -> None:
        """Begin; called once, when the window stands."""
        ...

    def submit(self, wish: Wish) -> None:
        """Hand a wish to the conversation; returns at once."""
        ...

    def watch(self, callback: Callable[[Fact, State], None]) -> None:
        """Call `callback` after each fact, on the conversation's thread."""
        ...

    def levels(self) -> tuple[float, float]:
        """The latest loudness of microphone and speaker in dBFS; cheap."""
        ...

    def voices(self) -> tuple[VoiceInfo, ...]:
        """All voices known so far; empty until the voice has said which it has."""
        ...

    def recognisers(self) -> tuple[Recogniser, ...]:
        """What the setting "engine" can be besides "auto", best first; the online ones are off."""
        ...

    def health(self) -> tuple[PartHealth, ...]:
        """How every part is now; cheap, to be asked again after each fact that may change it."""
        ...

    def left(self) -> Left:
        """What left this computer since the start; cheap."""
        ...

    def report(self) -> str:
        """The same as text to copy: nothing that was said, no names, no folders."""
        ...

    def memory(self) -> Diary | None:
        """Her memory, whose work is submitted to a thread of its own; None until she is there."""
        ...

    def letters(self) -> Table:
        """The letters, to be asked again after `DeskChanged`; empty until a `letter_look` was done."""
        ...

    def growth(self) -> Account:
        """How her manner has changed, to be asked again after `DeskChanged`."""
        ...

    def swept(self) -> Swept:
        """Mail and files that were looked through, to be asked again after `DeskChanged`."""
        ...

    def toolset(self) -> Toolset:
        """The tools of other programs, to be asked again after `DeskChanged`."""
        ...

    def stop(self) -> None:
        """Save, end the children and wait for it."""
        ...


class Bridge(QObject):
    """Brings facts over to the window's thread. Must be made there.

    Listeners are called in the order of the facts; domain types travel through methods, because
    a signal's payload is not seen by the type checker.
    """

    _arrived = Signal(object)

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._listeners: list[Callable[[Fact, State], None]] = []
        self._open = True
        # a bound slot, not a lambda: a lambda would run in the thread that emits
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        engine.watch(self._carry)

    def listen(self, listener: Callable[[Fact, State], None]) -> None:
        """Call `listener` on the window's thread after each fact."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Nothing is delivered any more: the window is going."""
        self._open = False

    def _carry(self, fact: Fact, state: State) -> None:
        if self._open:
            self._arrived.emit((fact, state))

    @Slot(object)
    def _deliver(self, news: tuple[Fact, State]) -> None:
        fact, state = news
        for listener in self._listeners:
            if self._open:
                listener(fact, state)
