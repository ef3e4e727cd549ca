"""Judge a device by its frames, and decide when to open, close and tell. Pure, in whole ms.

States of sound libraries lie: a device may be "running" and deliver nothing, or zeros, or the
speaker's own monitor. So only what arrived counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Condition(StrEnum):
    """How a device is. Everything but WELL is told to the person, once."""

    WELL = "well"
    GONE = "gone"  # there is none, or it cannot be opened
    STOPPED = "stopped"  # it is open and delivers nothing
    ZEROS = "zeros"  # it delivers exact zeros: muted, or not permitted
    MONITOR = "monitor"  # it is the speaker's own sound


@dataclass(frozen=True, slots=True)
class Limits:
    """`zeros_ms` None: silence is fine (a speaker)."""

    stopped_ms: int = 1500
    zeros_ms: int | None = 3000
    steady_ms: int = 400  # frames for so long: it really runs, they were no first gulp
    starting_ms: int = 3000  # until then it has this long: a wireless one takes its time to wake


BACK_OFF_MS = (200, 500, 1000, 2000, 3000)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the device at `now_ms`. The other times count from this opening only."""

    now_ms: int
    wanted: bool = True
    is_open: bool = False
    opened_ms: int = 0
    frame_ms: int | None = None  # when the last frame came
    sound_ms: int | None = None  # when the last sample other than zero came
    monitor: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """What was told last, and when the device may be tried again."""

    condition: Condition = Condition.WELL
    tries: int = 0
    next_try_ms: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    pass


@dataclass(frozen=True, slots=True)
class Close:
    pass


@dataclass(frozen=True, slots=True)
class Tell:
    """The condition has changed; WELL means that the trouble has gone."""

    condition: Condition


Act = Open | Close | Tell


def consider(watch: Watch, seen: Seen, limits: Limits) -> tuple[Watch, tuple[Act, ...]]:
    """What to do now."""
    if not seen.wanted:
        watch, told = _now(watch, Condition.WELL)
        return watch, (Close(), *told) if seen.is_open else told
    if not seen.is_open:
        return watch, (Open(),) if seen.now_ms >= watch.next_try_ms else ()
    condition = judge(watch, seen, limits)
    if condition is None:
        return watch, ()
    if condition in (Condition.STOPPED, Condition.MONITOR):
        watch, told = failed(watch, seen.now_ms, condition)
        return watch, (Close(), *told)
    return _now(watch, condition)


def failed(watch: Watch, now_ms: int, condition: Condition) -> tuple[Watch, tuple[Act, ...]]:
    """Opening failed, or what was opened is no good: tell it and wait longer each time."""
    wait_ms = BACK_OFF_MS[min(watch.tries, len(BACK_OFF_MS) - 1)]
    later = replace(watch, tries=watch.tries + 1, next_try_ms=now_ms + wait_ms)
    told: tuple[Act, ...] = (Tell(condition),) if condition is not watch.condition else ()
    return replace(later, condition=condition), told


def judge(watch: Watch, seen: Seen, limits: Limits) -> Condition | None:
    """The condition of an open device; None while it is too early to say."""
    if seen.monitor:
        return Condition.MONITOR
    since_frame = seen.now_ms - max(seen.opened_ms, seen.frame_ms or 0)
    steady = seen.frame_ms is not None and seen.frame_ms - seen.opened_ms >= limits.steady_ms
    if since_frame >= (limits.stopped_ms if steady else limits.starting_ms):
        return Condition.STOPPED
    if not steady:
        return None
    if limits.zeros_ms is not None:
        since_sound = seen.now_ms - max(seen.opened_ms, seen.sound_ms or 0)
        if since_sound >= limits.zeros_ms:
            return Condition.ZEROS
        if watch.condition is Condition.ZEROS and seen.sound_ms is None:
            return None  # reopened, and still not a sound
    return Condition.WELL


def _now(watch: Watch, condition: Condition) -> tuple[Watch, tuple[Act, ...]]:
    told: tuple[Act, ...] = (Tell(condition),) if condition is not watch.condition else ()
    return Watch(condition), told
