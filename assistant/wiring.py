"""Put the parts together along the flow: what stands behind which port, and what each tells the others."""

from __future__ import annotations

import asyncio
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
from assistant.growth.growth import Growth
from assistant.hearing.adapter import ChildTranscriber
from assistant.hearing.collect import Collector
from assistant.keeping import Keeping, Remembered
from assistant.listening import Listening
from assistant.living import Living
from assistant.meeting.first import FirstMeeting
from assistant.meeting.opening import first_question, manner
from assistant.minding import Minding
from assistant.models.store import Store
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
from assistant.troubles import Troubles
from assistant.voice.adapter import ChildVoice
from assistant.voice.clauses import clauses
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from assistant.choices import Choices
    from assistant.dialogue.company import Guest
    from assistant.events import Fact
    from assistant.memory.forgetting import Words
    from assistant.ports import Act
    from assistant.settings import SettingsFile, Value

LONGEST_AT_ONCE_MS = 25_000  # what Whisper's window holds; the words of longer talk come in pieces


def now() -> datetime:
    """The local, aware time."""
    return datetime.now().astimezone()


class Companion:
    """Everything that is alive in one conversation. `live` runs it from waking to goodbye."""

    def __init__(self, choices: Choices, tell: Callable[[Fact], None]) -> None:
        self.choices = choices
        self.tell = tell = self._overheard(tell)
        self.troubles = Troubles(tell)
        self.store = Store(models_folder())
        settings = choices.settings

        # microphone, and at the other end the speaker
        self.sound = ChildSound(
            settings.now.microphone, settings.now.speaker, file=choices.hears, out=choices.says
        )

        # hearing
        self.hearing = ChildTranscriber(
            on_trouble=self.troubles.of("recognition"),
            names=lambda: self.keeping.names(),  # noqa: PLW0108 - made further down
        )

        # turns
        listening = Listening(
            Collector(longest_ms=LONGEST_AT_ONCE_MS),
            lambda: settings.now.patience,
            lambda: settings.now.turn_end == "silence",
        )

        # dialogue: who words it, what it draws on, what it does, and what is said
        self.minding = Minding(
            choices.mind, self.store, tell, self._mind_joined,
            lambda: settings.now.spare and on_battery(),
        )  # fmt: skip
        self.keeping = self._memory()
        self.retiring = Retiring()
        self.errands = self._desk()
        self.growth = Growth(
            choices.profile, settings, now, tell, lambda: not self.meeting.under_way
        )
        teach(self.errands.deeds, settings, self.growth, self.keeping.diary)
        self.among = Among(
            choices.profile, self.keeping.diary, self.errands.desk, settings, now, tell,
            self._greet, lambda: self.meeting.under_way,
        )  # fmt: skip
        wellbeing = Wellbeing(FileKeep(choices.profile / USE_FILE, write_whole), time.monotonic)
        self.dialogue = self._manager(wellbeing)
        self.growth.heard = lambda: self.dialogue.history.last
        self.meeting = FirstMeeting(
            self.dialogue, choices.profile, settings, tell, lambda: self.voice.neural,
            meets=choices.meets, fetches=choices.fetch,
        )  # fmt: skip
        answering = Remembered(
            self.among.leading(self.meeting, self.dialogue, wellbeing),
            self.dialogue,
            self.keeping.diary,
        )

        # voice
        kokoro = self.store.path(KOKORO_MODEL)
        self.voice = ChildVoice(
            kokoro / KOKORO_FILE if kokoro else None,
            on_change=self.troubles.of("voice"),
            phrases=phrases_folder(),
        )

        # what wakes and mends them, what notices that one is another, and the talk through them all
        self.living = Living(
            choices, tell, self.troubles, self.store, self.sound, self.hearing, self.voice,
            self.minding, self.keeping, lambda: loudness(settings.now, now()),
        )  # fmt: skip
        self.noticing = Noticing(
            choices.profile, tell, self.living.identified, self._remark, self._sample, self._worded,
            lambda: self.meeting.under_way,
        )  # fmt: skip
        self.conversation = Conversation(self._parts(listening, answering), self._said)

    def _memory(self) -> Keeping:
        choices = self.choices
        keeping = Keeping(choices.profile, lambda: choices.settings.now, now, self.tell, self.store)
        keeping.diary.elsewhere = self._forgotten
        keeping.diary.helper, keeping.diary.at_rest = self.minding.aside, self._quiet
        return keeping

    def _desk(self) -> Errands:
        choices = self.choices
        errands = Errands(
            choices.profile, now, self.tell, self._greet, lambda: choices.settings.now.calendar,
            account=lambda: choices.settings.now.calendar_account,
            may_open=lambda: choices.settings.now.may_open,
            quote=lambda text: self._greet(text, QUOTED),
        )  # fmt: skip
        if errands.desk is not None:
            errands.desk.plans = self.keeping.plans
            errands.desk.deeds.learn(RETIRE, deed(self.retiring, choices.profile, self._end))
        errands.rings_with(Alarm(self._stroke, self.sound.duck, self.sound.resume))
        return errands

    def _manager(self, wellbeing: Wellbeing) -> Manager:
        settings = self.choices.settings
        persona = load_persona()
        wanted = manner(settings.now.model_copy(update={"manner": ""}))  # that is growth's to tell
        persona = replace(persona, manner=f"{persona.manner} {wanted}".strip())
        mirror = Reflection(self.minding, self.choices.profile, self._running, self._hears)
        early = (*self.keeping.skills(), *self.among.skills(), *self.errands.skills())
        return Manager(
            persona, lambda: settings.now, self.minding.mind,
            (*all_skills(self.errands.desk, early), *self.among.last_skills()),
            now, Random(),
            mirror, self.minding.mind, wellbeing,
            self.keeping, self.keeping.diary.meaning,
            company=Company(persona, Random(), self._everybody, lambda: settings.now.voice),
            grown=self.growth,
        )  # fmt: skip

    def _parts(self, listening: Listening, answering: Remembered) -> Parts:
        """What the conversation runs through, in the order of the flow, and what it may ask for."""
        return Parts(
            sound=self.sound,
            transcriber=self.hearing,
            listening=listening,
            judge=self.living,
            dialogue=answering,
            voice=self.voice,
            cut_up=clauses,
            settings=self.choices.settings,
            clock=now,
            perform=self._perform,
            confirm=self.errands.confirm,
            hush=self.errands.hush,
            alone=lambda: not self.dialogue.history.guest,
            upkeep=self.living.upkeep.grant,
            chime=chime,
            meet_again=self._meet_again,
            read_ahead=self._read_ahead,
            sample=lambda before: sample(self.profile, before=before),
        )

    @property
    def profile(self) -> Path:
        return self.choices.profile

    @property
    def settings(self) -> SettingsFile:
        return self.choices.settings

    def _greet(self, text: str, by: str = "manager") -> int:
        return self.conversation.greet(text, by)

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
        return tuple(Running(child.name, child.pid) for child in self.living.children())

    def _hears(self) -> bool:
        return self.conversation.attention.open

    async def live(self) -> None:
        """Wake, converse until the wish to quit, and leave nothing running."""
        settings = self.choices.settings
        settings.watchers.append(self._setting_changed)
        if self.choices.hears is None and settings.now.start_at_login != autostart.at_login():
            self.conversation.inbox.put_nowait(e.Change("start_at_login", autostart.at_login()))
        if settings.trouble is not None:
            self.tell(e.TroubleCame("settings", settings.trouble.what, settings.trouble.remedy))
        if self.growth.trouble is not None:
            self.troubles.came("growth", self.growth.trouble)
        waking = asyncio.create_task(self._wake(), name="wake")
        try:
            self.tell(e.Awake())  # typing works from here on
            await self.conversation.run()
        finally:
            self.living.fetching.stop()
            self.growth.close()
            waking.cancel()
            await asyncio.wait([waking])
            await self.living.close()

    # --- waking ------------------------------------------------------------------------

    async def _wake(self) -> None:
        """All parts come up side by side; then she says hello; then what is missing is fetched."""
        await self.living.wake()
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
        await self.living.fetch_missing()

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

    # --- changes -----------------------------------------------------------------------

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
                self.conversation.work(self.living.reopen("hearing"))
            case "start_at_login":
                self._start_at_login(now.start_at_login)
            case "voice":
                self.troubles.went("chosen voice")
            case _:
                pass  # read where it is used, at each turn

    def _start_at_login(self, on: bool) -> None:
        try:
            autostart.put(on, self.profile)
        except Trouble as trouble:
            self.troubles.came("start at login", trouble)
        else:
            self.troubles.went("start at login")
