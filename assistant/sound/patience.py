"""When the sound system holds us up for too long: say so once, and begin anew in another process. Pure.

A call into a sound library that does not return can't be taken back; only its process can be ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STUCK_MS = 4000  # opening takes 20 ms, a wireless device a second or two
SMOOTH_MS = 1000  # less is no sign of trouble
PROVEN_MS = STUCK_MS + 2000  # a new process that nothing has held up for so long is well
LONGEST_LOOK_MS = 1000  # more between two looks: it was we who were held up, not the sound system


@dataclass(frozen=True, slots=True)
class Held:
    """A carer is in one call since `since_ms`; we were awake for `ms` of it."""

    since_ms: int
    ms: int


@dataclass(frozen=True, slots=True)
class Patience:
    """`told`: whether the person knows of it; None in a new process, which knows nothing of the last."""

    began_ms: int
    looked_ms: int
    held: tuple[tuple[str, Held], ...] = ()
    told: bool | None = None


@dataclass(frozen=True, slots=True)
class Complain:
    """The sound system does not answer about this device."""

    key: str


@dataclass(frozen=True, slots=True)
class Content:
    """It answers (again)."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End this process; the parent starts another."""


Act = Complain | Content | Leave


def begun(now_ms: int) -> Patience:
    return Patience(now_ms, now_ms)


def look(
    patience: Patience, now_ms: int, busy: Mapping[str, int | None], *, sounding: bool
) -> tuple[Patience, tuple[Act, ...]]:
    """What to do now. `busy` tells of each carer since when it has been in one call, None for not.

    While she is `sounding` nobody leaves: the other device works, and she may finish.
    """
    awake_ms = min(now_ms - patience.looked_ms, LONGEST_LOOK_MS)
    before = dict(patience.held)
    held = {
        key: Held(since, _waited(before.get(key), since, min(awake_ms, now_ms - since)))
        for key, since in busy.items()
        if since is not None
    }
    seen = replace(patience, looked_ms=now_ms, held=tuple(held.items()))
    key, longest = max(
        ((k, one.ms) for k, one in held.items()), key=lambda x: x[1], default=("", 0)
    )
    if longest >= STUCK_MS:
        said: tuple[Act, ...] = () if patience.told else (Complain(key),)
        return replace(seen, told=True), said if sounding else (*said, Leave())
    proven = now_ms - patience.began_ms >= PROVEN_MS
    if patience.told is not False and proven and longest < SMOOTH_MS:
        return replace(seen, told=False), (Content(),)
    return seen, ()


def _waited(before: Held | None, since_ms: int, more_ms: int) -> int:
    return more_ms + (before.ms if before is not None and before.since_ms == since_ms else 0)
