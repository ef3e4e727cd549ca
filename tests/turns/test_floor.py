"""Who may speak: what she does, frame by frame of 20 ms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.floor import Decision, Floor, Manners, Sense, Verdict, consider

D = Decision
ANSWER_FRAMES = 10  # after which the words are known


def decisions(
    script: str, verdict: Verdict | None = None, *, she_speaks: bool = True, turn_over: bool = False
) -> list[Decision]:
    """V is a voice, m perhaps one, Q quiet. The floor is hers until she yields."""
    floor, told, asked = Floor(), [], -1
    for at, sign in enumerate(script):
        known = verdict if 0 <= asked <= at - ANSWER_FRAMES else None
        sense = Sense(sign == "V", she_speaks, turn_over, sign == "m", known)
        floor, decision = consider(floor, sense)
        if decision is not D.WAIT:
            told.append(decision)
        if decision is D.ASK:
            asked = at
        if decision in {D.YIELD, D.RESUME}:
            asked = -1
        if decision is D.YIELD:
            break
    return told


@pytest.mark.parametrize(
    ("script", "verdict", "expected"),
    [
        pytest.param("Q" * 50, None, [], id="silence leaves her the floor"),
        pytest.param("V" + "Q" * 20, None, [], id="a click is not noticed"),
        pytest.param("V" * 4 + "Q" * 12, None, [D.DUCK, D.RESUME], id="a cough"),
        pytest.param(
            "V" * 10 + "Q" * 40, Verdict.SLIGHT, [D.DUCK, D.ASK, D.RESUME], id="a short mm-hm"
        ),
        pytest.param(
            "V" * 20 + "Q" * 40, Verdict.SLIGHT, [D.DUCK, D.HOLD, D.ASK, D.RESUME], id="yeah"
        ),
        pytest.param(
            "V" * 20 + "Q" * 40, Verdict.MEANT, [D.DUCK, D.HOLD, D.ASK, D.YIELD], id="stop"
        ),
        pytest.param(
            "V" * 80, Verdict.MEANT, [D.DUCK, D.HOLD, D.ASK, D.YIELD], id="an interruption"
        ),
        pytest.param("V" * 80, None, [D.DUCK, D.HOLD, D.ASK, D.YIELD], id="no answer in time"),
        pytest.param(
            "V" * 50 + "Q" * 40,
            Verdict.SLIGHT,
            [D.DUCK, D.HOLD, D.ASK, D.ASK, D.RESUME],
            id="a long laugh is asked about again when it is over",
        ),
        pytest.param(
            "V" * 80, Verdict.SLIGHT, [D.DUCK, D.HOLD, D.ASK, D.YIELD], id="patience has an end"
        ),
        pytest.param(
            "V" * 20 + "Q" * 70,
            None,
            [D.DUCK, D.HOLD, D.ASK, D.RESUME],
            id="nobody knows the words",
        ),
        pytest.param("VVQQ" + "V" * 12, None, [D.DUCK, D.HOLD], id="a gap within a word"),
        pytest.param("m" * 3 + "Q" * 12, None, [D.DUCK, D.RESUME], id="perhaps a voice"),
        pytest.param(("V" * 4 + "Q" * 12) * 2, None, [D.DUCK, D.RESUME] * 2, id="two coughs"),
    ],
)
def test_she_ducks_holds_her_breath_and_yields_or_goes_on(
    script: str, verdict: Verdict | None, expected: list[Decision]
) -> None:
    assert decisions(script, verdict) == expected


def test_she_takes_the_floor_only_in_silence_after_the_turn_is_over() -> None:
    assert decisions("V", she_speaks=False, turn_over=True) == []
    assert decisions("Q", she_speaks=False, turn_over=False) == []
    assert decisions("Q", she_speaks=False, turn_over=True) == [D.TAKE]


def test_she_notices_within_40_ms_and_is_silent_within_a_quarter_of_a_second() -> None:
    floor, at = Floor(), {}
    for frame in range(1, 40):
        floor, decision = consider(floor, Sense(voice=True, she_speaks=True), Manners())
        at.setdefault(decision, frame * 20)
    assert at[D.DUCK] == 40
    assert at[D.HOLD] <= 250


verdicts = st.sampled_from([None, *Verdict])
senses = st.tuples(st.booleans(), st.booleans(), verdicts)


@given(st.lists(senses, max_size=400))
def test_every_attempt_ends_and_in_its_order(
    heard: list[tuple[bool, bool, Verdict | None]],
) -> None:
    """Duck, then hold, then yield or resume: never two of them, never one without a duck before."""
    floor, ducked, held = Floor(), False, False
    quiet = [(False, False, None)] * (Manners().answer_ms // 20 + 20)
    for voice, maybe, verdict in [*heard, *quiet]:
        floor, decision = consider(floor, Sense(voice, True, maybe=maybe, verdict=verdict))
        match decision:
            case D.DUCK:
                assert not ducked
                ducked = True
            case D.HOLD:
                assert ducked
                assert not held
                held = True
            case D.ASK:
                assert ducked
            case D.YIELD | D.RESUME:
                assert ducked
                ducked = held = False
                assert floor == Floor()
            case _:
                assert decision is D.WAIT
    assert not ducked


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), verdicts), max_size=400))
def test_she_never_begins_while_she_speaks_nor_sounds_after_she_has_yielded(
    heard: list[tuple[bool, bool, bool, Verdict | None]],
) -> None:
    """She speaks from TAKE until YIELD or her end; TAKE comes only while she does not speak."""
    floor, speaks = Floor(), False
    for voice, over, ends, verdict in heard:
        floor, decision = consider(floor, Sense(voice, speaks, over, verdict=verdict))
        if decision is D.TAKE:
            assert not speaks
            assert not voice
            speaks = True
        elif decision is D.YIELD:
            assert speaks
            speaks = False
        elif not speaks:
            assert decision is D.WAIT
        if ends:
            speaks = False
