"""A talk with her memory: say something, see what she answers, from which sources, and what is kept."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from assistant.dialogue import acts, persona
from assistant.dialogue.manager import Manager
from assistant.dialogue.skills import all_skills
from assistant.errors import Trouble
from assistant.keeping import Remembered
from assistant.memory import backups, database
from assistant.memory.diary import Diary
from assistant.memory.store import MemoryStore
from assistant.ports import Heard, Source
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from assistant.memory.meaning import Meaning
    from assistant.ports import Prompt

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


class Scripted:
    name = "scripted"

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        raise Trouble("not asked")
        yield ""


class Answer(NamedTuple):
    text: str
    by: str
    sources: tuple[Source, ...]


@dataclass
class Talk:
    profile: Path
    meaning: Meaning | None = None
    now: dt.datetime = NOON
    second: float = 1000.0
    troubles: list[Trouble | None] = field(default_factory=list)
    settings: SettingsFile = field(init=False)
    diary: Diary = field(init=False)
    manager: Manager = field(init=False)

    def __post_init__(self) -> None:
        from assistant.dialogue.skills.memory import Remembering

        self.profile.mkdir(parents=True, exist_ok=True)
        self.settings = SettingsFile.load(self.profile)
        self.diary = Diary(
            self.profile, lambda: self.settings.now, lambda: self.now, self.troubles.append,
            self.meaning, lambda: self.second,
        )  # fmt: skip
        self.manager = Manager(
            persona.load(), lambda: self.settings.now, Scripted(),
            all_skills(memory=(Remembering(self.diary),)), lambda: self.now, random.Random(1),
            recall=self.diary,
        )  # fmt: skip
        self.talk = Remembered(self.manager, self.manager, self.diary)

    async def say(self, text: str) -> Answer:
        said, by, sources = [], "", []
        async for clause in self.talk.answer(Heard(text, self.now, typed=True)):
            if clause.act is not None:
                acts.perform(clause.act, self.settings)
                self.diary.perform(clause.act)
            said.append(clause.text)
            by = clause.by
            sources += clause.sources
        self.talk.was_said(" ".join(said))
        await self.diary.settled()
        self.now += dt.timedelta(minutes=1)
        return Answer(" ".join(said), by, tuple(dict.fromkeys(sources)))

    async def kept(self) -> tuple[str, ...]:
        return tuple(one.words for one in await self.diary.look(lambda store: store.newest(-1)))

    async def pass_time(self, seconds: float) -> None:
        """Half a minute, say: what is leaving becomes final."""
        self.second += seconds
        await self.diary.tend()


@asynccontextmanager
async def talking(
    profile: Path, meaning: Meaning | None = None, now: dt.datetime = NOON
) -> AsyncIterator[Talk]:
    talk = Talk(profile, meaning, now)
    await talk.diary.open()
    try:
        yield talk
    finally:
        await talk.diary.close()


def scene(
    profile: Path, play: Callable[[Talk], Coroutine[None, None, None]], now: dt.datetime = NOON
) -> None:
    """Open the memory, play, close it."""

    async def whole() -> None:
        async with talking(profile, now=now) as talk:
            await play(talk)

    asyncio.run(whole())


def opened(profile: Path, connect: database.Connect = database.sqlite3.Connection) -> MemoryStore:
    """The store alone, synchronously."""
    return MemoryStore(database.open_memory(profile, lambda: NOON, connect).connection)


def every_file(profile: Path) -> bytes:
    """All bytes of a profile and its backups."""
    folders = (profile, backups.folder_of(profile))
    return b"".join(
        path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    )
