"""How long the sound system may hold us up: said once, and begun anew; pure, in whole milliseconds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.sound.patience import (
    PROVEN_MS,
    STUCK_MS,
    Act,
    Complain,
    Content,
    Leave,
    Patience,
    begun,
    look,
)

EVERY_MS = 500


def looked(
    patience: Patience, ms: int, *, since: int | None, sounding: bool = False
) -> tuple[Patience, list[Act]]:
    """Look every half second for so long; `since` when the microphone's carer is in one call."""
    acts: list[Act] = []
    for now in range(patience.looked_ms + EVERY_MS, patience.looked_ms + ms + 1, EVERY_MS):
        patience, more = look(patience, now, {"microphone": since, "speaker": None}, sounding=sounding)  # fmt: skip
        acts += more
    return patience, acts


def test_a_call_that_does_not_return_is_said_and_left_within_five_seconds() -> None:
    patience, _ = looked(begun(0), PROVEN_MS, since=None)
    began = patience.looked_ms
    _, acts = looked(patience, STUCK_MS - EVERY_MS, since=began)
    assert acts == []
    _, acts = looked(patience, STUCK_MS, since=began)
    assert acts == [Complain("microphone"), Leave()]
    assert STUCK_MS + EVERY_MS < 5000


def test_a_call_that_returns_in_time_is_not_worth_a_word() -> None:
    patience, acts = looked(begun(0), 20_000, since=None)
    assert acts == [Content()]
    for since in range(patience.looked_ms, patience.looked_ms + 30_000, 3000):
        patience, acts = looked(patience, 3000, since=since)
        assert acts == []


def test_while_she_speaks_nobody_leaves_and_it_is_said_once() -> None:
    patience, acts = looked(begun(0), 12_000, since=0, sounding=True)
    assert acts == [Complain("microphone")]
    done, acts = looked(patience, 500, since=0)
    assert acts == [Leave()]
    _, acts = looked(patience, 500, since=None)
    assert acts == [Content()], "and where it returns meanwhile, that is said"
    assert done.told


def test_a_nap_of_our_own_is_not_the_sound_system_s_fault() -> None:
    patience, _ = looked(begun(0), PROVEN_MS, since=None)
    began = patience.looked_ms
    patience, acts = look(patience, began + 60_000, {"microphone": began}, sounding=False)
    assert acts == ()
    _, acts = look(patience, began + 60_500, {"microphone": None}, sounding=False)
    assert acts == ()


def test_a_new_process_says_that_it_is_well_once_it_has_proved_so() -> None:
    """It does not know what the last one told."""
    patience, acts = looked(begun(0), PROVEN_MS - EVERY_MS, since=None)
    assert acts == []
    patience, acts = looked(patience, 3000, since=None)
    assert acts == [Content()]
    assert patience.told is False


LIVES = st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(1, 30)), max_size=12)


@given(LIVES)
def test_through_any_life_it_ends_content(
    lives: list[tuple[bool, bool, int]],
) -> None:
    """(held, sounding, half seconds) each; whoever leaves is replaced; at the end nothing is held."""
    patience, now, told = begun(0), 0, list[bool]()
    for held, sounding, looks in [*lives, (False, False, 14)]:
        since = now if held else None
        for _ in range(looks):
            now += EVERY_MS
            patience, acts = look(patience, now, {"speaker": since}, sounding=sounding)
            told += [isinstance(act, Complain) for act in acts if not isinstance(act, Leave)]
            if Leave() in acts:
                assert held
                assert not sounding
                patience, since = begun(now), now
    assert told[-1] is False
