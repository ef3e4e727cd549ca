"""Who may speak now: frame by frame, from what was sensed to what to do. Pure.

While she speaks, a voice makes her duck at once (she noticed), insistence makes her yield, and
quiet brings her back. While she is silent, she takes the floor when the person's turn is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Decision(StrEnum):
    WAIT = "wait"
    DUCK = "duck"
    YIELD = "yield"
    RESUME = "resume"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Sense:
    """One frame: did it hold a voice, is she speaking, is the person's turn over."""

    voice: bool
    she_speaks: bool = False
    turn_over: bool = False
    frame_ms: int = 20


@dataclass(frozen=True, slots=True)
class Manners:
    """How sensitive she is, in milliseconds of voice and quiet.

    `insist_ms` counts voice after the duck; 250 ms is about the length of a backchannel
    ("mm-hm"), so what lasts longer wants the floor. `forgive_ms` is quiet that ends an attempt.
    """

    notice_ms: int = 60
    insist_ms: int = 250
    forgive_ms: int = 200


@dataclass(frozen=True, slots=True)
class Floor:
    """What is remembered from frame to frame; a fresh one is silence."""

    voiced_ms: int = 0
    quiet_ms: int = 0
    ducked: bool = False


def consider(floor: Floor, sense: Sense, manners: Manners = Manners()) -> tuple[Floor, Decision]:
    """The floor after this frame, and what to do about it."""
    if not sense.she_speaks:
        taken = sense.turn_over and not sense.voice
        return Floor(), Decision.TAKE if taken else Decision.WAIT
    if sense.voice:
        return _voice_over_her(floor, sense.frame_ms, manners)
    return _quiet_under_her(floor, sense.frame_ms, manners)


def _voice_over_her(floor: Floor, frame_ms: int, manners: Manners) -> tuple[Floor, Decision]:
    voiced = replace(floor, voiced_ms=floor.voiced_ms + frame_ms, quiet_ms=0)
    if not floor.ducked and voiced.voiced_ms >= manners.notice_ms:
        return replace(voiced, ducked=True), Decision.DUCK
    if floor.ducked and voiced.voiced_ms >= manners.notice_ms + manners.insist_ms:
        return Floor(), Decision.YIELD
    return voiced, Decision.WAIT


def _quiet_under_her(floor: Floor, frame_ms: int, manners: Manners) -> tuple[Floor, Decision]:
    quiet = replace(floor, quiet_ms=floor.quiet_ms + frame_ms)
    if quiet.quiet_ms < manners.forgive_ms:
        return quiet, Decision.WAIT
    return Floor(), Decision.RESUME if floor.ducked else Decision.WAIT
