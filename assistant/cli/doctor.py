"""`os1 doctor`: look at every part, say how it is and what to do."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from assistant import health
from assistant.checks import audible
from assistant.dialogue.contacts import contacts, overdue
from assistant.errors import Trouble
from assistant.hearing.adapter import ChildTranscriber
from assistant.hearing.engines import WHISPER_MODEL
from assistant.living import TURNS, TURNS_FILE
from assistant.models.store import Store
from assistant.paths import default_profile, models_folder
from assistant.ports import HEAR_RATE
from assistant.profile import prepare
from assistant.roomcheck import described
from assistant.settings import SettingsFile
from assistant.sound.adapter import ChildSound
from assistant.upkeep import free, surveyed
from assistant.vitals import Condition
from assistant.voice.adapter import ChildVoice, seconds
from assistant.voice.house import KOKORO_FILE, KOKORO_MODEL

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable
    from pathlib import Path

SENTENCE = "This is me, finding out how I sound in this room."
OPENING_S = 1.0
WELL, MISSING, BROKEN = Condition.WELL, Condition.MISSING, Condition.BROKEN


@dataclass(frozen=True)
class Finding:
    state: Condition
    detail: str
    remedy: str = ""


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("doctor", help="look at every part and say what to do")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    profile = args.profile or default_profile()
    findings = {
        "python": Finding(WELL, f"{sys.version.split()[0]} on {sys.platform}"),
        "profile": of_profile(profile),
        "disk": of_disk(),
        "display": of_display(),
        "crisis numbers": of_contacts(datetime.now().astimezone().date()),
        **of_models(profile),
        **asyncio.run(of_children()),
    }
    if args.json:
        print(json.dumps({"parts": {name: asdict(found) for name, found in findings.items()}}))
    else:
        for name, found in findings.items():
            print(f"{name:<24} {found.state:<8} {found.detail}")
            if found.remedy:
                print(f"{'':<24} {'':<8} → {found.remedy}")
    return 1 if any(found.state == BROKEN for found in findings.values()) else 0


def of_profile(folder: Path) -> Finding:
    try:
        settings = SettingsFile.load(prepare(folder), mend=False)
    except Trouble as trouble:
        return Finding(BROKEN, trouble.what, trouble.remedy)
    if settings.trouble is not None:
        return Finding(BROKEN, settings.trouble.what, settings.trouble.remedy)
    return Finding(WELL, "can be read and written")


def of_disk() -> Finding:
    found = health.of_disk(free(models_folder()))
    return Finding(found.state, found.detail, found.remedy)


def of_display() -> Finding:
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if shown or sys.platform in {"win32", "darwin"}:
        return Finding(WELL, shown or "the system's own")
    return Finding(MISSING, "no display for a window", "In a terminal there is `./os1 text`.")


def of_contacts(today: date) -> Finding:
    """Whether the numbers for a crisis may still be trusted; what a release is checked by."""
    if not (known := contacts()):
        return Finding(BROKEN, "the file of crisis numbers can't be read", "Set OS1 up again.")
    if old := overdue(today):
        return Finding(
            BROKEN, f"not checked for more than a year: {', '.join(sorted(old))}", "Update OS1."
        )
    return Finding(WELL, f"for {len(known)} countries, checked within the last year")


def of_models(profile: Path) -> dict[str, Finding]:
    """The models every conversation needs, as the health page shows them; a terminal has no buttons."""
    models, _disk = surveyed(Store(models_folder()), profile)
    found = {}
    for model in models:
        shown, remedy = health.of_model(model, fetching=False), ""
        if shown.state is BROKEN:
            remedy = f"`./os1 models remove {model.name}`, then `./os1 models get {model.name}`."
        elif shown.state is MISSING:
            remedy = "The window fetches it, or `./os1 models get --default`."
        if model.needed:
            found[model.name] = Finding(shown.state, shown.detail, remedy)
    return found


async def of_children() -> dict[str, Finding]:
    """Start each child and let it do a little real work."""
    store = Store(models_folder())
    work: dict[str, Awaitable[Finding]] = {
        "sound": of_sound(),
        "hearing": of_hearing(store),
        "voice": of_voice(store),
        "room": of_room(store),
    }
    found = {}
    for name, finding in work.items():
        try:
            found[name] = await finding
        except Trouble as trouble:
            found[name] = Finding(BROKEN, trouble.what, trouble.remedy)
    return found


async def of_sound() -> Finding:
    sound = ChildSound()
    try:
        await sound.open()
        devices = await sound.devices()
    except Trouble as trouble:
        return Finding(MISSING, trouble.what, "Typing works meanwhile.")
    finally:
        await sound.close()
    if not devices.microphones or not devices.speakers:
        what = "microphone" if devices.speakers else "speaker"
        return Finding(MISSING, f"no {what} found", "Plug one in; typing works meanwhile.")
    return Finding(
        WELL, f"{len(devices.microphones)} microphones, {len(devices.speakers)} speakers"
    )


async def of_room(store: Store) -> Finding:
    """Say a sentence aloud and hear how it comes back."""
    kokoro = store.path(KOKORO_MODEL)
    voice, sound = ChildVoice(kokoro / KOKORO_FILE if kokoro else None), ChildSound()
    try:
        await sound.open()
        devices = await sound.devices()
        if not devices.microphones or not devices.speakers:
            return Finding(MISSING, "it takes a microphone and a speaker")
        await voice.start()
        pcm = await voice.render(SENTENCE, "warm", 1.0)
        sound.listen(True)
        await asyncio.sleep(OPENING_S)
        sound.play(0, 0, pcm)
        await asyncio.sleep(seconds(pcm) + OPENING_S)
        room = await sound.acoustics()
    except Trouble as trouble:
        return Finding(MISSING, trouble.what, "See the sound and the voice above.")
    finally:
        await voice.close()
        await sound.close()
    if room.echo_db is None:
        return Finding(MISSING, "no sound went round", "See the sound above.")
    return Finding(WELL, described(room))


async def of_hearing(store: Store) -> Finding:
    hearing = ChildTranscriber()
    turns = store.path(TURNS)
    try:
        engine = await hearing.open(
            "auto", store.path(WHISPER_MODEL), turns / TURNS_FILE if turns else None
        )
        await hearing.transcribe(bytes(HEAR_RATE * 2))
    finally:
        await hearing.close()
    return Finding(WELL, f"listens with {engine}")


async def of_voice(store: Store) -> Finding:
    kokoro = store.path(KOKORO_MODEL)
    voice = ChildVoice(kokoro / KOKORO_FILE if kokoro else None)
    try:
        await voice.start()
        pcm = await voice.render("Hello.", "warm", 1.0)
        neural, voices = voice.neural, await voice.voices()
    finally:
        await voice.close()
    if not audible(pcm):
        return Finding(BROKEN, "it speaks without a sound")
    kind = "her own voice" if neural else "the system's voice"
    return Finding(WELL, f"{kind}; {len(voices)} voices to choose from")
