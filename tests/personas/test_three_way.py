"""A talk of three: who is introduced, who speaks when, who steps back, and the truth about who they are."""

from __future__ import annotations

import asyncio

import pytest
from threesome import EVENING, HER, Parrot, Threesome, speakers, words

from assistant.memory.kept import parts_of
from assistant.personas.shelf import house
from assistant.ports import Heard

TOLD = [
    "I quit my job yesterday.", "I want to move to Leeds.", "My sister visited us.", "I think it will rain.",
    "I bought a new lamp.", "I have to do my taxes.", "I love the sea.", "My boss is away this week.",
    "I started with the piano.", "The dog next door barked all night.",
]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        "introduce me to the philosopher", "Can I talk to Conrad?", "bring in Conrad",
        "Could you introduce me to the philosopher, please?", "I'd like to speak with Conrad",
        "let Conrad join us", "bring Conrad back", "bring back Conrad", "May I speak with the thinker?",
        "I want to hear from Conrad", "put me through to Conrad", "get the philosopher",
    ],
)  # fmt: skip
def test_she_introduces_whom_one_asks_for(asked: str) -> None:
    talk = Threesome()
    said = talk(asked)
    assert talk.manager.history.guest == "Conrad"
    assert speakers(said)[0] == HER
    assert speakers(said)[-1] == "Conrad"
    assert "same software" in said[0].text


@pytest.mark.parametrize(
    "asked",
    [
        "May I speak with someone else?", "Can I talk to somebody else?", "what other voices do you have?",
        "Is there anyone else I can talk to?", "who else can I talk to?", "introduce me to someone",
    ],
)  # fmt: skip
def test_she_names_the_others_and_one_chooses(asked: str) -> None:
    talk = Threesome()
    said = words(talk(asked))
    assert all(f"{one.name}, {one.who}" in said for one in house())
    assert "same software" in said
    assert "not people" in said
    assert speakers(talk("The quiet one, please."))[-1] == "Nora"


@pytest.mark.parametrize(
    "asked",
    [
        "Just the two of us.", "Conrad can go now", "send Conrad away", "bye Conrad", "Goodbye, Conrad.",
        "step back please", "I want to talk to you alone", "thank you Conrad, that's all",
        "Conrad, you can go", "just you and me",
    ],
)  # fmt: skip
def test_the_guest_steps_back_when_asked(asked: str) -> None:
    talk = Threesome().with_guest("Conrad")
    said = talk(asked)
    assert talk.manager.history.guest == ""
    assert set(speakers(said)) == {HER, "Conrad"}
    assert not [clause for clause in said if clause.act], "nobody else goes"
    assert set(speakers(talk("I bought a lamp."))) == {""}


@pytest.mark.parametrize(
    "said",
    [
        "Can I talk to my sister?", "I want to talk to someone about my job", "bring in the milk",
        "who is Anna?", "my friend can go now", "let my brother join us", "get the keys", "tell me about Rome",
        "I talked to Hugo", "thanks Anna",
    ],
)  # fmt: skip
def test_other_names_are_none_of_theirs(said: str) -> None:
    talk = Threesome()
    assert not any(clause.by == "skill:voices" for clause in talk(said))
    assert talk.manager.history.guest == ""


def test_whoever_is_called_answers() -> None:
    talk = Threesome().with_guest("Conrad")
    assert set(speakers(talk("Conrad, I sold the boat."))) == {"Conrad"}
    assert set(speakers(talk(f"{HER}, I sold the car."))) == {HER}
    assert speakers(talk("What do you both think of the winter?"))[0] == "Conrad"
    assert HER in speakers(talk("What do you both think of the winter?"))


def test_what_is_done_is_always_her_doing() -> None:
    talk = Threesome().with_guest("Poppy")
    assert set(speakers(talk("What time is it?"))) == {HER}
    assert set(speakers(talk("Louder, please."))) == {HER}


def test_they_never_talk_among_themselves_for_more_than_a_line_each() -> None:
    for seed, guest in enumerate(house()):
        talk = Threesome(seed=seed).with_guest(guest.name)
        for line in TOLD * 3:
            who = speakers(talk(line))
            changes = [
                one for number, one in enumerate(who) if number == 0 or who[number - 1] != one
            ]
            assert len(changes) <= 2, "then it is the person's turn"
            assert len(set(changes)) == len(changes)


