"""How the figure moves from one thing to the next."""

from __future__ import annotations

import itertools
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ports import SILENT_DB
from assistant.state import Presence
from ui.motion import (
    CALM_MS,
    CHANGING_MS,
    EASE_S,
    MOVING_MS,
    Doing,
    Motion,
    Pose,
    aim,
    loudness,
    now,
    pause_ms,
    seen,
    step,
    turn_to,
)

QUIET = (SILENT_DB, SILENT_DB)
LOUD = (-14.0, -14.0)


def after(
    seconds: float, doing: Doing, levels: tuple[float, float] = QUIET, motion: Motion | None = None
) -> Motion:
    """The motion so long after she began to do this, at 62 pictures a second."""
    motion = motion or Motion()
    motion = turn_to(motion, doing, motion.at)
    end = motion.at + seconds
    while motion.at < end:
        motion = step(motion, motion.at + 0.016, levels)
    return motion


def test_waking_is_a_turning_knot_that_tightens() -> None:
    early, late = (aim(after(1, Doing(Presence.WAKING, share))) for share in (0.1, 0.9))
    assert late.knot < early.knot < 0.3
    assert early.turn > 0


@pytest.mark.parametrize("presence", [Presence.LISTENING, Presence.HEARING, Presence.SPEAKING])
def test_in_conversation_it_is_a_ring(presence: Presence) -> None:
    assert now(after(2, Doing(presence))).knot == 1.0


def test_listening_breathes_two_per_cent_about_nine_times_a_minute() -> None:
    motion, radii = after(1, Doing(Presence.LISTENING)), []
    for _ in range(1000):
        motion = step(motion, motion.at + 0.02, QUIET)
        radii.append(now(motion).radius / Pose().radius)
    assert max(radii) == pytest.approx(1.02, abs=0.001)
    assert min(radii) == pytest.approx(0.98, abs=0.001)
    crossings = sum(a < 1.0 <= b for a, b in itertools.pairwise(radii))
    assert crossings == 3  # in 20 s


def test_hearing_opens_with_your_loudness_and_not_with_hers() -> None:
    doing = Doing(Presence.HEARING)
    yours, hers = after(2, doing, (-14.0, SILENT_DB)), after(2, doing, (SILENT_DB, -14.0))
    assert now(yours).radius > now(hers).radius
    assert now(yours).lean > now(hers).lean


def test_speaking_ripples_and_brightens_with_her_loudness() -> None:
    doing = Doing(Presence.SPEAKING)
    quiet, loud = now(after(2, doing)), now(after(2, doing, LOUD))
    assert loud.ripple > quiet.ripple + 0.5
    assert loud.brightness > quiet.brightness


def test_muted_is_a_thin_broken_line_that_stands_still() -> None:
    motion = after(2, Doing(Presence.MUTED))
    assert now(motion).gap > 0.5
    assert now(motion).width < 0.5
    assert now(motion).turn == 0.0
    assert pause_ms(motion) is None


def test_trouble_dims_it() -> None:
    fine = now(after(2, Doing(Presence.LISTENING)))
    assert now(after(2, Doing(Presence.LISTENING, troubled=True))).brightness < fine.brightness


@pytest.mark.parametrize("presence", list(Presence))
@pytest.mark.parametrize("before", list(Presence))
def test_a_change_takes_its_time_without_a_leap(before: Presence, presence: Presence) -> None:
    assert 0.25 <= EASE_S <= 0.4
    motion = after(2, Doing(before))
    last = now(motion)
    motion = turn_to(motion, Doing(presence), motion.at)
    for _ in range(30):
        motion = step(motion, motion.at + 0.016, QUIET)
        pose = now(motion)
        for one in fields(Pose):
            assert abs(getattr(pose, one.name) - getattr(last, one.name)) < 0.09, one.name
        last = pose
    # breathing goes on; all else has arrived
    assert last.knot == aim(motion).knot


def test_with_reduced_motion_a_change_cuts_and_loudness_shows_as_brightness() -> None:
    motion = after(2, Doing(Presence.THINKING, still=True))
    doing = Doing(Presence.SPEAKING, still=True)
    motion = turn_to(motion, doing, motion.at)
    assert now(motion) == aim(motion)
    quiet, loud = now(after(2, doing)), now(after(2, doing, LOUD))
    assert loud.brightness > quiet.brightness
    assert (loud.ripple, loud.turn, loud.radius) == (quiet.ripple, quiet.turn, quiet.radius)
    assert loud.ripple == loud.turn == 0.0


@pytest.mark.parametrize(
    ("presence", "still", "expected"),
    [
        pytest.param(Presence.SPEAKING, False, CHANGING_MS, id="speaking: 60 a second"),
        pytest.param(Presence.HEARING, False, CHANGING_MS, id="hearing: 60 a second"),
        pytest.param(Presence.THINKING, False, MOVING_MS, id="thinking: 30 a second"),
        pytest.param(Presence.WAKING, False, MOVING_MS, id="waking: 30 a second"),
        pytest.param(Presence.LISTENING, False, CALM_MS, id="listening: only a breath"),
        pytest.param(Presence.RESTING, False, None, id="resting: nothing"),
        pytest.param(Presence.LISTENING, True, None, id="listening without motion: nothing"),
        pytest.param(Presence.THINKING, True, None, id="thinking without motion: nothing"),
        pytest.param(Presence.SPEAKING, True, CALM_MS, id="speaking without motion: light only"),
    ],
)
def test_it_paints_only_as_often_as_something_moves(
    presence: Presence, still: bool, expected: int | None
) -> None:
    assert pause_ms(after(1, Doing(presence, still=still))) == expected


def test_a_change_of_state_is_painted_sixty_times_a_second() -> None:
    motion = after(2, Doing(Presence.LISTENING))
    changing = turn_to(motion, Doing(Presence.MUTED), motion.at)
    assert pause_ms(changing) == CHANGING_MS <= 17


@pytest.mark.parametrize(
    ("presence", "half", "most"),
    [
        pytest.param(Presence.LISTENING, 182.0, 9, id="a breath: less than nine a second"),
        pytest.param(Presence.LISTENING, 22.0, 3, id="in the corner: hardly any"),
        pytest.param(Presence.HEARING, 182.0, 0, id="hearing silence: none"),
        pytest.param(Presence.MUTED, 182.0, 0, id="muted: none"),
    ],
)
def test_what_nobody_could_tell_apart_is_not_painted_again(
    presence: Presence, half: float, most: float
) -> None:
    motion, seconds = after(2, Doing(presence)), 20
    pictures = []
    for _ in range(seconds * 10):
        motion = step(motion, motion.at + 0.1, QUIET)
        pictures.append(seen(motion, half))
    changes = sum(a != b for a, b in itertools.pairwise(pictures))
    assert changes <= most * seconds


def test_a_picture_with_a_voice_in_it_is_another_picture() -> None:
    motion = after(2, Doing(Presence.HEARING))
    louder = step(motion, motion.at + 0.03, (-30.0, SILENT_DB))
    assert seen(louder, 182.0) != seen(motion, 182.0)


@given(st.floats(-200.0, 20.0))
def test_loudness_is_a_share(level: float) -> None:
    assert 0.0 <= loudness(level) <= 1.0


def test_after_a_sleep_it_does_not_leap() -> None:
    motion = after(1, Doing(Presence.THINKING))
    woken = step(motion, motion.at + 3600.0, QUIET)
    assert (woken.phase - motion.phase) % 1.0 < 0.1
