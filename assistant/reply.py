"""One reply as one task: dialogue → clauses → voice → speaker; barge-in is carried out here."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.events import End, Fact, ReplyBegan, ReplyEnded, ReplySpoken, TroubleCame

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from assistant.ports import Act, Clause, Sound, Voice
    from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Piece:
    """What is rendered and played at one go."""

    text: str
    by: str


@dataclass
class Reply:
    """Says one reply and knows how much of it was heard.

    `cut_up` cuts a clause's text into what is worth rendering at one go, given whether it is the
    first; `perform` does an act before its clause is said; `tell` takes the facts.
    """

    turn: int
    sound: Sound
    voice: Voice
    settings: Callable[[], Settings]
    cut_up: Callable[[str, bool], list[str]]
    perform: Callable[[Act], None]
    tell: Callable[[Fact], None]
    voice_name: str = ""  # another voice than the chosen one: a sample

    acted: bool = field(default=False, init=False)
    sounded: bool = field(default=False, init=False)
    dumb: bool = field(default=False, init=False)
    heard: list[str] = field(default_factory=list, init=False)
    task: asyncio.Task[None] | None = field(default=None, init=False)
    _pieces: list[Piece] = field(default_factory=list, init=False)
    _played: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _over: bool = field(default=False, init=False)

    def begin(self, clauses: AsyncGenerator[Clause, None]) -> asyncio.Task[None]:
        self.tell(ReplyBegan(self.turn))
        self.task = asyncio.create_task(self._run(clauses), name=f"reply {self.turn}")
        return self.task

    async def _run(self, clauses: AsyncGenerator[Clause, None]) -> None:
        end = End.FAILED
        try:
            async with aclosing(clauses):
                async for clause in clauses:
                    await self._say(clause)
            if self._pieces:
                self.sound.finish(self.turn)
                await self._played.wait()
            end = End.FINISHED
        finally:
            self._end(end)

    async def _say(self, clause: Clause) -> None:
        if clause.act is not None:
            self.acted = True
            self.perform(clause.act)
        settings = self.settings()
        for text in self.cut_up(clause.text, not self._pieces):
            try:
                pcm = await self.voice.render(
                    text, self.voice_name or settings.voice, settings.pace
                )
            except Trouble as trouble:
                self.dumb = True
                self.tell(TroubleCame("clause", trouble.what, trouble.remedy))
                pcm = b""  # the words are shown all the same
            number = len(self._pieces)
            self._pieces.append(Piece(text, clause.by))
            if pcm:
                self.sound.play(self.turn, number, pcm)
            else:
                self.sounding(number)

    def sounding(self, number: int) -> None:
        """The speaker has begun with this piece."""
        if self._over or number >= len(self._pieces):
            return
        piece = self._pieces[number]
        self.sounded = True
        self.heard.append(piece.text)
        self.tell(ReplySpoken(self.turn, piece.text, piece.by))

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
            if number < len(self._pieces):
                words = self._pieces[number].text.split()
                heard.append(" ".join(words[: round(len(words) * share)]))
        self.heard = [text for text in heard if text]

    def _end(self, end: End) -> None:
        if not self._over:
            self._over = True
            self.tell(ReplyEnded(self.turn, end))
