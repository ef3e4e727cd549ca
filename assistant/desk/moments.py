"""Wall time and instants: which moment a clock on the wall means, and when a rule comes round again. Pure.

Wall time is a naive datetime, as a clock on the wall shows it; an instant is aware, in UTC. The zone
None is the system's own, daylight saving included.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset  # type: ignore[import-untyped]

Zone = dt.tzinfo | None
LAST_YEAR = 2199  # later dates are slips of the ear


def instant(wall: dt.datetime, zone: Zone) -> dt.datetime:
    """The moment a wall time means: in a fold the first of the two, in a gap as if the clocks had
    not gone forward (RFC 5545, 3.3.5), so that half past two becomes half past three.
    """
    local = wall.replace(fold=0)
    return (local.astimezone() if zone is None else local.replace(tzinfo=zone)).astimezone(dt.UTC)


def wall_time(moment: dt.datetime, zone: Zone) -> dt.datetime:
    """What the clocks show at an instant, to the microsecond, without fold."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def is_shown(wall: dt.datetime, zone: Zone) -> bool:
    """Whether any clock will show this wall time; False in the gap of daylight saving."""
    return wall_time(instant(wall, zone), zone) == wall.replace(fold=0)


def next_after(rule: str, start: dt.datetime, after: dt.datetime) -> dt.datetime | None:
    """The first wall time of `rule` (RFC 5545, such as "FREQ=WEEKLY;BYDAY=TU") later than `after`.

    `start` anchors intervals and is itself one only if it fits. None when the rule has ended.
    """
    found = _rule(rule, start).after(after)
    return found if found is not None and found.year <= LAST_YEAR else None


def first_of(rule: str, start: dt.datetime) -> dt.datetime | None:
    """The first wall time of `rule` at or after `start`."""
    return next_after(rule, start, start - dt.timedelta(microseconds=1))


@lru_cache(maxsize=4096)
def _rule(rule: str, start: dt.datetime) -> rrule | rruleset:
    from dateutil.rrule import rrulestr

    return rrulestr(rule, dtstart=start)
