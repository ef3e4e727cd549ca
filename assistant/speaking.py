"""Her side of the floor: prepare a reply, give it, cut it, remember what of it was heard."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from assistant.dialogue.company import by_speaker
from assistant.errors import Trouble
from assistant.events import CrisisShown, TroubleCame, TroubleWent
from assistant.ports import Clause, ClauseSounding, PlaybackDone, Silenced
from assistant.reply import USUALLY_S, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from assistant.events import Fact
    from assistant.parts import Parts
    from assistant.ports import Act


REMEMBERED = 5  # late answers
QUOTED = "others"  # by: her own accord, with words of others in it; for no memory and no mind


@dataclass
class Speaking:
    """At most one reply sounds at a time. `rest` is called once a goodbye has been said;
    `broken` gets the task of a reply that ended in a bug.
    """

    parts: Parts
    tell: Callable[[Fact], None]
    rest: Callable[[], None]
    broken: Callable[[asyncio.Task[None]], None]
    lead_in: Callable[[], tuple[str, bytes] | None] = lambda: None
    withdraw: Callable[[Act], None] = lambda _act: None  # she was asked to stay silent
    heard: Callable[[Reply], None] = lambda _reply: None  # a piece of it begins to sound
    turn: int = 0
    ended_at: float = -1e9  # when the last reply ended, by the loop's clock
    reply: Reply | None = None
    prepared: Reply | None = None
    _cut: Reply | None = None  # waits for the speaker to tell how much was heard
    _goodbye: bool = False
    _dumb: bool = False  # a clause of the last reply had no sound
    _waits: deque[float] = field(default_factory=lambda: deque([USUALLY_S], maxlen=REMEMBERED))

    @property
    def busy(self) -> bool:
        return self.reply is not None

    def say(self, clauses: AsyncGenerator[Clause, None], voice: str = "") -> None:
        """Begin a reply; what she is saying now is cut. `voice`: a sample of another voice."""
        self.prepare(clauses, voice)
        self.give()

    def prepare(self, clauses: AsyncGenerator[Clause, None], voice: str = "") -> None:
        """Work out a reply and hold it until `give`; one that is prepared already is dropped."""
        self.drop()
        parts = self.parts
        reply = self.prepared = Reply(
            parts.sound, parts.voice, lambda: parts.settings.now,
            parts.cut_up, self._perform, self.tell, voice,
            lead_in=lambda: None if voice else self.lead_in(), usually_s=median(self._waits),
        )  # fmt: skip
        reply.prepare(clauses).add_done_callback(lambda task: self._over(reply, task))

    def give(self) -> None:
        """Say what is prepared; what she is saying now is cut."""
        self.cut()
        reply, self.prepared = self.prepared, None
        if reply is None:
            return
        self.turn += 1
        self.reply, self._goodbye = reply, False
        self.parts.sound.resume()
        if self._dumb:
            self._dumb = False
            self.tell(TroubleWent("clause"))
        reply.give(self.turn)

    def drop(self) -> bool:
        """Forget what is prepared; whether the dialogue had been asked for it."""
        reply, self.prepared = self.prepared, None
        if reply is None:
            return False
        reply.drop()
        return reply.begun

    def cut(self, *, unsaid: bool = False) -> Reply | None:
        """Silence her now; the reply that was cut, if there was one. `unsaid`: it counts for nothing."""
        reply, self.reply = self.reply, None
        if reply is None:
            return None
        self.ended_at = asyncio.get_running_loop().time()
        reply.cut()
        if reply.sounded_at is not None and not unsaid:
            self._cut = reply
        self._rest_if_goodbye()
        return reply

    def sensed(self, item: ClauseSounding | PlaybackDone | Silenced) -> None:
        """The speaker's own account of what it plays."""
        match item:
            case ClauseSounding(turn=turn, clause=clause):
                if self.reply is not None and self.reply.turn == turn:
                    self.reply.sounding(clause)
                    self.heard(self.reply)
            case PlaybackDone(turn=turn):
                if self.reply is not None and self.reply.turn == turn:
                    self.reply.played()
            case Silenced(turn=turn, heard=heard):
                cut, self._cut = self._cut, None
                if cut is not None and cut.turn == turn:
                    cut.silenced(heard)
                    self._remember(cut)

    def _over(self, reply: Reply, task: asyncio.Task[None]) -> None:
        self._dumb = self._dumb or reply.dumb
        if reply.took_s is not None:
            self._waits.append(reply.took_s)
        if not task.cancelled() and task.exception() is not None:
            self.broken(task)
        if self.reply is not reply:
            return
        self.reply, self.ended_at = None, asyncio.get_running_loop().time()
        self._remember(reply)
        self._rest_if_goodbye()

    def _remember(self, reply: Reply) -> None:
        if reply.heard and not reply.voice_name and reply.by != QUOTED:
            for speaker, text in by_speaker(zip(reply.heard_from, reply.heard, strict=True)):
                self.parts.dialogue.was_said(text, *((speaker,) if speaker else ()))

    def _rest_if_goodbye(self) -> None:
        if self._goodbye:
            self._goodbye = False
            self.rest()

    def _perform(self, act: Act) -> None:
        if act.name == "crisis":
            self.tell(CrisisShown(str(act.arguments.get("text", ""))))
        elif act.name == "goodbye":
            self._goodbye = True
        elif act.name == "withdraw":
            self.withdraw(act)
        else:
            try:
                self.parts.perform(act)
            except Trouble as trouble:
                self.tell(TroubleCame("settings", trouble.what, trouble.remedy))


async def just(text: str, by: str = "manager") -> AsyncGenerator[Clause, None]:
    """A reply that is one fixed text."""
    yield Clause(text, by)
