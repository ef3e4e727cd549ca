"""The ledger of her manner: replayed, reversed, never faster than a step a day, undone line by line."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.growth import ledger as of
from assistant.growth.ledger import Ledger, Quote, Why
from assistant.growth.manner import RANGES, Manner, Trait, differing

DAY = dt.datetime(2026, 11, 1, 20, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

traits = st.sampled_from(list(Trait))
directions = st.sampled_from([-1, 1])
times = st.integers(-40 * 24 * 4, 40 * 24 * 4).map(lambda quarters: DAY + quarters * HOUR / 4)
begins = st.builds(
    lambda levels: Manner(*levels),
    st.tuples(*(st.integers(RANGES[one].low, RANGES[one].high) for one in Trait)),
)
steps = st.one_of(
    st.tuples(st.just("shown"), traits, directions, times),
    st.tuples(st.just("wished"), traits, st.integers(-200, 200), times),
    st.tuples(st.just("undone"), st.integers(0, 30), st.none(), times),
    st.tuples(st.just("restored"), st.none(), st.none(), times),
    st.tuples(st.just("still"), st.booleans(), st.none(), times),
)


def gone_through(begin: Manner, doings: list[tuple[object, ...]]) -> Ledger:
    ledger = Ledger(begin)
    for what, one, other, at in doings:
        assert isinstance(at, dt.datetime)
        match what:
            case "shown":
                ledger = of.shown(ledger, Trait(str(one)), int(str(other)), at)
            case "wished":
                ledger = of.wished(ledger, Trait(str(one)), int(str(other)), at)
            case "undone":
                ledger = of.undone(ledger, int(str(one)), at)
            case "restored":
                ledger = of.restored(ledger, at)
            case _:
                ledger = replace(ledger, still=bool(one))
    return ledger


@given(begins, st.lists(steps, max_size=40))
@settings(max_examples=70, deadline=None)
def test_any_history_replays_and_reverses_to_the_first_day(
    begin: Manner, doings: list[tuple[object, ...]]
) -> None:
    ledger = gone_through(begin, doings)
    assert of.replayed(begin, ledger.changes) == ledger.manner
    assert of.reversed_from(ledger.manner, ledger.changes).digest() == begin.digest()
    assert of.restored(ledger, DAY).manner.digest() == begin.digest()


@given(begins, st.lists(steps, max_size=40))
@settings(max_examples=70, deadline=None)
def test_nothing_shown_moves_faster_than_a_step_a_day_however_the_clock_goes(
    begin: Manner, doings: list[tuple[object, ...]]
) -> None:
    ledger = gone_through(begin, doings)
    for trait in Trait:
        within = RANGES[trait]
        shown = [one for one in ledger.changes if one.trait is trait and one.why is Why.SHOWN]
        assert all(abs(one.after - one.before) <= within.step for one in shown)
        whens = sorted(one.when for one in shown)
        assert all(then - before >= 24 * HOUR for before, then in itertools.pairwise(whens))
        assert len({when.date() for when in whens}) == len(whens)
    for one in ledger.changes:
        assert RANGES[one.trait].low <= one.after <= RANGES[one.trait].high


@given(begins, st.lists(steps, max_size=25), traits, directions)
@settings(max_examples=40, deadline=None)
def test_while_she_holds_still_only_a_wish_moves_her(
    begin: Manner, doings: list[tuple[object, ...]], trait: Trait, direction: int
) -> None:
    ledger = replace(gone_through(begin, doings), still=True)
    assert of.shown(ledger, trait, direction, DAY + 1000 * HOUR) is ledger
    asked = of.wished(ledger, trait, RANGES[trait].low, DAY)
    assert asked.manner.level(trait) == RANGES[trait].low


def test_a_step_that_was_taken_back_is_not_taken_again_soon() -> None:
    once = of.shown(Ledger(), Trait.HUMOUR, 1, DAY)
    back = of.undone(once, 1, DAY + HOUR)
    assert back.manner == Manner()
    assert not of.may_show(back, Trait.HUMOUR, 1, DAY + 72 * HOUR)
    assert of.may_show(back, Trait.HUMOUR, -1, DAY + 72 * HOUR)
    assert of.may_show(back, Trait.HUMOUR, 1, DAY + dt.timedelta(days=40))


def test_what_is_shown_goes_on_with_a_wish_but_never_against_it() -> None:
    asked = of.wished(Ledger(), Trait.TALKATIVENESS, -1, DAY)
    assert not of.may_show(asked, Trait.TALKATIVENESS, 1, DAY + 48 * HOUR)
    assert of.may_show(asked, Trait.TALKATIVENESS, -1, DAY + 48 * HOUR)
    assert of.may_show(asked, Trait.TALKATIVENESS, 1, DAY + dt.timedelta(days=31))


def test_a_line_in_the_midst_can_be_taken_back_without_the_later_ones() -> None:
    ledger = of.shown(Ledger(), Trait.HUMOUR, 1, DAY)
    ledger = of.shown(ledger, Trait.HUMOUR, 1, DAY + 48 * HOUR)
    ledger = of.undone(ledger, 1, DAY + 50 * HOUR)
    assert ledger.manner.humour == 1
    assert of.undone(ledger, 1, DAY + 51 * HOUR) is ledger
    assert of.undone(ledger, 3, DAY + 51 * HOUR) is ledger  # taking back is no change to take back


def test_going_back_to_the_first_day_can_be_taken_back_in_one_go() -> None:
    ledger = of.wished(of.wished(Ledger(), Trait.HUMOUR, 2, DAY), Trait.FORMALITY, -1, DAY)
    grown = ledger.manner
    ledger = of.restored(ledger, DAY + HOUR)
    assert ledger.manner == Manner()
    for one in of.latest(ledger):
        ledger = of.undone(ledger, one.number, DAY + 2 * HOUR)
    assert ledger.manner == grown


def test_forgetting_takes_the_words_and_leaves_the_change() -> None:
    words = (Quote(DAY.isoformat(), "be shorter when Anna is here"),)
    ledger = of.wished(Ledger(), Trait.TALKATIVENESS, -1, DAY, words=words, called=("", "Anna"))
    cleared = of.without_words(ledger, lambda text: "Anna" in text)
    assert cleared.manner == ledger.manner
    assert cleared.changes[0].words[0].text == cleared.changes[0].called == ""


@pytest.mark.parametrize("trait", list(Trait))
def test_every_trait_has_bounds_a_usual_level_and_a_step(trait: Trait) -> None:
    within = RANGES[trait]
    assert within.low < within.usual < within.high
    assert Manner().level(trait) == within.usual
    assert differing(Manner(), Manner().at(trait, within.usual + within.step)) == (trait,)
    assert Manner().at(trait, 10_000).level(trait) == within.high
