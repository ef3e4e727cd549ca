"""`os1 update`: say what would be another in her models and her voice, and bring them up to date after a yes."""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import __version__, sameness
from assistant.cli.models import INTERRUPTED, Meter, interruptible
from assistant.errors import Trouble
from assistant.models import catalogue
from assistant.models.store import DEFAULTS, State, Store
from assistant.models.troubles import megabytes
from assistant.models.verified import STAMP, fingerprint
from assistant.paths import default_profile, models_folder
from assistant.voice.house import KOKORO_MODEL

if TYPE_CHECKING:
    import argparse

    from assistant.models.catalogue import Model

LIST = "resources/models.toml"  # in a clone and in a wheel
_FOR = {
    "tts": "her voice", "llm": "how her replies are worded", "stt": "how she understands speech",
    "turn": "when she takes the floor", "vad": "when she hears that somebody speaks",
    "embedding": "how she finds memories by meaning",
}  # fmt: skip


class Why(Enum):
    OTHER = "another version takes its place"
    NEW = "is not here yet"
    DAMAGED = "is damaged and is fetched again"


@dataclass(frozen=True, slots=True)
class Change:
    """One model that would be fetched; `left` bytes of it are not here yet."""

    model: Model
    why: Why
    left: int

    @property
    def words(self) -> str:
        about = _FOR.get(self.model.purpose, self.model.purpose)
        return f"{self.model.title} ({about}): {self.why.value}, {megabytes(self.left)} to fetch"


def add(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("update", help="say what would change in model or voice, then ask")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="only tell, as one JSON object")
    parser.add_argument(
        "--with", type=Path, dest="other", metavar="PATH",
        help="only tell, for the OS1 in this wheel or folder, before it is installed",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    store = Store(models_folder())
    if args.other is not None:
        store = Store(models_folder(), models=models_in(args.other))
    found = changes(store)
    speech = other_speech(store, args.profile or default_profile())
    if args.json:
        print(json.dumps(as_json(found, speech), indent=2))
        return 0
    print("\n".join(told(found, unused(store), speech)))
    if not found or args.other is not None:
        return 0
    if not (args.yes or _agreed()):
        print("Nothing was changed. `os1 update --yes` does it.", file=sys.stderr)
        return 0
    return fetched(store, found)


def changes(store: Store) -> tuple[Change, ...]:
    """What is here and not as the list has it, and what she needs and is not here."""
    found = []
    for name, model in store.models.items():
        state = store.state(name)
        if state is State.READY or (state is State.MISSING and name not in DEFAULTS):
            continue
        if state is State.DAMAGED:
            why = Why.OTHER if intact(store, model) else Why.DAMAGED
        else:
            why = Why.NEW
        found.append(Change(model, why, model.size - store.arrived(name)))
    return tuple(found)


def intact(store: Store, model: Model) -> bool:
    """Whether what lies there was verified once and is untouched since: then it is another version."""
    folder = store.folder / model.name
    try:
        seen = json.loads((folder / STAMP).read_bytes())["files"]
        return bool(seen) and all(
            fingerprint(folder / name, str(one[2])) == one for name, one in seen.items()
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return False


def other_speech(store: Store, profile: Path) -> tuple[str, str]:
    """What rendered her voice the last time, and what would: ("", "") where that stays."""
    was, model = sameness.load(profile).speech, store.models.get(KOKORO_MODEL)
    now = f"{model.title} #{model.files[0].sha256[:16]}" if model is not None else ""
    return (was, now) if was and now and was != now else ("", "")


def unused(store: Store) -> tuple[tuple[str, int], ...]:
    """Models in the folder that the list does not know any more, with their bytes."""
    if not store.folder.is_dir():
        return ()
    return tuple(
        (path.name, sum(file.stat().st_size for file in path.rglob("*") if file.is_file()))
        for path in sorted(store.folder.iterdir())
        if path.is_dir() and not path.name.startswith(".") and path.name not in store.models
    )


def told(
    found: tuple[Change, ...], left: tuple[tuple[str, int], ...], speech: tuple[str, str]
) -> list[str]:
    """What is printed before anything is done."""
    lines = [f"OS1 {__version__}."]
    if speech[0]:
        lines.append(
            f"Her voice would be rendered by something else: {speech[1]} in place of {speech[0]}. "
            "She says so at the next start, and the page of changes plays before and after."
        )
    if found:
        whole = sum(one.left for one in found)
        lines.append(f"This would change ({megabytes(whole)} to fetch):")
        lines += [f"  {one.words}" for one in found]
        voice = any(one.model.purpose in {"tts", "llm"} and one.why is Why.OTHER for one in found)
        if voice and not speech[0]:
            lines.append("She may sound a little different afterwards, and will say so herself.")
    else:
        lines.append("Everything she needs is here, and nothing about her would change.")
    lines += [f"Not used any more: {name} ({megabytes(size)}). You may delete it." for name, size in left]  # fmt: skip
    return lines


def as_json(found: tuple[Change, ...], speech: tuple[str, str]) -> dict[str, object]:
    rows = [
        {
            "name": one.model.name,
            "purpose": one.model.purpose,
            "why": one.why.name.lower(),
            "bytes": one.left,
        }
        for one in found
    ]
    return {"version": __version__, "changes": rows, "speech": list(speech) if speech[0] else None}


def models_in(place: Path) -> dict[str, Model]:
    """The list of another OS1: of a clone, or inside a wheel. Raises Trouble for what is neither."""
    try:
        if place.is_dir():
            return dict(catalogue.load(place / LIST))
        with zipfile.ZipFile(place) as wheel, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "models.toml"
            path.write_bytes(wheel.read(LIST))
            return dict(catalogue.load(path))
    except (OSError, zipfile.BadZipFile, KeyError):
        raise Trouble(f"There is no OS1 in {place.name}.", "Name a wheel or a clone.") from None


def fetched(store: Store, found: tuple[Change, ...]) -> int:
    with interruptible() as cancel:
        show = Meter(quiet=False)
        for one in found:
            folder = store.get(one.model.name, show, cancel)
            show.end()
            if folder is None:
                print("Stopped. The same command goes on from here.", file=sys.stderr)
                return INTERRUPTED
            print(f"{one.model.name}: ready")
    return 0


def _agreed() -> bool:
    """Only somebody at a terminal can say yes."""
    if not sys.stdin.isatty():
        return False
    print("Shall I? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
