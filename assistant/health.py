"""How every part is: what the health page and `os1 doctor` show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from assistant.events import (
    FetchModels,
    ListDevices,
    Mute,
    PauseFetching,
    RemoveModel,
    Restart,
    TryMicrophone,
    TrySpeaker,
)
from assistant.vitals import Condition

if TYPE_CHECKING:
    from assistant.events import TroubleCame, Wish
    from assistant.state import State
    from assistant.vitals import ChildVitals, ModelVitals, Vitals

LOW_DISK_BYTES = 500_000_000
FALL_BACK_ENGINE = "pocketsphinx"
ENGINES = {
    "whisper": "Whisper",
    "faster-whisper": "Whisper through SpeechRecognition",
    FALL_BACK_ENGINE: "PocketSphinx",
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button: what it says, and the wish behind it."""

    title: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class PartHealth:
    """One row. `name` is a fixed key ("microphone", "model:NAME"); `title`, `detail` and `remedy`
    are for people. `action` mends or tests it; `removal` takes a model off the disk.
    """

    name: str
    title: str
    state: Condition
    detail: str
    remedy: str = ""
    action: Remedy | None = None
    removal: Remedy | None = None


def health(vitals: Vitals, state: State) -> tuple[PartHealth, ...]:
    """Every part, in the order of the flow; then the models and the disk."""
    return (
        of_microphone(vitals, state),
        of_hearing(vitals, state),
        of_turns(vitals),
        of_mind(vitals, state),
        of_voice(vitals, state),
        of_speaker(vitals, state),
        *of_pace(state),
        *of_memory(vitals, state),
        of_settings(state),
        *(of_model(model, fetching=vitals.fetching) for model in vitals.models),
        of_disk(vitals.free_bytes, vitals.models_bytes, vitals.profile_bytes),
    )


def _trouble(state: State, *keys: str) -> TroubleCame | None:
    return next((state.troubles[key] for key in keys if key in state.troubles), None)


def _child(vitals: Vitals, name: str) -> ChildVitals | None:
    return next((child for child in vitals.children if child.name == name), None)


def _again(vitals: Vitals, name: str) -> str:
    """How often the part had to be started again, as the end of a sentence."""
    child = _child(vitals, name)
    if child is None or not child.restarts:
        return ""
    times = "once" if child.restarts == 1 else f"{child.restarts} times"
    return f"; started again {times}"


def of_microphone(vitals: Vitals, state: State) -> PartHealth:
    title, name = "Microphone", vitals.settings.microphone or "the system's default"
    trouble = _trouble(state, "sound", "microphone", "activity")
    if "sound" not in state.ready and trouble is None:
        return PartHealth("microphone", title, Condition.PREPARING, "waking")
    if state.muted or state.resting:
        why = "muted" if state.muted else "released after the goodbye"
        listen = Remedy("listen again", Mute(on=False))
        return PartHealth("microphone", title, Condition.WELL, why, action=listen)
    if trouble is not None:
        missing = trouble.key == "activity"
        condition = Condition.MISSING if missing else Condition.BROKEN
        again = Remedy("open it again", Restart("sound"))
        return PartHealth("microphone", title, condition, trouble.what, trouble.remedy, again)
    test = Remedy("record and play back", TryMicrophone())
    other = _trouble(state, "chosen microphone")
    if other is not None:
        look = Remedy("look again", ListDevices())
        return PartHealth("microphone", title, Condition.MISSING, other.what, other.remedy, look)
    detail = f"listening to {name}{_again(vitals, 'sound')}"
    return PartHealth("microphone", title, Condition.WELL, detail, action=test)


def of_speaker(vitals: Vitals, state: State) -> PartHealth:
    title, name = "Speaker", vitals.settings.speaker or "the system's default"
    trouble = _trouble(state, "sound", "speaker")
    if "sound" not in state.ready and trouble is None:
        return PartHealth("speaker", title, Condition.PREPARING, "waking")
    if trouble is not None:
        again = Remedy("open it again", Restart("sound"))
        return PartHealth("speaker", title, Condition.BROKEN, trouble.what, trouble.remedy, again)
    other = _trouble(state, "chosen speaker")
    if other is not None:
        look = Remedy("look again", ListDevices())
        return PartHealth("speaker", title, Condition.MISSING, other.what, other.remedy, look)
    detail = f"speaking through {name}"
    return PartHealth(
        "speaker", title, Condition.WELL, detail, action=Remedy("say something", TrySpeaker())
    )


def of_hearing(vitals: Vitals, state: State) -> PartHealth:
    title, again = "Recognition", Remedy("start it again", Restart("hearing"))
    trouble = _trouble(state, "hearing")
    if trouble is not None:
        return PartHealth("hearing", title, Condition.BROKEN, trouble.what, trouble.remedy, again)
    if not vitals.engine:
        return PartHealth("hearing", title, Condition.PREPARING, "waking")
    engine = ENGINES.get(vitals.engine, vitals.engine)
    detail = f"understands you with {engine}{_again(vitals, 'hearing')}"
    other = _trouble(state, "recognition")
    if other is not None:
        return PartHealth("hearing", title, Condition.BROKEN, other.what, other.remedy, again)
    if vitals.engine == FALL_BACK_ENGINE and vitals.settings.engine != FALL_BACK_ENGINE:
        remedy = "Whisper understands much better; its model is not here yet."
        return PartHealth(
            "hearing", title, Condition.MISSING, detail, remedy, _fetch(vitals.fetching)
        )
    return PartHealth("hearing", title, Condition.WELL, detail, action=again)


