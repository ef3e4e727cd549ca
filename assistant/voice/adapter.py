"""Her voice for the conversation: the neural child, and the system's voice when that fails.

Both run in supervised children. A neural render that dies or hangs is said again by the system's
voice at once; the neural child is then tried in the background, never with a clause that somebody
waits for, until it works again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from assistant.child import Child
from assistant.errors import ChildLost, Trouble
from assistant.ports import SPEAK_RATE, VoiceInfo
from assistant.voice import spool
from assistant.voice.house import BY_NAME, HOUSE_VOICES, KOKORO_MODEL
from assistant.voice.phrases import Key, PhraseCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

log = logging.getLogger(__name__)

SYSTEM = "system:"
NEURAL_MODULE = "assistant.voice"
SYSTEM_MODULE = "assistant.voice.systemchild"

BEAT_S = 3.0  # so long without a sign of life: it hangs
RETRY_S = (0.5, 5.0, 20.0, 60.0)  # rests before her own voice is tried again
STEADY_S = 60.0  # well for so long: the next failure counts as the first again
IDLE_S = 0.25  # so long nothing was asked for: fixed phrases may be rendered

# raise it when the same text comes to sound otherwise: kept phrases are then rendered again
RENDERING = f"{KOKORO_MODEL} 1"


def deadline_s(text: str, pace: float) -> float:
    """How long a render of `text` may take: 3 s, and twice the time that it will sound.

    15 characters make about a second of speech, which takes a quarter of a second on two free
    cores. Much more patience than that: a machine under load is slow, not hung, and a child that
    is killed for it must load its model again.
    """
    return 3.0 + 2 * len(text) / 15 / pace


class ChildVoice:
    """The port `Voice` over two children.

    `model`: Kokoro's file, None while it is not there. `on_change` is told a Trouble when her own
    voice goes and None when it is back, once each. `phrases`: the folder in which rehearsed phrases
    outlive the program, None to keep none. `start` must have been awaited before `render`.
    """

    def __init__(
        self,
        model: Path | None = None,
        *,
        on_change: Callable[[Trouble | None], None] | None = None,
        neural_module: str = NEURAL_MODULE,
        system_module: str = SYSTEM_MODULE,
        retry_s: tuple[float, ...] = RETRY_S,
        phrases: Path | None = None,
    ) -> None:
        self._model = model
        self._on_change = on_change
        self._neural_module = neural_module
        self._retry_s = retry_s
        self._neural: Child | None = None
        self._system = Child("system voice", system_module, ready_s=15.0, beat_s=BEAT_S)
        self._system_begun = False
        self._fallen = False
        self._failures = 0
        self._well_since = 0.0
        self._risen = asyncio.Event()  # the neural child is up
        self._gone = asyncio.Event()  # as `_fallen`, to be waited for
        self._turn = asyncio.Lock()  # one render at a time, so that a deadline is a render's own
        self._asked = 0  # renders that somebody waits for
        self._cache = PhraseCache(phrases, RENDERING)
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._rehearsal: asyncio.Task[bytes] | None = None
        self._rehearsing: asyncio.Task[None] | None = None
        self._mending: asyncio.Task[None] | None = None
        self._listed: tuple[VoiceInfo, ...] | None = None

    # --- life --------------------------------------------------------------------------

    async def start(self) -> None:
        """Start the neural child, or the system's when there is no model. Does not raise.

        Returns when one of them can speak.
        """
        spool.sweep()  # what a killed program left must not wait until a system voice speaks again
        if self._model is not None:
            await self._start_neural(self._model)
        if not self.neural:
            with contextlib.suppress(ChildLost):
                await self._system_up()

    async def neural_arrived(self, model: Path) -> None:
        """The model has been downloaded: her own voice from the next clause on."""
        if self._neural is None:
            self._model = model
            await self._start_neural(model)

    async def close(self) -> None:
        for task in (self._mending, self._rehearsing, self._rehearsal):
            if task is not None:
                task.cancel()
                await asyncio.wait([task])
        if self._neural is not None:
            await self._neural.stop()
        if self._system_begun:
            await self._system.stop()
            spool.sweep()

    @property
    def neural(self) -> bool:
        """Her own voice is what speaks now."""
        return self._neural is not None and self._neural.up and not self._fallen

    @property
    def children(self) -> tuple[Child, ...]:
        """The children that have been started, for the health page: up, restarts, last words."""
        started = (self._neural, self._system if self._system_begun else None)
        return tuple(child for child in started if child is not None)

    def pids(self) -> tuple[int, ...]:
        children = (self._neural, self._system)
        return tuple(child.pid for child in children if child is not None and child.pid is not None)

    def last_words(self) -> tuple[str, ...]:
        """What the children wrote to stderr lately, for `doctor`. No speech is in it."""
        children = (self._neural, self._system)
        return tuple(line for child in children if child is not None for line in child.last_words)

    async def _start_neural(self, model: Path) -> None:
        self._neural = Child(
            "voice", self._neural_module, ("--model", str(model)), ready_s=20.0, beat_s=BEAT_S
        )
        self._neural.on_down = self._neural_went
        self._neural.on_up = self._risen.set
        starting = asyncio.create_task(self._neural.start(), name="start the voice")
        went = asyncio.create_task(self._gone.wait(), name="the voice went")
        try:
            await asyncio.wait([starting, went], return_when=asyncio.FIRST_COMPLETED)
            if starting.done() and (lost := starting.exception()) is not None:
                self._neural_went(lost)
        finally:
            for task in (starting, went):
                task.cancel()
            await asyncio.wait([starting, went])

    # --- speaking ----------------------------------------------------------------------

    async def render(self, text: str, voice: str, pace: float) -> bytes:
        """One clause as 24 kHz PCM; empty when nothing in it can be said. Raises Trouble."""
        await self._check(voice)
        pace = min(max(pace, 0.5), 2.0)
        cached = self._cache.get((text, voice, pace))
        if cached is not None:
            return cached
        self._asked += 1
        if self._rehearsal is not None:
            self._rehearsal.cancel()  # a person waits: the rehearsal makes way
        try:
            async with self._turn:
                return await self._render(text, voice, pace)
        finally:
            self._asked -= 1

    async def _render(self, text: str, voice: str, pace: float) -> bytes:
        if voice in BY_NAME and self.neural:
            try:
                return await self._ask_neural(text, voice, pace)
            except ChildLost as lost:
                self._neural_went(lost)
        return await self._ask_system(text, voice, pace)

    async def _ask_neural(self, text: str, voice: str, pace: float) -> bytes:
        if self._neural is None:
            raise ChildLost("Her own voice is not here.")
        answer = await self._neural.ask(
            "render", deadline_s=deadline_s(text, pace), text=text, voice=voice, pace=pace
        )
        return answer.payload

    async def _ask_system(self, text: str, voice: str, pace: float) -> bytes:
        await self._system_up()
        house = BY_NAME.get(voice)
        answer = await self._system.ask(
            "render",
            deadline_s=deadline_s(text, pace),
            text=text,
            voice="" if house else voice.removeprefix(SYSTEM),
            pace=pace,
            accent=house.accent.value if house else "en-us",
            low=house.low if house else False,
        )
        return answer.payload

    async def _system_up(self) -> None:
        if not self._system_begun:
            self._system_begun = True
            await self._system.start()

    # --- the voices there are ----------------------------------------------------------

    async def voices(self) -> tuple[VoiceInfo, ...]:
        """The house voices, then the system's. A system without voices is no error."""
        if self._listed is None:
            try:
                await self._system_up()
                answer = await self._system.ask("voices", deadline_s=15.0)
            except Trouble:
                return tuple(voice.info() for voice in HOUSE_VOICES)
            found = tuple(VoiceInfo(**fields) for fields in answer.fields["voices"])
            self._listed = (*(voice.info() for voice in HOUSE_VOICES), *found)
        return self._listed

    async def _check(self, voice: str) -> None:
        if voice in BY_NAME:
            return
        if voice.startswith(SYSTEM):
            known = await self.voices()
            if any(voice == info.name for info in known):
                return
            some = [info.name for info in known if info.name.startswith(f"{SYSTEM}gmw/en")]
            some = some or [info.name for info in known if info.kind == "system"]
            raise unknown_voice(voice, some[:3])
        raise unknown_voice(voice)

    # --- when it fails -----------------------------------------------------------------

    def _neural_went(self, lost: BaseException) -> None:
        self._risen.clear()
        if not self._fallen:
            self._fallen = True
            self._gone.set()
            steady = time.monotonic() - self._well_since > STEADY_S
            self._failures = 0 if steady else self._failures + 1
            log.warning("the neural voice failed: %s", lost)
            if self._on_change is not None:
                self._on_change(fallen())
        if self._mending is None or self._mending.done():
            self._mending = asyncio.create_task(self._mend(), name="mend the voice")

    async def _mend(self) -> None:
        """Try the neural child with a word of its own until it answers."""
        while self._neural is not None:
            await asyncio.sleep(self._retry_s[min(self._failures, len(self._retry_s) - 1)])
            await self._risen.wait()
            try:
                await self._neural.ask("warm", deadline_s=8.0)
            except Trouble:
                self._failures += 1
                continue
            self._fallen = False
            self._gone.clear()
            self._well_since = time.monotonic()
            log.info("the neural voice is back")
            if self._on_change is not None:
                self._on_change(None)
            return

    # --- fixed phrases -----------------------------------------------------------------

    def remember(self, texts: Iterable[str], voice: str, pace: float) -> None:
        """Render these fixed phrases while nobody waits, so that they sound at once later.

        Only her own fixed lines belong here. With a new voice or pace, call it again.
        """
        pace = min(max(pace, 0.5), 2.0)
        for text in texts:
            key = (text, voice, pace)
            if key not in self._cache:
                self._wanted[key] = None
        if self._wanted and (self._rehearsing is None or self._rehearsing.done()):
            self._rehearsing = asyncio.create_task(self._rehearse(), name="rehearse phrases")

    def make_way(self) -> None:
        """Leave what is being rehearsed: somebody speaks."""
        self._wanted.clear()
        if self._rehearsal is not None:
            self._rehearsal.cancel()

    def known(self, text: str, voice: str, pace: float) -> bytes | None:
        """The PCM of a phrase that has been remembered and rendered; None otherwise."""
        return self._cache.get((text, voice, min(max(pace, 0.5), 2.0)))

    async def _rehearse(self) -> None:
        while self._wanted:
            if self._asked or not self.neural:
                await asyncio.sleep(IDLE_S)
                continue
            key = next(iter(self._wanted))
            async with self._turn:
                self._rehearsal = asyncio.create_task(self._ask_neural(*key))
                await asyncio.wait([self._rehearsal])
                task, self._rehearsal = self._rehearsal, None
            if task.cancelled():
                continue
            match task.exception():
                case None:
                    self._cache.put(key, task.result())
                case ChildLost() as lost:
                    self._neural_went(lost)
                    continue
                case Trouble():
                    log.info("a fixed phrase could not be rendered")
                case error:
                    raise error
            self._wanted.pop(key, None)


def fallen() -> Trouble:
    return Trouble(
        "Her own voice has stopped, so the system's voice stands in for now.",
        "It is started again by itself.",
    )


def unknown_voice(voice: str, some: Iterable[str] = ()) -> Trouble:
    """The sentence for a voice that does not exist, naming a few that do."""
    named = [*[house.name for house in HOUSE_VOICES][: 6 if not list(some) else 3], *some]
    shown = "".join(sign for sign in voice if sign.isprintable())[:40]
    return Trouble(f"There is no voice called {shown!r}.", f"There are {', '.join(named)}.")


def seconds(pcm: bytes) -> float:
    """How long this PCM sounds."""
    return len(pcm) / 2 / SPEAK_RATE
