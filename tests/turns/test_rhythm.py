"""She learns how long this person pauses within a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.turns.rhythm import (
    LONGEST,
    MOST_USUAL_MS,
    OFTEN,
    REMEMBERED,
    SHORTEST,
    STOPS_REMEMBERED,
    Rhythm,
    finished,
    observed,
    stretch,
    usual_ms,
)


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


def test_who_stops_behind_whole_words_again_and_again_is_waited_for_until_they_no_longer_do() -> (
    None
):
    found = Rhythm()
    for count in range(OFTEN):
        assert usual_ms(found) == 0
        found = finished(observed(found, 500 + 100 * count, whole=True))
    longest = 500 + 100 * (OFTEN - 1)
    assert longest < usual_ms(found) <= longest + 100
    for _ in range(STOPS_REMEMBERED):
        found = finished(found)
    assert usual_ms(found) == 0


def test_a_pause_behind_open_words_is_no_such_stop_and_nobody_waits_for_ever() -> None:
    found = Rhythm()
    for _ in range(OFTEN):
        found = observed(found, 900)
    assert usual_ms(found) == 0
    for _ in range(OFTEN):
        found = observed(found, 3000, whole=True)
    assert usual_ms(found) == MOST_USUAL_MS


@given(st.lists(st.integers(0, 10_000)))
def test_it_stays_within_bounds_and_forgets(pauses: list[int]) -> None:
    found = rhythm(*pauses)
    assert SHORTEST <= stretch(found) <= LONGEST
    assert len(found.pauses) <= REMEMBERED
