"""What the window shows is the fold of the facts, and stragglers change nothing."""

from __future__ import annotations

from functools import reduce

import pytest

from assistant import events as e
from assistant.state import Presence, State, advance

AWAKE = advance(State(), e.Awake())


def after(*facts: e.Fact, start: State = AWAKE) -> State:
    return reduce(advance, facts, start)


TURN = (e.UserBegan(), e.UserSaid(1, "hi"), e.ReplyBegan(1), e.ReplySpoken(1, "Hello."))


@pytest.mark.parametrize(
    ("facts", "presence"),
    [
        ((), Presence.LISTENING),
        (TURN[:1], Presence.HEARING),
        (TURN[:3], Presence.THINKING),
        (TURN, Presence.SPEAKING),
        ((*TURN, e.ReplyEnded(1)), Presence.LISTENING),
        ((*TURN, e.Ducked(), e.Resumed()), Presence.SPEAKING),
        ((*TURN, e.UserBegan()), Presence.SPEAKING),
        ((*TURN, e.ReplyEnded(1, e.End.INTERRUPTED), e.UserBegan()), Presence.HEARING),
        ((e.UserBegan(), e.NothingHeard()), Presence.LISTENING),
        ((e.Muted(),), Presence.MUTED),
        ((*TURN, e.Muted()), Presence.SPEAKING),
        ((*TURN, e.Muted(), e.ReplyEnded(1)), Presence.MUTED),
        ((e.GoodbyeSaid(),), Presence.RESTING),
        ((e.GoodbyeSaid(), e.Unmuted()), Presence.LISTENING),
    ],
)
def test_the_presence(facts: tuple[e.Fact, ...], presence: Presence) -> None:
    assert after(*facts).presence is presence


def test_before_she_is_awake_she_is_waking() -> None:
    state = advance(State(), e.Preparing("voice", "fetching her voice", 0.4))
    assert state.presence is Presence.WAKING
    assert state.preparing["voice"].share == 0.4
    assert not advance(state, e.PartReady("voice")).preparing


def test_a_reply_that_was_cut_off_cannot_come_back() -> None:
    state = after(*TURN, e.UserSaid(2, "wait"), e.ReplyBegan(2))
    assert after(e.ReplySpoken(1, "as I was saying"), e.ReplyEnded(1), start=state) == state


def test_the_clauses_of_one_reply_are_one_line() -> None:
    state = after(*TURN, e.ReplySpoken(1, "How are you?"), e.ReplyEnded(1))
    assert [(line.who, line.text) for line in state.lines] == [
        ("you", "hi"),
        ("her", "Hello. How are you?"),
    ]


def test_the_latest_trouble_is_shown_until_it_goes() -> None:
    state = after(e.TroubleCame("microphone", "No microphone."), e.TroubleCame("voice", "Hoarse."))
    assert state.trouble is not None
    assert state.trouble.key == "voice"
    state = after(e.TroubleWent("voice"), start=state)
    assert state.trouble is not None
    assert state.trouble.key == "microphone"
    assert after(e.TroubleWent("microphone"), start=state).trouble is None


def test_the_crisis_card_stays_until_it_is_dismissed() -> None:
    state = after(e.CrisisShown("call"), *TURN, e.ReplyEnded(1), e.GoodbyeSaid())
    assert state.crisis == "call"
    assert after(e.CrisisDismissed(), start=state).crisis == ""
