"""Whose turn it is: prepare an answer while they may have finished, give it, take it back if they go on."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.dialogue.leadins import PHRASES, LeadIns
from assistant.dialogue.safety import alarm
from assistant.hearing.calling import calls
from assistant.ports import Heard
from assistant.turns.overheard import stops

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from assistant.events import Fact
    from assistant.listening import Over
    from assistant.parts import Parts
    from assistant.ports import Act, Transcript
    from assistant.reply import Reply
    from assistant.speaking import Speaking

FOLLOW_UP_S = 8.0  # after her last word nobody need call her again
LONGEST_S = 3600.0
STOP = "Stop."
MISHEARD = 2  # words
STOP_LASTS_S = 2.5  # until the turn it was said in must be over
CUT_OFF_S = 2.0  # who goes on so soon after their last word was cut off by her
WAITED_MS = 700  # with the floor: the answer has been worked out meanwhile
TAKEN_BACK_S = 0.3  # who goes on within this of her first sound has not been answering it

_BACK = re.compile(  # said into a silence that was asked for
    r"(?i)\W*(?:(?:ok(?:ay)?|all right|so|right)\W+)?(?:i'?m|i am|we'?re) (?:back|ready|done)(?: now)?\W*"
    r"|\W*(?:you can|let's) (?:go on|talk|continue)(?: again| now)?\W*|\W*go on\W*"
)


@dataclass
class Taking:
    """`work` runs something beside the loop; `greet` lets her say something of her own accord."""

    parts: Parts
    speaking: Speaking
    tell: Callable[[Fact], None]
    work: Callable[[Coroutine[None, None, None]], None]
    greet: Callable[[str], int] = lambda _text: 0
    lead_ins: LeadIns = field(default_factory=lambda: LeadIns(Random()))
    _said: str = ""  # the words being answered
    _how: e.How = e.How.SPOKEN
    _carry: str = ""  # words of a turn that was taken too early
    _prepared: str = ""  # the words an answer is prepared for
    _lead: str = ""  # how that answer may begin
    _led: Reply | None = None  # that answer
    _reading: bool = False
    _silent: int = 0  # counts the times she was asked to stay silent; 0 while she was not
    _silences: int = 0
    _ended: Over | None = None  # the turn whose times are still to be told
    _over_her: bool = False  # what is being heard began while she spoke
    _stopped: float | None = None  # when a word to stop was heard over her
    _last_voice: float | None = None  # theirs, by the loop's clock

    def __post_init__(self) -> None:
        self.speaking.lead_in = self._lead_in
        self.speaking.heard = self._time
        self.speaking.withdraw = self._withdraw

    # --- while they may have finished --------------------------------------------------

    def so_far(self, words: Transcript, *, likely: bool) -> None:
        """Let the mind read along; prepare the answer when this may be all of it."""
        text = self._joined(words.text)
        if not self._for_her(text):
            return
        if likely and not self.speaking.busy:
            self._prepare(text, words.confidence)
        elif not self._reading:
            self._reading = True
            self.work(self._read_ahead(text))

    def went_on(self) -> None:
        """What was prepared was for half a sentence."""
        if self._prepared and self.speaking.drop():
            self.parts.dialogue.retract()
        self._prepared = ""

    async def _read_ahead(self, text: str) -> None:
        try:
            await self.parts.read_ahead(text)
        finally:
            self._reading = False

    def _prepare(self, text: str, confidence: float) -> None:
        ready = self.speaking.prepared
        if self._prepared == text and ready is not None and not ready.failed:
            return
        self.went_on()
        self._prepared = text
        heard = Heard(text, self.parts.clock(), confidence=confidence, over_her=self._over_her)
        self._lead = self.lead_ins.propose(text, self._ready())
        self.speaking.prepare(self.parts.dialogue.answer(replace(heard, lead_in=self._lead)))
        self._led = self.speaking.prepared

    # --- when they have ----------------------------------------------------------------

    def over(self, over: Over) -> None:
        """Their turn is over: it is hers."""
        text, self._carry = self._joined(self._plainly(over.words.text)), ""
        if not self._for_her(text):
            self.went_on()
            self._over_her = False
            self.tell(e.NothingHeard())
            return
        self.come_back()
        self._prepare(text, over.words.confidence)
        self._last_voice = asyncio.get_running_loop().time() - over.silence_ms / 1000
        self._ended = over
        self._give(text, e.How.SPOKEN)

    def _plainly(self, text: str) -> str:
        """A word or two that a stop was misheard as are no request."""
        stopped, self._stopped = self._stopped, None
        if stopped is None or asyncio.get_running_loop().time() - stopped > STOP_LASTS_S:
            return text
        return STOP if len(text.split()) <= MISHEARD and not stops(text) else text

    def typed(self, text: str) -> None:
        self._carry, self._ended, self._last_voice = "", None, None
        self.come_back()
        self.went_on()
        self.speaking.prepare(
            self.parts.dialogue.answer(Heard(text, self.parts.clock(), typed=True))
        )
        self._give(text, e.How.TYPED)

    def nothing(self) -> None:
        """They did not go on after all, it was a cough: what was said before stands."""
        text, self._carry, self._over_her = self._carry, "", False
        if self.speaking.busy:
            return
        if not text:
            self.went_on()
            return
        self._prepare(text, 1.0)
        self._give(text, e.How.SPOKEN)

    def _give(self, text: str, how: e.How) -> None:
        self._said, self._how, self._prepared, self._over_her = text, how, "", False
        self.lead_ins.turn()
        self.tell(e.UserSaid(self.speaking.turn + 1, text, how))
        self.speaking.give()

    def _time(self, reply: Reply) -> None:
        """Tell how quick the turn was, once her first words sound."""
        over, last_voice = self._ended, self._last_voice
        if over is None or last_voice is None or None in {reply.content_at, reply.sounded_at}:
            return
        self._ended = None
        sound, content = (
            round(((at or 0.0) - last_voice) * 1000) for at in (reply.sounded_at, reply.content_at)
        )
        self.tell(
            e.TurnTimed(reply.turn, over.silence_ms, over.waited_ms, sound, content, reply.by)
        )

    # --- when they go on ---------------------------------------------------------------

    def unheard(self) -> bool:
        """She has taken the floor from somebody who may not have finished; nothing sounded yet."""
        reply = self.speaking.reply
        return (
            reply is not None
            and reply.sounded_at is None
            and not reply.acted
            and self._how is e.How.SPOKEN
        )

    def interrupted(self, voiced_ms: int, *, stop: bool = False) -> None:
        """Somebody has been speaking for so long while the floor was hers; she gives it up.

        Where they had only gone on, the answer is taken back and the halves become one turn. With
        `stop` a word to stop was heard over her, whatever the recogniser makes of it in her voice.
        """
        self._stopped = asyncio.get_running_loop().time() if stop else None
        reply = self.speaking.reply
        if reply is None:
            return
        began = asyncio.get_running_loop().time() - voiced_ms / 1000
        too_early = reply.sounded_at is None or began - reply.sounded_at <= TAKEN_BACK_S
        again = too_early and not reply.acted and self._how is e.How.SPOKEN
        self.speaking.cut(unsaid=again)
        self._over_her = not again and reply.sounded_at is not None
        paused = None if self._last_voice is None else began - self._last_voice
        if paused is not None and (again or (paused <= CUT_OFF_S and not stop)):
            self.parts.listening.cut_off(round(paused * 1000))
        self._ended = self._last_voice = None
        if again:
            if reply.begun:
                self.parts.dialogue.retract()
            self._carry = self._said

    def forget(self) -> None:
        """Begin afresh: what was half said belongs to nobody's turn."""
        self.went_on()
        self._carry, self._over_her = "", False

    def _joined(self, text: str) -> str:
        return f"{self._carry} {text}".strip()

    # --- who is spoken to, and silence asked for ---------------------------------------

    def _for_her(self, text: str) -> bool:
        """Whether these words are for her, as the mode and what she was asked for have it."""
        settings = self.parts.settings.now
        called = calls(text, settings.her_name)
        if self._silent:
            return called or bool(_BACK.fullmatch(text)) or alarm(text) is not None
        if called or settings.mode != "name":
            return True
        since = asyncio.get_running_loop().time() - self.speaking.ended_at
        return since <= FOLLOW_UP_S

    def _withdraw(self, act: Act) -> None:
        """Stay silent for `seconds`, 0: until called; then ask `then`, once and softly."""
        seconds = min(float(act.arguments.get("seconds", 0)), LONGEST_S)
        self._silences += 1
        self._silent = self._silences
        self.tell(e.Withdrew(round(seconds)))
        if seconds:
            self.work(self._wait(self._silent, seconds, str(act.arguments.get("then", ""))))

    async def _wait(self, silence: int, seconds: float, then: str) -> None:
        await asyncio.sleep(seconds)
        while self._silent == silence and then and not self.greet(then):
            await asyncio.sleep(1)  # they are speaking just now
        if self._silent == silence:
            self.come_back()

    def come_back(self) -> None:
        """They speak to her again."""
        if self._silent:
            self._silent = 0
            self.tell(e.CameBack())

    # --- the wait ----------------------------------------------------------------------

    def _lead_in(self) -> tuple[str, bytes] | None:
        """What was proposed with the answer that is late: a mind goes on from it."""
        waited = self._ended is not None and self._ended.silence_ms >= WAITED_MS
        if waited and not self.lead_ins.plenty:
            return None  # the next who could be answered at once gains more by it
        pcm = self._ready().get(self._lead)
        if pcm is None or self.speaking.reply is not self._led:
            return None
        self.lead_ins.was_said(self._lead)
        return self._lead, pcm

    def _ready(self) -> dict[str, bytes]:
        """The phrases that can sound at once; none where they may not."""
        settings = self.parts.settings.now
        if not settings.lead_ins or not self.parts.alone():
            return {}  # who will answer is not known yet, and these phrases are in her voice
        found = (
            (phrase, self.parts.voice.known(phrase, settings.voice, settings.pace))
            for phrase in PHRASES
        )
        return {phrase: pcm for phrase, pcm in found if pcm}
