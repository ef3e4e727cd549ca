"""Where sound comes from and goes to: devices that are looked after, or a file."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, NoReturn, Protocol, assert_never

from assistant.errors import Trouble
from assistant.sound import patience
from assistant.sound.care import Care, now_ms
from assistant.sound.refusals import allow
from assistant.sound.rest import Rest
from assistant.sound.watch import Condition, Limits
from assistant.sound.worker import Reopened, SpeakerReopened

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.sound.station import Station

MICROPHONE_WORDS = {
    Condition.STOPPED: Trouble(
        "I can't hear you: the microphone stopped delivering sound.",
        "I try to open it again; you can type to me meanwhile.",
    ),
    Condition.ZEROS: Trouble(
        "I hear nothing at all: the microphone is muted, or I am not permitted to use it.",
        allow(sys.platform),
    ),
    Condition.MONITOR: Trouble(
        "The only thing to listen to is the speaker itself, and I would hear myself.",
        "Plug in a microphone, or choose one in the sound settings.",
    ),
}
SPEAKER_WORDS = {
    Condition.STOPPED: Trouble(
        "The speaker stopped taking sound.", "I try to open it again; you can read what I say."
    )
}
STUCK = Trouble(
    "The computer's sound system does not answer.", "I keep trying; you can type to me."
)
LOOK_EVERY_S = 0.5
MOST_FORSAKEN = 20  # of the 64 connections that PulseAudio has for all programs together
SPEAKER_LIMITS = Limits(stopped_ms=700, zeros_ms=None)
MOST_KEPT = 200  # pieces of 10 ms, while it is in doubt whom we hear


class Rim(Protocol):
    """Where sound comes from and goes to: devices, or a file."""

    def start(self) -> None: ...

    def want(self, on: bool) -> None: ...

    def choose(self, microphone: str, speaker: str) -> None: ...

    def stir(self) -> None:
        """Something is about to sound."""
        ...


class DeviceRim:
    """A microphone and a speaker, each looked after."""

    def __init__(self, station: Station, microphone: str, speaker: str) -> None:
        from assistant.sound import devices
        from assistant.sound.clock import Clock
        from assistant.sound.monitors import Moves, captures_a_monitor

        self._station = station
        self._forsaken = devices.forsaken
        clock = Clock(station.draw)
        clock.run(True)

        def moved() -> None:
            self.microphone.moved()

        self._clock = clock
        self._moves = moves = Moves(moved, self.stir)

        kept: deque[tuple[bytes | bytearray, int]] = deque(maxlen=MOST_KEPT)

        def hear(pcm: bytes | bytearray) -> None:
            self.microphone.frame(any(pcm))
            if self.microphone.passed:
                while kept:
                    station.heard(*kept.popleft())
                station.heard(pcm, now_ms())
            elif self.microphone.doubted:
                kept.append((pcm, now_ms()))
            else:
                kept.clear()

        def draw(count: int) -> bytes:
            self.speaker.frame(True)
            clock.run(False)  # here, not at opening: a speaker counts when it takes sound
            return station.draw(count)

        def microphone_open(is_open: bool) -> None:
            if is_open:
                station.worker.inbox.put(Reopened())

        def speaker_open(is_open: bool) -> None:
            if is_open:
                station.worker.inbox.put(SpeakerReopened())
            elif self.speaker.wanted:
                clock.run(True)

        self.microphone: Care = Care(
            "microphone", microphone, lambda name: devices.open_microphone(name, hear),
            station.tell, Limits(), MICROPHONE_WORDS, captures_a_monitor, microphone_open,
            lambda: devices.names().microphones, lambda: moves.live, station.note, wanted=False,
        )  # fmt: skip
        self.speaker: Care = Care(
            "speaker", speaker, lambda name: devices.open_speaker(name, draw),
            station.tell, SPEAKER_LIMITS, SPEAKER_WORDS, None, speaker_open,
            lambda: devices.names().speakers, note=station.note,
        )  # fmt: skip

        self._rest = Rest(self.speaker, lambda: station.mixer.busy)
        station.worker.on_voice = self.stir
        station.worker.speaker_rests = lambda: not self.speaker.wanted

    def start(self) -> None:
        self.microphone.start()
        self.speaker.start()
        self._moves.start()
        threading.Thread(target=self._watch_the_carers, name="stuck", daemon=True).start()

    def want(self, on: bool) -> None:
        self.microphone.want(on)

    def choose(self, microphone: str, speaker: str) -> None:
        self.microphone.choose(microphone)
        self.speaker.choose(speaker)
        self.stir()

    def stir(self) -> None:
        self._rest.stir()

    def _watch_the_carers(self) -> None:
        lasting = patience.begun(now_ms())
        cares = (self.microphone, self.speaker)
        while True:
            time.sleep(LOOK_EVERY_S)
            self._rest.look()
            opening = self.speaker.busy_since_ms
            if self.speaker.wanted and opening is not None and now_ms() - opening > 1000:
                self._clock.run(True)  # a reply must end, whatever the sound server does
            sounding = self.speaker.well and self._station.mixer.busy
            busy = {care.key: care.busy_since_ms for care in cares}
            lasting, acts = patience.look(lasting, now_ms(), busy, sounding=sounding)
            for act in acts:
                self._bear(act)
            if self._forsaken() >= MOST_FORSAKEN and not sounding:
                self._leave("it could not open a device for a long time")

    def _bear(self, act: patience.Act) -> None:
        match act:
            case patience.Complain(key=key):
                self._station.note(f"{key}: the sound system does not answer")
                self._station.tell("sound", STUCK)
            case patience.Content():
                self._station.tell("sound", None)
            case patience.Leave():
                self._leave("the sound system does not answer")
            case _:
                assert_never(act)

    def _leave(self, why: str) -> NoReturn:
        """End: what a library holds is given back with the process, and only so."""
        self._station.note(f"begins anew: {why}")
        faulthandler.dump_traceback(sys.stderr)  # where it waits, for the last words
        os._exit(1)


class FileRim:
    """A file to hear and a file to play into."""

    def __init__(self, station: Station, source: Path, out: Path) -> None:
        from assistant.sound.filedevice import FileDevice, read_speech

        def over(at_ms: int) -> None:
            station.parent.event("file_over", at_ms=at_ms)

        speech = read_speech(source)
        self._device = FileDevice(speech, out, station.heard, station.draw, over)

    def start(self) -> None:
        self._device.start()

    def want(self, on: bool) -> None:
        self._device.want(on)

    def choose(self, microphone: str, speaker: str) -> None:
        """A file has no devices to choose from."""

    def stir(self) -> None:
        """A file is always ready."""
