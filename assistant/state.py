"""What is going on, as one value: the fold of all facts. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from assistant.aloud import AGAIN, READING
from assistant.events import (
    Awake,
    CameBack,
    Changed,
    CheckTold,
    ConfirmAsked,
    ConfirmSettled,
    CrisisDismissed,
    CrisisShown,
    DeskChanged,
    DevicesFound,
    Ducked,
    Ending,
    Fact,
    GoodbyeSaid,
    HealthChanged,
    MeetingStands,
    Muted,
    NothingHeard,
    PartReady,
    Preparing,
    Rang,
    ReplyBegan,
    ReplyEnded,
    ReplySpoken,
    Resumed,
    SettingChanged,
    TroubleCame,
    TroubleWent,
    TurnTimed,
    Unmuted,
    UserBegan,
    UserFellSilent,
    UserHeardSoFar,
    UserSaid,
    Withdrew,
)


class Presence(StrEnum):
    """What she is doing; the window shows it in shape and in words."""

    WAKING = "waking"
    LISTENING = "listening"
    HEARING = "hearing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    MUTED = "muted"
    RESTING = "resting"  # after the goodbye: quiet, microphone released, until spoken to by hand


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the talk as it happened; only what was really said aloud or shown."""

    who: str  # "you", "her", or "setup" for the voice before she came
    text: str
    turn: int
    by: str = ""  # which part of her worded it
    speaker: str = ""  # by name, where another voice of hers is in the talk


@dataclass(frozen=True, slots=True)
class State:
    presence: Presence = Presence.WAKING
    turn: int = 0
    her_caption: str = ""
    your_caption: str = ""
    lines: tuple[Line, ...] = ()
    preparing: dict[str, Preparing] = field(default_factory=dict)
    ready: frozenset[str] = frozenset()
    troubles: dict[str, TroubleCame] = field(default_factory=dict)
    leaves: str = ""  # the host that the words of the talk go to; "" while they stay here
    muted: bool = False
    ducked: bool = False
    resting: bool = False
    awake: bool = False
    replying: bool = False
    crisis: str = ""
    asking: ConfirmAsked | None = None  # an act that waits for a yes on the screen
    rang: str = ""  # the latest timer, alarm or reminder, until they speak or answer
    devices: DevicesFound | None = None  # None until somebody has asked
    meeting: MeetingStands | None = None  # None once they have met
    withdrawn: Withdrew | None = None  # she was asked to stay silent
    timed: tuple[TurnTimed, ...] = ()  # the latest turns, newest last
    checks: dict[str, CheckTold] = field(default_factory=dict)  # the last word of each test

    @property
    def trouble(self) -> TroubleCame | None:
        """The trouble to show: the latest that has not gone."""
        return list(self.troubles.values())[-1] if self.troubles else None


MOST_TIMED = 20
GIVEN = frozenset({AGAIN, READING})  # not part of the talk
MOST_LINES = 400  # the window's memory of this session; the rest is memory's business


def at_rest(state: State) -> Presence:
    """The presence when nobody is saying anything."""
    if not state.awake:
        return Presence.WAKING
    if state.resting:
        return Presence.RESTING
    return Presence.MUTED if state.muted else Presence.LISTENING


