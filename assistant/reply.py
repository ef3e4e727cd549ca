"""One reply as one task: dialogue → clauses → voice → speaker; barge-in is carried out here."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.dialogue.leadins import undoubled
from assistant.dialogue.openers import opened
from assistant.errors import Trouble
from assistant.events import End, Fact, ReplyBegan, ReplyEnded, ReplySpoken, TroubleCame

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from assistant.ports import Act, Clause, Sound, Voice
    from assistant.settings import Settings

LEAD_IN = "lead-in"
# A lead-in may bridge the wait when she has taken the floor and there is ...
LATE_MS = 50  # ... no clause to say so long after it was asked for
LATER_MS = 900  # ... nothing rendered so long after she took it: the computer is slow just now
WORTH_MS = 350  # ... but a shorter wait is over before a lead-in would be
USUALLY_S = 0.9  # from the words to the first sound of what a mind says


@dataclass(frozen=True, slots=True)
class Piece:
    """What is rendered and played at one go."""

    text: str
    by: str
    speaker: str = ""


@dataclass
class Reply:
    """Says one reply and knows how much of it was heard.

    It is prepared first and given when the floor is hers: until then nothing sounds, no act is done
    and no fact is told, and dropping it leaves no trace. `cut_up` cuts a clause's text into what is
    worth rendering at one go, given whether it is the first; `perform` does an act before its
    clause is said; `tell` takes the facts; `lead_in` gives a phrase and its PCM for a wait.
    """

    sound: Sound
    voice: Voice
    settings: Callable[[], Settings]
    cut_up: Callable[[str, bool], list[str]]
    perform: Callable[[Act], None]
    tell: Callable[[Fact], None]
    voice_name: str = ""  # another voice than the chosen one: a sample
    lead_in: Callable[[], tuple[str, bytes] | None] = lambda: None
    usually_s: float = USUALLY_S  # how long it takes, where it takes long

    turn: int = field(default=0, init=False)
    acted: bool = field(default=False, init=False)
    sounded_at: float | None = field(default=None, init=False)  # of the loop's clock
    content_at: float | None = field(default=None, init=False)  # the first that is no lead-in
    by: str = field(default="", init=False)  # who worded that
    dumb: bool = field(default=False, init=False)
    heard: list[str] = field(default_factory=list, init=False)
    heard_from: list[str] = field(default_factory=list, init=False)  # who said each of `heard`
    task: asyncio.Task[None] | None = field(default=None, init=False)
    begun: bool = field(default=False, init=False)  # the dialogue has been asked
    took_s: float | None = field(default=None, init=False)  # to its first sound, where it took long
    _given: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _drawn: bool = field(default=False, init=False)
    _slow: bool = field(default=False, init=False)  # its first clause was late
    _coming: str = field(default="", init=False)  # is being rendered
    _pieces: list[Piece] = field(default_factory=list, init=False)
    _played: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _over: bool = field(default=False, init=False)
    _late: asyncio.TimerHandle | None = field(default=None, init=False)
    _prepared_at: float = field(default=0.0, init=False)

    def prepare(self, clauses: AsyncGenerator[Clause, None]) -> asyncio.Task[None]:
        """Begin to work out and render its first piece."""
        self._prepared_at = asyncio.get_running_loop().time()
        self.task = asyncio.create_task(self._run(clauses), name="reply")
        return self.task

    @property
    def failed(self) -> bool:
        """A bug ended it."""
        task = self.task
        return task is not None and task.done() and not task.cancelled() and bool(task.exception())

    def give(self, turn: int) -> None:
        """The floor is hers: say it, as turn `turn`."""
        self.turn = turn
        self.tell(ReplyBegan(turn))
        if self.task is not None:
            self.task.set_name(f"reply {turn}")
        loop = asyncio.get_running_loop()
        late_s = self._prepared_at + LATE_MS / 1000 - loop.time()
        self._late = loop.call_later(max(late_s, 0), self._late_clause)
        self._given.set()

    def drop(self) -> None:
        """It was for half a turn: nobody will hear of it."""
        self._over = True
        if self.task is not None:
            self.task.cancel()

    async def _run(self, clauses: AsyncGenerator[Clause, None]) -> None:
        end = End.FAILED
        self.begun = True
        try:
            async with aclosing(clauses):
                async for clause in clauses:
                    waited = asyncio.get_running_loop().time() - self._prepared_at
                    self._slow = waited > LATE_MS / 1000 if not self._drawn else self._slow
                    self._drawn = True
                    await self._say(clause)
            await self._given.wait()
            if self._pieces:
                self.sound.finish(self.turn)
                await self._played.wait()
            end = End.FINISHED
        finally:
            self._end(end)

    async def _say(self, clause: Clause) -> None:
        act = clause.act
        if act is not None and self._given.is_set():
            self._do(act)
            act = None
        for whole in self._cut(clause):
            led = bool(self._pieces) and not self._content
            text = self._coming = undoubled(whole) if led else whole
            if not text:
                continue
            settings = self.settings()
            pcm = await self._rendered(text, clause, settings)
            if self._slow and self.took_s is None:
                self.took_s = asyncio.get_running_loop().time() - self._prepared_at
            await self._given.wait()
            if act is not None:
                self._do(act)
                act = None
                now = self.settings()
                if (now.voice, now.pace) != (settings.voice, settings.pace):
                    pcm = await self._rendered(text, clause, now)  # it is said the new way already
            if isinstance(pcm, Trouble):
                self.dumb = True
                self.tell(TroubleCame("clause", pcm.what, pcm.remedy))
                pcm = b""  # the words are shown all the same
            self._play(text, clause.by, pcm, clause.speaker)
        if act is not None:
            await self._given.wait()
            self._do(act)

    def _cut(self, clause: Clause) -> list[str]:
        pieces, settings = self.cut_up(clause.text, not self._content), self.settings()
        if self._content or settings.announce:
            return pieces
        named = clause.voice or self.voice_name or settings.voice
        pace = settings.pace * clause.speed
        return opened(pieces, clause.by, lambda text: bool(self.voice.known(text, named, pace)))

    def _do(self, act: Act) -> None:
        self.acted = True
        self.perform(act)

    async def _rendered(self, text: str, clause: Clause, settings: Settings) -> bytes | Trouble:
        if settings.announce:
            return b""  # a screen reader says it
        try:
            voice = clause.voice or self.voice_name or settings.voice
            return await self.voice.render(text, voice, settings.pace * clause.speed)
        except Trouble as trouble:
            return trouble

    @property
    def _content(self) -> bool:
        return any(piece.by != LEAD_IN for piece in self._pieces)

    def _play(self, text: str, by: str, pcm: bytes, speaker: str = "") -> None:
        number = len(self._pieces)
        self._pieces.append(Piece(text, by, speaker))
        if pcm:
            self.sound.play(self.turn, number, pcm)
        else:
            self.sounding(number)

    def _late_clause(self) -> None:
        loop = asyncio.get_running_loop()
        soon = self._prepared_at + self.usually_s - loop.time() < WORTH_MS / 1000
        if self._drawn or soon:
            self._late = loop.call_later(LATER_MS / 1000, self._bridge)
        else:
            self._bridge()

    def _bridge(self) -> None:
        """Say something short while there is nothing to play."""
        if self._over or self._pieces or undoubled(self._coming) != self._coming:
            return  # what is coming begins so itself
        phrase = self.lead_in()
        if phrase is not None:
            text, pcm = phrase
            self._play(text, LEAD_IN, pcm)

    def sounding(self, number: int) -> None:
        """The speaker has begun with this piece."""
        if self._over or number >= len(self._pieces):
            return
        piece = self._pieces[number]
        now = asyncio.get_running_loop().time()
        self.sounded_at = now if self.sounded_at is None else self.sounded_at
        if piece.by != LEAD_IN:
            self.heard.append(piece.text)
            self.heard_from.append(piece.speaker)
            if self.content_at is None:
                self.content_at, self.by = now, piece.by
        self.tell(ReplySpoken(self.turn, piece.text, piece.by, piece.speaker))

    def played(self) -> None:
        """The speaker has played everything."""
        self._played.set()

    def cut(self) -> None:
        """Stop now: the speaker first, because the ear judges that, then the work."""
        self.sound.silence()
        if self.task is not None:
            self.task.cancel()
        self._end(End.INTERRUPTED)

    def silenced(self, shares: tuple[tuple[int, float], ...]) -> None:
        """The speaker tells how much of each piece was out when it was cut."""
        heard = []
        for number, share in shares:
            if number < len(self._pieces) and self._pieces[number].by != LEAD_IN:
                words = self._pieces[number].text.split()
                said = " ".join(words[: round(len(words) * share)])
                heard.append((self._pieces[number].speaker, said))
        self.heard = [text for _, text in heard if text]
        self.heard_from = [speaker for speaker, text in heard if text]

    def _end(self, end: End) -> None:
        if self._late is not None:
            self._late.cancel()
        if not self._over:
            self._over = True
            self.tell(ReplyEnded(self.turn, end))
