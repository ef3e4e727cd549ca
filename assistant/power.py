"""Whether the computer runs on its battery; looked up now and then, never waited for."""

from __future__ import annotations

LOOK_MS = 60_000  # between two looks


def on_battery() -> bool:
    """False where there is no battery, or nobody can tell."""
    import psutil

    look = getattr(psutil, "sensors_battery", None)
    found = look() if look is not None else None
    return found is not None and found.power_plugged is False
