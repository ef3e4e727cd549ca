"""The watch over a device: frames count, states do not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sound.watch import (
    BACK_OFF_MS,
    Close,
    Condition,
    Limits,
    Open,
    Seen,
    Tell,
    Watch,
    consider,
    failed,
    judge,
)

LIMITS = Limits()
OPEN = Seen(now_ms=10_000, is_open=True, opened_ms=1000, frame_ms=9990, sound_ms=9990)


@pytest.mark.parametrize(
    ("seen", "condition"),
    [
        pytest.param(OPEN, Condition.WELL, id="sound comes"),
        pytest.param(replace(OPEN, frame_ms=8500), Condition.STOPPED, id="no frame for 1.5 s"),
        pytest.param(replace(OPEN, frame_ms=8501), Condition.WELL, id="just not"),
        pytest.param(replace(OPEN, sound_ms=7000), Condition.ZEROS, id="only zeros for 3 s"),
        pytest.param(replace(OPEN, sound_ms=7001), Condition.WELL, id="zeros not for long"),
        pytest.param(replace(OPEN, sound_ms=None), Condition.ZEROS, id="zeros from the beginning"),
        pytest.param(replace(OPEN, monitor=True), Condition.MONITOR, id="the speaker's own sound"),
        pytest.param(replace(OPEN, opened_ms=8000, frame_ms=8020), None, id="waking slowly"),
        pytest.param(
            replace(OPEN, opened_ms=9900, frame_ms=None, sound_ms=None), None, id="just opened"
        ),
        pytest.param(
            replace(OPEN, opened_ms=7000, frame_ms=None), Condition.STOPPED, id="never a frame"
        ),
    ],
)
def test_the_condition_of_a_device(seen: Seen, condition: Condition | None) -> None:
    assert judge(Watch(), seen, LIMITS) is condition


def test_a_speaker_may_be_silent() -> None:
    assert judge(Watch(), replace(OPEN, sound_ms=None), Limits(zeros_ms=None)) is Condition.WELL


def test_a_trouble_is_told_once_and_so_is_its_end() -> None:
    watch, acts = consider(Watch(), replace(OPEN, sound_ms=None), LIMITS)
    assert acts == (Tell(Condition.ZEROS),)
    watch, acts = consider(watch, replace(OPEN, now_ms=10_200, sound_ms=None), LIMITS)
    assert acts == ()
    watch, acts = consider(watch, OPEN, LIMITS)
    assert acts == (Tell(Condition.WELL),)
    assert consider(watch, OPEN, LIMITS)[1] == ()


def test_a_dead_device_is_closed_and_tried_again_ever_more_slowly() -> None:
    watch, acts = consider(Watch(), replace(OPEN, frame_ms=8000), LIMITS)
    assert acts == (Close(), Tell(Condition.STOPPED))
    closed = Seen(now_ms=10_000)
    waits = []
    for _ in range(7):
        waits.append(watch.next_try_ms - closed.now_ms)
        assert consider(watch, replace(closed, now_ms=watch.next_try_ms - 1), LIMITS)[1] == ()
        closed = replace(closed, now_ms=watch.next_try_ms)
        assert consider(watch, closed, LIMITS)[1] == (Open(),)
        watch, _ = failed(watch, closed.now_ms, Condition.GONE)
    assert waits == [*BACK_OFF_MS, BACK_OFF_MS[-1], BACK_OFF_MS[-1]]


def test_a_device_that_gulps_once_and_stops_again_is_not_called_well() -> None:
    watch = Watch(Condition.STOPPED)
    gulped = Seen(now_ms=5100, is_open=True, opened_ms=5000, frame_ms=5020, sound_ms=5020)
    assert consider(watch, gulped, LIMITS)[1] == ()
    steady = replace(gulped, now_ms=5420, frame_ms=5410, sound_ms=5410)
    assert consider(watch, steady, LIMITS)[1] == (Tell(Condition.WELL),)


def test_muting_gives_the_device_back_and_takes_the_trouble_away() -> None:
    watch, acts = consider(Watch(Condition.ZEROS), replace(OPEN, wanted=False), LIMITS)
    assert acts == (Close(), Tell(Condition.WELL))
    assert consider(watch, Seen(11_000, wanted=False), LIMITS) == (Watch(), ())


def test_the_monitor_is_refused() -> None:
    watch, acts = consider(Watch(), replace(OPEN, monitor=True), LIMITS)
    assert acts == (Close(), Tell(Condition.MONITOR))
    assert watch.next_try_ms > OPEN.now_ms


LIVES = st.lists(
    st.tuples(
        st.sampled_from(["frames", "zeros", "nothing", "monitor", "mute", "broken"]),
        st.integers(1, 60),
    ),
    min_size=1,
    max_size=12,
)


@given(LIVES)
def test_through_any_life_it_tells_only_changes_and_recovers(lives: list[tuple[str, int]]) -> None:
    """Steps of 200 ms; at the end sound comes for 10 s: it must be open, and well."""
    watch, now, told = Watch(), 0, [Condition.WELL]
    is_open, opened, frame, sound = False, 0, None, None
    for life, steps in [*lives, ("frames", 50)]:
        for _ in range(steps):
            now += 200
            if is_open and life in ("frames", "zeros", "monitor"):
                frame = now
                sound = now if life == "frames" else sound
            seen = Seen(now, life != "mute", is_open, opened, frame, sound, life == "monitor")
            watch, acts = consider(watch, seen, LIMITS)
            for act in acts:
                match act:
                    case Open() if life == "broken":
                        assert not is_open
                        watch, more = failed(watch, now, Condition.GONE)
                        told += [one.condition for one in more if isinstance(one, Tell)]
                    case Open():
                        assert not is_open
                        is_open, opened, frame, sound = True, now, None, None
                    case Close():
                        assert is_open
                        is_open = False
                    case Tell(condition=condition):
                        told.append(condition)
    assert all(one is not other for one, other in pairwise(told))
    assert is_open
    assert watch.condition is told[-1] is Condition.WELL
