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
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from assistant.errors import Trouble
from assistant.memory import backups, exporting, files, forgetting, helping
from assistant.memory.database import open_memory
from assistant.memory.extraction import found_in, mentioned
from assistant.memory.in_touch import birthdays_in, in_touch_in, keep_latest
from assistant.memory.index import Index
from assistant.memory.kept import Found, Kind
from assistant.memory.locked import Locked, keys_of
from assistant.memory.ranking import worth_saying
from assistant.memory.searching import searched
from assistant.memory.secrets import masked
from assistant.memory.store import MemoryStore
from assistant.ports import Recalled, Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.keys import Keys
    from assistant.memory.index import Floats
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


HELP_LOOK_S, HELP_LOOKS = 0.05, 400  # at most 20 s, for forgetting must not wait longer
RESTED = 3  # looks, TEND_S apart

Helper = Callable[[str, str, dict[str, Any]], Awaitable[str]]
"""A mind's answer to an instruction and a sentence, in the form of a JSON schema. May raise Trouble."""


class Unsure(NamedTuple):
    """A sentence of a turn that tells something the rules have no pattern for."""

    turn: int
    sentence: str
    at: datetime


class Said(Protocol):
    """An exchange as the dialogue keeps it."""

    heard: str
    at: datetime
    said: str
    private: bool
    voices: tuple[tuple[str, int], ...]


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
    troubled: Trouble | None = field(default=None, init=False)
    _worker: ThreadPoolExecutor | None = field(default=None, init=False)
    _tender: asyncio.Task[None] | None = field(default=None, init=False)
    _turns: deque[tuple[Said, list[int]]] = field(
        default_factory=lambda: deque(maxlen=400), init=False
    )
    _used: deque[int] = field(default_factory=lambda: deque(maxlen=NOT_AGAIN), init=False)
    _pending_uses: list[int] = field(default_factory=list, init=False)
    _person: str = field(default="", init=False)  # spoken of last
    _jobs: set[Future[Any]] = field(default_factory=set, init=False)
    _looked_s: float = field(default=0.0, init=False)
    _unsure: deque[Unsure] = field(default_factory=lambda: deque(maxlen=20), init=False)
    _rested: int = field(default=0, init=False)  # looks in a row that found nobody speaking
    _late: bool = field(default=False, init=False)  # it was opened after the start
    _copies: threading.Lock = field(default_factory=threading.Lock, init=False)  # one at a time

    def __post_init__(self) -> None:
        self.keys = keys_of(self.profile)

    # --- its life ----------------------------------------------------------------------

    async def open(self) -> str:
        """Open the store; what happened to it, for the person, or "". Raises Trouble.

        A locked one is opened later, when its key has come.
        """
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="memory")
        try:
            news = await self.work(self._open)
        except Locked as trouble:
            self.troubled = trouble
            self._tender = asyncio.create_task(self._tend(), name="tend the memory")
            raise
        except Trouble as trouble:
            self.troubled = trouble
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
        worker, self._worker = self._worker, None
        if worker is not None:
            last = worker.submit(self._end, goes)
            await asyncio.wrap_future(last)
            worker.shutdown()

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
            self.troubled, self.store = trouble, None
            self.on_trouble(trouble)
            raise
        self._late = self._late or self.troubled is not None
        self.troubled = None
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

    async def work(self, job: Callable[..., T], *args: Any) -> T:
        """Run `job` in the memory's own thread. Raises Trouble."""
        worker = self._worker
        if worker is None:
            raise Trouble("My memory is closed.")
        return await asyncio.wrap_future(worker.submit(self._guarded, job, *args))

    def submit(self, job: Callable[..., T], *args: Any) -> Future[T]:
        """The same from any thread, for a window. The future may hold Trouble."""
        worker = self._worker
        if worker is None:
            closed: Future[T] = Future()
            closed.set_exception(Trouble("My memory is closed."))
            return closed
        return worker.submit(self._guarded, job, *args)

    def _guarded(self, job: Callable[..., T], *args: Any) -> T:
        try:
            return job(*args)
        except (sqlite3.Error, OSError) as error:
            raise files.trouble(error) from None

    def _later(self, job: Callable[..., Any], *args: Any) -> None:
        """Have it done in order; trouble is told, once until it goes well again."""
        future = self.submit(job, *args)
        self._jobs.add(future)
        future.add_done_callback(self._done)

    def _done(self, future: Future[Any]) -> None:
        self._jobs.discard(future)
        error = future.exception()
        if isinstance(error, Trouble):
            if self.troubled is None or self.troubled.what != error.what:
                self.on_trouble(error)
            self.troubled = error
        elif error is not None:
            log.error("the memory broke: %s", type(error).__name__)
        elif self.troubled is not None:
            self.troubled = None
            self.on_trouble(None)

    async def settled(self) -> None:
        """Wait until everything asked for so far is on the disk, or could not be brought there."""
        jobs = list(self._jobs)
        if jobs:
            waited = (asyncio.wrap_future(job) for job in jobs)
            await asyncio.gather(*waited, return_exceptions=True)  # told in `_done`

    # --- keeping -----------------------------------------------------------------------

    def keep(self, exchange: Said) -> None:
        """Keep a turn and what is in it, or add what she said to one that is kept."""
        exchange.private = exchange.private or self.settings().private
        if exchange.private or self.store is None:
            return
        numbers = next((kept for one, kept in self._turns if one is exchange), None)
        if numbers is None:
            numbers = []
            self._turns.append((exchange, numbers))
            self._later(self._keep, exchange.heard, exchange.at, numbers)
        used, self._pending_uses = self._pending_uses, []
        if exchange.said:
            self._later(self._answered, numbers, exchange.said, used, exchange.voices)

    def is_kept(self, exchange: Said) -> bool:
        return any(one is exchange for one, _ in self._turns)

    def turn_of(self, exchange: Said) -> int:
        """The number under which a turn is kept; 0 when it is not."""
        return next((kept[0] for one, kept in self._turns if one is exchange and kept), 0)

    def _keep(self, heard: str, at: datetime, numbers: list[int]) -> None:
        if self.store is None:
            return
        text = masked(heard)
        known = [one.name for one in self.store.people() if one.name]
        found = found_in(text, at.date(), self._person)
        found += birthdays_in(text, at.date(), known)
        fitting = [one for one in found if not self.store.conflicts(one)]
        turn = 0
        if self.settings().transcripts == "none":
            for one in fitting:
                self.store.keep(one, at)
        else:
            turn, _ = self.store.keep_turn(at, text, fitting)
            numbers.append(turn)
            if not found and (sentence := helping.worth_asking(text, at.date())):
                self._unsure.append(Unsure(turn, sentence, at))
        for one in in_touch_in(text, at.date(), known):
            keep_latest(self.store, one, at, turn)
        self._person = mentioned(heard) or next(
            (one.name or one.about for one in reversed(found) if one.about != "you"), self._person
        )

    def _answered(
        self, numbers: list[int], said: str, used: Sequence[int], voices: Sequence[tuple[str, int]]
    ) -> None:
        if self.store is not None and numbers:
            self.store.answered(numbers[0], said, used, voices)

    def found(self, heard: str, at: datetime) -> tuple[Found, ...]:
        """What would be kept of these words."""
        return found_in(masked(heard), at.date(), self._person)

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
            and hit.memory.turn not in self._recent_turns()
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

    def _recent_turns(self) -> set[int]:
        """The turns of the last minutes: what was just told is no memory yet."""
        return {kept[0] for _, kept in list(self._turns)[-NOT_AGAIN:] if kept}

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
                self._later(self._ask, int(args["old"]), found)
            case "ask_forget":
                self.asked = numbers(str(args["memories"]))
                self.phrase = str(args.get("phrase", ""))
            case "leave_be":
                self.clash, self.asked, self.phrase = None, (), ""
            case "forget":
                self.asked, self.phrase = (), ""
                self._later(
                    self._forget, numbers(str(args["memories"])), numbers(str(args.get("turns", ""))),
                    str(args.get("phrase", "")),
                )  # fmt: skip
            case "undo":
                self._later(lambda: self.store and forgetting.take_back(self.store))
            case "replace" | "beside" | "keep":
                self.clash = None
                self._later(self._put, what, int(args.get("old", 0)), found)
            case "end":
                self._later(self._drop, int(args["old"]))
            case _:
                pass

    def _ask(self, old: int, found: Found | None) -> None:
        before = self.store.by_id(old) if self.store else None
        if before is not None and found is not None:
            self.clash = Clash(before, found)

    def _put(self, how: str, old: int, found: Found | None) -> None:
        if self.store is None or found is None:
            return
        now = self.clock()
        turn = self._turns[-1][1][0] if self._turns and self._turns[-1][1] else 0
        match how:
            case "replace":
                new = self.store.replace(old, found, now, turn)
            case "beside":
                new = self.store.keep_beside(found, now, turn)
            case _:
                new = self.store.keep(found, now, turn)
        if new:
            self.told = (new,)

    def _drop(self, old: int) -> None:
        if self.store is not None:
            self.store.end(old, self.clock())

    def _forget(self, memories: Sequence[int], turns: Sequence[int], phrase: str) -> None:
        if self.store is None:
            return
        going = [one for number in memories if (one := self.store.by_id(number))]
        chosen = forgetting.selected(self.store, going, phrase)
        extra = [line for number in turns if (line := self.store.turn(number))]
        lines = {one.id: one for one in (*chosen.turns, *extra)}
        whole = forgetting.Selection(chosen.memories, tuple(lines.values()), chosen.quoting)
        forgetting.leave(self.store, self.profile, whole, self.now_s())
        gone = {one.id for one in whole.memories}
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
                    self.troubled = trouble
                    self.on_trouble(trouble)
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
        await asyncio.to_thread(self._guarded, self._rewrite_backups)

    async def _ask_helper(self) -> None:
        """One turn a look, after a while of rest; whoever speaks comes first."""
        self._rested = self._rested + 1 if self.at_rest() else 0
        if self.helper is None or not self._unsure or self._rested < RESTED:
            return
        one = self._unsure[0]
        asking = asyncio.ensure_future(
            self.helper(helping.INSTRUCTION, one.sentence, helping.SCHEMA)
        )
        try:
            for _ in range(HELP_LOOKS):
                if asking.done() or not self.at_rest():
                    break
                await asyncio.wait([asking], timeout=HELP_LOOK_S)
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.wait([asking])
        if asking.cancelled() and not self.at_rest():
            return  # another time
        self._unsure.popleft()
        if asking.cancelled():
            return
        if (error := asking.exception()) is not None:
            if not isinstance(
                error, Trouble
            ):  # a bug of its own; what is kept is tended all the same
                log.error("the helper broke: %s", type(error).__name__)
            return
        found = helping.added(one.sentence, asking.result())
        if found is not None and not self.settings().private:
            await self.work(self._add, found, one)

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
        self._turns = deque((pair for pair in self._turns if not pair[1] or self.store.turn(pair[1][0])), maxlen=400)  # fmt: skip
        if gone and self.index is not None:
            self.index.load()
        exporting.rewrite(self.store)
        if self._worker is None:  # the end: nobody comes after us to do it
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
