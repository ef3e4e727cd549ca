"""Who may speak: what she does, frame by frame of 20 ms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.floor import Decision, Floor, Manners, Sense, consider

D = Decision


def decisions(script: str, *, she_speaks: bool = True, turn_over: bool = False) -> list[Decision]:
    floor, told = Floor(), []
    for sign in script:
        floor, decision = consider(floor, Sense(sign == "V", she_speaks, turn_over))
        if decision is not D.WAIT:
            told.append(decision)
        if decision is D.YIELD:
            break
    return told


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("Q" * 50, [], id="silence leaves her the floor"),
        pytest.param("V" * 2 + "Q" * 20, [], id="a click is not noticed"),
        pytest.param("V" * 5 + "Q" * 10, [D.DUCK, D.RESUME], id="a cough"),
        pytest.param("V" * 10 + "Q" * 12, [D.DUCK, D.RESUME], id="mm-hm"),
        pytest.param("V" * 18, [D.DUCK, D.YIELD], id="an interruption"),
        pytest.param("VVVQQVVVVVVVVVVVVVVVV", [D.DUCK, D.YIELD], id="a gap within a word"),
        pytest.param(("V" * 5 + "Q" * 10) * 2, [D.DUCK, D.RESUME] * 2, id="two coughs"),
    ],
)
def test_she_ducks_yields_and_comes_back(script: str, expected: list[Decision]) -> None:
    assert decisions(script) == expected


def test_she_takes_the_floor_only_in_silence_after_the_turn_is_over() -> None:
    assert decisions("V", she_speaks=False, turn_over=True) == []
    assert decisions("Q", she_speaks=False, turn_over=False) == []
    assert decisions("Q", she_speaks=False, turn_over=True) == [D.TAKE]


def test_she_notices_within_60_ms_and_yields_within_310_ms() -> None:
    manners = Manners()
    floor, at = Floor(), {}
    for frame in range(1, 40):
        floor, decision = consider(floor, Sense(voice=True, she_speaks=True), manners)
        at.setdefault(decision, frame * 20)
        if decision is D.YIELD:
            break
    assert at[D.DUCK] <= 60
    assert at[D.YIELD] <= 320


@given(st.text(alphabet="VQ", max_size=300))
def test_every_duck_is_followed_by_a_yield_or_a_resume(script: str) -> None:
    told = decisions(script + "Q" * 20)
    for now, after in zip(told[::2], told[1::2], strict=False):
        assert now is D.DUCK
        assert after in {D.RESUME, D.YIELD}
    assert not told or told[-1] in {D.RESUME, D.YIELD}
