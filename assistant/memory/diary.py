"""The memory as the conversation uses it: keeps each turn, recalls, forgets, backs up, off the loop.

One worker thread owns the only connection, so that changes happen in order. Nothing here raises
into the talk: trouble is told once, and she goes on without what could not be kept.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sqlite3
import threading
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from assistant.errors import Trouble
from assistant.memory import backups, exporting, forgetting
from assistant.memory.changing import all_of, put
from assistant.memory.database import open_memory
from assistant.memory.index import Index
from assistant.memory.intake import KeptTurns, found_now, take_in
from assistant.memory.kept import Found, Kind
from assistant.memory.locked import Locked, keys_of
from assistant.memory.ranking import worth_saying
from assistant.memory.resting import Helper, Rest, Unsure
from assistant.memory.searching import searched
from assistant.memory.store import MemoryStore
from assistant.memory.worker import Worker, guarded
from assistant.ports import Recalled, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from assistant.keys import Keys
    from assistant.memory.index import Floats
    from assistant.memory.intake import Said
    from assistant.memory.kept import Memory
    from assistant.memory.meaning import Meaning
    from assistant.memory.ranking import Hit
    from assistant.ports import Act

log = logging.getLogger(__name__)
T = TypeVar("T")

ACT = "memory"
TEND_S = 5.0  # how often it looks whether something has to be done
LOOK_S = 3600.0  # how often backups and old transcripts are looked at
MEANING_S = 0.25  # a recall that takes longer is done by words
NOT_AGAIN = 10  # turns before the same memory may come up again
BATCH = 64
KEPT_DAYS = {"forever": None, "year": 366, "month": 31, "week": 7, "none": 0}


class View(Protocol):
    """The settings that concern memory."""

    @property
    def private(self) -> bool: ...
    @property
    def transcripts(self) -> str: ...


@dataclass
class Clash:
    """Something was told that cannot hold together with what is kept; she has asked which it is."""

    old: Memory
    found: Found


@dataclass
class Diary:
    """`settings` is read anew each time; `on_trouble` is told what is wrong, None when it is well."""

    profile: Path
    settings: Callable[[], View]
    clock: Callable[[], datetime]
    on_trouble: Callable[[Trouble | None], None] = lambda _trouble: None
    meaning: Meaning | None = None
    now_s: Callable[[], float] = time.time
    elsewhere: Callable[[forgetting.Words], None] = lambda _words: None  # who else keeps words
    helper: Helper | None = None  # asked at rest about turns in which the rules found nothing
    at_rest: Callable[[], bool] = lambda: False

    keys: Keys = field(init=False)  # where the key of a locked memory is
    store: MemoryStore | None = field(default=None, init=False)
    index: Index | None = field(default=None, init=False)
    clash: Clash | None = field(default=None, init=False)
    asked: tuple[int, ...] = field(default=(), init=False)  # memories she asked whether to forget
    phrase: str = field(default="", init=False)  # and with it every line of talk that holds this
    told: tuple[int, ...] = field(default=(), init=False)  # memories she spoke of last
    worker: Worker = field(init=False)
    _tender: asyncio.Task[None] | None = field(default=None, init=False)
    _turns: KeptTurns = field(default_factory=KeptTurns, init=False)
    _used: deque[int] = field(default_factory=lambda: deque(maxlen=NOT_AGAIN), init=False)
    _pending_uses: list[int] = field(default_factory=list, init=False)
    _person: str = field(default="", init=False)  # spoken of last
    _looked_s: float = field(default=0.0, init=False)
    _rest: Rest = field(default_factory=Rest, init=False)
    _late: bool = field(default=False, init=False)  # it was opened after the start
    _copies: threading.Lock = field(default_factory=threading.Lock, init=False)  # one at a time

    def __post_init__(self) -> None:
        self.keys = keys_of(self.profile)
        self.worker = Worker(self.on_trouble)

    # --- its life ----------------------------------------------------------------------

    async def open(self) -> str:
        """Open the store; what happened to it, for the person, or "". Raises Trouble.

        A locked one is opened later, when its key has come.
        """
        self.worker.start()
        try:
            news = await self.work(self._open)
        except Locked as trouble:
            self.worker.troubled = trouble
            self._tender = asyncio.create_task(self._tend(), name="tend the memory")
            raise
        except Trouble as trouble:
            self.worker.troubled = trouble
            raise
        await self._erase(self.now_s() - forgetting.UNDO_S)
        self._tender = asyncio.create_task(self._tend(), name="tend the memory")
        return news

    async def close(self) -> None:
        """Make what is leaving final, and end. What was asked for before is done."""
        tender, self._tender = self._tender, None
        if tender is not None:
            tender.cancel()
            await asyncio.wait([tender])
        if self.meaning is not None:
            await self.meaning.close()
        goes = False
        with contextlib.suppress(Trouble):  # then it goes at the next start
            goes = await self._tell_elsewhere(self.now_s())
        await self.worker.end(self._end, goes)

    async def sense(self) -> None:
        """Let recall go by meaning from now on, if it can. Raises Trouble."""
        if self.meaning is None or self.meaning.child is not None:
            return
        await self.meaning.start()
        while await self._give_meaning():
            await asyncio.sleep(0)

    def _open(self) -> str:
        opened = open_memory(self.profile, self.clock, keys=self.keys)
        if self.store is None:
            self.store = MemoryStore(opened.connection)
            self.index = Index(self.store)
        self.store.connection, self.store.key = opened.connection, opened.key
        self.store.writable = opened.writable
        return opened.news

    def reopened(self, between: Callable[[], None]) -> str:
        """In the memory's own thread: close the file, do something to it, and open what is there then.

        The same as `open` returns; raises Trouble.
        """
        with self._copies:
            if self.store is not None:
                self.store.connection.close()
            try:
                between()
            finally:
                news = self._opened_again()
        return news

    def _opened_again(self) -> str:
        try:
            news = self._open()
        except Trouble as trouble:
            self.worker.troubled, self.store = trouble, None
            self.on_trouble(trouble)
            raise
        self._late = self._late or self.troubled is not None
        self.worker.troubled = None
        self.on_trouble(Trouble(news) if news else None)
        return news

    async def _try_again(self) -> None:
        """Open a locked memory whose key has come: the keyring was slow, or asked the person."""
        if self.keys.late():
            with contextlib.suppress(Locked):  # told already
                await self.work(self.reopened, lambda: None)

    def _end(self, goes: bool) -> None:
        if self.store is None:
            return
        try:
            if goes:
                self._finish(self.now_s())
        except Trouble as trouble:
            log.warning("could not finish forgetting: %s", trouble.what)
        self.store.close()
        self.store = None

    @property
    def form(self) -> str:
        """How it lies on the disk, for a person; "" while it is not open."""
        if self.store is None:
            return ""
        return "locked with a key" if self.store.key is not None else "a plain file of yours alone"

    # --- work off the loop -------------------------------------------------------------

    @property
    def troubled(self) -> Trouble | None:
        """What is wrong with it now."""
        return self.worker.troubled

    async def work(self, job: Callable[..., T], *args: Any) -> T:
        """Run `job` in the memory's own thread. Raises Trouble."""
        return await self.worker.work(job, *args)

    def submit(self, job: Callable[..., T], *args: Any) -> Future[T]:
        """The same from any thread, for a window. The future may hold Trouble."""
        return self.worker.submit(job, *args)

    async def settled(self) -> None:
        """Wait until everything asked for so far is on the disk, or could not be brought there."""
        await self.worker.settled()

    # --- keeping -----------------------------------------------------------------------

    def keep(self, exchange: Said) -> None:
        """Keep a turn and what is in it, or add what she said to one that is kept."""
        exchange.private = exchange.private or self.settings().private
        if exchange.private or self.store is None:
            return
        numbers = self._turns.of(exchange)
        if numbers is None:
            numbers = self._turns.begin(exchange)
            self.worker.later(self._keep, exchange.heard, exchange.at, numbers)
        used, self._pending_uses = self._pending_uses, []
        if exchange.said:
            self.worker.later(self._answered, numbers, exchange.said, used, exchange.voices)

    def is_kept(self, exchange: Said) -> bool:
        return self._turns.of(exchange) is not None

    def turn_of(self, exchange: Said) -> int:
        """The number under which a turn is kept; 0 when it is not."""
        return next(iter(self._turns.of(exchange) or ()), 0)

    def _keep(self, heard: str, at: datetime, numbers: list[int]) -> None:
        if self.store is None:
            return
        words = self.settings().transcripts != "none"
        taken = take_in(self.store, heard, at, self._person, words=words)
        self._person = taken.person
        if words:
            numbers.append(taken.turn)
        if taken.unsure is not None:
            self._rest.unsure.append(taken.unsure)

    def _answered(
        self, numbers: list[int], said: str, used: Sequence[int], voices: Sequence[tuple[str, int]]
    ) -> None:
        if self.store is not None and numbers:
            self.store.answered(numbers[0], said, used, voices)

    def found(self, heard: str, at: datetime) -> tuple[Found, ...]:
        """What would be kept of these words."""
        return found_now(heard, at, self._person)

    async def clashing(self, heard: str, at: datetime) -> Clash | None:
        """The first thing in these words that cannot hold together with what is kept."""

        def look() -> Clash | None:
            for one in self.found(heard, at):
                for old in self.store.conflicts(one) if self.store else ():
                    return Clash(old, one)
            return None

        return await self.work(look)

    # --- recalling ---------------------------------------------------------------------

    async def recall(self, heard: str) -> tuple[Recalled, ...]:
        """As ports.Recall."""
        if self.store is None or self.settings().private:
            return ()
        try:
            hits = await self.search(heard)
        except Trouble:
            return ()
        told_now = {one.words for one in self.found(heard, self.clock())}
        return tuple(
            recalled(hit.memory)
            for hit in hits[:3]
            if hit.memory.words not in told_now
            and worth_saying(hit, heard, recently=tuple(self._used))
            and hit.memory.turn not in self._turns.latest(NOT_AGAIN)  # just told is no memory yet
        )[:1]

    async def search(self, heard: str, count: int = 5) -> tuple[Hit, ...]:
        """The memories nearest to `heard`, best first. Raises Trouble."""
        vector = None
        if self.meaning is not None and self.meaning.up:
            try:
                vector = (await self.meaning.vectors([heard], MEANING_S))[0]
            except Trouble:
                vector = None  # its child is started again; by words meanwhile
        return await self.work(self._search, heard, vector, count)

    def _search(self, heard: str, vector: Floats | None, count: int) -> tuple[Hit, ...]:
        if self.store is None:
            return ()
        return searched(self.store, self.index, heard, vector, self.clock())[:count]

    def used(self, sources: Sequence[Source]) -> None:
        """These memories have come up in a reply."""
        numbers = [int(source.id) for source in sources if source.id.isdigit()]
        if numbers:
            self.told = tuple(numbers)
            self._used.extend(numbers)
            self._pending_uses.extend(numbers)

    async def _give_meaning(self) -> bool:
        """Vectors for memories that have none; whether there may be more."""
        meaning, index = self.meaning, self.index
        if meaning is None or index is None or not meaning.up or self.store is None:
            return False
        if not self.store.writable:
            return False
        rows = await self.work(index.without, BATCH)
        if not rows:
            return False
        vectors = await meaning.vectors([words for _, words in rows])
        await self.work(index.add, [number for number, _ in rows], vectors)
        return len(rows) == BATCH

    # --- acts --------------------------------------------------------------------------

    def perform(self, act: Act) -> None:
        """Do what a reply of the memory skill promised; other acts are left alone."""
        if act.name != ACT:
            return
        args = act.arguments
        what = str(args.get("do"))
        found = Found(**json.loads(str(args["found"]))) if "found" in args else None
        if found is not None:
            found = Found(**{**asdict(found), "kind": Kind(found.kind)})
        match what:
            case "ask":
                self.worker.later(self._ask, int(args["old"]), found)
            case "ask_forget":
                self.asked = numbers(str(args["memories"]))
                self.phrase = str(args.get("phrase", ""))
            case "leave_be":
                self.clash, self.asked, self.phrase = None, (), ""
            case "forget":
                self.asked, self.phrase = (), ""
                self.worker.later(
                    self._forget, numbers(str(args["memories"])), numbers(str(args.get("turns", ""))),
                    str(args.get("phrase", "")),
                )  # fmt: skip
            case "undo":
                self.worker.later(lambda: self.store and forgetting.take_back(self.store))
            case "replace" | "beside" | "keep":
                self.clash = None
                self.worker.later(self._put, what, int(args.get("old", 0)), found)
            case "end":
                self.worker.later(self._drop, int(args["old"]))
            case _:
                pass

    def _ask(self, old: int, found: Found | None) -> None:
        before = self.store.by_id(old) if self.store else None
        if before is not None and found is not None:
            self.clash = Clash(before, found)

    def _put(self, how: str, old: int, found: Found | None) -> None:
        if self.store is None or found is None:
            return
        new = put(self.store, how, found, old=old, now=self.clock(), turn=self._turns.last())
        if new:
            self.told = (new,)

    def _drop(self, old: int) -> None:
        if self.store is not None:
            self.store.end(old, self.clock())

    def _forget(self, memories: Sequence[int], turns: Sequence[int], phrase: str) -> None:
        if self.store is None:
            return
        going = all_of(self.store, memories, turns, phrase)
        forgetting.leave(self.store, self.profile, going, self.now_s())
        gone = {one.id for one in going.memories}
        self.told = tuple(number for number in self.told if number not in gone)

    async def would_forget(self, memories: Sequence[Memory], phrase: str) -> forgetting.Selection:
        """What would go with these."""

        def look() -> forgetting.Selection:
            return (
                forgetting.selected(self.store, memories, phrase)
                if self.store
                else forgetting.Selection((), ())
            )

        return await self.work(look)

    async def leaving(self) -> bool:
        """Whether something was forgotten that can still be taken back."""
        return await self.look(forgetting.waiting) is not None

    async def look(self, job: Callable[[MemoryStore], T]) -> T:
        """Ask the store something. Raises Trouble."""
        store = self.store
        if store is None:
            raise self.troubled or Trouble("My memory is not open yet.")
        return await self.work(job, store)

    # --- what has to be done now and then ----------------------------------------------

    async def _tend(self) -> None:
        while True:
            try:
                await self.tend()
            except Trouble as trouble:
                if self.troubled is None:
                    self.worker.trouble(trouble)
            await asyncio.sleep(TEND_S)

    async def tend(self) -> None:
        """Make forgetting final that is old enough, give meanings, and now and then back up."""
        if self.store is None:
            await self._try_again()
        if self._late:
            self._late = False
            with contextlib.suppress(Trouble):  # by words, then
                await self.sense()
        if self.store is None or not self.store.writable:
            return
        now = self.now_s()
        await self._erase(now - forgetting.UNDO_S)
        await self._give_meaning()
        await self.work(self.store.settle)
        await self._ask_helper()
        if now - self._looked_s >= LOOK_S:
            self._looked_s = now
            await self.work(self._look_after)
        await asyncio.to_thread(guarded, self._rewrite_backups)

    async def _ask_helper(self) -> None:
        found = await self._rest.ask(self.helper, self.at_rest)
        if found is not None and not self.settings().private:
            await self.work(self._add, *found)

    def _add(self, found: Found, one: Unsure) -> None:
        store = self.store
        if store is not None and store.turn(one.turn) and not store.conflicts(found):
            store.keep(found, one.at, one.turn)

    async def _erase(self, until_s: float) -> None:
        """Make it final. Others hear of it first, so that a crash between the two leaves nothing."""
        if await self._tell_elsewhere(until_s):
            await self.work(self._finish, until_s)

    async def _tell_elsewhere(self, until_s: float) -> bool:
        """Whether anything goes. Raises Trouble when others could not let go of it."""
        if self.store is None or not self.store.writable:
            return False
        words = await self.work(forgetting.going, self.store, until_s)
        if words:
            self.elsewhere(words)
        return bool(words)

    def _finish(self, until_s: float) -> None:
        """Erase for good, and from the exports that the program wrote."""
        if self.store is None:
            return
        began = forgetting.waiting(self.store)
        if began is None or began > until_s:
            return
        gone = forgetting.finish(self.store, self.profile, until_s)
        self._turns.forget_lost(self.store)
        if gone and self.index is not None:
            self.index.load()
        exporting.rewrite(self.store)
        if not self.worker.up:  # the end: nobody comes after us to do it
            self._rewrite_backups()

    def _rewrite_backups(self) -> None:
        with self._copies:
            if self.store is not None:
                forgetting.rewrite_backups(backups.folder_of(self.profile), self.store.key)

    def _look_after(self) -> None:
        if self.store is None:
            return
        now, days = self.clock(), KEPT_DAYS.get(self.settings().transcripts)
        if days is not None:
            before = (now - timedelta(days=days)).isoformat()
            forgetting.expire_turns(self.store, before, self.now_s())
        folder = backups.folder_of(self.profile)
        if backups.due(folder, now) and any(self.store.size()):
            try:
                backups.back_up(self.store.connection, folder, now, self.store.key)
            except (OSError, sqlite3.Error):
                raise Trouble(
                    "I could not make a copy of my memory.", "Is the disk full? I try again."
                ) from None


def recalled(memory: Memory) -> Recalled:
    return Recalled(memory.words, source_of(memory))


def source_of(memory: Memory) -> Source:
    return Source(str(memory.id), memory.day, memory.quote)


def numbers(text: str) -> tuple[int, ...]:
    """ "3 4 7" as numbers."""
    return tuple(int(word) for word in text.split())