def advance(state: State, fact: Fact) -> State:
    """The state after `fact`. Facts of a turn that is over change nothing."""
    match fact:
        case Preparing(part=part):
            return replace(state, preparing=state.preparing | {part: fact})
        case PartReady(part=part):
            left = {name: what for name, what in state.preparing.items() if name != part}
            leaves = fact.leaves if part == "mind" else state.leaves
            return replace(state, preparing=left, ready=state.ready | {part}, leaves=leaves)
        case Awake():
            awake = replace(state, awake=True)
            return _settled(awake) if state.presence is Presence.WAKING else awake
        case UserBegan():
            # while she speaks the figure stays hers until she yields
            if state.presence is Presence.SPEAKING:
                return state
            return replace(state, presence=Presence.HEARING, your_caption="")
        case UserFellSilent():
            return state
        case UserHeardSoFar(text=text):
            return replace(state, your_caption=text)
        case NothingHeard():
            return state if state.replying else _settled(state)
        case UserSaid(turn=turn, text=text):
            said = replace(state, turn=turn, your_caption=text, her_caption="", rang="")
            return _with_line(said, Line("you", text, turn))
        case ReplyBegan(turn=turn):
            return replace(
                state, turn=turn, presence=Presence.THINKING, her_caption="", replying=True
            )
        case ReplySpoken() | ReplyEnded() if fact.turn != state.turn:
            return state  # a straggler from a reply the user has already cut off
        case ReplySpoken(turn=turn, text=text, by=by, speaker=speaker):
            caption = f"{state.her_caption} {_named(state, fact)}".strip()
            spoken = replace(state, presence=Presence.SPEAKING, her_caption=caption)
            if by in GIVEN:
                return spoken
            who = "setup" if by.startswith("setup") else "her"
            return _with_line(spoken, Line(who, text, turn, by, speaker))
        case Withdrew():
            return replace(state, withdrawn=fact)
        case CameBack():
            return replace(state, withdrawn=None)
        case TurnTimed():
            return replace(state, timed=(*state.timed, fact)[-MOST_TIMED:])
        case ReplyEnded():
            return _settled(replace(state, replying=False, ducked=False))
        case Ducked():
            return replace(state, ducked=True)
        case Resumed():
            return replace(state, ducked=False)
        case Muted():
            return _unless_replying(replace(state, muted=True))
        case Unmuted():
            return _unless_replying(replace(state, muted=False, resting=False))
        case TroubleCame(key=key):
            others = {name: what for name, what in state.troubles.items() if name != key}
            left = {name: what for name, what in state.preparing.items() if name != key}
            return replace(state, troubles=others | {key: fact}, preparing=left)
        case TroubleWent(key=key):
            others = {name: what for name, what in state.troubles.items() if name != key}
            return replace(state, troubles=others)
        case CrisisShown(text=text):
            return replace(state, crisis=text)
        case CrisisDismissed():
            return replace(state, crisis="")
        case DevicesFound():
            return replace(state, devices=fact)
        case CheckTold(kind=kind):
            return replace(state, checks=state.checks | {kind: fact})
        case ConfirmAsked():
            return replace(state, asking=fact)
        case ConfirmSettled(number=number):
            asked = state.asking is not None and state.asking.number == number
            return replace(state, asking=None) if asked else state
        case Rang(text=text):
            return replace(state, rang=text)
        case SettingChanged() | HealthChanged() | DeskChanged() | Changed() | Ending():
            return state
        case MeetingStands(step=step, card=card):
            met = None if step == "done" else fact
            if step == "name" and not card.offers:  # the silence before her first words
                return replace(state, meeting=met, her_caption="", your_caption="")
            return replace(state, meeting=met)
        case GoodbyeSaid():
            return _unless_replying(replace(state, resting=True))
        case _:
            assert_never(fact)


def _settled(state: State) -> State:
    return replace(state, presence=at_rest(state))


def _unless_replying(state: State) -> State:
    return state if state.replying else _settled(state)


def _named(state: State, said: ReplySpoken) -> str:
    """The words for the caption, with the speaker's name where another has spoken before."""
    last = state.lines[-1] if state.lines else None
    goes_on = last is not None and (last.turn, last.speaker) == (said.turn, said.speaker)
    return said.text if goes_on or not said.speaker else f"{said.speaker}: {said.text}"


def _with_line(state: State, line: Line) -> State:
    """The talk with `line` at its end; clauses of one reply join into one line."""
    last = state.lines[-1] if state.lines else None
    together = last is not None and (last.who, last.speaker) == (line.who, line.speaker)
    if last is not None and together and line.who != "you" and last.turn == line.turn:
        joined = replace(last, text=f"{last.text} {line.text}")
        return replace(state, lines=(*state.lines[:-1], joined))
    return replace(state, lines=(*state.lines, line)[-MOST_LINES:])
