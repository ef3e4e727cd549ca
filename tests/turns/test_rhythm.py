"""She learns how long this person pauses within a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.rhythm import LONGEST, REMEMBERED, SHORTEST, Rhythm, observed, stretch


def rhythm(*pauses: int) -> Rhythm:
    found = Rhythm()
    for pause in pauses:
        found = observed(found, pause)
    return found


def test_a_few_pauses_are_no_rhythm_yet() -> None:
    assert stretch(rhythm(1500, 1500)) == 1.0


def test_somebody_who_thinks_long_is_given_longer_than_somebody_brisk() -> None:
    assert stretch(rhythm(*[1000] * 6)) > 1.0 > stretch(rhythm(*[250] * 6))


def test_gaps_between_words_and_long_silences_teach_nothing() -> None:
    assert rhythm(40, 120, 9000) == Rhythm()


@given(st.lists(st.integers(0, 10_000)))
def test_it_stays_within_bounds_and_forgets(pauses: list[int]) -> None:
    found = rhythm(*pauses)
    assert SHORTEST <= stretch(found) <= LONGEST
    assert len(found.pauses) <= REMEMBERED
