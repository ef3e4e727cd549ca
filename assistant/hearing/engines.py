"""The recognisers there are, which of them leave this computer, and how one is opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.hearing.recogniser import FALL_BACK, WHISPER_FILES

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.hearing.recogniser import Recogniser

WHISPER_MODEL = "faster-whisper-base"  # its name in the model store
_LEAVES = "It leaves this computer: what you say would go to a company's servers."
_NEEDS_MODEL = "Its model is not here yet."


@dataclass(frozen=True, slots=True)
class Engine:
    """One recogniser. `local` means that no sound leaves this computer; `why` tells what is amiss."""

    name: str
    title: str
    local: bool
    available: bool
    why: str = ""


_ONLINE = (
    ("google", "Google Speech Recognition"),
    ("google-cloud", "Google Cloud Speech-to-Text"),
    ("azure", "Microsoft Azure Speech"),
    ("amazon", "Amazon Transcribe"),
    ("openai", "OpenAI Whisper API"),
    ("groq", "Groq Whisper API"),
    ("cohere", "Cohere Transcribe"),
    ("wit", "Wit.ai"),
    ("ibm", "IBM Speech to Text"),
    ("houndify", "Houndify"),
    ("assemblyai", "AssemblyAI"),
)


def engines(model: Path | None) -> tuple[Engine, ...]:
    """Every recogniser, best first; `model` is the folder of the Whisper model, if it is here.

    The online ones of the SpeechRecognition family are listed so that one sees what they are.
    They are never available.
    """
    here = complete(model)
    why = "" if here else _NEEDS_MODEL
    sphinx = find_spec("pocketsphinx") is not None
    return (
        Engine("whisper", "Whisper, the fast way", True, here, why),
        Engine("faster-whisper", "Whisper through SpeechRecognition", True, here, why),
        Engine(
            FALL_BACK, "PocketSphinx", True, sphinx, "" if sphinx else "It is not installed."
        ),
        *(Engine(name, title, False, False, _LEAVES) for name, title in _ONLINE),
    )  # fmt: skip


def complete(model: Path | None) -> bool:
    """Whether the folder holds a whole Whisper model."""
    return model is not None and all((model / name).is_file() for name in WHISPER_FILES)


def chosen(name: str, model: Path | None) -> str:
    """The engine that a setting means: "auto" takes Whisper when its model is here.

    Raises Trouble for a name that is no engine, and for one that would leave this computer.
    """
    if name == "auto":
        return "whisper" if complete(model) else FALL_BACK
    known = {engine.name: engine for engine in engines(model)}
    if name not in known:
        local = ", ".join(engine.name for engine in known.values() if engine.local)
        raise Trouble(f"There is no recogniser called {name!r}.", f"There are auto, {local}.")
    if not known[name].local:
        raise Trouble(f"{known[name].title} is off.", _LEAVES)
    return name


def opened(name: str, model: Path | None) -> Recogniser:
    """Load the engine called `name`. Raises Trouble when it cannot work. Only in the child."""
    if name == FALL_BACK:
        from assistant.hearing.family import Sphinx

        return Sphinx()
    if model is None:
        raise Trouble("The Whisper model is not here yet.", "Fetch it in Settings.")
    if name == "faster-whisper":
        from assistant.hearing.family import FasterWhisper

        return FasterWhisper(model)
    from assistant.hearing.whisper import Whisper

    return Whisper(model)


def opened_or_fall_back(name: str, model: Path | None) -> tuple[Recogniser, Trouble | None]:
    """As `opened`, but a broken engine gives way to PocketSphinx, which needs no model.

    The second value tells why. Raises Trouble only when PocketSphinx is broken too.
    """
    try:
        return opened(name, model), None
    except Trouble as trouble:
        if name == FALL_BACK:
            raise
        instead = Trouble(f"{trouble.what} I listen with PocketSphinx instead.", trouble.remedy)
        return opened(FALL_BACK, None), instead