def of_turns(vitals: Vitals) -> PartHealth:
    title = "End of your turn"
    if vitals.judges:
        return PartHealth("turns", title, Condition.WELL, "judged by how you sound")
    if not vitals.engine:
        return PartHealth("turns", title, Condition.PREPARING, "waking")
    return PartHealth(
        "turns", title, Condition.MISSING, "judged by silence and your words",
        "With its model she waits less and cuts in less.", _fetch(vitals.fetching),
    )  # fmt: skip


def of_pace(state: State) -> tuple[PartHealth, ...]:
    """How quickly she has answered lately; nothing before the first spoken turn."""
    if not state.timed:
        return ()
    sound, content = (
        round(median(getattr(one, name) for one in state.timed), -1)
        for name in ("sound_ms", "content_ms")
    )
    last = state.timed[-1]
    detail = (
        f"after you {last.sound_ms} ms to her first sound, {last.content_ms} ms to her first words;"
        f" mostly {sound:.0f} and {content:.0f} in the last {len(state.timed)} turns"
    )
    return (PartHealth("pace", "Pace of the talk", Condition.WELL, detail),)


def of_voice(vitals: Vitals, state: State) -> PartHealth:
    title, again = "Her voice", Remedy("start it again", Restart("voice"))
    trouble = _trouble(state, "voice", "clause", "chosen voice")
    if trouble is not None:
        return PartHealth("voice", title, Condition.BROKEN, trouble.what, trouble.remedy, again)
    if "voice" not in state.ready:
        return PartHealth("voice", title, Condition.PREPARING, "waking")
    voices = f"{vitals.voices} voices to choose from{_again(vitals, 'voice')}"
    if vitals.neural:
        return PartHealth("voice", title, Condition.WELL, f"her own; {voices}", action=again)
    return PartHealth(
        "voice", title, Condition.MISSING, f"the system's; {voices}",
        "Her own voice sounds far better; its model is not here yet.", _fetch(vitals.fetching),
    )  # fmt: skip


def of_mind(vitals: Vitals, state: State) -> PartHealth:
    title, trouble = "Mind", _trouble(state, "mind")
    if trouble is not None:
        return PartHealth(
            "mind", title, Condition.BROKEN, trouble.what, trouble.remedy,
            Remedy("start it again", Restart("mind")),
        )  # fmt: skip
    preparing = state.preparing.get("mind")
    if preparing is not None:
        return PartHealth("mind", title, Condition.PREPARING, preparing.words)
    detail = vitals.mind or "not awake yet"
    return PartHealth("mind", title, Condition.WELL, f"{detail}{_again(vitals, 'mind')}")


def of_memory(vitals: Vitals, state: State) -> tuple[PartHealth, ...]:
    trouble = _trouble(state, "memory")
    if trouble is not None:
        return (
            PartHealth("memory", "Memory", Condition.BROKEN, trouble.what, trouble.remedy),
        )  # fmt: skip
    if not vitals.memory:
        return ()
    return (PartHealth("memory", "Memory", Condition.WELL, vitals.memory),)


def of_settings(state: State) -> PartHealth:
    trouble = _trouble(state, "settings", "start at login")
    if trouble is None:
        return PartHealth("settings", "Settings", Condition.WELL, "saved")
    return PartHealth("settings", "Settings", Condition.BROKEN, trouble.what, trouble.remedy)


def of_model(model: ModelVitals, *, fetching: bool) -> PartHealth:
    """A model file: what it weighs, under which licence, and what can be done about it."""
    name, about = f"model:{model.name}", f"{megabytes(model.size)} · {model.licence}"
    remove = Remedy("remove", RemoveModel(model.name))
    match model.condition:
        case Condition.WELL:
            return PartHealth(name, model.title, Condition.WELL, about, removal=remove)
        case Condition.BROKEN:
            fetch = Remedy("fetch again", FetchModels((model.name,)))
            return PartHealth(
                name, model.title, Condition.BROKEN, f"damaged · {about}",
                "Some of its files are cut short or changed.", fetch, remove,
            )  # fmt: skip
        case Condition.PREPARING:
            far = f"{model.fetched:.0%} fetched · {about}"
            pause = Remedy("pause", PauseFetching())
            fetch = Remedy("go on", FetchModels((model.name,)))
            return PartHealth(
                name, model.title, Condition.PREPARING if fetching else Condition.MISSING, far,
                "", pause if fetching else fetch, remove,
            )  # fmt: skip
        case Condition.MISSING:
            fetch = Remedy("fetch", FetchModels((model.name,)))
            remedy = "She works better with it." if model.needed else ""
            return PartHealth(
                name, model.title, Condition.MISSING, f"not here · {about}", remedy, fetch
            )


def of_disk(free: int, models: int = 0, profile: int = 0) -> PartHealth:
    title = "Disk"
    used = f"models {megabytes(models)}, profile {megabytes(profile)}, " if models else ""
    detail = f"{used}{megabytes(free)} free"
    if free < LOW_DISK_BYTES:
        return PartHealth(
            "disk", title, Condition.BROKEN, detail, "Free some space; the models need 0.3 GB."
        )
    return PartHealth("disk", title, Condition.WELL, detail)


def _fetch(fetching: bool) -> Remedy:
    return Remedy("pause", PauseFetching()) if fetching else Remedy("fetch it", FetchModels())


def megabytes(count: int) -> str:
    """Bytes in words, decimal units."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.1f} MB" if 0 < count < 1e7 else f"{count / 1e6:.0f} MB"
