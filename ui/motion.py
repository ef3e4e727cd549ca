"""How the figure moves: from what she is doing, the loudness and the time to a pose. Pure.

Times are seconds of a monotonic clock, levels dBFS. Nothing here knows the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import exp, pi, sin, tau
from typing import assert_never

from assistant.ports import SILENT_DB
from assistant.state import Presence

EASE_S = 0.34  # a change of state; LOOK asks for 250-400 ms
CLOSING_S = 1.6  # the figure that has come into being closes into a ring
BREATH_HZ = 0.15
BREATH = 0.02
QUIET_DB, LOUD_DB = -52.0, -14.0  # the range of levels that shows
RISE_S, FALL_S = 0.05, 0.24  # the figure follows a voice up at once and comes down softly
# Between two pictures: a change of state and a voice, a turn, a breath. Thirty a second show what
# turns so slowly as well as sixty would, and leave more of a small machine to her first words.
CHANGING_MS, MOVING_MS, CALM_MS = 16, 33, 100
FINEST = 4  # steps a pixel: a smaller change of a size is not seen
SHADES = 96  # steps from dark to bright, likewise
DIMMED = 0.62  # brightness when something is wrong


@dataclass(frozen=True, slots=True)
class Pose:
    """Everything the painter needs but the phase.

    `knot` 0 knot to 1 ring; `turn` turns a second; `radius` in halves of the figure's place;
    `width` of the strand and `gap` between its dashes as shares (gap 0 is a whole line);
    `brightness`, `opacity` and `ripple` 0..1; `lean` radians that tip the lower edge forward.
    """

    knot: float = 1.0
    turn: float = 0.0
    radius: float = 0.78
    width: float = 1.0
    brightness: float = 0.9
    gap: float = 0.0
    opacity: float = 1.0
    ripple: float = 0.0
    lean: float = 0.0


@dataclass(frozen=True, slots=True)
class Doing:
    """What the figure is to show. `share` is the progress of waking, 0..1.

    `forming` is how far it has wound itself into being at the first meeting; None when it is whole.
    """

    presence: Presence = Presence.WAKING
    share: float = 0.0
    forming: float | None = None
    troubled: bool = False
    still: bool = False  # the person asked for less motion


@dataclass(frozen=True, slots=True)
class Motion:
    """The figure between two pictures: what it shows, since when, and what it showed before."""

    doing: Doing = Doing()
    before: Pose = Pose(knot=0.0, radius=0.5, brightness=0.5, opacity=0.0)
    since: float = 0.0
    lasts: float = EASE_S  # seconds, of the change of state that began at `since`
    at: float = 0.0
    phase: float = 0.0
    yours: float = 0.0  # smoothed loudness 0..1
    hers: float = 0.0


def loudness(level: float) -> float:
    """0..1 of a level in dBFS, over the range in which speech moves."""
    return min(1.0, max(0.0, (level - QUIET_DB) / (LOUD_DB - QUIET_DB)))


def ease(share: float) -> float:
    """Slow in, slow out: 0..1 to 0..1."""
    kept = min(1.0, max(0.0, share))
    return kept * kept * (3.0 - 2.0 * kept)


def between(a: Pose, b: Pose, share: float) -> Pose:
    """The pose `share` of the way from `a` to `b`."""
    mixed = {
        one.name: getattr(a, one.name) + (getattr(b, one.name) - getattr(a, one.name)) * share
        for one in fields(Pose)
    }
    return Pose(**mixed)


def aim(motion: Motion) -> Pose:
    """The pose of what she is doing, as if she had been doing it for long."""
    doing, yours, hers = motion.doing, motion.yours, motion.hers
    match doing.presence:
        case Presence.MUTED | Presence.RESTING if doing.forming is not None:
            pose = replace(_coming(doing.forming, 0.0), turn=0.0, brightness=0.6)
        case _ if doing.forming is not None:
            pose = _coming(doing.forming, max(yours, hers))
        case Presence.WAKING:
            tight = 0.24 * (1.0 - doing.share)
            pose = Pose(knot=tight, turn=0.16, radius=0.8 - 0.08 * doing.share, brightness=0.86)
        case Presence.LISTENING:
            breath = 1.0 + BREATH * sin(2 * pi * BREATH_HZ * motion.at)
            pose = Pose(radius=0.78 * breath)
        case Presence.HEARING:
            pose = Pose(
                radius=0.79 + 0.08 * yours, width=1.05 + 0.3 * yours, lean=0.16 + 0.26 * yours,
                brightness=0.94,
            )  # fmt: skip
        case Presence.THINKING:
            pose = Pose(knot=0.3, turn=0.2, radius=0.82, brightness=0.9)
        case Presence.SPEAKING:
            pose = Pose(
                turn=0.22, ripple=0.12 + 0.88 * hers, width=1.05 + 0.2 * hers,
                brightness=0.93 + 0.07 * hers,
            )  # fmt: skip
        case Presence.MUTED:
            pose = Pose(width=0.36, gap=0.9, brightness=0.8)
        case Presence.RESTING:
            pose = Pose(width=0.4, radius=0.62, brightness=0.72)
        case _:
            assert_never(doing.presence)
    if doing.troubled:
        pose = replace(pose, brightness=min(pose.brightness, DIMMED))
    return _quietened(pose, max(yours, hers)) if doing.still else pose


def _coming(share: float, loud: float) -> Pose:
    """Not yet herself: a knot that grows, winds itself tighter and stirs with whoever speaks."""
    return Pose(
        knot=0.3 * (1.0 - share), turn=0.1 + 0.08 * share, radius=0.56 + 0.2 * share + 0.05 * loud,
        width=0.8 + 0.2 * share, brightness=0.62 + 0.22 * share + 0.16 * loud, ripple=0.3 * loud,
    )  # fmt: skip


def _quietened(pose: Pose, loud: float) -> Pose:
    """The same pose without motion; loudness is told by brightness alone."""
    plain = Pose()
    calm = replace(pose, turn=0.0, ripple=0.0, radius=plain.radius, lean=0.0)
    spoken = 0.82 + 0.18 * loud if pose.brightness > plain.brightness else pose.brightness
    return replace(calm, brightness=spoken, width=min(pose.width, 1.0))


def settling(motion: Motion) -> bool:
    """Whether the last change of state is still under way."""
    return not motion.doing.still and motion.at - motion.since < motion.lasts


def now(motion: Motion) -> Pose:
    """The pose to paint."""
    aimed = aim(motion)
    if not settling(motion):
        return aimed
    return between(motion.before, aimed, ease((motion.at - motion.since) / motion.lasts))


def seen(motion: Motion, half: float) -> tuple[int, ...]:
    """What a person can tell of the picture in a figure of `half` pixels; equal: paint nothing."""
    pose = now(motion)
    fine, round_trip = FINEST * half, FINEST * tau * half
    sizes = (pose.radius, pose.knot, pose.ripple, pose.lean, pose.gap, pose.width * 0.1)
    return (
        *(round(size * fine) for size in sizes),
        round(pose.brightness * pose.opacity * SHADES),
        round(motion.phase * round_trip) if pose.turn else 0,
    )


def turn_to(motion: Motion, doing: Doing, at: float) -> Motion:
    """She does something else from `at` on; the figure starts from what it shows."""
    if doing == motion.doing:
        return motion
    was = motion.doing
    whole = doing.forming is None and was.forming is not None
    if (doing.presence, doing.troubled, doing.forming) == (was.presence, was.troubled, was.forming):
        return replace(motion, doing=doing)
    if not whole and motion.lasts > EASE_S and settling(motion):
        return replace(motion, doing=doing)  # it goes on closing, whatever is said meanwhile
    lasts = CLOSING_S if whole else EASE_S
    return replace(motion, doing=doing, before=now(motion), since=at, lasts=lasts, at=at)


def step(motion: Motion, at: float, levels: tuple[float, float]) -> Motion:
    """The motion at the time `at`, with the levels (microphone, speaker) of this moment."""
    passed = min(0.25, max(0.0, at - motion.at))  # after a sleep the figure does not leap
    listens = motion.doing.presence is Presence.HEARING
    speaks = motion.doing.presence is Presence.SPEAKING
    microphone, speaker = levels
    return replace(
        motion,
        at=at,
        phase=(motion.phase + passed * now(motion).turn) % 1.0,
        yours=_follow(motion.yours, microphone if listens else SILENT_DB, passed),
        hers=_follow(motion.hers, speaker if speaks else SILENT_DB, passed),
    )


def _follow(shown: float, level: float, passed: float) -> float:
    aimed = loudness(level)
    return aimed + (shown - aimed) * exp(-passed / (RISE_S if aimed > shown else FALL_S))


def pause_ms(motion: Motion) -> int | None:
    """Until the next look at it; None when nothing moves until something happens."""
    if settling(motion):
        return CHANGING_MS
    match motion.doing.presence:
        case Presence.MUTED | Presence.RESTING:
            return None
        case _ if motion.doing.forming is not None:
            return None if motion.doing.still else MOVING_MS
        case Presence.HEARING | Presence.SPEAKING:
            return CALM_MS if motion.doing.still else CHANGING_MS
        case Presence.WAKING | Presence.THINKING:
            return None if motion.doing.still else MOVING_MS
        case Presence.LISTENING:
            return None if motion.doing.still else CALM_MS
        case _:
            assert_never(motion.doing.presence)
