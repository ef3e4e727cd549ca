"""A window that is held up says for how long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from ui.lag import BEAT_MS, RESTING_MS, Lag

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("beats_ms", "told"),
    [
        pytest.param((50, 100, 150), [], id="on time"),
        pytest.param((50, 150, 200), [], id="a beat left out"),
        pytest.param((50, 300, 350), [250], id="held up once"),
        pytest.param((130, 180, 1180), [130, 1000], id="held up twice"),
    ],
)
def test_long_gaps_are_told_and_short_ones_are_not(
    qtbot: QtBot, beats_ms: tuple[int, ...], told: list[int]
) -> None:
    times, gaps = iter((0, *beats_ms)), []
    lag = Lag(gaps.append, clock=lambda: next(times) / 1000)
    lag.stop()
    for _ in beats_ms:
        lag.beat()
    assert gaps == told


def test_a_blocked_loop_is_noticed_by_itself(qtbot: QtBot) -> None:
    gaps: list[int] = []
    lag = Lag(gaps.append)
    time.sleep(0.16)  # what must never happen in the window
    qtbot.waitUntil(lambda: bool(gaps), timeout=2000)
    lag.stop()
    assert 160 <= gaps[0] < 160 + 20 * BEAT_MS


def test_while_nobody_can_see_the_window_it_beats_seldom(qtbot: QtBot) -> None:
    times, gaps, unseen = iter((0.0, 0.05, 1.05, 2.3, 2.35)), [], [True]
    lag = Lag(gaps.append, clock=lambda: next(times), rests=lambda: unseen[0])
    lag.stop()
    lag.beat()
    assert lag._timer.interval() == RESTING_MS
    lag.beat()
    assert gaps == []
    lag.beat()
    unseen[0] = False
    lag.beat()
    assert gaps == [1250]
    assert lag._timer.interval() == BEAT_MS
    lag.stop()
