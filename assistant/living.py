"""The parts that live in processes of their own: woken side by side, started anew, and how each is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.errors import Trouble
from assistant.fetching import Fetching
from assistant.hearing.engines import WHISPER_MODEL
from assistant.minding import LOCAL
from assistant.models.store import MIND
from assistant.upkeep import Upkeep, vitals_of
from assistant.vitals import ChildVitals
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from assistant.child import Child
    from assistant.choices import Choices
    from assistant.events import Fact
    from assistant.hearing.adapter import ChildTranscriber
    from assistant.keeping import Keeping
    from assistant.minding import Minding
    from assistant.models.store import Store
    from assistant.ports import VoiceInfo
    from assistant.settings import SettingsFile
    from assistant.sound.adapter import ChildSound
    from assistant.troubles import Troubles
    from assistant.voice.adapter import ChildVoice

TURNS, TURNS_FILE = "smart-turn-v3.2-cpu", "smart-turn-v3.2-cpu.onnx"


@dataclass
class Living:
    """What upkeep looks after, and the judge of a turn's end. `loud` gives the volume of now."""

    choices: Choices
    tell: Callable[[Fact], None]
    troubles: Troubles
    store: Store
    sound: ChildSound
    hearing: ChildTranscriber
    voice: ChildVoice
    minding: Minding
    keeping: Keeping
    loud: Callable[[], float]
    voices: tuple[VoiceInfo, ...] = ()
    fetching: Fetching = field(init=False)
    upkeep: Upkeep = field(init=False)

    def __post_init__(self) -> None:
        self.fetching = Fetching(self.store, self.tell, self.arrived)
        self.upkeep = Upkeep(self, self.tell)

    # --- waking and ending -------------------------------------------------------------

    async def wake(self) -> None:
        """All parts come up side by side."""
        await self.keeping.open()
        models = (
            self._bring_up("hearing", self._open_hearing()),
            self._bring_up("voice", self._open_voice()),
        )
        if self.choices.hears is None:
            await asyncio.gather(self._bring_up("sound", self._open_sound()), *models)
        else:  # a file does not wait for ears as a person does
            await asyncio.gather(*models)
            await self._bring_up("sound", self._open_sound())

    async def fetch_missing(self) -> None:
        """Fetch the models that are not here, where that was agreed to."""
        await self.upkeep.survey()
        missing = await self.upkeep.missing()
        if missing and self.choices.fetch:
            await self.upkeep.grant(e.FetchModels(missing))
        if self.choices.fetch and self.choices.hears is None and self.minding.worth_fetching():
            await self.upkeep.grant(e.FetchModels((MIND,)))

    async def close(self) -> None:
        """End every process and close the memory."""
        await asyncio.gather(
            self.sound.close(), self.hearing.close(), self.voice.close(), self.minding.close(),
            self.keeping.close(), return_exceptions=True,
        )  # fmt: skip

    async def _bring_up(self, part: str, opening: Coroutine[None, None, str]) -> None:
        self.tell(e.Preparing(part, f"waking my {part}"))
        try:
            self.tell(e.PartReady(part, await opening))
        except Trouble as trouble:
            self.troubles.came(part, trouble)
        else:
            self.troubles.went(part)

    async def reopen(self, part: str) -> None:
        """End a part and start it anew with what is there now. Raises Trouble for no such part."""
        match part:
            case "sound" if self.sound.child is not None:
                self.sound.child.kill()  # its supervision starts another
            case "voice":
                for child in self.voice.children:
                    child.kill()
            case "hearing":
                await self._bring_up("hearing", self._open_hearing())
            case "mind" if self.minding.local is not None:
                self.minding.local.kill()
            case _:
                raise Trouble(f"There is no part called {part!r} to start again.")

    async def _open_sound(self) -> str:
        try:
            await self.sound.open()
        finally:  # one that comes up late has to listen too
            self.sound.volume(self.loud())
            self.sound.listen(True)
        return "devices" if self.choices.hears is None else "a file"

    async def _open_hearing(self) -> str:
        whisper, turns = self.store.path(WHISPER_MODEL), self.store.path(TURNS)
        self.troubles.went("recognition")
        return await self.hearing.open(
            self.settings.now.engine, whisper, turns / TURNS_FILE if turns else None
        )

    async def _open_voice(self) -> str:
        await self.voice.start()
        self.voices = await self.voice.voices()
        self.upkeep.check_voice()
        return "neural" if self.voice.neural else "system"

    async def _own_voice_arrived(self, model: Path) -> str:
        await self.voice.neural_arrived(model)
        return "neural"

    async def arrived(self, name: str, folder: Path) -> None:
        """A model has been fetched: the part it belongs to takes it at once."""
        match name:
            case "kokoro-v1.0-int8":
                arrived = self._own_voice_arrived(folder / KOKORO_FILE)
                await self._bring_up("voice", arrived)
            case "faster-whisper-base" | "smart-turn-v3.2-cpu":
                await self._bring_up("hearing", self._open_hearing())
            case _ if name == MIND:
                await self.minding.arrived(folder)
            case "all-minilm-l6-v2":
                await self.keeping.arrived(folder)
            case _:
                pass  # the sound child takes the voice activity model by itself

    # --- how they are ------------------------------------------------------------------

    @property
    def profile(self) -> Path:
        return self.choices.profile

    @property
    def settings(self) -> SettingsFile:
        return self.choices.settings

    @property
    def mind_name(self) -> str:
        if self.minding.spared:
            return f"{self.minding.name}, with fewer threads on the battery"
        away = self.minding.leaves
        return f"{self.minding.name}, {self.minding.where}" if away else self.minding.name

    @property
    def memory_form(self) -> str:
        return self.keeping.diary.form

    def identified(self, part: str, detail: str) -> str:
        """What a part of hers is now, with its digest where it has one; "" where that can't be told."""
        models = {"speech": KOKORO_MODEL, "mind": MIND, "hearing": WHISPER_MODEL}
        match part:
            case "voice":
                return self.settings.now.voice
            case "mind" if self.minding.name != LOCAL:
                return self.minding.model or detail
            case "hearing" if "whisper" not in detail.lower():
                return detail
            case _:
                found = self.store.model(models[part])
                return f"{found.title} #{found.files[0].sha256[:16]}"

    def children(self) -> tuple[Child, ...]:
        """The supervised processes that have been started."""
        found = (self.sound.child, self.hearing.child, *self.voice.children)
        return tuple(child for child in found if child is not None)

    def child_vitals(self) -> tuple[ChildVitals, ...]:
        """How each of the processes is."""
        found = tuple(vitals_of(child) for child in self.children())
        local = self.minding.local
        if local is None:
            return found
        mind = ChildVitals("mind", local.awake, local.restarts, local.last_words())
        return (*found, mind)

    async def complete(self, pcm: bytes) -> float | None:
        """As `ports.TurnJudge`: None until the turn model is there."""
        return await self.hearing.complete(pcm) if self.hearing.judges else None
