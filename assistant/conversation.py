"""The whole loop: what comes into the one inbox, and what she does about it. Read this first.

Frames, wishes and the models' answers are taken one at a time on one asyncio loop; every decision
and every change of state happens here. Slow work runs in children and comes back as an item.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from assistant import events as e
from assistant.errors import Trouble
from assistant.listening import Began, FellSilent, Look, Nothing, Step
from assistant.ports import (
    ClauseSounding,
    Frame,
    Heard,
    PlaybackDone,
    Sensed,
    Silenced,
    SoundTrouble,
    SoundWell,
    Transcript,
)  # fmt: skip
from assistant.speaking import Speaking, sample
from assistant.turns.floor import Decision, Floor, Manners, Sense, consider

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from assistant.events import Fact, Wish
    from assistant.parts import Parts
    from assistant.settings import Value

VOICE_AT = 0.5
VOICE_OVER_HER = 0.7  # what the echo canceller leaves of her must not count as somebody's voice


@dataclass(frozen=True, slots=True)
class Looked:
    """The models' answer to a look into a pause."""

    number: int
    words: Transcript | None
    complete: float | None


@dataclass
class Conversation:
    parts: Parts
    tell: Callable[[Fact], None]
    manners: Manners = field(default_factory=Manners)
    inbox: asyncio.Queue[Sensed | Wish | Looked] = field(default_factory=asyncio.Queue)
    deaf: bool = False  # muted, or resting after a goodbye: the microphone is released
    speaking: Speaking = field(init=False)
    _floor: Floor = field(default_factory=Floor)
    _said: str = ""  # the words being answered
    _carry: str = ""  # words of a turn that was taken too early
    _resting: bool = False
    _leaving: bool = False
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.speaking = Speaking(self.parts, self.tell, self._rest, _report)

    async def run(self) -> None:
        """Converse until somebody wishes to quit."""
        self.parts.settings.watchers.append(self._setting_changed)
        self._work(self._sense())
        while not self._leaving:
            item = await self.inbox.get()
            match item:
                case Frame():
                    self._hear(item)
                case ClauseSounding() | PlaybackDone() | Silenced():
                    self.speaking.sensed(item)
                case SoundTrouble(key=key, what=what, remedy=remedy):
                    self.tell(e.TroubleCame(key, what, remedy))
                case SoundWell(key=key):
                    self.tell(e.TroubleWent(key))
                case Looked(number=number, words=words, complete=complete):
                    self._follow(self.parts.listening.looked(number, words, complete))
                case _:
                    self._grant(item)
        await self._end_work()

    # --- their turn --------------------------------------------------------------------

    def _hear(self, frame: Frame) -> None:
        if self.deaf:
            return
        busy, listening = self.speaking.busy, self.parts.listening
        self._follow(listening.feed(frame, hold=busy))
        voice = frame.voice >= (VOICE_OVER_HER if busy else VOICE_AT)
        sense = Sense(voice, busy, listening.over is not None)
        self._floor, decision = consider(self._floor, sense, self.manners)
        match decision:
            case Decision.WAIT:
                pass
            case Decision.DUCK:
                self.parts.sound.duck()
                self.tell(e.Ducked())
            case Decision.RESUME:
                self.parts.sound.resume()
                listening.forget()
                self.tell(e.Resumed())
            case Decision.YIELD:
                self._yield()
            case Decision.TAKE:
                self._take_turn()
            case _:
                assert_never(decision)

    def _follow(self, steps: list[Step]) -> None:
        for step in steps:
            match step:
                case Began():
                    if not self.speaking.busy:
                        self.tell(e.UserBegan())
                case FellSilent(silence_ms=ms):
                    self.tell(e.UserFellSilent(ms))
                case Nothing():
                    self._carry = ""
                    self.tell(e.NothingHeard())
                case Look():
                    self._work(self._look(step))
                case _:
                    assert_never(step)

    async def _look(self, look: Look) -> None:
        """Ask the models about a pause; recognition runs while the turn may still go on."""
        words: Transcript | None = None
        complete: float | None = None
        try:
            complete = await self.parts.judge.complete(look.pcm)
            if look.words_too:
                words = await self.parts.transcriber.transcribe(look.pcm)
        except Trouble as trouble:
            self.tell(e.TroubleCame("hearing", trouble.what, trouble.remedy))
            words = words or Transcript("", 0, "none")
        else:
            self.tell(e.TroubleWent("hearing"))
        if words is not None and words.text:
            self.tell(e.UserHeardSoFar(f"{self._carry} {words.text}".strip()))
        self.inbox.put_nowait(Looked(look.number, words, complete))

    def _take_turn(self) -> None:
        words = self.parts.listening.over
        self.parts.listening.forget()
        if words is not None:
            text, self._carry = f"{self._carry} {words.text}".strip(), ""
            self._answer(text, e.How.SPOKEN, words.confidence)

    # --- her turn ----------------------------------------------------------------------

    def _answer(self, text: str, how: e.How, confidence: float = 1.0) -> None:
        self._said = text
        self._floor = Floor()
        self.speaking.cut()
        self.tell(e.UserSaid(self.speaking.turn + 1, text, how))
        heard = Heard(text, self.parts.clock(), how is e.How.TYPED, confidence)
        self.speaking.say(self.parts.dialogue.answer(heard))

    def _yield(self) -> None:
        """They insist. Before her first sound, the halves of their turn become one."""
        reply = self.speaking.cut()
        if reply is not None and not reply.sounded and not reply.acted:
            self._carry = self._said
        self.tell(e.UserBegan())

    def _rest(self) -> None:
        """After the goodbye: quiet, the microphone released, no hook."""
        self._close_ears()
        self._resting = True
        self.tell(e.GoodbyeSaid())

    # --- wishes ------------------------------------------------------------------------

    def _grant(self, wish: Wish) -> None:
        match wish:
            case e.Say(text=text):
                self._typed(text)
            case e.Stop():
                self.speaking.cut()
                self.parts.listening.forget()
            case e.Mute(on=on):
                self._mute(on)
            case e.Change(name=name, value=value):
                self._change(name, value)
            case e.TryVoice(voice=voice):
                self.speaking.say(sample(self.parts.settings.now.her_name), voice)
            case e.DismissCrisis():
                self.tell(e.CrisisDismissed())
            case e.Quit():
                self.speaking.cut()
                self._leaving = True
            case _:
                assert_never(wish)

    def _typed(self, text: str) -> None:
        if not text.strip():
            return
        if self._resting:
            self._open_ears()
        self.parts.listening.forget()
        self._carry = ""
        self._answer(text, e.How.TYPED)

    def _mute(self, on: bool) -> None:
        if on:
            self._close_ears()
            self.tell(e.Muted())
        else:
            self._open_ears()
        if self.parts.settings.now.sounds and not self.speaking.busy:
            self.parts.sound.play(0, 0, self.parts.chime("mute_on" if on else "mute_off"))
            self.parts.sound.finish(0)

    def _open_ears(self) -> None:
        self.deaf = self._resting = False
        self.parts.sound.listen(True)
        self.tell(e.Unmuted())

    def _close_ears(self) -> None:
        self.deaf, self._resting = True, False
        self.parts.listening.forget()
        self.parts.sound.listen(False)

    def _change(self, name: str, value: Value) -> None:
        try:
            self.parts.settings.change(name, value)
        except Trouble as trouble:
            self.tell(e.TroubleCame("settings", trouble.what, trouble.remedy))
        else:
            self.tell(e.TroubleWent("settings"))

    def _setting_changed(self, name: str, value: Value) -> None:
        if name == "volume":
            self.parts.sound.volume(float(value))
        self.tell(e.SettingChanged(name, value))

    # --- work --------------------------------------------------------------------------

    async def _sense(self) -> None:
        async for sensed in self.parts.sound.sensed():
            self.inbox.put_nowait(sensed)

    def _work(self, work: Coroutine[None, None, None]) -> None:
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
