"""A month with two different people: two manners that can be explained, and replies that differ."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from growing import Days
from two_people import BEN, DAYS, EVERYDAY, IDA, Figures, live, measured

from assistant.growth import ledger as of
from assistant.growth.account import script
from assistant.growth.ledger import Change, Why
from assistant.growth.manner import RANGES, Manner, Trait, differing
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from assistant.ports import Prompt


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Days]:
    found = {}
    for name, person in (("ida", IDA), ("ben", BEN), ("nobody", None)):
        days = found[name] = Days(tmp_path_factory.mktemp(name))
        if person is not None:
            live(days, person)
    return found


def of_trait(days: Days, trait: Trait) -> list[Change]:
    return [one for one in days.growth.ledger.changes if one.trait is trait]


@pytest.mark.parametrize("name", ["ida", "ben"])
def test_thirty_days_replay_and_reverse_to_the_first_day(
    months: dict[str, Days], name: str
) -> None:
    ledger = months[name].growth.ledger
    first = Manner().digest()
    assert len(ledger.changes) >= 5
    assert ledger.begin.digest() == first != ledger.manner.digest()
    assert of.replayed(ledger.begin, ledger.changes) == ledger.manner
    assert of.reversed_from(ledger.manner, ledger.changes).digest() == first
    assert of.restored(ledger, months[name].now).manner.digest() == first


@pytest.mark.parametrize("name", ["ida", "ben"])
def test_no_trait_moves_more_than_a_step_a_day_unasked(months: dict[str, Days], name: str) -> None:
    for trait in Trait:
        shown = [one for one in of_trait(months[name], trait) if one.why is Why.SHOWN]
        assert all(abs(one.after - one.before) == RANGES[trait].step for one in shown)
        assert len({one.at[:10] for one in shown}) == len(shown)


def test_the_two_end_with_different_manners_each_explained_by_their_words(
    months: dict[str, Days],
) -> None:
    ida, ben = months["ida"].growth, months["ben"].growth
    assert ida.manner.talkativeness < 0 < ben.manner.talkativeness
    assert ida.manner.humour < 0 < ben.manner.humour
    assert ida.manner.questions < 0
    assert ida.manner.formality > 0 > ben.manner.formality
    assert ben.manner.nicknames > 0
    for growth, person in ((ida, IDA), (ben, BEN)):
        said = (*person.lines, *(person.wishes or {}).values())
        for one in growth.ledger.changes:
            assert one.words, one
            assert all(any(q.text.rstrip("…") in line for line in said) for q in one.words)


def test_their_replies_differ_in_length_questions_and_humour(
    months: dict[str, Days], capsys: pytest.CaptureFixture[str]
) -> None:
    found: dict[str, Figures] = {name: measured(days) for name, days in months.items()}
    with capsys.disabled():
        print(f"\n{DAYS} days: words a reply, replies that ask, dry lines and contractions in 90")
        for name, one in found.items():
            print(
                f"  {name:7} {one.words:5.1f} {one.questions:5.0%} {one.dry:4} {one.contracted:4}"
            )
    ida, ben, nobody = found["ida"], found["ben"], found["nobody"]
    assert ida.words < nobody.words < ben.words
    assert ben.words > 1.5 * ida.words
    assert ida.questions < 0.7 * nobody.questions
    assert ben.dry > 4 * max(nobody.dry, ida.dry)
    assert ida.contracted == 0 < nobody.contracted


def test_she_tells_how_she_has_changed_and_why(months: dict[str, Days]) -> None:
    ben = months["ben"]
    ben.open()
    told = ben.say("How have you changed?")
    assert "lighter" in told
    assert "more talkative" in told
    why = ben.say("Why did you change your humour?")
    assert "because" in why
    assert any(word in why for word in ("laugh", "Joke more"))


def test_after_a_month_she_can_be_as_on_the_first_day_and_back_again(tmp_path: Path) -> None:
    days = Days(tmp_path)
    live(days, BEN, 4)
    grown = days.growth.manner
    days.say("Be yourself again.")
    assert days.growth.manner == days.growth.ledger.begin
    days.say("undo that")
    assert days.growth.manner == grown
    assert differing(grown, Manner())


def test_what_was_shown_on_several_short_evenings_adds_up(tmp_path: Path) -> None:
    days = Days(tmp_path)
    for _ in range(3):
        days.say("Good evening.")
        days.say("Haha, that's funny.")
        days.say("Well, that was it.")
        days.growth.close()
        days.next_day()
    assert days.growth.manner.humour == 1


def test_what_was_shown_long_ago_counts_for_nothing(tmp_path: Path) -> None:
    days = Days(tmp_path)
    for _ in range(6):
        days.say("Haha, that's funny.")
        days.say("I went for a walk.")
        days.now += dt.timedelta(days=8)
    assert days.growth.manner == Manner()


class Mind:
    """Words everything with one question about the thing itself."""

    name = "larger"

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        thing = prompt.heard.rstrip(".").split()[-1]
        yield f"What's it like, the {thing}, and who's with you?"


def test_a_mind_that_words_a_reply_keeps_to_her_manner_too(tmp_path: Path) -> None:
    said: dict[str, list[str]] = {}
    for name, level in (("dry", 2), ("plain", 0)):
        (tmp_path / name).mkdir()
        days = Days(tmp_path / name, mind=Mind())
        days.growth.perform(Act("manner", {"do": "wish", "trait": "humour", "by": level}))
        days.growth.perform(Act("manner", {"do": "wish", "trait": "formality", "by": level}))
        said[name] = [days.say(text) for text in EVERYDAY]
    remarks = {one for lines in script()["remarks"].values() for one in lines}
    worded = [text for text in said["dry"] if "who is with you?" in text]
    assert len(worded) > 5
    assert any(any(one in text for one in remarks) for text in worded)
    assert not any("who's with you?" in text for text in said["dry"])
    assert any("who's with you?" in text for text in said["plain"])
    assert not any(any(one in text for one in remarks) for text in said["plain"])
