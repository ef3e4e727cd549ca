"""Look after the parts: what devices there are, restarts, model files, and how everything is."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, assert_never

from assistant import events as e
from assistant.errors import Trouble
from assistant.models.store import DEFAULTS, Store
from assistant.models.store import State as Kept
from assistant.settings import DEFAULTS as DEFAULT_SETTINGS
from assistant.vitals import ChildVitals, Condition, ModelVitals, Vitals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.child import Child
    from assistant.events import Fact
    from assistant.fetching import Fetching
    from assistant.hearing.adapter import ChildTranscriber
    from assistant.ports import VoiceInfo
    from assistant.settings import SettingsFile
    from assistant.sound.adapter import ChildSound
    from assistant.voice.adapter import ChildVoice


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes, as they were when somebody last looked."""

    models: int = 0
    profile: int = 0
    free: int = 0


class Live(Protocol):
    """The parts that upkeep looks after."""

    sound: ChildSound
    hearing: ChildTranscriber
    voice: ChildVoice
    store: Store
    fetching: Fetching
    voices: tuple[VoiceInfo, ...]

    @property
    def mind_name(self) -> str: ...

    @property
    def memory_form(self) -> str: ...

    @property
    def profile(self) -> Path: ...

    @property
    def settings(self) -> SettingsFile: ...

    def child_vitals(self) -> tuple[ChildVitals, ...]: ...

    async def reopen(self, part: str) -> None:
        """Start a part anew with what is there now."""
        ...


@dataclass
class Upkeep:
    live: Live
    tell: Callable[[Fact], None]
    models: tuple[ModelVitals, ...] = ()
    disk: Disk = field(default_factory=Disk)
    _unlisted: bool = field(default=False, init=False)  # the devices could not be listed

    async def grant(self, wish: e.Upkeep) -> None:
        """Carry out one wish; a Trouble in it becomes a fact."""
        try:
            await self._grant(wish)
        except Trouble as trouble:
            self._unlisted = self._unlisted or isinstance(wish, e.ListDevices)
            self.tell(e.TroubleCame(_key(wish), trouble.what, trouble.remedy))
        else:
            self.tell(e.HealthChanged())

    async def _grant(self, wish: e.Upkeep) -> None:
        match wish:
            case e.ListDevices():
                found = await self.live.sound.devices()
                self.tell(e.DevicesFound(found.microphones, found.speakers))
                if self._unlisted:
                    self._unlisted = False
                    self.tell(e.TroubleWent(_key(wish)))
            case e.Restart(part=part):
                await self.live.reopen(part)
            case e.FetchModels(names=names):
                for name in names:
                    self.live.store.model(name)  # an unknown one is said at once
                await self.live.fetching.fetch(names or await self.missing())
                await self.survey()
            case e.PauseFetching():
                self.live.fetching.stop()
            case e.RemoveModel(name=name):
                self.live.fetching.stop()
                await asyncio.to_thread(self.live.store.remove, name)
                await self.survey()
                if name in {"faster-whisper-base", "smart-turn-v3.2-cpu"}:
                    await self.live.reopen("hearing")
            case _:
                assert_never(wish)

    async def missing(self) -> tuple[str, ...]:
        """Which models every conversation needs are not here. Looked up in a thread: it may hash."""
        return await asyncio.to_thread(self.live.store.missing_defaults)

    async def survey(self) -> None:
        """Look at the model files and the disk anew, in a thread."""
        self.models, self.disk = await asyncio.to_thread(
            surveyed, self.live.store, self.live.profile
        )
        damaged = [m for m in self.models if m.needed and m.condition is Condition.BROKEN]
        if damaged:
            titles = " and ".join(model.title for model in damaged)
            what = f"{titles}: the files are damaged, so I do without."
            self.tell(e.TroubleCame("models", what, "Fetch them again on the health page."))
        self.tell(e.HealthChanged())

    def vitals(self) -> Vitals:
        """What the parts know now; cheap, any thread."""
        live = self.live
        return Vitals(
            settings=live.settings.now,
            children=live.child_vitals(),
            engine=live.hearing.engine,
            judges=live.hearing.judges,
            neural=live.voice.neural,
            voices=len(live.voices),
            mind=live.mind_name,
            memory=live.memory_form,
            models=self.models,
            fetching=live.fetching.under_way,
            models_bytes=self.disk.models,
            profile_bytes=self.disk.profile,
            free_bytes=self.disk.free,
            level=live.sound.level,
        )

    def check_voice(self) -> None:
        """A chosen voice that is not here any more gives way to the default, and that is said.

        Where the system's voices could not be listed just now, one of them may be here all the same.
        """
        chosen, names = self.live.settings.now.voice, {voice.name for voice in self.live.voices}
        kind = chosen.partition(":")[0]  # of "system:gmw/de"
        listed = kind == chosen or any(voice.kind == kind for voice in self.live.voices)
        if names and listed and chosen not in names and chosen != DEFAULT_SETTINGS.voice:
            what = "The voice you chose is not on this computer any more; I use my own."
            trouble = self.live.settings.set_aside("voice", what)
            self.tell(e.TroubleCame("chosen voice", trouble.what, "Choose one in the settings."))


def _key(wish: e.Upkeep) -> str:
    match wish:
        case e.ListDevices():
            return "devices"
        case e.Restart(part=part):
            return part
        case e.FetchModels() | e.PauseFetching() | e.RemoveModel():
            return "models"
        case _:
            assert_never(wish)


def vitals_of(child: Child) -> ChildVitals:
    return ChildVitals(child.name, child.up, child.restarts, tuple(child.last_words))


def surveyed(store: Store, profile: Path) -> tuple[tuple[ModelVitals, ...], Disk]:
    """Every model on the disk, the ones each conversation needs first; what they and the profile
    take, and what is free. May hash a file that was put there by hand.
    """
    found = []
    for model in store.models.values():
        kept, arrived = store.state(model.name), store.arrived(model.name)
        needed = model.name in DEFAULTS
        if needed or kept is not Kept.MISSING:
            found.append(
                ModelVitals(
                    model.name, model.title, model.licence, model.size, condition_of(kept),
                    needed, min(arrived / model.size, 1.0),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda model: not model.needed)), Disk(
        weight(store.folder), weight(profile), free(store.folder)
    )


def condition_of(kept: Kept) -> Condition:
    match kept:
        case Kept.READY:
            return Condition.WELL
        case Kept.PARTLY:
            return Condition.PREPARING
        case Kept.DAMAGED:
            return Condition.BROKEN
        case Kept.MISSING:
            return Condition.MISSING
        case _:
            assert_never(kept)


def weight(folder: Path) -> int:
    """Bytes of all files below; what can't be looked at counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue  # it went while we looked
    return total


def free(folder: Path) -> int:
    """Bytes free on the disk that would hold the folder."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
