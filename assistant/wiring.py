"""Put the parts together: what stands behind which port, and in which order it comes up."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.chimes import chime
from assistant.conversation import Conversation
from assistant.dialogue.acts import perform
from assistant.dialogue.compose import manager
from assistant.errors import Trouble
from assistant.fetching import Fetching
from assistant.hearing.adapter import ChildTranscriber
from assistant.hearing.collect import Collector
from assistant.listening import Listening
from assistant.models.store import DEFAULTS, Store
from assistant.parts import Parts
from assistant.paths import models_folder
from assistant.sound.adapter import ChildSound
from assistant.voice.adapter import ChildVoice
from assistant.voice.clauses import clauses

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine
    from pathlib import Path

    from assistant.events import Fact
    from assistant.ports import Clause, VoiceInfo
    from assistant.settings import SettingsFile, Value

log = logging.getLogger(__name__)

WHISPER, KOKORO = "faster-whisper-base", "kokoro-v1.0-int8"
TURNS, ACTIVITY = "smart-turn-v3.2-cpu", "silero-vad-v6"
KOKORO_FILE, TURNS_FILE = "kokoro-v1.0.int8.onnx", "smart-turn-v3.2-cpu.onnx"


@dataclass(frozen=True)
class Choices:
    """What the start was asked for. `hears` and `says`: sound files instead of devices."""

    profile: Path
    settings: SettingsFile
    mind: str = "auto"
    hears: Path | None = None
    says: Path | None = None
    fetch: bool = field(default_factory=lambda: not os.environ.get("OS1_OFFLINE"))
    greet: bool = True


class Companion:
    """Everything that is alive in one conversation. `live` runs it from waking to goodbye."""

    def __init__(self, choices: Choices, tell: Callable[[Fact], None]) -> None:
        self.choices = choices
        self.tell = tell
        self.voices: tuple[VoiceInfo, ...] = ()
        settings = choices.settings
        self.store = Store(models_folder())
        self.sound = ChildSound(
            settings.now.microphone, settings.now.speaker, file=choices.hears, out=choices.says
        )
        self.hearing = ChildTranscriber(on_trouble=self._trouble("recognition"))
        self.voice = ChildVoice(on_trouble=self._trouble("voice"))
        self.fetching = Fetching(self.store, tell, self._arrived)
        self.dialogue = manager(settings, Random())  # noqa: S311 - words, not secrets
        parts = Parts(
            sound=self.sound,
            transcriber=self.hearing,
            judge=self,
            voice=self.voice,
            dialogue=self.dialogue,
            listening=Listening(Collector(), lambda: settings.now.patience),
            settings=settings,
            cut_up=clauses,
            perform=lambda act: perform(act, settings),
            clock=lambda: datetime.now().astimezone(),
            chime=chime,
        )
        self.conversation = Conversation(parts, tell)

    def levels(self) -> tuple[float, float]:
        return self.sound.level, self.sound.out_level

    async def complete(self, pcm: bytes) -> float | None:
        """As `ports.TurnJudge`: None until the turn model is there."""
        return await self.hearing.complete(pcm) if self.hearing.judges else None

    async def live(self) -> None:
        """Wake, converse until the wish to quit, and leave nothing running."""
        settings = self.choices.settings
        settings.watchers.append(self._setting_changed)
        if settings.trouble is not None:
            self.tell(e.TroubleCame("settings", settings.trouble.what, settings.trouble.remedy))
        waking = asyncio.create_task(self._wake(), name="wake")
        try:
            self.tell(e.Awake())  # typing works from here on
            await self.conversation.run()
        finally:
            self.fetching.stop()
            waking.cancel()
            await asyncio.wait([waking])
            await asyncio.gather(
                self.sound.close(), self.hearing.close(), self.voice.close(),
                return_exceptions=True,
            )  # fmt: skip

    # --- waking ------------------------------------------------------------------------

    async def _wake(self) -> None:
        """All parts come up side by side; then she says hello; then what is missing is fetched."""
        await asyncio.gather(
            self._bring_up("sound", self._open_sound()),
            self._bring_up("hearing", self._open_hearing()),
            self._bring_up("voice", self._open_voice()),
        )
        if self.choices.greet:
            self.conversation.greet(self.dialogue.welcome())
        missing = tuple(name for name in DEFAULTS if self.store.path(name) is None)
        if missing and self.choices.fetch:
            await self.fetching.fetch(missing)

    async def _bring_up(self, part: str, opening: Coroutine[None, None, str]) -> None:
        self.tell(e.Preparing(part, f"waking my {part}"))
        try:
            self.tell(e.PartReady(part, await opening))
        except Trouble as trouble:
            self.tell(e.TroubleCame(part, trouble.what, trouble.remedy))

    async def _open_sound(self) -> str:
        await self.sound.open()
        self.sound.volume(self.choices.settings.now.volume)
        self.sound.listen(True)
        return "devices" if self.choices.hears is None else "a file"

    async def _open_hearing(self) -> str:
        turns = self._model(TURNS)
        return await self.hearing.open(
            self.choices.settings.now.engine,
            self._model(WHISPER),
            turns / TURNS_FILE if turns else None,
        )

    async def _open_voice(self) -> str:
        kokoro = self._model(KOKORO)
        await self.voice.open(kokoro / KOKORO_FILE if kokoro else None)
        self.voices = await self.voice.voices()
        return "neural" if kokoro else "system"

    def _model(self, name: str) -> Path | None:
        return self.store.path(name)

    # --- changes -----------------------------------------------------------------------

    async def _arrived(self, name: str, folder: Path) -> None:
        """A model has been fetched: the part it belongs to takes it at once."""
        match name:
            case "silero-vad-v6":
                self.sound.hear_voice_with(folder)
            case "kokoro-v1.0-int8":
                await self._bring_up("voice", self._open_voice())
            case _:
                await self._bring_up("hearing", self._open_hearing())

    def _setting_changed(self, name: str, _value: Value) -> None:
        now = self.choices.settings.now
        if name in {"microphone", "speaker"}:
            self.sound.choose(now.microphone, now.speaker)

    def _trouble(self, key: str) -> Callable[[Trouble], None]:
        return lambda trouble: self.tell(e.TroubleCame(key, trouble.what, trouble.remedy))
