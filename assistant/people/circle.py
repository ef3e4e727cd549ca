"""The people book in a running companion: read from memory, with what was suggested and declined beside it.

Only times and memory's numbers are kept here, so that whoever is forgotten there is forgotten here.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from assistant import events as e
from assistant.errors import Trouble
from assistant.memory.diary import KEPT_DAYS, source_of
from assistant.memory.extraction import mentioned
from assistant.memory.relations import PLAIN
from assistant.people import suggesting
from assistant.people.book import CLOSE, TELLING, Known, apart, book, close_in, harms
from assistant.people.suggesting import AFTER_CRISIS, FOR_EVER, Past, day_after
from assistant.people.use import BEFORE_WEEKS, WEEK, Day, days_of
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from assistant.events import Fact
    from assistant.memory.diary import Diary
    from assistant.memory.store import MemoryStore
    from assistant.people.suggesting import Moment
    from assistant.ports import Source

FILE = "people.json"  # in the profile
MOST = 262_144  # bytes; a larger file is not ours
TEND_S = 20.0
_HOLDS = "m.leaving IS NULL AND m.replaced = ''"
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_GOES_ON = re.compile(r"(?i)(?:and |but |so |because )?(?:he|she|they|it|him|her|we)\b")


class View(Protocol):
    """The settings that concern people."""

    @property
    def private(self) -> bool: ...
    @property
    def minor(self) -> bool: ...
    @property
    def transcripts(self) -> str: ...
    @property
    def close_to(self) -> str: ...


@dataclass
class Circle:
    """Changes of what was suggested are the deeds' (`people.deeds`)."""

    profile: Path
    diary: Diary
    settings: Callable[[], View]
    clock: Callable[[], datetime]
    nudged: Callable[[datetime], None] = lambda _now: None  # the one gentle word a week was said
    past: Past = field(default_factory=Past, init=False)
    unsaved: bool = field(
        default=False, init=False
    )  # then nobody is suggested: it could not be counted
    _seeded: set[str] = field(default_factory=set, init=False)
    _harmful: set[str] = field(default_factory=set, init=False)  # named in a crisis, not yet found
    _said: str = field(default="", init=False)
    _wanted: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        self.past = loaded(self.profile)

    # --- what is known -----------------------------------------------------------------

    async def people(self) -> tuple[Known, ...]:
        """Everybody in the book, the closest first. Raises Trouble."""
        return await self.diary.look(_read)

    async def fitting(self, moment: Moment, now: datetime) -> Known | None:
        """Whom to suggest at this moment, if anybody. Raises Trouble.

        What was said of somebody is read only when they are about to be named: it takes longer
        than all the rest, and mostly nobody is.
        """
        if not suggesting.may_suggest(self.past, now):
            return None
        people = list(await self.people())
        minor = self.settings().minor
        while (one := suggesting.whom(people, self.past, moment, now, minor=minor)) is not None:
            if not apart(await self.diary.look(partial(_lines, one))):
                return one
            people.remove(one)
        return None

    async def source(self, one: Known) -> tuple[Source, ...]:
        """How she knows of somebody: the last contact as told, else the latest that is held. Raises Trouble."""

        def look(store: MemoryStore) -> tuple[Source, ...]:
            order = "m.aspect = 'in touch' DESC, m.id DESC"
            found = store.where(f"{_HOLDS} AND m.person = ?", int(one.key), order=order, limit=1)
            return tuple(map(source_of, found))

        return await self.diary.look(look)

    async def use(self, now: datetime) -> dict[date, Day]:
        """Turns and minutes a day in the weeks that are compared. Raises Trouble."""
        since = now - timedelta(WEEK * (BEFORE_WEEKS + 1))

        def times(store: MemoryStore) -> list[datetime]:
            rows = store.ask(
                "SELECT at FROM turns WHERE leaving IS NULL AND at >= ?", since.date().isoformat()
            )
            return [datetime.fromisoformat(row[0]).astimezone(now.tzinfo) for row in rows]

        return days_of(await self.diary.look(times))

    @property
    def kept_days(self) -> int | None:
        """For how long lines of talk are kept; None for good."""
        return KEPT_DAYS.get(self.settings().transcripts)

    # --- what is changed ---------------------------------------------------------------

    def put(self, past: Past) -> None:
        """Hold and save. Raises Trouble where it can't be saved; it holds for now all the same."""
        self.past = past
        try:
            write_whole(self.profile / FILE, json.dumps(_as_record(past)).encode())
        except OSError as error:
            self.unsaved = True
            raise Trouble(
                f"It holds for now but could not be saved ({error.strerror}).",
                "Is the disk full, or the folder read-only?",
            ) from None
        self.unsaved = False

    def news(self, fact: Fact) -> None:
        """A crisis makes a pause, and whoever was named as a danger in it is never suggested."""
        match fact:
            case e.UserSaid(text=text):
                self._said = text
            case e.CrisisShown():
                if harms(self._said) and (who := mentioned(self._said)):
                    self._harmful.add(who)
                until = day_after(self.clock(), AFTER_CRISIS)
                if self.past.quiet_until not in {FOR_EVER, until}:
                    self._put_quietly(Past(
                        self.past.suggested, self.past.left_out,
                        max(until, self.past.quiet_until), self.past.grown,
                    ))  # fmt: skip
                self._wanted.set()
            case _:
                pass

    def wake(self) -> None:
        """Something may have been forgotten: look at once."""
        self._wanted.set()

    async def watch(self) -> None:
        """Keep up with memory, until cancelled."""
        while True:
            with contextlib.suppress(Trouble):  # memory tells its own troubles
                await self.tend()
            self._wanted.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), TEND_S)

    async def tend(self) -> None:
        """Let go of who is forgotten, and give memory whom the settings name as close. Raises Trouble."""
        close = close_in(self.settings().close_to)
        writable = not self.settings().private
        now = self.clock()

        def look(store: MemoryStore) -> tuple[set[str], set[str]]:
            for one in close:
                if one.about in self._seeded or not (store.writable and writable):
                    continue  # once in a run: what was forgotten meanwhile stays so
                if not store.of(one.about, CLOSE) and not _leaving(one.about, store):
                    store.keep(one, now)
                self._seeded.add(one.about)
            harmful = {str(found.id) for who in self._harmful if (found := store.person(who))}
            return {str(one.id) for one in store.people()}, harmful

        people, harmful = await self.diary.look(look)
        past = suggesting.without(self.past, people)
        for key in harmful:
            past = suggesting.left_out(past, key, FOR_EVER)
        if past != self.past or self.unsaved:
            self._put_quietly(past)

    def _put_quietly(self, past: Past) -> None:
        with contextlib.suppress(Trouble):  # it is tried again; meanwhile nobody is suggested
            self.put(past)


