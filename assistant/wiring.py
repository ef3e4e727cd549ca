"""Put the parts together: what stands behind which port, and in which order it comes up."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from assistant import autostart
from assistant import events as e
from assistant.acting import teach
from assistant.alarm import Alarm
from assistant.among import Among
from assistant.chimes import chime, softened
from assistant.conversation import Conversation
from assistant.dialogue.company import Company
from assistant.dialogue.honesty import DISCLOSURE
from assistant.dialogue.manager import Manager
from assistant.dialogue.mirror import Running
from assistant.dialogue.persona import load as load_persona
from assistant.dialogue.prompt import persona_text
from assistant.dialogue.skills import all_skills
from assistant.dialogue.wellbeing import USE_FILE, FileKeep, Wellbeing
from assistant.errands import Errands
from assistant.errors import Trouble
from assistant.fetching import Fetching
from assistant.growth.growth import Growth
from assistant.hearing.adapter import ChildTranscriber
from assistant.hearing.collect import Collector
from assistant.hearing.engines import WHISPER_MODEL
from assistant.keeping import Keeping, Remembered
from assistant.listening import Listening
from assistant.meeting.first import FirstMeeting
from assistant.meeting.opening import first_question, manner
from assistant.minding import LOCAL, Minding
from assistant.models.store import MIND, Store
from assistant.noticing import Noticing, sample
from assistant.parts import Parts
from assistant.paths import models_folder, phrases_folder
from assistant.ports import Prompt
from assistant.power import on_battery
from assistant.quiet import loudness
from assistant.reflection import Reflection
from assistant.rehearsing import phrases, rehearse
from assistant.retirement.asked import ACT as RETIRE
from assistant.retirement.asked import Retiring, deed
from assistant.settings import write_whole
from assistant.sound.adapter import ChildSound
from assistant.speaking import QUOTED
from assistant.upkeep import Upkeep, vitals_of
from assistant.vitals import ChildVitals
from assistant.voice.adapter import ChildVoice
from assistant.voice.clauses import clauses
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine
    from pathlib import Path

    from assistant.child import Child
    from assistant.choices import Choices
    from assistant.dialogue.company import Guest
    from assistant.events import Fact
    from assistant.memory.forgetting import Words
    from assistant.ports import Act, VoiceInfo
    from assistant.settings import SettingsFile, Value

log = logging.getLogger(__name__)

TURNS, TURNS_FILE = "smart-turn-v3.2-cpu", "smart-turn-v3.2-cpu.onnx"


LONGEST_AT_ONCE_MS = 25_000  # what Whisper's window holds; the words of longer talk come in pieces


def now() -> datetime:
    """The local, aware time."""
    return datetime.now().astimezone()


class Companion:
    """Everything that is alive in one conversation. `live` runs it from waking to goodbye."""

    def __init__(self, choices: Choices, tell: Callable[[Fact], None]) -> None:
        self.choices = choices
        self.tell = tell = self._overheard(tell)
        self.errands = Errands(
            choices.profile, now, tell, self._greet, lambda: choices.settings.now.calendar,
            account=lambda: choices.settings.now.calendar_account,
            may_open=lambda: choices.settings.now.may_open,
            quote=lambda text: self._greet(text, QUOTED),
        )  # fmt: skip
        self.noticing = Noticing(
            choices.profile, tell, self._identify, self._remark, self._sample, self._worded,
            lambda: self.meeting.under_way,
        )  # fmt: skip
        self.retiring = Retiring()
        if self.errands.desk is not None:
            self.errands.desk.deeds.learn(RETIRE, deed(self.retiring, choices.profile, self._end))
        self.voices: tuple[VoiceInfo, ...] = ()
        settings = choices.settings
        self.store = Store(models_folder())
        self.sound = ChildSound(
            settings.now.microphone, settings.now.speaker, file=choices.hears, out=choices.says
        )
        self.errands.rings_with(Alarm(self._stroke, self.sound.duck, self.sound.resume))
        self.hearing = ChildTranscriber(
            on_trouble=self._trouble("recognition"),
            names=lambda: self.keeping.names(),  # noqa: PLW0108 - made further down
        )
        kokoro = self.store.path(KOKORO_MODEL)
        self.voice = ChildVoice(
            kokoro / KOKORO_FILE if kokoro else None,
            on_change=self._voice_changed,
            phrases=phrases_folder(),
        )
        self.fetching = Fetching(self.store, tell, self._arrived)
        self.upkeep = Upkeep(self, tell)
        self._told: set[str] = set()  # troubles of opening a part, until they have gone
        self.minding = Minding(
            choices.mind, self.store, tell, self._mind_joined,
            lambda: settings.now.spare and on_battery(),
        )  # fmt: skip
        self.keeping = Keeping(choices.profile, lambda: settings.now, now, tell, self.store)
        self.keeping.diary.elsewhere = self._forgotten
        self.keeping.diary.helper, self.keeping.diary.at_rest = self.minding.aside, self._quiet
        self.growth = Growth(
            choices.profile, settings, now, tell, lambda: not self.meeting.under_way
        )
        teach(self.errands.deeds, settings, self.growth, self.keeping.diary)
        self.among = Among(
            choices.profile, self.keeping.diary, self.errands.desk, settings, now, tell,
            self._greet, lambda: self.meeting.under_way,
        )  # fmt: skip
        self.mirror = Reflection(self.minding, choices.profile, self._running, self._hears)
        persona = load_persona()
        wanted = manner(settings.now.model_copy(update={"manner": ""}))  # that is growth's to tell
        persona = replace(persona, manner=f"{persona.manner} {wanted}".strip())
        wellbeing = Wellbeing(FileKeep(choices.profile / USE_FILE, write_whole), time.monotonic)
        early = (*self.keeping.skills(), *self.among.skills(), *self.errands.skills())
        self.dialogue = Manager(
            persona, lambda: settings.now, self.minding.mind,
            (*all_skills(self.errands.desk, early), *self.among.last_skills()),
            now, Random(),
            self.mirror, self.minding.mind, wellbeing,
            self.keeping, self.keeping.diary.meaning,
            company=Company(persona, Random(), self._everybody, lambda: settings.now.voice),
            grown=self.growth,
        )  # fmt: skip
        self.growth.heard = lambda: self.dialogue.history.last
        self.meeting = FirstMeeting(
            self.dialogue, choices.profile, settings, tell, lambda: self.voice.neural,
            meets=choices.meets, fetches=choices.fetch,
        )  # fmt: skip
        parts = Parts(
            sound=self.sound,
            transcriber=self.hearing,
            judge=self,
            voice=self.voice,
            dialogue=Remembered(
                self.among.leading(self.meeting, self.dialogue, wellbeing),
                self.dialogue,
                self.keeping.diary,
            ),
            listening=Listening(
                Collector(longest_ms=LONGEST_AT_ONCE_MS),
                lambda: settings.now.patience,
                lambda: settings.now.turn_end == "silence",
            ),
            settings=settings,
            cut_up=clauses,
            perform=self._perform,
            confirm=self.errands.confirm,
            hush=self.errands.hush,
            alone=lambda: not self.dialogue.history.guest,
            clock=now,
            upkeep=self.upkeep.grant,
            chime=chime,
            meet_again=self._meet_again,
            read_ahead=self._read_ahead,
            sample=lambda before: sample(choices.profile, before=before),
        )
        self.conversation = Conversation(parts, self._said)

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

    def _greet(self, text: str, by: str = "manager") -> int:
        return self.conversation.greet(text, by)

    def _identify(self, part: str, detail: str) -> str:
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

    def _remark(self, text: str) -> None:
        """She says it in a pause."""
        if self.errands.ringing is not None:
            self.errands.ringing.remarks.append(text)
            self.errands.ringing.wake()

    async def _sample(self, text: str) -> bytes:
        return await self.voice.render(text, self.settings.now.voice, 1.0)

    def _worded(self, note: str, heard: str, line: str) -> AsyncGenerator[str, None]:
        """What the mind makes of these words, beside the talk."""
        told = persona_text(self.settings.now.her_name, load_persona().manner)
        return self.minding.mind.words(Prompt(told, (), note, heard, line))

    def _end(self) -> None:
        """For good: once everything is closed, whoever opened it hands over and erases."""
        self.tell(e.Ending())
        self.conversation.inbox.put_nowait(e.Quit())

    def _everybody(self) -> tuple[Guest, ...]:
        from assistant.personas.shelf import everybody  # only when somebody asks for another voice

        return everybody(self.profile, self.tell)

    def _stroke(self, gain: float) -> None:
        """One stroke of the alarm."""
        self.sound.play(0, 0, softened(chime("alarm"), gain))
        self.sound.finish(0)

    def _overheard(self, tell: Callable[[Fact], None]) -> Callable[[Fact], None]:
        def both(fact: Fact) -> None:
            tell(fact)
            self.errands.news(fact)
            self.among.news(fact)
            self.noticing.news(fact)

        return both

    def _perform(self, act: Act) -> None:
        self.errands.perform(act)
        self.among.circle.wake()  # somebody may be forgotten now

    def _forgotten(self, words: Words) -> None:
        """What her memory lets go of leaves the rest of the profile too."""
        self.errands.forget(words.held_by)
        self.growth.forget(words)
        near = self.settings.now.close_to
        left = ", ".join(one for one in near.split(", ") if not words.names(one))
        if left != near:
            self.settings.change("close_to", left)

    def _running(self) -> tuple[Running, ...]:
        return tuple(Running(child.name, child.pid) for child in self.children())

    def _hears(self) -> bool:
        return self.conversation.attention.open

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

    def levels(self) -> tuple[float, float]:
        return self.sound.level, self.sound.out_level

    async def complete(self, pcm: bytes) -> float | None:
        """As `ports.TurnJudge`: None until the turn model is there."""
        return await self.hearing.complete(pcm) if self.hearing.judges else None

    async def live(self) -> None:
        """Wake, converse until the wish to quit, and leave nothing running."""
        settings = self.choices.settings
        settings.watchers.append(self._setting_changed)
        if self.choices.hears is None and settings.now.start_at_login != autostart.at_login():
            self.conversation.inbox.put_nowait(e.Change("start_at_login", autostart.at_login()))
        if settings.trouble is not None:
            self.tell(e.TroubleCame("settings", settings.trouble.what, settings.trouble.remedy))
        if self.growth.trouble is not None:
            self._came("growth", self.growth.trouble)
        waking = asyncio.create_task(self._wake(), name="wake")
        try:
            self.tell(e.Awake())  # typing works from here on
            await self.conversation.run()
        finally:
            self.fetching.stop()
            self.growth.close()
            waking.cancel()
            await asyncio.wait([waking])
            await asyncio.gather(
                self.sound.close(), self.hearing.close(), self.voice.close(), self.minding.close(),
                self.keeping.close(), return_exceptions=True,
            )  # fmt: skip

    # --- waking ------------------------------------------------------------------------

    async def _wake(self) -> None:
        """All parts come up side by side; then she says hello; then what is missing is fetched."""
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
        if self.choices.greet:
            self._open_talk()
        self.conversation.work(self.errands.watch())
        self.conversation.work(self.noticing.watch())
        self.conversation.work(self.among.watch())
        self.conversation.work(self.minding.tend(self.dialogue.ahead, self._quiet))
        fixed = phrases(load_persona(), clauses)
        self.conversation.work(rehearse(self.voice, lambda: self.settings.now, self._quiet, fixed))
        await self.minding.start()
        self.conversation.work(self.keeping.sense())
        await self.upkeep.survey()
        missing = await self.upkeep.missing()
        if missing and self.choices.fetch:
            await self.upkeep.grant(e.FetchModels(missing))
        if self.choices.fetch and self.choices.hears is None and self.minding.worth_fetching():
            await self.upkeep.grant(e.FetchModels((MIND,)))

    def _open_talk(self) -> None:
        if self.meeting.under_way:
            self.conversation.begin(self.meeting.opening())
            return
        first = first_question(self.settings.now, now().date())
        if not self.conversation.greet(f"{self.dialogue.opening()} {first}".strip()):
            # they spoke first; what she is they are told all the same, but not in a crisis
            self.conversation.work(
                self.conversation.greet_later(DISCLOSURE, lambda: not self.dialogue.history.care)
            )

    def _meet_again(self) -> None:
        self.conversation.speaking.say(self.meeting.again())

    def _said(self, fact: Fact) -> None:
        """What the conversation tells goes through the first meeting, which waits for some of it."""
        self.tell(fact)
        if isinstance(fact, e.ReplyEnded):
            self.growth.observe(self.dialogue.history)
        if isinstance(fact, e.ReplyBegan):
            self.sound.volume(loudness(self.settings.now, now()))
        self.meeting.watch(fact, self.conversation.work, self.conversation.begin)

    async def _bring_up(self, part: str, opening: Coroutine[None, None, str]) -> None:
        self.tell(e.Preparing(part, f"waking my {part}"))
        try:
            self.tell(e.PartReady(part, await opening))
        except Trouble as trouble:
            self._came(part, trouble)
        else:
            self._went(part)

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
            self.sound.volume(loudness(self.settings.now, now()))
            self.sound.listen(True)
        return "devices" if self.choices.hears is None else "a file"

    async def _open_hearing(self) -> str:
        whisper, turns = self.store.path(WHISPER_MODEL), self.store.path(TURNS)
        self._went("recognition")
        return await self.hearing.open(
            self.choices.settings.now.engine, whisper, turns / TURNS_FILE if turns else None
        )

    async def _open_voice(self) -> str:
        await self.voice.start()
        self.voices = await self.voice.voices()
        self.upkeep.check_voice()
        return "neural" if self.voice.neural else "system"

    async def _own_voice_arrived(self, model: Path) -> str:
        await self.voice.neural_arrived(model)
        return "neural"

    # --- changes -----------------------------------------------------------------------

    async def _arrived(self, name: str, folder: Path) -> None:
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

    def _mind_joined(self, _name: str) -> None:
        """In the midst of a talk she says a light word about it, where it fits."""
        if self.dialogue.history.turns:
            self.dialogue.mention("joined")

    def _quiet(self) -> bool:
        return self.conversation.at_rest()

    async def _read_ahead(self, words: str) -> None:
        """While the person speaks, the mind reads along."""
        await self.minding.read_ahead(self.dialogue.ahead(words))

    def _setting_changed(self, name: str, _value: Value) -> None:
        now = self.settings.now
        match name:
            case "microphone" | "speaker":
                self.sound.choose(now.microphone, now.speaker)
            case "engine":
                self.conversation.work(self.reopen("hearing"))
            case "start_at_login":
                self._start_at_login(now.start_at_login)
            case "voice":
                self._went("chosen voice")
            case _:
                pass  # read where it is used, at each turn

    def _start_at_login(self, on: bool) -> None:
        try:
            autostart.put(on, self.profile)
        except Trouble as trouble:
            self._came("start at login", trouble)
        else:
            self._went("start at login")

    def _voice_changed(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self._went("voice")
        else:
            self._came("voice", trouble)

    def _trouble(self, key: str) -> Callable[[Trouble], None]:
        return lambda trouble: self._came(key, trouble)

    def _came(self, key: str, trouble: Trouble) -> None:
        self._told.add(key)
        self.tell(e.TroubleCame(key, trouble.what, trouble.remedy))

    def _went(self, key: str) -> None:
        if key in self._told:
            self._told.discard(key)
            self.tell(e.TroubleWent(key))
