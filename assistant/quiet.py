"""Quiet hours: between these times she speaks softly. Pure."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.settings import Settings

SOFTLY = 0.45  # of the volume that was chosen


def quiet(settings: Settings, at: datetime) -> bool:
    """Whether the local time `at` lies in the quiet hours; they may go past midnight."""
    if not settings.quiet_from or not settings.quiet_until:
        return False
    begin, end = (time.fromisoformat(one) for one in (settings.quiet_from, settings.quiet_until))
    now = at.time()
    return begin <= now < end if begin <= end else now >= begin or now < end


def loudness(settings: Settings, at: datetime) -> float:
    """Her volume at this time, 0..1."""
    return settings.volume * (SOFTLY if quiet(settings, at) else 1.0)
