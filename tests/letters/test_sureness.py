"""What she hears poorly she reads back before she changes anything by it, and a poor yes is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desktalk import DeskTalk

from assistant.dialogue.sureness import SURE, SURE_YES, changes
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path

POOR, HARDLY = SURE - 0.1, SURE_YES - 0.1
CHANGES = [
    "set a timer for ten minutes",
    "remind me tomorrow at nine am to call Anna",
    "add milk to my shopping list",
    "take a note the key is under the mat",
    "add lunch with Anna to my calendar tomorrow at noon",
    "delete all my reminders",
]


@pytest.fixture
def talk(tmp_path: Path) -> DeskTalk:
    talk = DeskTalk(tmp_path)
    for said in ("remind me tomorrow at noon to eat", "remind me on friday at noon to rest"):
        talk.say(said)
    talk.acts.clear()
    return talk


def changed(talk: DeskTalk) -> list[str]:
    return [act.name for act in talk.acts if changes(act)]


@pytest.mark.parametrize("said", CHANGES)
def test_a_change_heard_poorly_is_read_back_and_then_done(talk: DeskTalk, said: str) -> None:
    assert f"Was it: “{said}”?" in talk.say(said, POOR)
    assert not changed(talk)
    talk.say("yes")
    assert changed(talk)


@pytest.mark.parametrize(
    ("sure", "answer", "yes_sure", "done"),
    [
        pytest.param(SURE, None, 1.0, True, id="heard well"),
        pytest.param(POOR, None, 1.0, False, id="heard poorly"),
        pytest.param(POOR, "yes", 1.0, True, id="poorly, then a yes"),
        pytest.param(POOR, "Yes, please.", SURE_YES, True, id="a yes just heard"),
        pytest.param(POOR, "yes", HARDLY, False, id="a yes hardly heard"),
        pytest.param(POOR, "no", 1.0, False, id="a no"),
        pytest.param(POOR, "never mind", HARDLY, False, id="never mind"),
        pytest.param(POOR, "what time is it", 1.0, False, id="something else"),
        pytest.param(0.0, None, 1.0, False, id="as good as nothing"),
    ],
)
def test_a_change_waits_until_she_is_sure(
    talk: DeskTalk, sure: float, answer: str | None, yes_sure: float, done: bool
) -> None:
    talk.say("add milk to my shopping list", sure)
    if answer is not None:
        talk.say(answer, yes_sure)
    assert bool(changed(talk)) is done


def test_a_late_yes_is_none(talk: DeskTalk) -> None:
    talk.say("add milk to my shopping list", POOR)
    talk.say("what time is it")
    talk.say("yes")
    assert not changed(talk)


def test_a_poor_yes_is_asked_again_and_then_counts(talk: DeskTalk) -> None:
    talk.say("add milk to my shopping list", POOR)
    assert talk.say("yes", HARDLY) == "Was that a yes?"
    assert talk.say("yes") == "Milk, on the shopping list."
    assert changed(talk) == ["list_add"]


@pytest.mark.parametrize(
    "said",
    [
        "what are my reminders",
        "what time is it",
        "louder",
        "stop",
        "call yourself Margaret",
        "goodbye",
    ],
)
def test_what_changes_nothing_is_not_asked(talk: DeskTalk, said: str) -> None:
    assert "Was it" not in talk.say(said, POOR)


def test_what_destroys_waits_for_the_screen_even_after_the_yes(talk: DeskTalk) -> None:
    talk.say("delete all my reminders", POOR)
    assert not talk.asked
    assert "yes on the screen" in talk.say("yes")
    assert len(talk.asked) == 1
    assert len(talk.desk.reminders.all) == 2


@pytest.mark.parametrize(
    ("act", "changing"),
    [
        (Act("list_add"), True),
        (Act("undo"), True),
        (Act("an act nobody knows yet"), True),
        (Act("memory", {"do": "forget"}), True),
        (Act("memory", {"do": "ask_forget"}), False),
        (Act("letter_revise"), False),
        (Act("stop"), False),
    ],
)
def test_an_act_changes_something_unless_it_is_known_not_to(act: Act, changing: bool) -> None:
    assert changes(act) is changing
