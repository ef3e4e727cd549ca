"""Bind the memory to a conversation: turns are kept as they are said, what is recalled has its source."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from assistant.dialogue.text import has_words
from assistant.errors import Trouble
from assistant.events import TroubleCame, TroubleWent
from assistant.memory.diary import Diary, View
from assistant.memory.meaning import MODEL, Meaning
from assistant.memory.plans import plans

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import date, datetime
    from pathlib import Path

    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.skills.skill import Skill
    from assistant.events import Fact
    from assistant.models.store import Store
    from assistant.ports import Clause, Dialogue, Heard, Recalled

log = logging.getLogger(__name__)

KEY = "memory"
MOST_NAMES = 12  # each makes recognition a little slower


class Telling(Protocol):
    """A dialogue that has a history."""

    @property
    def history(self) -> History: ...


class Settings(View, Protocol):
    """What of the settings the memory is kept by, and who talks."""

    @property
    def her_name(self) -> str: ...
    @property
    def your_name(self) -> str: ...


def spoken_of(settings: Settings, people: tuple[str, ...]) -> tuple[str, ...]:
    """The two in the talk, then whom she was told of, the latest first; in private not those."""
    told = () if settings.private else reversed(people)
    known = (settings.her_name, settings.your_name, *told)
    return tuple(dict.fromkeys(name for name in known if name))[:MOST_NAMES]


@dataclass
class Keeping:
    """The memory of one profile, in one conversation. Is a ports.Recall."""

    profile: Path
    settings: Callable[[], Settings]
    clock: Callable[[], datetime]
    tell: Callable[[Fact], None]
    models: Store
    diary: Diary = field(init=False)

    def __post_init__(self) -> None:
        folder = self.models.path(MODEL)
        cache = self.models.folder.parent / "converted"
        meaning = Meaning(folder, cache) if folder is not None else None
        self.diary = Diary(self.profile, self.settings, self.clock, self._trouble, meaning)

    def skills(self) -> tuple[Skill, ...]:
        """What she can be asked about her memory."""
        from assistant.dialogue.skills.memory import Remembering

        return (Remembering(self.diary),)

    async def recall(self, heard: str) -> tuple[Recalled, ...]:
        return await self.diary.recall(heard)

    async def plans(self, first: date, after: date) -> tuple[Recalled, ...]:
        """What the person told of these days; nothing where the memory can't be read."""
        try:
            return await self.diary.look(lambda store: plans(store, first, after))
        except Trouble:
            return ()

    def names(self) -> tuple[str, ...]:
        """Who may be spoken of just now."""
        people: tuple[str, ...] = ()
        if self.diary.store is not None:
            with contextlib.suppress(Trouble):
                people = tuple(one.name for one in self.diary.store.people())
        return spoken_of(self.settings(), people)

    async def open(self) -> None:
        """Open it; what is wrong is told, and the talk goes on without."""
        try:
            news = await self.diary.open()
        except Trouble as trouble:
            self._trouble(trouble)
        else:
            if news:
                self.tell(TroubleCame(KEY, news))

    async def sense(self) -> None:
        """Let recall go by meaning, where the model is there."""
        if self.diary.store is None:
            return
        with contextlib.suppress(Trouble):  # by words, then; the health page shows the model
            await self.diary.sense()

    async def arrived(self, folder: Path) -> None:
        """The model has been fetched."""
        self.diary.meaning = Meaning(folder, self.models.folder.parent / "converted")
        await self.sense()

    async def close(self) -> None:
        await self.diary.close()

    def _trouble(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self.tell(TroubleWent(KEY))
        else:
            self.tell(TroubleCame(KEY, trouble.what, trouble.remedy))


@dataclass
class Remembered:
    """A dialogue whose turns are kept once they have been answered (ports.Dialogue).

    An answer may be worked out and taken back; only what she has said anything to is kept.
    """

    dialogue: Dialogue
    manager: Telling
    diary: Diary

    async def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        late = takewhile(self._is_not_kept, reversed(self.manager.history.exchanges))
        for exchange in reversed(tuple(late)):  # answered, but nothing of it was heard
            self._keep(exchange)
        answer = self.dialogue.answer(heard)
        async with contextlib.aclosing(answer):
            async for clause in answer:
                if clause.sources:
                    self.diary.used(clause.sources)
                yield clause

    def was_said(self, text: str, speaker: str = "") -> None:
        self.dialogue.was_said(text, speaker)
        last = self.manager.history.last
        if last is not None:
            self._keep(last)

    def _is_not_kept(self, exchange: Exchange) -> bool:
        return not self.diary.is_kept(exchange)

    def _keep(self, exchange: Exchange) -> None:
        if has_words(exchange.heard):  # an "um" is nothing to remember
            self.diary.keep(exchange)

    def retract(self) -> None:
        self.dialogue.retract()
