"""Who may speak now: frame by frame, from what was sensed to what to do. Pure.

While she speaks, a voice makes her duck at once (she noticed). A voice that goes on makes her hold
her breath, so that nobody is talked over while it is found out what was meant: the words decide, or
that it went on for long. Then she yields, or goes on where she was. While she is silent, she takes
the floor when the person's turn is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Decision(StrEnum):
    WAIT = "wait"
    DUCK = "duck"
    HOLD = "hold"
    ASK = "ask"  # which words were they? The verdict comes with a later sense
    YIELD = "yield"
    RESUME = "resume"
    TAKE = "take"


class Verdict(StrEnum):
    """What somebody meant who spoke while she did."""

    MEANT = "meant"  # wants the floor
    SLIGHT = "slight"  # "mm-hm", a laugh, a cough: no wish for it


@dataclass(frozen=True, slots=True)
class Sense:
    """One frame: did it hold a voice, is she speaking, is the person's turn over.

    `maybe`: perhaps a voice, perhaps what the echo canceller left of hers; enough to duck for.
    `verdict` is there from the moment the words of what was asked about are known; `stop` when a
    word to stop was heard as such, which needs no asking. `sudden`: something began to sound, a
    voice or not, which is enough to duck and no more.
    """

    voice: bool
    she_speaks: bool = False
    turn_over: bool = False
    maybe: bool = False
    verdict: Verdict | None = None
    stop: bool = False
    sudden: bool = False
    frame_ms: int = 20


@dataclass(frozen=True, slots=True)
class Manners:
    """How sensitive she is, in milliseconds of voice and quiet.

    Voice is noticed after `notice_ms`; after `insist_ms` more she holds her breath; after `claim_ms`
    in all the floor is theirs, unless the words so far were slight: then after `patience_ms`.
    `settle_ms` of quiet end what was said, `forgive_ms` end an attempt too short to ask about
    (`worth_ms`), and for an answer she waits `answer_ms` of quiet.
    """

    notice_ms: int = 40
    insist_ms: int = 200
    ask_ms: int = 560
    claim_ms: int = 900
    patience_ms: int = 1600
    worth_ms: int = 120
    settle_ms: int = 140
    forgive_ms: int = 200
    answer_ms: int = 1200


@dataclass(frozen=True, slots=True)
class Floor:
    """What is remembered from frame to frame; a fresh one is silence.

    `asked_ms` is how much voice there was when it was last asked for the words.
    """

    voiced_ms: int = 0
    quiet_ms: int = 0
    ducked: bool = False
    held: bool = False
    asked_ms: int = 0


NEW_WORDS_MS = 160  # so much more voice since the asking: the answer is about half of it


def consider(floor: Floor, sense: Sense, manners: Manners = Manners()) -> tuple[Floor, Decision]:
    """The floor after this frame, and what to do about it."""
    if not sense.she_speaks:
        taken = sense.turn_over and not sense.voice
        return Floor(), Decision.TAKE if taken else Decision.WAIT
    if sense.stop:
        return Floor(), Decision.YIELD
    if sense.voice or sense.maybe:
        return _voice_over_her(floor, sense, manners)
    return _quiet_under_her(floor, sense, manners)


def _voice_over_her(floor: Floor, sense: Sense, manners: Manners) -> tuple[Floor, Decision]:
    floor = replace(floor, voiced_ms=floor.voiced_ms + sense.frame_ms, quiet_ms=0)
    if not floor.ducked:
        if floor.voiced_ms < manners.notice_ms and not sense.sudden:
            return floor, Decision.WAIT
        return replace(floor, ducked=True), Decision.DUCK
    if not floor.held:
        if floor.voiced_ms < manners.notice_ms + manners.insist_ms:
            return floor, Decision.WAIT
        return replace(floor, held=True), Decision.HOLD
    if sense.verdict is Verdict.MEANT:
        return Floor(), Decision.YIELD
    slight = sense.verdict is Verdict.SLIGHT
    if floor.voiced_ms >= (manners.patience_ms if slight else manners.claim_ms):
        return Floor(), Decision.YIELD
    if floor.voiced_ms >= manners.ask_ms and not floor.asked_ms:
        return replace(floor, asked_ms=floor.voiced_ms), Decision.ASK
    return floor, Decision.WAIT


def _quiet_under_her(floor: Floor, sense: Sense, manners: Manners) -> tuple[Floor, Decision]:
    if sense.sudden and not floor.ducked:
        return replace(floor, ducked=True, quiet_ms=0), Decision.DUCK
    floor = replace(floor, quiet_ms=floor.quiet_ms + sense.frame_ms)
    if not floor.ducked or floor.voiced_ms < manners.worth_ms:
        if floor.quiet_ms < manners.forgive_ms:
            return floor, Decision.WAIT
        return Floor(), Decision.RESUME if floor.ducked else Decision.WAIT
    if floor.quiet_ms < manners.settle_ms:
        return floor, Decision.WAIT
    if not floor.asked_ms or floor.voiced_ms - floor.asked_ms >= NEW_WORDS_MS:
        return replace(floor, asked_ms=floor.voiced_ms), Decision.ASK
    if sense.verdict is Verdict.MEANT:
        return Floor(), Decision.YIELD
    if sense.verdict is Verdict.SLIGHT or floor.quiet_ms >= manners.answer_ms:
        return Floor(), Decision.RESUME
    return floor, Decision.WAIT
