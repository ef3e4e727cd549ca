"""Look at our own processes, connections and files: what the honest mirror shows."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.mirror import Kept, Running, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from assistant.minding import Minding

LOOPBACK = ("127.", "::1", "::ffff:127.")


@dataclass(frozen=True)
class Reflection:
    """As `dialogue.mirror.Mirror`. `running` names our children, `hears` says whether the
    microphone is open.
    """

    minding: Minding
    profile: Path
    running: Callable[[], Iterable[Running]] = tuple
    hears: Callable[[], bool] = lambda: False

    def look(self) -> Seen:
        minding = self.minding
        mind = [Running("mind", pid) for pid in minding.local.pids()] if minding.local else []
        named = (*self.running(), *mind)
        return Seen(
            mind=minding.name,
            model=minding.model,
            leaves=minding.leaves,
            running=(*named, *others({one.pid for one in named})),
            connections=outward(),
            stored=stored(self.profile),
            hears=self.hears(),
        )


def others(named: Collection[int | None]) -> tuple[Running, ...]:
    """Processes of ours that nobody has named: whatever runs is shown."""
    import psutil

    children = psutil.Process().children(recursive=True)
    return tuple(Running("helper", one.pid) for one in children if one.pid not in named)


def outward() -> tuple[str, ...]:
    """Connections of this process and its children to other computers, as "host:port"."""
    import psutil

    found: set[str] = set()
    me = psutil.Process()
    for process in (me, *me.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            for connection in process.net_connections(kind="inet"):
                if connection.raddr and not connection.raddr.ip.startswith(LOOPBACK):
                    found.add(f"{connection.raddr.ip}:{connection.raddr.port}")
    return tuple(sorted(found))


def stored(profile: Path) -> tuple[Kept, ...]:
    """Every file of the profile with its size; what can't be looked at is left out."""
    kept = []
    for path in sorted(profile.rglob("*")):
        with contextlib.suppress(OSError):
            if path.is_file():
                kept.append(Kept(path.relative_to(profile).as_posix(), path.stat().st_size))
    return tuple(kept)
