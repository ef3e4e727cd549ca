"""Their side of the floor: frames and looks, until a turn is over or somebody insists."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, assert_never

from assistant import events as e
from assistant.backlog import Backlog
from assistant.bargein import BargeIn
from assistant.errors import Trouble
from assistant.hearing.calling import calls
from assistant.listening import (
    Aside,
    Began,
    FellSilent,
    Look,
    Nothing,
    Over,
    Partial,
    SoFar,
    Step,
    WentOn,
)
from assistant.ports import Transcript
from assistant.roomcheck import voice_over_her
from assistant.turns.floor import Decision, Verdict
from assistant.turns.overheard import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from assistant.parts import Parts
    from assistant.ports import Frame, Room

log = logging.getLogger(__name__)

TOO_SLOW = (
    "This computer is too busy just now: I missed a moment of what you said.",
    "Say it again, or close something that keeps it busy.",
)


@dataclass(frozen=True, slots=True)
class Looked:
    """A model's answer about their turn so far; goes through the conversation's inbox."""

    number: int
    words: Transcript | None
    complete: float | None


class Talk(Protocol):
    """What attention needs of the conversation it serves."""

    def busy(self) -> bool:
        """Has she the floor?"""
        ...

    def saying(self) -> str:
        """The latest she was heard to say in this reply."""
        ...

    def unheard(self) -> bool:
        """Has she the floor from somebody who may not have finished, and nothing has sounded?"""
        ...

    def so_far(self, words: Transcript, *, likely: bool) -> None:
        """The words up to now; with `likely` they may be all."""
        ...

    def went_on(self) -> None:
        """The pause was none."""
        ...

    def turn_over(self, over: Over) -> None: ...

    def nothing(self) -> None:
        """What was heard held no words."""
        ...

    def insisted(self, voiced_ms: int, *, stop: bool = False) -> None:
        """Somebody speaks over her and means it, since `voiced_ms`; `stop`: it was a word to stop."""
        ...

    def work(self, work: Coroutine[None, None, None]) -> None: ...

    def looked(self, looked: Looked) -> None: ...


@dataclass
class Attention:
    parts: Parts
    talk: Talk
    tell: Callable[[e.Fact], None]
    barge_in: BargeIn = field(default_factory=BargeIn)
    open: bool = True
    _backlog: Backlog = field(default_factory=Backlog)
    _afresh: int = 0  # how often what was heard has been let go
    _failing: bool = False
    _held: bool = False  # push to talk: the key is down

    def frame(self, frame: Frame) -> None:
        """Hear 20 ms and do what the floor decides."""
        if not self.open or not self._in_time(frame):
            return
        if self._held:
            frame = replace(frame, voice=1.0)
        elif self.parts.settings.now.mode == "push":
            return
        busy, listening = self.talk.busy(), self.parts.listening
        self.follow(listening.feed(frame, hold=busy))
        decision = self.barge_in.feed(frame, she_speaks=busy, turn_over=listening.over is not None)
        match decision:
            case Decision.WAIT:
                pass
            case Decision.DUCK if self.talk.unheard():
                self.talk.insisted(
                    self.barge_in.lasted_ms
                )  # they only go on: nobody is talked over
                self.barge_in.forget()
            case Decision.DUCK:
                self.parts.sound.duck()
                self.tell(e.Ducked())
            case Decision.HOLD:
                self.parts.sound.hold()
            case Decision.ASK:
                self.talk.work(self._overhear(self.barge_in.number, self.barge_in.asked))
            case Decision.RESUME:
                self.parts.sound.resume()
                listening.forget()
                self.tell(e.Resumed())
            case Decision.YIELD:
                self.talk.insisted(self.barge_in.lasted_ms, stop=frame.stop)
            case Decision.TAKE:
                self._take()
            case _:
                assert_never(decision)

    def follow(self, steps: list[Step]) -> None:
        for step in steps:
            match step:
                case Began():
                    if not self.talk.busy():
                        self.tell(e.UserBegan())
                case FellSilent(silence_ms=ms):
                    self.tell(e.UserFellSilent(ms))
                case SoFar(words=words, likely=likely):
                    self.tell(e.UserHeardSoFar(words.text))
                    self.talk.so_far(words, likely=likely)
                case WentOn():
                    self.talk.went_on()
                case Nothing():
                    self.tell(e.NothingHeard())
                    self.talk.nothing()
                case Look() | Partial():
                    self.talk.work(self._look(step))
                case Aside():
                    self.talk.work(self._keep_aside(step))
                case _:
                    assert_never(step)

    def looked(self, looked: Looked) -> None:
        self.follow(self.parts.listening.looked(looked.number, looked.words, looked.complete))

    def forget(self) -> None:
        """Begin afresh: what was heard so far belongs to nobody's turn."""
        self.barge_in.forget()
        self._afresh += 1
        self.parts.listening.forget()

    def hold(self, on: bool) -> None:
        """Push to talk: what is heard while it is on is their turn, whatever it sounds like."""
        if self._held and not on:
            self.broken_off()
        self._held = on and self.open

    def settle(self, room: Room) -> None:
        """Take the room into account from now on."""
        self.barge_in.voice_over_her = voice_over_her(room)

    def broken_off(self) -> None:
        """The microphone went in the middle of something: what was heard of it is their turn."""
        collector = self.parts.listening.collector
        if self.open and collector.open and not self.talk.busy():
            pcm = collector.pcm()
            self.forget()
            self.talk.work(self._make_do(pcm, self._afresh))

    def close_ears(self) -> None:
        """Release the microphone."""
        self.open = self._held = False
        self.forget()
        self.talk.went_on()
        self.parts.sound.listen(False)

    def open_ears(self) -> None:
        self.open = True
        self.parts.sound.listen(True)

    def _take(self) -> None:
        over = self.parts.listening.over
        self.forget()
        if over is not None:
            self.parts.listening.taken()
            self.talk.turn_over(over)

    def _in_time(self, frame: Frame) -> bool:
        """Whether this frame is fresh enough to be heard; a machine out of breath loses the oldest."""
        lag_ms = round(asyncio.get_running_loop().time() * 1000) - frame.at_ms
        was_slow, keep = self._backlog.slow, self._backlog.keeps(lag_ms)
        if self._backlog.slow and not was_slow:
            self.forget()
            self.talk.went_on()
            self.tell(e.TroubleCame("slow", *TOO_SLOW))
            self.tell(e.NothingHeard())
        elif was_slow and not self._backlog.slow:
            self.tell(e.TroubleWent("slow"))
        return keep

    async def _make_do(self, pcm: bytes, afresh: int) -> None:
        words = await self._understand(pcm)
        if afresh != self._afresh or self.talk.busy():
            return  # somebody has said or typed something else meanwhile
        if words.text:
            self.talk.turn_over(Over(words, 0, 0))
        else:
            self.tell(e.NothingHeard())
            self.talk.nothing()

    async def _look(self, look: Look | Partial) -> None:
        """Ask a model; recognition runs while the turn may still go on."""
        if isinstance(look, Partial) or look.words:
            words = await self._understand(look.pcm, quick=isinstance(look, Partial))
            self.talk.looked(Looked(look.number, words, None))
            return
        try:
            complete = await self.parts.judge.complete(look.pcm)
        except Trouble as trouble:
            log.warning("the turn model failed: %s", trouble.what)
            complete = None  # silence alone decides then
        self.talk.looked(Looked(look.number, None, complete))

    async def _overhear(self, number: int, pcm: bytes) -> None:
        """Find out from the words what somebody wants who speaks while she does."""
        words = await self._understand(pcm)
        called = calls(words.text, self.parts.settings.now.her_name)
        found = meant(words.text, words.confidence, self.talk.saying())
        verdict = Verdict.MEANT if called else found
        self.barge_in.answered(number, verdict)

    async def _keep_aside(self, aside: Aside) -> None:
        self.parts.listening.aside(aside.number, await self._understand(aside.pcm))

    async def _understand(self, pcm: bytes, *, quick: bool = False) -> Transcript:
        """The words in `pcm`; none, and a trouble said once, when the recogniser cannot work."""
        try:
            words = await self.parts.transcriber.transcribe(pcm, quick=quick)
        except Trouble as trouble:
            self._failing = True
            self.tell(e.TroubleCame("hearing", trouble.what, trouble.remedy))
            return Transcript("", 0, "none")
        if self._failing:
            self._failing = False
            self.tell(e.TroubleWent("hearing"))
        return words
