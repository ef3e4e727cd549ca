"""The sound child: `python -m assistant.sound`. Frames out, her voice in, over `assistant.wire`.

Orders: play{turn, clause} + SPEAK_RATE PCM, finish{turn}, silence, duck, hold, resume, listen{on},
volume{share}, devices, room,
choose{microphone, speaker}, hello. Events: frame + PCM, beat, sounding,
playback_done, silenced, trouble{key, what, remedy}, well{key}, file_over.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.errors import Trouble
from assistant.paths import models_folder
from assistant.sound import playback
from assistant.sound.care import Care, now_ms
from assistant.sound.ear import Ear
from assistant.sound.reference import Reference
from assistant.sound.refusals import allow
from assistant.sound.rest import Rest
from assistant.sound.watch import Condition, Limits
from assistant.sound.worker import STUCK_MS, Captured, Reopened, SpeakerReopened, Worker, stuck
from assistant.wire import Order, Parent

if TYPE_CHECKING:
    from assistant.sound.activity import VoiceActivity

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
SPEAKER_LIMITS = Limits(stopped_ms=700, zeros_ms=None)
ACTIVITY_EVERY_S = 2.0
MOST_KEPT = 200  # pieces of 10 ms, while it is in doubt whom we hear


class Rim(Protocol):
    """Where sound comes from and goes to: devices, or a file."""

    def start(self) -> None: ...

    def want(self, on: bool) -> None: ...

    def choose(self, microphone: str, speaker: str) -> None: ...

    def stir(self) -> None:
        """Something is about to sound."""
        ...


@dataclass
class Station:
    """What the child is made of."""

    parent: Parent
    mixer: playback.Mixer = field(default_factory=playback.Mixer)
    reference: Reference = field(default_factory=Reference)

    def __post_init__(self) -> None:
        self.ear = Ear(self.reference)
        self.worker = Worker(self.parent, self.ear)

    def draw(self, count: int) -> bytes:
        """The next samples for the speaker, as 16-bit PCM."""
        block = self.mixer.render(count)
        self.reference.put(block.reference)
        for note in block.notes:
            self.worker.inbox.put(note)
        return (np.clip(block.out, -1.0, 1.0) * 32767).astype(np.int16).tobytes()

    def heard(self, pcm: bytes | bytearray, at_ms: int) -> None:
        self.worker.inbox.put(Captured(at_ms, pcm))

    def tell(self, key: str, trouble: Trouble | None) -> None:
        if trouble is None:
            self.parent.event("well", key=key)
        else:
            self.parent.event("trouble", key=key, what=trouble.what, remedy=trouble.remedy)


class DeviceRim:
    """A microphone and a speaker, each looked after."""

    def __init__(self, station: Station, microphone: str, speaker: str) -> None:
        from assistant.sound import devices
        from assistant.sound.clock import Clock
        from assistant.sound.monitors import Moves, captures_a_monitor

        self._station = station
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
            lambda: devices.names().microphones, lambda: moves.live, wanted=False,
        )  # fmt: skip
        self.speaker: Care = Care(
            "speaker", speaker, lambda name: devices.open_speaker(name, draw),
            station.tell, SPEAKER_LIMITS, SPEAKER_WORDS, None, speaker_open,
            lambda: devices.names().speakers,
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
        told: set[str] = set()
        while True:
            time.sleep(1.0)
            self._rest.look()
            opening = self.speaker.busy_since_ms
            if self.speaker.wanted and opening is not None and now_ms() - opening > 1000:
                self._clock.run(True)  # a reply must end, whatever the sound server does
            for care in (self.microphone, self.speaker):
                since = care.busy_since_ms
                is_stuck = since is not None and now_ms() - since > STUCK_MS
                if is_stuck and care.key not in told:
                    told.add(care.key)
                    self._station.tell(f"{care.key} system", stuck(care.key))
                elif not is_stuck and care.key in told:
                    told.discard(care.key)
                    self._station.tell(f"{care.key} system", None)


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


def obey(order: Order, station: Station, rim: Rim) -> None:
    """Carry out one order of the parent."""
    mixer, fields = station.mixer, order.fields
    match order.what:
        case "play":
            rim.stir()
            turn, clause = int(fields["turn"]), int(fields["clause"])
            mixer.play(turn, clause, *playback.prepared(order.payload))
        case "finish":
            mixer.finish(int(fields["turn"]))
        case "silence":
            mixer.silence()
        case "duck":
            mixer.duck()
        case "hold":
            mixer.hold()
        case "resume":  # comes with each new reply, before its first clause is rendered
            rim.stir()
            mixer.resume()
        case "volume":
            mixer.volume(float(fields["share"]))
        case "listen":
            rim.want(bool(fields["on"]))
        case "choose":
            rim.choose(str(fields["microphone"]), str(fields["speaker"]))
        case "devices":
            threading.Thread(target=_answer_devices, args=(order,), daemon=True).start()
        case "room":
            room = station.ear.room()
            order.done(delay_ms=room.delay_ms, echo_db=room.echo_db, noise_db=room.noise_db)
        case "hello":
            order.done()
        case _:
            order.trouble(Trouble(f"The sound part does not know the order {order.what!r}."))


def _answer_devices(order: Order) -> None:
    """In a thread of its own: a sick sound server must not hold back `silence`."""
    from assistant.sound import devices

    try:
        found = devices.names()
    except Trouble as trouble:
        order.trouble(trouble)
        return
    order.done(microphones=list(found.microphones), speakers=list(found.speakers))


def _await_activity(ear: Ear, parent: Parent, model: Path) -> None:
    """The voice activity model, as soon as its file is there: the first start is fetching it."""
    if not model.exists():
        what = "I tell by loudness when you speak, until the voice activity model is here."
        parent.event("trouble", key="activity", what=what, remedy="It is fetched at the start.")
    while not model.exists():
        time.sleep(ACTIVITY_EVERY_S)
    ear.activity, ear.second_activity = _activity(model), _activity(model)
    parent.event("well", key="activity")


def _activity(model: Path) -> VoiceActivity:
    from assistant.sound.activity import VoiceActivity

    return VoiceActivity(model)


def _end_with_the_thread(what: threading.ExceptHookArgs) -> None:
    """A bug in one thread would leave us deaf or mute and seemingly alive: better start anew."""
    sys.__excepthook__(what.exc_type, what.exc_value or what.exc_type(), what.exc_traceback)
    sys.stderr.flush()
    os._exit(1)


def _refuse_all(parent: Parent, trouble: Trouble) -> None:
    """Nothing to work with: every question is answered with what is wrong."""
    parent.event("ready")
    for order in parent.orders():
        order.trouble(trouble)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m assistant.sound")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--microphone", default="")
    parser.add_argument("--speaker", default="")
    arguments = parser.parse_args()
    parent = Parent().connect(alive=False)  # its frames and beats show that it works
    threading.excepthook = _end_with_the_thread
    station = Station(parent)
    try:
        rim: Rim = (
            FileRim(station, arguments.file, arguments.out)
            if arguments.file is not None
            else DeviceRim(station, arguments.microphone, arguments.speaker)
        )
    except Trouble as trouble:
        _refuse_all(parent, trouble)
        return
    threading.Thread(target=station.worker.run, name="worker", daemon=True).start()
    model = models_folder() / "silero-vad-v6" / "silero_vad.onnx"
    if model.exists():
        station.ear.second_activity = _activity(model)
        station.ear.activity = _activity(model)  # before the first frame: a file begins at once
    rim.start()
    parent.event("ready")
    if station.ear.activity is None:
        threading.Thread(
            target=_await_activity, args=(station.ear, parent, model), name="activity", daemon=True
        ).start()
    for order in parent.orders():
        obey(order, station, rim)


if __name__ == "__main__":
    main()
