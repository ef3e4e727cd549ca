"""Whether a model's files are the verified ones: hashed once, from then on told by a stamp beside them."""

from __future__ import annotations

import json
import os
import shutil
import threading
from typing import TYPE_CHECKING

from assistant.models.pieces import sha256

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.models.catalogue import Model
    from assistant.models.pieces import Pieces

STAMP = "verified.json"


def fingerprint(path: Path, digest: str) -> list[object]:
    """What tells that a verified file was not touched since: size, time in ns, digest."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, digest]


def looks(place: Path, model: Model) -> dict[str, list[object]] | None:
    """What the stamp in `place` would say now; None when a file is missing or has another size."""
    seen: dict[str, list[object]] = {}
    for file in model.files:
        path = place / file.name
        try:
            seen[file.name] = fingerprint(path, file.sha256)
        except OSError:
            return None
        if seen[file.name][0] != file.size:
            return None
    return seen


def stamped(place: Path) -> object:
    """What the stamp in `place` says; None when there is none that can be read."""
    try:
        found = json.loads((place / STAMP).read_bytes())
        return found["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def hashed(place: Path, model: Model) -> bool:
    """Whether every file in `place` has its digest; reads them all."""
    try:
        return all(sha256(place / file.name) == file.sha256 for file in model.files)
    except OSError:
        return False


def stamp(folder: Path, seen: dict[str, list[object]]) -> None:
    """Put the stamp into place in one step. Raises OSError."""
    half = folder / f"{STAMP}.{os.getpid()}.{threading.get_ident()}"
    half.write_text(json.dumps({"files": seen}), encoding="utf-8")
    half.replace(folder / STAMP)


def publish(pieces: Pieces, place: Path) -> Path:
    """Stamp the working folder and put it in place with one rename. Raises OSError."""
    seen = {f.name: fingerprint(pieces.whole(f), f.sha256) for f in pieces.model.files}
    stamp(pieces.folder, seen)
    if place.exists():  # a damaged one: its good files have been taken over
        old = pieces.folder.with_name(f"{pieces.model.name}.gone")
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        pieces.folder.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        pieces.folder.rename(place)
    return place
