"""Between the hours that somebody chose she speaks softly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.quiet import SOFTLY, loudness, quiet
from assistant.settings import DEFAULTS, Settings, checked

NIGHT = Settings(quiet_from="22:30", quiet_until="07:00", volume=0.8)
NOON = Settings(quiet_from="12:00", quiet_until="14:00")


@pytest.mark.parametrize(
    ("settings", "clock", "softly"),
    [
        (NIGHT, "22:29", False), (NIGHT, "22:30", True), (NIGHT, "03:00", True),
        (NIGHT, "06:59", True), (NIGHT, "07:00", False), (NOON, "13:00", True),
        (NOON, "11:59", False), (NOON, "14:00", False), (DEFAULTS, "03:00", False),
        (Settings(quiet_from="22:00"), "23:00", False),
    ],
)  # fmt: skip
def test_quiet_hours(settings: Settings, clock: str, softly: bool) -> None:
    hour, minute = map(int, clock.split(":"))
    at = datetime(2026, 11, 22, hour, minute, tzinfo=UTC)
    assert quiet(settings, at) is softly
    assert loudness(settings, at) == pytest.approx(settings.volume * (SOFTLY if softly else 1))


@pytest.mark.parametrize("value", ["25:00", "9", "noon", "10:60"])
def test_what_is_no_time_is_refused(value: str) -> None:
    with pytest.raises(Exception, match="Quiet from can't be set"):
        checked(DEFAULTS, "quiet_from", value)
