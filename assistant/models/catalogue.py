"""Read the list of models: their files with digests, their licences, and where they come from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import Trouble
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA = 1
PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*")
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a model. `size` in bytes, `sha256` in lower-case hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Member:
    """What a wheel carries: a whole file of the model (`part` 0), or its part 1, 2, ..."""

    path: str
    file: str
    size: int
    sha256: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package of the Python index that carries model files as plain data; never imported."""

    package: str
    version: str
    filename: str
    size: int
    sha256: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """The official place: one https address a file. `domains` may answer or be redirected to."""

    domains: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Packages:
    """Wheels that carry the same bytes; the parts of a file come in order."""

    wheels: tuple[Wheel, ...]


Source = Addresses | Packages


@dataclass(frozen=True, slots=True)
class Model:
    name: str
    title: str
    purpose: str
    licence: str
    licence_note: str
    notes: str
    files: tuple[File, ...]
    sources: tuple[Source, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


@cache
def load(path: Path = RESOURCES / "models.toml") -> Mapping[str, Model]:
    """The catalogue by name, in its own order. Raises Trouble when it is missing or makes no sense.

    Every digest, size, name and address is checked, and that each source carries every file.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return _all(found)
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Trouble(
            f"The list of models cannot be read ({error}).",
            "It belongs to OS1 itself: fetch or install OS1 again.",
        ) from None


def _all(found: dict[str, Any]) -> dict[str, Model]:
    if found["schema"] != SCHEMA:
        raise ValueError(f"schema {found['schema']}")
    hosts = {name: tuple(domains) for name, domains in found["hosts"].items()}
    return {name: _model(name, entry, hosts) for name, entry in found["models"].items()}


def _model(name: str, entry: dict[str, Any], hosts: dict[str, tuple[str, ...]]) -> Model:
    files = tuple(File(_name(f["name"]), _size(f), _digest(f)) for f in entry["files"])
    model = Model(
        _name(name), entry["title"], entry["purpose"], entry["licence"],
        entry.get("licence_note", ""), entry.get("notes", ""), files,
        tuple(_source(source, hosts) for source in entry["sources"]),
    )  # fmt: skip
    if model.size != entry["total_size"]:
        raise ValueError(f"{name}: the sizes do not add up")
    if not model.sources:
        raise ValueError(f"{name}: nowhere to get it from")
    for source in model.sources:
        _complete(model, source)
    return model


def _source(entry: dict[str, Any], hosts: dict[str, tuple[str, ...]]) -> Source:
    match entry["kind"]:
        case "url":
            domains = hosts[entry["host"]]
            return Addresses(
                domains, tuple((n, _address(a, domains)) for n, a in entry["files"].items())
            )
        case "pypi":
            return Packages(tuple(_wheel(w) for w in entry.get("packages", [entry])))
        case kind:
            raise ValueError(f"unknown kind of source {kind!r}")


def _wheel(entry: dict[str, Any]) -> Wheel:
    members = tuple(
        Member(m["path"], _name(m["file"]), _size(m), _digest(m), int(m.get("part", 0)))
        for m in entry["members"]
    )
    return Wheel(
        _name(entry["package"]), _name(entry["version"]), _name(entry["wheel"]),
        _size(entry), _digest(entry), members,
    )  # fmt: skip


def _complete(model: Model, source: Source) -> None:
    for file in model.files:
        match source:
            case Addresses(files=addresses):
                fits = file.name in dict(addresses)
            case Packages(wheels=wheels):
                parts = [m for w in wheels for m in w.members if m.file == file.name]
                order = [m.part for m in parts]
                fits = sum(m.size for m in parts) == file.size and (
                    order in ([0], list(range(1, len(parts) + 1)))
                )
        if not fits:
            raise ValueError(f"{model.name}: a source lacks {file.name} or parts of it")


def _name(text: str) -> str:
    if not PLAIN_NAME.fullmatch(text):
        raise ValueError(f"{text!r} is no plain name")
    return text


def _size(entry: dict[str, Any]) -> int:
    size = entry["size"]
    if not isinstance(size, int) or size <= 0:
        raise ValueError(f"{size!r} is no size")
    return size


def _digest(entry: dict[str, Any]) -> str:
    digest: str = entry["sha256"]
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no SHA-256")
    return digest


def _address(address: str, domains: tuple[str, ...]) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.hostname not in domains:
        raise ValueError(f"{address!r} is not an https address of its host")
    return address
