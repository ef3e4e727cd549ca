"""The letter desk in a talk: dictation, a draft from points, safety first, nothing outward without a yes."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from desktalk import SUNDAY, DeskTalk

from assistant.desk.deeds import Tier
from assistant.letters.letter import Letter
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = Letter(
    "Anna", "Dear Anna,", (("The garden is full of apples.",),), "Kind regards,", "Theo"
)


@pytest.fixture
def talk(tmp_path: Path) -> DeskTalk:
    return DeskTalk(tmp_path)


def saved(talk: DeskTalk) -> list[str]:
    return list(talk.writing.shelf.saved())


def test_a_letter_from_the_first_word_to_the_file(talk: DeskTalk) -> None:
    assert "A letter to Anna." in talk.say("Please write a letter to Anna.")
    for words in ("the garden is full of apples", "Come on Tuesday question mark", "I love you."):
        assert talk.say(words)
    assert "read it back" in talk.say("That's all.")
    assert talk.say("Yes, please.") == (
        "Dear Anna, The garden is full of apples. Come on Tuesday? I love you. Kind regards, Theo"
    )
    assert "“Come on Thursday?”" in talk.say("Change Tuesday to Thursday.")
    assert "“The garden is full of apples.”" in talk.say("drop the first sentence")
    assert "“The garden is full of apples.”" in talk.say("what did I say before?")
    assert "Saved in your letters folder" in talk.say("save it as text called to my sister")
    assert saved(talk) == ["to my sister.txt"]
    text = (talk.writing.shelf.folder / "to my sister.txt").read_text("utf-8")
    assert text == "Dear Anna,\n\nCome on Thursday? I love you.\n\nKind regards,\nTheo\n"


def test_a_first_draft_from_a_few_points(talk: DeskTalk) -> None:
    said = talk.say(
        "Draft a letter to Anna thanking her for the cake and ask her when she is coming"
    )
    assert "Thank you for the cake. Could you let me know when you are coming?" in said
    assert talk.say("how does it sound?").startswith("Dear Anna,")
    assert talk.letter.body in said


@pytest.mark.parametrize(
    "settled", ["That's all.", "nothing, thanks", "it's fine like that", "No."]
)
def test_a_draft_that_is_good_stays_and_the_talk_goes_on(talk: DeskTalk, settled: str) -> None:
    assert "What shall I change?" in talk.say("write to my landlord that the heating is broken")
    assert talk.say(settled) == "Good. It stays as it is, among your letters."
    assert talk.say("how does it sound?").startswith("Dear Sir or Madam,")
    assert "radiator" in talk.say("change heating to radiator")
    assert "It stays as it is" in talk.say(settled)


def test_after_a_draft_something_else_is_still_something_else(talk: DeskTalk) -> None:
    talk.say("write to my landlord that the heating is broken")
    assert talk.say("what is seven times eight?") == "That's 56."
    assert "landlord" not in talk.say("good night").lower()


def test_she_asks_to_whom_and_what_it_should_say(talk: DeskTalk) -> None:
    assert talk.say("help me write a letter") == "To whom?"
    assert "what should it say" in talk.say("my neighbour Ben").lower()
    said = talk.say("invite him to my party on Saturday and tell him to bring his guitar")
    assert "I'd like to invite you to my party on Saturday." in said
    assert talk.letter.body == (
        "I'd like to invite you to my party on Saturday. Could you please bring your guitar? I hope you can come."
    )


def test_no_letter_after_all(talk: DeskTalk) -> None:
    talk.say("write a letter")
    assert talk.say("never mind") == "All right, no letter."
    assert talk.writing.shelf.names() == ()


def test_the_next_letter_begins_and_ends_as_the_last_one(talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    for words in (
        "The apples are ripe.",
        "that's all",
        "begin with My dear Anna",
        "sign it with love from T",
    ):
        talk.say(words)
    assert talk.letter.greeting == "My dear Anna,"
    assert "as in your last letter" in talk.say("write a letter to Anna")
    letter = talk.letter
    assert (letter.greeting, letter.closing, letter.name) == ("My dear Anna,", "With love,", "T")


def test_what_was_heard_badly_is_read_back(talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    assert talk.say("the apples are ripe", confidence=0.3) == "I wrote: “The apples are ripe.”"


def test_while_she_takes_it_down_questions_are_words_of_the_letter(talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    talk.say("What time is it?")
    talk.say("Do you love me?")
    assert talk.letter.sentences == ("What time is it?", "Do you love me?")
    assert "three" in talk.say("that's all") or "five past three" in talk.say("what time is it?")


@pytest.mark.parametrize("words", ["louder", "goodbye", "undo that"])
def test_some_words_are_never_the_letters(words: str, talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    talk.say("The apples are ripe.")
    talk.say(words)
    assert words not in talk.letter.body.lower()
    assert talk.acts[-1].name in {"louder", "goodbye", "undo"}


@pytest.mark.parametrize(
    "words",
    ["I'm changing jobs to something else", "my sister wrote a letter to Anna", "keep going", "I dropped the second ball", "it's too cold here", "she read it", "send my regards", "I want to go back one day"],
)  # fmt: skip
def test_without_a_letter_nothing_is_taken_for_one(words: str, talk: DeskTalk) -> None:
    talk.say(words)
    assert talk.writing.shelf.names() == ()
    assert not [act for act in talk.acts if act.name.startswith("letter")]


# --- safety --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["I want to kill myself tonight.", "By the time you read this I will have killed myself.", "i wanna un alive myself", "I'm going to kil my self"],
)  # fmt: skip
def test_a_crisis_in_the_letter_raises_the_protocol(words: str, talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    talk.say("The apples are ripe.")
    said = talk.say(words)
    assert talk.acts[-1].name == "crisis"
    assert "988" in said
    assert talk.letter.sentences == ("The apples are ripe.",)  # not a word of it is kept
    talk.say("please just write it down")  # and she does not take it down after all
    assert talk.letter.sentences == ("The apples are ripe.",)


def test_a_letter_for_after_ones_death_is_not_drafted(talk: DeskTalk) -> None:
    talk.say("Write a letter to my wife, tell her I'm sorry, I'll be dead by the morning.")
    assert talk.acts[-1].name == "crisis"
    assert talk.writing.shelf.names() == ()


def test_a_crisis_that_only_an_edit_makes_is_heard(talk: DeskTalk) -> None:
    talk.put(Letter("Anna", "Dear Anna,", (("I want to paint myself tonight.",),)))
    said = talk.say("change paint to kill")
    assert talk.acts[-1].name == "crisis"
    assert "988" in said
    assert "paint" in talk.letter.body


def test_after_a_crisis_the_dictation_rests_until_it_is_asked_for(talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    talk.say("I want to kill myself.")
    for _ in range(8):
        talk.say("I talked to my brother on the phone")
    assert talk.letter.sentences == ()
    talk.say("go on with the letter")
    talk.say("The apples are ripe.")
    assert talk.letter.sentences == ("The apples are ripe.",)


# --- outward and destructive acts -------------------------------------------------------------


def test_sending_waits_for_a_yes_on_the_screen(talk: DeskTalk) -> None:
    talk.put(WRITTEN)
    assert "never send" in talk.say("send it")
    assert talk.opened == []
    assert "Nothing is sent until" in talk.asked[-1].words
    for words in ("yes", "yes send it", "send it now", "confirm"):
        talk.say(words)
    assert talk.opened == []  # no voice gets past it
    talk.yes()
    assert len(talk.opened) == 1
    assert talk.opened[0].startswith("mailto:?")


def test_a_no_on_the_screen_sends_nothing(talk: DeskTalk) -> None:
    talk.put(WRITTEN)
    talk.say("send it")
    talk.desk.deeds.answer(talk.asked[-1].number, False)
    talk.desk.deeds.answer(talk.asked[-1].number, True)
    assert talk.opened == []


def test_the_question_shows_exactly_where_it_would_go(talk: DeskTalk) -> None:
    talk.put(WRITTEN)
    assert "noted" in talk.say("send it to anna@example.org")
    talk.say("the subject is our trip")
    talk.say("send it")
    assert "anna@example.org" in talk.asked[-1].words
    assert "“Our trip”" in talk.asked[-1].words
    talk.yes()
    assert talk.opened[0].startswith("mailto:anna@example.org?")


def test_a_long_letter_is_handed_over_as_a_file(talk: DeskTalk) -> None:
    talk.put(Letter("Anna", "Dear Anna,", (("The garden is full of apples.",) * 120,)))
    talk.say("send it")
    assert saved(talk) == []
    talk.yes()
    assert talk.opened == [str(talk.writing.shelf.folder / "Letter to Anna 2026-11-22.eml")]


def test_a_letter_goes_only_after_a_yes_and_comes_back(talk: DeskTalk) -> None:
    talk.put(WRITTEN)
    talk.say("delete the letter")
    assert len(talk.writing.shelf.names()) == 1
    talk.yes()
    assert talk.writing.shelf.names() == ()
    talk.say("undo that")
    assert len(talk.writing.shelf.names()) == 1


def test_every_act_that_leaves_or_destroys_is_one_that_asks(talk: DeskTalk) -> None:
    known = talk.desk.deeds.known
    of_letters = {name for name in known if name.startswith("letter_")}
    asking = {name for name in of_letters if known[name] is Tier.CONFIRMED}
    assert asking == {"letter_send", "letter_remove"}
    talk.put(WRITTEN)
    for name in asking:
        talk.desk.deeds.perform(Act(name, {"letter": talk.writing.name}))
    assert talk.opened == []
    assert len(talk.writing.shelf.names()) == 1


# --- morning, undo, privacy --------------------------------------------------------------------


def test_it_is_kept_until_morning(talk: DeskTalk) -> None:
    talk.put(WRITTEN)
    name = talk.writing.name
    assert "tomorrow at eight" in talk.say("keep it until morning")
    assert talk.writing.name == ""
    reminder = talk.desk.reminders.all[f"letter {name}"]
    assert (reminder.words, reminder.due.isoformat()) == (
        "about the letter to Anna",
        "2026-11-23T08:00:00",
    )
    talk.say("open the letter to Anna")
    assert "until morning" in talk.say("send it")
    assert "until morning" in talk.asked[-1].words
    talk.at = SUNDAY + timedelta(days=1)
    talk.say("send it")
    assert "until morning" not in talk.asked[-1].words


def test_undo_reaches_back_over_a_restart(talk: DeskTalk, tmp_path: Path) -> None:
    talk.put(WRITTEN)
    talk.say("start again")
    talk.say("save it as text")  # nothing to save: the page is empty
    again = DeskTalk(tmp_path)
    again.say("undo that")
    again.say("open the letter to Anna")
    assert again.letter == WRITTEN


def test_a_saved_file_is_taken_back(talk: DeskTalk) -> None:
    talk.put(WRITTEN)
    talk.say("save it as pdf")
    assert len(saved(talk)) == 1
    talk.say("undo that")
    assert saved(talk) == []


def test_letters_stay_out_of_logs_minds_and_the_undo_journal(
    talk: DeskTalk, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    talk.say("write a letter to Anna")
    talk.say("The word is quagmirish.")
    talk.say("that's all")
    talk.say("change quagmirish to quagmirous")
    talk.say("how are you")
    assert "quagmir" not in caplog.text
    assert all("quagmir" not in str(act) for act in talk.acts)
    assert "quagmir" not in (tmp_path / "undo.jsonl").read_text("utf-8")
    private = [one for one in talk.manager.history.exchanges if "quagmir" in one.heard]
    assert private
    assert all(one.private for one in private)
    assert "quagmir" not in str(talk.manager.ahead())


def test_an_answer_that_is_taken_back_leaves_nothing(talk: DeskTalk) -> None:
    """She prepares an answer at a pause; when the person goes on, it is as if it had never been."""
    import asyncio

    from assistant.ports import Heard

    talk.say("write a letter to Anna")

    async def hesitated() -> None:
        async for _clause in talk.manager.answer(Heard("The apples", talk.at)):
            pass
        talk.manager.retract()

    asyncio.run(hesitated())
    talk.say("The apples are ripe.")
    assert talk.letter.sentences == ("The apples are ripe.",)
    assert len(talk.writing.draft.revisions) == 2


def test_a_saved_letter_takes_nothing_more_down(talk: DeskTalk) -> None:
    for words in ("write a letter to anna", "the apples are ripe", "save it"):
        talk.say(words)
    for words in ("who am i talking to", "give me a minute", "york pays better", "thank you"):
        talk.say(words)
    assert talk.letter.sentences == ("The apples are ripe.",)
    talk.say("go on with the letter")
    talk.say("come on tuesday")
    assert talk.letter.sentences[1:] == ("Come on tuesday.",)


@pytest.mark.parametrize("words", ["who am I talking to?", "Give me a minute.", "are you human?"])
def test_what_is_plainly_for_her_is_not_taken_down(words: str, talk: DeskTalk) -> None:
    talk.say("write a letter to Anna")
    talk.say("The apples are ripe.")
    talk.say(words)
    assert talk.letter.sentences == ("The apples are ripe.",)


def test_a_letter_typed_in_small_letters(talk: DeskTalk) -> None:
    for words in (
        "write a letter to anna",
        "dear anna, thank you for the cake. i was glad to see the kids",
        "love, theo",
        "save it",
    ):
        talk.say(words)
    assert talk.letter.spoken == (
        "Dear Anna, Thank you for the cake. I was glad to see the kids. Love, Theo"
    )
