"""The sound child: `python -m assistant.sound`. Frames out, her voice in, over `assistant.wire`.

Orders: play{turn, clause} + SPEAK_RATE PCM, finish{turn}, silence, duck, hold, resume, listen{on},
volume{share}, devices, room,
choose{microphone, speaker}, hello. Events: frame + PCM, beat, sounding,
playback_done, silenced, trouble{key, what, remedy}, well{key}, note{text}, file_over.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.paths import models_folder
from assistant.sound import playback
from assistant.sound.rims import DeviceRim, FileRim
from assistant.sound.station import Station
from assistant.wire import Order, Parent

if TYPE_CHECKING:
    from assistant.sound.activity import VoiceActivity
    from assistant.sound.ear import Ear
    from assistant.sound.rims import Rim

ACTIVITY_EVERY_S = 2.0


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