def test_she_leaves_them_alone_when_asked_and_comes_when_called() -> None:
    talk = Threesome()
    assert speakers(talk("Can I talk to Nora alone?"))[-1] == "Nora"
    for line in TOLD:
        assert set(speakers(talk(line))) == {"Nora"}
    assert set(speakers(talk("What time is it?"))) == {HER}, "what only she does she still does"
    talk("Come back.")
    assert not talk.manager.history.apart


@pytest.mark.parametrize("guest", house(), ids=lambda one: one.name)
@pytest.mark.parametrize(
    "asked",
    ["Who am I talking to?", "who's speaking?", "Who are you?", "who is here", "Are you two the same?",
     "who am I really talking to here"],
)  # fmt: skip
def test_who_one_is_talking_to_is_always_answered_truly(guest: object, asked: str) -> None:
    name = guest.name  # type: ignore[attr-defined]
    said = Threesome().with_guest(name)(asked)
    assert set(speakers(said)) == {HER}
    assert HER in words(said)
    assert name in words(said)
    assert "software" in words(said)
    assert "person" in words(said)


def test_who_said_that() -> None:
    talk = Threesome().with_guest("Conrad")
    talk("Conrad, I sold the boat.")
    assert words(talk("Who said that?")).startswith("Conrad said that.")
    assert words(talk("who was that?")).startswith("I said that.")
    both = talk("what do you both think of Mondays?")
    assert set(speakers(both)) == {"Conrad", HER}
    told = words(talk("who said that?"))
    assert "Conrad said “" in told
    assert f"{HER} said “" in told


def test_an_answer_taken_back_takes_the_introduction_back() -> None:
    talk = Threesome()
    talk("introduce me to Conrad")
    talk.manager.retract()
    assert talk.manager.history.guest == ""


def test_no_guest_speaks_with_her_voice() -> None:
    talk = Threesome(her_voice="low").with_guest("Conrad")
    assert {clause.voice for clause in talk("Conrad, I sold the boat.")} == {"even"}


def test_a_mind_is_told_who_speaks_in_the_note_alone() -> None:
    mind = Parrot("That boat had a long winter.")
    talk = Threesome(mind=mind)
    talk("I sold the boat yesterday.")
    talk("introduce me to Conrad")
    mind.said = "The boat is gone, then."
    said = talk("Conrad, I sold the boat.")
    before, now = mind.prompts[0], mind.prompts[-1]
    assert before.persona == now.persona, "what is read ahead stays as it is"
    assert now.move.startswith("\n[as Conrad, a calm philosopher")
    assert {(clause.by, clause.speaker) for clause in said} == {("mind:obedient", "Conrad")}


def test_what_was_cut_short_is_kept_as_far_as_it_was_heard() -> None:
    talk = Threesome().with_guest("Conrad")

    async def all_of_them() -> None:
        async for _ in talk.manager.answer(Heard("What do you both think of tea?", EVENING)):
            pass

    asyncio.run(all_of_them())
    talk.manager.was_said("Coffee, as an", "Conrad")
    last = talk.manager.history.last
    assert last is not None
    assert last.voices == (("Conrad", 3),)


@pytest.mark.parametrize(
    ("voices", "parts"),
    [
        ("", (("", "one two three four"),)),
        ('[["A", 2], ["B", 2]]', (("A", "one two"), ("B", "three four"))),
        ('[["A", 1], ["B", 1]]', (("A", "one"), ("B", "two three four"))),
        ('[["A", 9], ["B", 2]]', (("A", "one two three four"),)),
        ('[["A", -3], ["B", 2]]', (("B", "one two three four"),)),
        ("nonsense", (("", "one two three four"),)),
        ("[[1]]", (("", "one two three four"),)),
        ("5", (("", "one two three four"),)),
    ],
)
def test_words_are_given_to_those_who_said_them(
    voices: str, parts: tuple[tuple[str, str], ...]
) -> None:
    assert parts_of("one two three four", voices) == parts
