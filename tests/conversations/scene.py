"""A conversation in a fake room on virtual time, and everything it told."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fakes import NOON, FakeDialogue, FakeJudge, FakeSound, FakeTranscriber, FakeVoice

from assistant import events as e
from assistant.conversation import Conversation
from assistant.hearing.collect import Collector
from assistant.listening import Listening
from assistant.parts import Parts
from assistant.settings import SettingsFile
from assistant.state import Presence, State, advance

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from assistant.ports import Act


@dataclass
class Scene:
    """A conversation in a fake room, and what it told, with the virtual time of each fact."""

    folder: Path
    sound: FakeSound = field(default_factory=FakeSound)
    transcriber: FakeTranscriber = field(default_factory=FakeTranscriber)
    judge: FakeJudge = field(default_factory=FakeJudge)
    voice: FakeVoice = field(default_factory=FakeVoice)
    dialogue: FakeDialogue = field(default_factory=FakeDialogue)
    facts: list[tuple[float, e.Fact]] = field(default_factory=list)
    state: State = field(default_factory=State)
    performed: list[Act] = field(default_factory=list)
    presences: list[Presence] = field(default_factory=list)
    wished: list[e.Upkeep] = field(default_factory=list)
    alone: bool = True  # no other voice of hers is in the talk

    def tell(self, fact: e.Fact) -> None:
        self.facts.append((asyncio.get_running_loop().time(), fact))
        self.state = advance(self.state, fact)
        if not self.presences or self.presences[-1] is not self.state.presence:
            self.presences.append(self.state.presence)

    def conversation(self) -> Conversation:
        settings = SettingsFile.load(self.folder)
        parts = Parts(
            sound=self.sound,
            transcriber=self.transcriber,
            judge=self.judge,
            voice=self.voice,
            dialogue=self.dialogue,
            listening=Listening(
                Collector(longest_ms=25_000),
                lambda: settings.now.patience,
                lambda: settings.now.turn_end == "silence",
            ),
            settings=settings,
            cut_up=lambda text, _first: [text],
            perform=self.performed.append,
            clock=lambda: NOON,
            upkeep=self.upkeep,
            alone=lambda: self.alone,
        )
        return Conversation(parts, self.tell)

    async def upkeep(self, wish: e.Upkeep) -> None:
        self.wished.append(wish)

    @asynccontextmanager
    async def begun(self) -> AsyncIterator[Conversation]:
        conversation = self.conversation()
        room = asyncio.create_task(self.sound.room())
        talk = asyncio.create_task(conversation.run())
        self.tell(e.Awake())
        try:
            yield conversation
        finally:
            conversation.inbox.put_nowait(e.Quit())
            await asyncio.wait_for(talk, 5)
            room.cancel()
            await self.sound.close()

    async def person_says(self, text: str, ms: int = 1500) -> None:
        """Speak for so long; the recogniser will understand `text`."""
        self.transcriber.texts = [text]
        self.sound.person_speaks(ms)
        await asyncio.sleep(ms / 1000)

    def all(self, kind: type[e.Fact]) -> list[e.Fact]:
        return [fact for _at, fact in self.facts if isinstance(fact, kind)]

    def at(self, kind: type[e.Fact]) -> float:
        return next(at for at, fact in self.facts if isinstance(fact, kind))
