"""What somebody wants, carried out: each wish about the talk has its one handler here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.aloud import AGAIN, READING, aloud
from assistant.errors import Trouble
from assistant.speaking import just

if TYPE_CHECKING:
    from assistant.conversation import Conversation
    from assistant.events import Wish
    from assistant.ports import Act
    from assistant.settings import Value


@dataclass
class Granting:
    talk: Conversation
    resting: bool = False

    def grant(self, wish: Wish) -> None:
        """Carry it out at once, or set the work going; Quit is the conversation's own."""
        talk = self.talk
        match wish:
            case e.Say(text=text):
                self._typed(text)
            case e.Stop():
                talk.parts.hush()
                talk.hush()
            case e.Mute(on=on):
                self._mute(on)
            case e.Hold(on=on):
                self._hold(on)
            case e.Change(name=name, value=value):
                self._change(name, value)
            case e.TryVoice(voice=voice):
                sample = f"This is how I would sound. I'm {talk.parts.settings.now.her_name}."
                talk.hush()
                talk.speaking.say(just(sample), voice)
            case e.HearSample(before=before):
                talk.hush()
                if pcm := talk.parts.sample(before):
                    talk.parts.sound.play(0, 0, pcm)
                    talk.parts.sound.finish(0)
            case e.TryMicrophone():
                talk.hush()
                talk.work(talk.checks.microphone())
            case e.TrySpeaker():
                talk.hush()
                talk.work(talk.checks.speaker())
            case e.DismissCrisis():
                talk.tell(e.CrisisDismissed())
            case e.Confirm(number=number, yes=yes):
                self._confirm(number, yes)
            case e.Do(act=act):
                self._do(act)
            case e.ReadAloud(text=text, again=again):
                talk.hush()
                voice = talk.parts.settings.now.voice
                talk.speaking.say(aloud(text, AGAIN if again else READING), voice)
            case e.MeetAgain():
                talk.parts.meet_again()
            case e.Quit():
                talk.leave()
            case _:  # about the parts, not about the talk
                talk.work(talk.parts.upkeep(wish))

    def rest(self) -> None:
        """After the goodbye: quiet, the microphone released, no hook."""
        self.resting = True
        self.talk.attention.close_ears()
        self.talk.tell(e.GoodbyeSaid())

    def _typed(self, text: str) -> None:
        if not text.strip():
            return
        if self.resting:
            self._listen_again()
        self.talk.hush()
        self.talk.taking.typed(text)

    def _mute(self, on: bool) -> None:
        talk = self.talk
        talk.checks.stop()
        if on:
            self.resting = False
            talk.attention.close_ears()
            talk.tell(e.Muted())
        else:
            self._listen_again()
        if talk.parts.settings.now.sounds and not talk.busy():
            talk.parts.sound.play(0, 0, talk.parts.chime("mute_on" if on else "mute_off"))
            talk.parts.sound.finish(0)

    def _listen_again(self) -> None:
        self.resting = False
        self.talk.attention.open_ears()
        self.talk.tell(e.Unmuted())

    def _hold(self, on: bool) -> None:
        if on:
            self.talk.hush()
        self.talk.attention.hold(on)

    def _change(self, name: str, value: Value) -> None:
        try:
            self.talk.parts.settings.change(name, value)
        except Trouble as trouble:
            self.talk.tell(e.TroubleCame("settings", trouble.what, trouble.remedy))
        else:
            self.talk.tell(e.TroubleWent("settings"))

    def _confirm(self, number: int, yes: bool) -> None:
        try:
            self.talk.parts.confirm(number, yes)
        except Trouble as trouble:
            self.talk.tell(e.TroubleCame("desk", trouble.what, trouble.remedy))

    def _do(self, act: Act) -> None:
        try:
            self.talk.parts.perform(act)
        except Trouble as trouble:
            self.talk.tell(e.TroubleCame("desk", trouble.what, trouble.remedy))
        else:
            self.talk.tell(e.TroubleWent("desk"))
