"""The whole loop: what comes into the one inbox, and what she does about it. Read this first.

Frames, wishes and the models' answers are taken one at a time on one asyncio loop; every decision
and every change of state happens here, on their side of the floor (`attention`), on hers
(`speaking`) or between them (`taking`). Slow work runs in children and comes back as an item.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.attention import Attention, Looked
from assistant.checks import Checks
from assistant.granting import Granting
from assistant.ports import (
    ClauseSounding,
    Frame,
    PlaybackDone,
    Sensed,
    Silenced,
    SoundTrouble,
    SoundWell,
)
from assistant.speaking import Speaking, just
from assistant.taking import Taking

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from assistant.events import Fact, Wish
    from assistant.listening import Over
    from assistant.parts import Parts
    from assistant.ports import Clause, Transcript
    from assistant.settings import Value

LATER_S = 1.0


@dataclass
class Conversation:
    parts: Parts
    tell: Callable[[Fact], None]
    inbox: asyncio.Queue[Sensed | Wish | Looked] = field(default_factory=asyncio.Queue)
    attention: Attention = field(init=False)
    speaking: Speaking = field(init=False)
    taking: Taking = field(init=False)
    checks: Checks = field(init=False)
    granting: Granting = field(init=False)
    _leaving: bool = False
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.attention = Attention(self.parts, self, self.tell)
        self.granting = Granting(self)
        self.speaking = Speaking(self.parts, self.tell, self.granting.rest, _report)
        self.taking = Taking(self.parts, self.speaking, self.tell, self.work, self.greet)
        self.checks = Checks(
            self.parts, self.tell, lambda: self.attention.open, self.attention.settle
        )

    async def run(self) -> None:
        """Converse until somebody wishes to quit."""
        self.parts.settings.watchers.append(self._setting_changed)
        self.work(self._sense())
        while not self._leaving:
            item = await self.inbox.get()
            match item:
                case Frame():
                    if not self.checks.took(item):
                        self.attention.frame(item)
                case Looked():
                    self.attention.looked(item)
                case ClauseSounding() | PlaybackDone() | Silenced():
                    self.speaking.sensed(item)
                    self.checks.sensed(item)
                case SoundTrouble() | SoundWell():
                    self._device(item)
                case _:
                    self.granting.grant(item)
        await self._end_work()

    def _device(self, news: SoundTrouble | SoundWell) -> None:
        self.checks.device(news)
        if isinstance(news, SoundWell):
            self.tell(e.TroubleWent(news.key))
            return
        self.tell(e.TroubleCame(news.key, news.what, news.remedy))
        if news.key in {"microphone", "sound"}:
            self.attention.broken_off()

    # --- what attention asks and tells -------------------------------------------------

    def busy(self) -> bool:
        return self.speaking.busy

    def at_rest(self) -> bool:
        """Nobody speaks, and nothing is being worked out."""
        return not (self.busy() or self.speaking.prepared or self.parts.listening.collector.open)

    def saying(self) -> str:
        reply = self.speaking.reply
        return "" if reply is None else " ".join(reply.heard[-2:])

    def unheard(self) -> bool:
        return self.taking.unheard()

    def so_far(self, words: Transcript, *, likely: bool) -> None:
        self.taking.so_far(words, likely=likely)

    def went_on(self) -> None:
        self.taking.went_on()

    def turn_over(self, over: Over) -> None:
        self.checks.stop()
        self.taking.over(over)

    def nothing(self) -> None:
        self.taking.nothing()

    def insisted(self, voiced_ms: int, *, stop: bool = False) -> None:
        """She yields. A word to stop that only its own ear caught leaves nobody to be heard out."""
        self.taking.interrupted(voiced_ms, stop=stop)
        if self.parts.listening.collector.open:
            self.tell(e.UserBegan())

    def looked(self, looked: Looked) -> None:
        self.inbox.put_nowait(looked)

    # --- her turn ----------------------------------------------------------------------

    def greet(self, text: str, by: str = "manager") -> int:
        """She says something of her own accord, if nobody is speaking; gives the turn, else 0."""
        if self.checks.busy or not self.at_rest():
            return 0
        self.speaking.say(just(text, by))
        return self.speaking.turn

    async def greet_later(self, text: str, may: Callable[[], bool]) -> None:
        """The same as soon as nobody is speaking and `may` allows it; never into a goodbye's quiet."""
        while self.granting.resting or not may() or not self.greet(text):
            await asyncio.sleep(LATER_S)

    def begin(self, clauses: AsyncGenerator[Clause, None]) -> None:
        """She speaks of her own accord, if nobody is speaking."""
        if not self.checks.busy and self.at_rest():
            self.speaking.say(clauses)

    # --- wishes ------------------------------------------------------------------------

    def hush(self) -> None:
        """Begin afresh: whatever sounds ends, and what was half heard belongs to nobody's turn."""
        self.checks.stop()
        self.speaking.cut()
        self.taking.forget()
        self.attention.forget()

    def leave(self) -> None:
        self.speaking.cut()
        self._leaving = True

    def _setting_changed(self, name: str, value: Value) -> None:
        if name == "volume":
            self.parts.sound.volume(float(value))
        self.tell(e.SettingChanged(name, value))

    # --- work --------------------------------------------------------------------------

    async def _sense(self) -> None:
        async for sensed in self.parts.sound.sensed():
            self.inbox.put_nowait(sensed)

    def work(self, work: Coroutine[None, None, None]) -> None:
        """Run something beside the loop; a bug in it is reported and she goes on."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._worked)

    def _worked(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _report(task)

    async def _end_work(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)


def _report(task: asyncio.Task[None]) -> None:
    """Bugs go to the loop's one handler; the conversation goes on."""
    context = {"message": f"{task.get_name()} broke", "exception": task.exception(), "task": task}
    task.get_loop().call_exception_handler(context)
