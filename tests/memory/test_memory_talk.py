"""Talks about what she knows: sources, nothing invented, contradictions asked, corrections kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from memory_scene import NOON, Talk, scene

DATA = Path(__file__).parent.parent / "data" / "memory"
TOLD = (
    ("My sister is called Anna.", "What's my sister's name?", "Anna"),
    ("Anna lives in Leeds.", "Where does Anna live?", "Leeds"),
    ("Anna works as a midwife.", "What does Anna do for a living?", "midwife"),
    ("My brother's name is Tom.", "What is my brother called?", "Tom"),
    ("Tom plays the trumpet.", "Which instrument does Tom play?", "trumpet"),
    ("Tom is married to Priya.", "Who is Tom married to?", "Priya"),
    ("My mother is from Cork.", "Where is my mother from?", "Cork"),
    ("My mother was born in 1951.", "When was my mother born?", "1951"),
    ("My mother is afraid of heights.", "What is my mother afraid of?", "heights"),
    ("My grandmother lives in a cottage near Whitby.", "Where does my grandmother live?", "Whitby"),
    ("My grandmother's birthday is on 9 February.", "When is my grandmother's birthday?", "9 February"),
    ("My grandmother speaks Welsh.", "What languages does my grandmother speak?", "Welsh"),
    ("My daughter is called Mia.", "What's my daughter's name?", "Mia"),
    ("Mia is seven.", "How old is Mia?", "seven"),
    ("Mia loves dinosaurs.", "What does Mia like?", "dinosaurs"),
    ("Mia is learning the recorder.", "What is Mia learning?", "recorder"),
    ("My son is called Noah.", "What is my son called?", "Noah"),
    ("Noah is afraid of spiders.", "What is Noah scared of?", "spiders"),
    ("Noah's favourite book is The Gruffalo.", "What's Noah's favourite book?", "Gruffalo"),
    ("Noah is allergic to strawberries.", "What is Noah allergic to?", "strawberries"),
    ("My wife is called Claire.", "What is my wife's name?", "Claire"),
    ("Claire works at the city library.", "Where does Claire work?", "library"),
    ("Claire's birthday is on 14 July.", "When is Claire's birthday?", "14 July"),
    ("My best friend is called Marcus.", "What's my best friend's name?", "Marcus"),
    ("Marcus lives in Toronto.", "Where does Marcus live?", "Toronto"),
    ("My boss is called Greg.", "What is my boss called?", "Greg"),
    ("My dog is called Rex.", "What is my dog called?", "Rex"),
    ("Rex is afraid of fireworks.", "What is Rex afraid of?", "fireworks"),
    ("I live in Bristol.", "Where do I live?", "Bristol"),
    ("I work as a physiotherapist at the children's hospital.", "What do I do for a living?", "physiotherapist"),
    ("I'm 41.", "How old am I?", "41"),
    ("I'm from Sheffield.", "Where am I from?", "Sheffield"),
    ("I'm allergic to peanuts.", "What am I allergic to?", "peanuts"),
    ("I hate mushrooms.", "What do I hate?", "mushrooms"),
    ("I love thunderstorms.", "What do I love?", "thunderstorms"),
    ("I'm afraid of deep water.", "What am I afraid of?", "deep water"),
    ("I play the cello.", "Which instrument do I play?", "cello"),
    ("I speak German and Spanish.", "Which languages do I speak?", "German and Spanish"),
    ("I'm learning Italian.", "What am I learning?", "Italian"),
    ("I studied history at Durham.", "What did I study?", "history"),
    ("My favourite colour is green.", "What's my favourite colour?", "green"),
    ("My favourite film is Paddington.", "What is my favourite film?", "Paddington"),
    ("My favourite season is autumn.", "What's my favourite season?", "autumn"),
    ("My birthday is on 3 May.", "When is my birthday?", "3 May"),
    ("My wedding anniversary is 12 June.", "When is my wedding anniversary?", "12 June"),
    ("My shoe size is 42.", "What's my shoe size?", "42"),
    ("My blood type is O negative.", "What's my blood type?", "O negative"),
    ("My hobby is woodcarving.", "What's my hobby?", "woodcarving"),
    ("My driving test is on 15 January.", "When is my driving test?", "15 January"),
    ("Remember that the spare key is under the blue pot.", "Do you remember where the spare key is?", "blue pot"),
)  # fmt: skip
NEVER_TOLD = (
    "What's my brother's name?", "Where does my mother live?", "How old is my sister?", "What am I allergic to?",
    "When is my birthday?", "What's my favourite film?", "Where do I work?", "What's my dog called?",
    "What is my blood type?", "Which languages do I speak?", "What do I hate?", "When is my sister's birthday?",
    "Who is my sister married to?", "Where was I born?", "What's my middle name?", "Do you remember where I parked?",
    "Did I tell you about my holiday in Peru?", "What do you know about my uncle?", "What did I tell you about Karl?",
    "What do you know about Beatrice?",
)  # fmt: skip
CONTRADICTIONS = (
    ("My sister is called Anna.", "My sister is Ann.", "Ann"),
    ("I live in Bristol.", "I live in Leeds.", "Leeds"),
    ("I work as a baker.", "I work as a nurse.", "nurse"),
    ("I'm 41.", "I'm 44.", "44"),
    ("I love coffee.", "I hate coffee.", "coffee"),
    ("My favourite colour is green.", "My favourite colour is blue.", "blue"),
    ("My birthday is on 3 May.", "My birthday is on 4 May.", "4 May"),
    ("My brother lives in Rome.", "My brother lives in Oslo.", "Oslo"),
    ("Tom is from Cork.", "Tom is from Kerry.", "Kerry"),
    ("My shoe size is 42.", "My shoe size is 43.", "43"),
    ("My boss is called Greg.", "My boss is called Louise.", "Louise"),
    ("My mother was born in 1951.", "My mother was born in 1953.", "1953"),
    ("I'm from Sheffield.", "I'm from Derby.", "Derby"),
    ("My daughter is seven.", "My daughter is eight.", "eight"),
    ("Anna is married to Paul.", "Anna is married to Peter.", "Peter"),
)


def test_fifty_things_told_come_back_with_the_right_source(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        for told, _, _ in TOLD:
            await talk.say(told)
        wrong = []
        for told, asked, value in TOLD:
            answer = await talk.say(asked)
            right = (value in answer.text) and told in [one.quote for one in answer.sources]
            because = await talk.say("How do you know that?")
            if not ((right and told in because.text) or told in [s.quote for s in because.sources]):
                wrong.append((asked, answer, because.text))
            if not right:
                wrong.append((asked, answer, told))
        assert wrong == []

    assert len(TOLD) == 50
    scene(tmp_path / "p", play)


def test_what_was_never_told_is_not_invented(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister is called Anna.")
        await talk.say("Remember that the boiler is serviced in October.")
        for asked in NEVER_TOLD:
            answer = await talk.say(asked)
            assert answer.sources == (), (asked, answer)
            assert answer.by == "skill:memory", (asked, answer)

    assert len(NEVER_TOLD) == 20
    scene(tmp_path / "p", play)


@pytest.mark.parametrize(("before", "now", "value"), CONTRADICTIONS)
def test_a_contradiction_is_asked_and_history_kept(
    tmp_path: Path, before: str, now: str, value: str
) -> None:
    async def play(talk: Talk) -> None:
        await talk.say(before)
        kept = await talk.kept()
        answer = await talk.say(now)
        assert answer.by == "skill:memory"
        assert answer.text.rstrip().endswith("?")
        assert [one.quote for one in answer.sources] == [before]
        assert await talk.kept() == kept  # nothing is overwritten before they have answered
        await talk.say("The new one.")
        assert any(value in one for one in await talk.kept())
        everything = await talk.diary.look(lambda store: store.all())
        assert [bool(one.replaced) for one in everything if one.quote == before] == [True]

    scene(tmp_path / "p", play)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Still Anna.", ["your sister is called Anna"]),
        ("No, I misspoke.", ["your sister is called Anna"]),
        ("It's Ann now.", ["your sister is called Ann"]),
        ("Yes.", ["your sister is called Ann"]),
        ("There are two of them.", ["your sister is called Ann", "your sister is called Anna"]),
    ],
)
def test_their_answer_decides(tmp_path: Path, answer: str, kept: list[str]) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister is called Anna.")
        await talk.say("My sister is Ann.")
        await talk.say(answer)
        assert sorted(await talk.kept()) == kept

    scene(tmp_path / "p", play)


@pytest.mark.parametrize(
    "correction",
    ["That's wrong, it's Anne.", "No, it's Anne.", "That's not right, her name is Anne.", "It's Anne, not Anna."],
)  # fmt: skip
def test_a_correction_holds_after_a_restart(tmp_path: Path, correction: str) -> None:
    async def first(talk: Talk) -> None:
        await talk.say("My sister is called Anna.")
        await talk.say("What's my sister's name?")
        answer = await talk.say(correction)
        assert "Anne" in answer.text

    async def later(talk: Talk) -> None:
        answer = await talk.say("What's my sister's name?")
        assert answer.text == "Your sister is called Anne."
        assert (await talk.say("How do you know that?")).text.startswith("You told me today")

    scene(tmp_path / "p", first)
    scene(tmp_path / "p", later, NOON + dt.timedelta(hours=2))


def test_what_she_inferred_she_says_she_inferred(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister is called Anna.")
        await talk.say("She lives in Leeds.")
        await talk.say("Where does my sister live?")
        assert (await talk.say("How do you know that?")).text.startswith("I inferred it.")

    scene(tmp_path / "p", play)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What did we talk about yesterday?", "yesterday"),
        ("What did we talk about on Saturday?", "yesterday"),
        ("what did we talk about on the 21st of November", "yesterday"),
        ("What did we talk about this week?", "this week"),
    ],
)
def test_she_tells_what_a_day_held(tmp_path: Path, asked: str, told: str) -> None:
    async def before(talk: Talk) -> None:
        await talk.say("I live in Bristol.")

    async def after(talk: Talk) -> None:
        answer = await talk.say(asked)
        assert told in answer.text
        assert "Bristol" in answer.text
        nothing = await talk.say("What did we talk about on Tuesday?")
        assert "nothing from" in nothing.text

    scene(tmp_path / "p", before, NOON - dt.timedelta(days=1))
    scene(tmp_path / "p", after)


def test_a_private_conversation_leaves_nothing(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("Let's talk privately.")
        assert talk.settings.now.private
        await talk.say("My sister is called Anna.")
        await talk.say("I love pineapples.")
        await talk.say("You can remember again.")
        assert not talk.settings.now.private
        await talk.say("I live in Bristol.")
        assert await talk.kept() == ("you live in Bristol",)
        turns = await talk.diary.look(lambda store: store.turns_between("", "~"))
        assert not [one for one in turns if "Anna" in one.heard or "pineapples" in one.heard]

    scene(tmp_path / "p", play)


@pytest.mark.parametrize(
    "said",
    ["Don't remember this: I live in Rome.", "off the record, I live in Rome", "My password is Rome4711"],
)  # fmt: skip
def test_what_must_not_be_kept_is_not(tmp_path: Path, said: str) -> None:
    async def play(talk: Talk) -> None:
        answer = await talk.say(said)
        assert answer.by == "skill:memory"
        assert await talk.kept() == ()
        assert await talk.diary.look(lambda store: store.turns_between("", "~")) == ()

    scene(tmp_path / "p", play)


def test_dont_remember_that_takes_back_the_turn_before(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("I live in Rome.")
        await talk.say("Don't remember that.")
        assert await talk.kept() == ()
        turns = await talk.diary.look(lambda store: store.turns_between("", "~"))
        assert not [one for one in turns if "Rome" in one.heard]

    scene(tmp_path / "p", play)


def test_a_crisis_is_never_kept(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister is called Anna.")
        answer = await talk.say("I don't want to live any more. My brother is called Tom.")
        assert answer.by == "safety"
        await talk.say("I live in a small room.")  # she is still careful: private too
        assert await talk.kept() == ("your sister is called Anna",)

    scene(tmp_path / "p", play)


def test_how_long_talk_is_kept(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        talk.settings.change("transcripts", "week")
        await talk.say("I live in Bristol.")
        talk.now += dt.timedelta(days=9)
        await talk.say("I hate mushrooms.")
        talk.diary._looked_s = -1e9
        await talk.pass_time(0)
        await talk.pass_time(31)
        turns = await talk.diary.look(lambda store: store.turns_between("", "~"))
        assert [one.heard for one in turns] == ["I hate mushrooms."]
        assert set(await talk.kept()) == {"you live in Bristol", "you hate mushrooms"}

    scene(tmp_path / "p", play)


def test_no_transcript_at_all(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        talk.settings.change("transcripts", "none")
        await talk.say("I live in Bristol.")
        assert await talk.kept() == ("you live in Bristol",)
        assert await talk.diary.look(lambda store: store.turns_between("", "~")) == ()

    scene(tmp_path / "p", play)


def test_a_broken_memory_does_not_stop_the_talk(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister is called Anna.")
        store = talk.diary.store
        assert store is not None
        store.writable = False
        answer = await talk.say("My brother is called Tom.")
        assert answer.text
        assert talk.troubles
        store.writable = True
        await talk.say("My father is called Walter.")
        assert talk.troubles[-1] is None
        assert "your father is called Walter" in await talk.kept()

    scene(tmp_path / "p", play)


def test_recall_brings_a_memory_of_another_day_with_its_source(tmp_path: Path) -> None:
    async def before(talk: Talk) -> None:
        await talk.say("I have a dentist appointment on 2 December.")

    async def after(talk: Talk) -> None:
        said = "I'm nervous about the appointment with my dentist"
        (one,) = await talk.diary.recall(said)
        assert one.text == "you have a dentist appointment on 2 December"
        assert one.source.quote == "I have a dentist appointment on 2 December."
        talk.diary.used((one.source,))
        assert await talk.diary.recall(said) == ()  # not again so soon
        assert await talk.diary.recall("The bus was late again.") == ()

    scene(tmp_path / "p", before, NOON - dt.timedelta(days=1))
    scene(tmp_path / "p", after)


def test_a_correction_is_of_the_thing_it_fits(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("my sister anna lives in leeds and she's a nurse")
        told = (await talk.say("what do you know about my sister?")).text
        assert all(word in told for word in ("Anna", "Leeds", "nurse"))
        await talk.say("That's wrong, it's Hannah.")
        told = (await talk.say("What do you know about my sister?")).text
        assert "is called Hannah" in told
        assert "in Leeds" in told
        await talk.say("that's wrong, it's joanna")
        assert "Joanna" in (await talk.say("what is my sister called?")).text
        await talk.say("that's wrong, it's hannah")
        await talk.say("no, that's wrong, she lives in york")
        assert "York" in (await talk.say("where does hannah live?")).text

    scene(tmp_path, play)


def test_after_how_do_you_know_a_name_still_corrects_the_name(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister Anna lives in Leeds.")
        await talk.say("What do you know about my sister?")
        await talk.say("How do you know that?")
        assert "called Hannah" in (await talk.say("That's wrong, it's Hannah.")).text

    scene(tmp_path, play)


def test_when_it_is_unclear_what_was_wrong_she_asks(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister Anna lives in Leeds.")
        await talk.say("What do you know about my sister?")
        assert "Which did I get wrong" in (await talk.say("That's wrong, it's York.")).text
        await talk.say("where she lives")
        assert "lives in York" in (await talk.say("What do you know about my sister?")).text

    scene(tmp_path, play)


@pytest.mark.parametrize("when", ["", " today"])
def test_what_was_talked_about_comes_from_the_kept_lines(when: str, tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My sister Anna lives in Leeds.")
        answer = await talk.say(f"What did we talk about{when}?")
        assert answer.by == "skill:memory"
        assert "Leeds" in answer.text

    scene(tmp_path, play)


def test_the_last_time_is_the_last_day_before_this_one(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("I play the cello.")
        talk.now += dt.timedelta(days=3)
        await talk.say("I live in Bristol.")
        answer = await talk.say("What did we talk about last time?")
        assert "cello" in answer.text
        assert "Bristol" not in answer.text

    scene(tmp_path, play)


def test_a_line_is_let_go_of_by_its_words(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("I don't know, I just froze.")
        await talk.say("I live in Bristol.")
        await talk.say("My boss is driving me mad.")
        assert "let go" in (await talk.say("don't remember that my boss is driving me mad")).text
        answer = await talk.say("Don't remember that I said I froze.")
        assert answer.by == "skill:memory"
        assert "let go" in answer.text
        assert not await talk.diary.look(lambda store: store.turns_with("froze"))
        assert await talk.diary.look(lambda store: store.turns_with("Bristol"))

    scene(tmp_path, play)