def loaded(profile: Path) -> Past:
    """What was suggested and declined; a file that makes no sense counts as a full week."""
    try:
        with (profile / FILE).open("rb") as file:
            return _from_record(json.loads(file.read(MOST)))
    except FileNotFoundError:
        return Past()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        now = datetime.now(UTC)
        return Past(((now, ""), (now, "")))


def _as_record(past: Past) -> dict[str, Any]:
    return {
        "suggested": [[at.isoformat(), key] for at, key in past.suggested],
        "left_out": past.left_out,
        "quiet_until": past.quiet_until,
        "grown": past.grown,
    }


def _from_record(record: dict[str, Any]) -> Past:
    suggested = tuple((_instant(at), str(key)) for at, key in record["suggested"])
    left_out = {str(key): str(until) for key, until in record["left_out"].items()}
    return Past(suggested, left_out, str(record["quiet_until"]), str(record["grown"]))


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def _leaving(about: str, store: MemoryStore) -> bool:
    """Whether it is just being forgotten that they are close."""
    rule = "SELECT 1 FROM memories WHERE leaving IS NOT NULL AND aspect = ? AND about = ?"
    return bool(store.ask(rule, CLOSE, about))


def _read(store: MemoryStore) -> tuple[Known, ...]:
    people = store.people()
    aspects: dict[int, set[str]] = {}
    for person, aspect in store.ask(
        "SELECT DISTINCT person, aspect FROM memories WHERE person <> 0 AND replaced = '' AND leaving IS NULL"
    ):
        aspects.setdefault(person, set()).add(aspect)
    marks = ",".join("?" * len(TELLING))
    held = store.where(f"{_HOLDS} AND m.aspect IN ({marks})", *TELLING)
    return book(people, held, aspects)


def _lines(one: Known, store: MemoryStore) -> tuple[str, ...]:
    """The sentences in which they were spoken of, each with the one that goes on about them."""
    noun = one.relation.rpartition(" ")[2]
    name = "" if one.label.startswith("your ") else one.label
    words = {name, noun, *(word for word, plain in PLAIN.items() if plain == noun)} - {""}
    held = store.where(f"{_HOLDS} AND m.person = ?", int(one.key))
    found = [memory.quote for memory in held]
    spoken = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words), re.IGNORECASE)
    for turn in {turn.id: turn for word in words for turn in store.turns_with(word, 50)}.values():
        follows = False
        for sentence in _SENTENCE.split(turn.heard):
            follows = bool(spoken.search(sentence)) or (follows and bool(_GOES_ON.match(sentence)))
            if follows:
                found.append(sentence)
    return tuple(found)
