"""Rendered fixed phrases: kept in memory, and on the disk so that a voice is rehearsed only once.

Only her own fixed lines are kept, never a word of the person's or one that was filled in.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING

from assistant.paths import private_folder
from assistant.settings import write_whole

if TYPE_CHECKING:
    from pathlib import Path

Key = tuple[str, str, float]

MOST_CACHED = 32 << 20  # bytes: about eleven minutes of fixed phrases
MOST_FILES = 400  # ten voices or paces
_DIGEST = 32


class PhraseCache:
    """PCM by text, voice and pace; the least recently used leaves first, on the disk the oldest.

    `folder` holds what outlives the program, None keeps nothing; `made_by` names what renders (the
    model's file), so that a phrase of another model is not taken for one of this.
    """

    def __init__(
        self, folder: Path | None = None, made_by: str = "", *, most: int = MOST_CACHED
    ) -> None:
        self._folder, self._made_by, self._most = folder, made_by, most
        self.size = 0  # bytes in memory
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._looked: set[Key] = set()

    def get(self, key: Key) -> bytes | None:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if self._folder is None or key in self._looked:
            return None
        self._looked.add(key)
        pcm = _read(self._path(self._folder, key))
        if pcm is not None:
            self._hold(key, pcm)
        return pcm

    def put(self, key: Key, pcm: bytes) -> None:
        """Keep a phrase. A folder that cannot be written costs only the next start's time."""
        self._hold(key, pcm)
        if self._folder is None:
            return
        try:
            private_folder(self._folder)
            write_whole(self._path(self._folder, key), hashlib.sha256(pcm).digest() + pcm)
            old = sorted(self._folder.glob("*.pcm"), key=lambda file: file.stat().st_mtime)
            for file in old[:-MOST_FILES]:
                file.unlink(missing_ok=True)
        except OSError:
            return

    def _hold(self, key: Key, pcm: bytes) -> None:
        self.size += len(pcm) - len(self._kept.pop(key, b""))
        self._kept[key] = pcm
        while self.size > self._most:
            forgotten, gone = self._kept.popitem(last=False)
            self._looked.discard(forgotten)
            self.size -= len(gone)

    def _path(self, folder: Path, key: Key) -> Path:
        text, voice, pace = key
        named = "\n".join((self._made_by, voice, f"{pace:.3f}", text))
        return folder / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.pcm"

    def __contains__(self, key: Key) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return len(self._kept)


def _read(file: Path) -> bytes | None:
    """What was kept in this file; None when it is not there or damaged."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    digest, pcm = kept[:_DIGEST], kept[_DIGEST:]
    return pcm if pcm and hashlib.sha256(pcm).digest() == digest else None
