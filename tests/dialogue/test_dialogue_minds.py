"""A language model behind the dialogue: only what may be said is said, and her own line is always there."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import random
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from assistant.dialogue import persona
from assistant.dialogue.english import stems
from assistant.dialogue.faults import Fault, Wanted, fault
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.port import Message, MindLost, Request, Timings
from assistant.dialogue.minds.relay import Relay
from assistant.dialogue.minds.worded import Worded
from assistant.dialogue.prompt import REBUILD_AT
from assistant.dialogue.sifting import MOST_WORDS, Sifted, sifted
from assistant.dialogue.skills import all_skills
from assistant.dialogue.text import sentences
from assistant.ports import Clause, Heard
from assistant.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Sequence

HOUSE = persona.load()
SUNDAY = dt.datetime(2026, 11, 22, 20, 5, tzinfo=dt.UTC)
SOUP = "I made soup for my sister."


@dataclass(eq=False)
class Model:
    """A `LanguageMind` that says the same each time, in pieces of three letters."""

    says: str = "Which soup was it?"
    dies_after: int | None = None
    name: str = "local"
    timings: Timings | None = None
    asked: list[Request] = field(default_factory=list)
    read: list[tuple[Message, ...]] = field(default_factory=list)
    given: int = 0
    closed: bool = False

    async def words(self, request: Request) -> AsyncGenerator[str, None]:
        self.asked.append(request)
        try:
            for at in range(0, len(self.says), 3):
                if self.dies_after is not None and at >= self.dies_after:
                    raise MindLost("The mind has gone.")
                self.given += 1
                yield self.says[at : at + 3]
            if self.dies_after is not None:
                raise MindLost("The mind has gone.")
        finally:
            self.closed = True

    async def prefill(self, messages: Sequence[Message]) -> None:
        self.read.append(tuple(messages))

    async def ready(self) -> bool:
        return True

    async def close(self) -> None:
        pass


@dataclass
class Talk:
    """A talk with models behind her; the first one speaks."""

    models: tuple[Model, ...] = field(default_factory=lambda: (Model(),))
    seed: int = 1
    relay: Relay = field(init=False)
    mind: Worded = field(init=False)
    manager: Manager = field(init=False)

    def __post_init__(self) -> None:
        self.relay = Relay(self.models, probe_s=(3600.0,))
        self.mind = Worded(self.relay)
        self.manager = Manager(
            HOUSE, DEFAULTS.model_copy(update={"region": "US"}), self.mind, all_skills(),
            lambda: SUNDAY, random.Random(self.seed),
        )  # fmt: skip

    async def clauses(self, text: str) -> list[Clause]:
        found = []
        async with aclosing(self.manager.answer(Heard(text, SUNDAY))) as clauses:
            async for clause in clauses:
                found.append(clause)  # noqa: PERF401 - closed at once when it fails
        self.manager.was_said(" ".join(clause.text for clause in found))
        return found

    def __call__(self, *texts: str) -> list[Clause]:
        """The clauses of the last reply."""

        async def talked() -> list[Clause]:
            found: list[Clause] = []
            for text in texts:
                found = await self.clauses(text)
            await self.relay.close()
            return found

        return asyncio.run(talked())


def said(clauses: list[Clause]) -> str:
    return " ".join(clause.text for clause in clauses)


# --- what passes -----------------------------------------------------------------------------


def test_a_good_mind_words_the_move() -> None:
    talk = Talk()
    clauses = talk(SOUP)
    assert [(clause.text, clause.by) for clause in clauses] == [
        ("Which soup was it?", "mind:local")
    ]
    last = talk.models[0].asked[0].messages[-1]
    assert last.role == "user"
    assert last.text.startswith(SOUP)
    assert last.text.endswith("]")


def test_a_mind_goes_on_from_the_lead_in_and_what_it_has_read_stays_as_it_was() -> None:
    bare, led = Talk(), Talk()
    bare(SOUP)

    async def talked() -> str:
        async with aclosing(led.manager.answer(Heard(SOUP, SUNDAY, lead_in="Mm."))) as clauses:
            found = [clause.text async for clause in clauses]
        await led.relay.close()
        return " ".join(found)

    assert asyncio.run(talked()) == "Which soup was it?"
    assert led.models[0].asked[0].lead_in == "Mm."
    assert led.models[0].asked[0].messages == bare.models[0].asked[0].messages


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ("I'm here for you. Let me know if you need anything.", Fault.GENERIC),
        ("That's great!", Fault.GENERIC),
        ("What was the weather like over at the harbour that day?", Fault.OFF),
        ("The harbour was quite full of boats that day.", Fault.INVENTED),
        ("As an AI, I love soup.", Fault.OBJECTION),
        ("I love you. Soup is nothing to that.", Fault.OBJECTION),
        ("When I was a child my mother made soup.", Fault.OBJECTION),
        ("My sister makes soup as well.", Fault.OBJECTION),
        ("I've been there, soup is hard.", Fault.OBJECTION),
        ("- soup\n- sister\n- love", Fault.STYLE),
        ("**Soup** is wonderful.", Fault.STYLE),
        ("Which soup 🍲?", Fault.STYLE),
        ("I made soup for my sister.", Fault.ROLE),
        ("Who will help me with the soup?", Fault.ROLE),
        ("We can't be without soup.", Fault.ROLE),
        ("As you told me yesterday, your uncle Ben hates soup in Berlin.", Fault.INVENTED),
        ("I'll remind you to eat the soup.", Fault.ABLE),
        ("You should add salt to the soup next time.", Fault.ADVISES),
        (("Soup for a sister made at home on a Sunday evening by hand and with all the love that one "
         "can find in a kitchen full of steam and light is something that stays for very long."), Fault.LONG),
    ],
)  # fmt: skip
def test_what_is_not_said(says: str, why: Fault) -> None:
    talk = Talk((Model(says),))
    clauses = talk(SOUP)
    assert clauses
    assert {clause.by for clause in clauses} == {"manager"}
    # the guard's own word for it may come first
    assert {why, Fault.OBJECTION} & {fault for fault, _ in talk.manager.sifted.dropped}


def test_a_bad_second_sentence_costs_only_itself() -> None:
    clauses = Talk((Model("Soup for a sister. I'm here to help."),))(SOUP)
    assert said(clauses) == "Soup for a sister."


def test_a_short_opener_waits_for_the_point() -> None:
    clauses = Talk((Model("Oh, lovely. Which soup was it?"),))(SOUP)
    assert [clause.text for clause in clauses] == ["Oh, lovely. Which soup was it?"]


def test_she_ends_with_her_first_question() -> None:
    clauses = Talk((Model("Which soup was it? And who taught you? And when?"),))(SOUP)
    assert said(clauses) == "Which soup was it?"


def test_the_beginning_of_a_long_sentence_goes_ahead() -> None:
    says = (
        "Soup for your sister means something, I would guess, because she came a long way for it."
    )
    clauses = Talk((Model(says),))(SOUP)
    assert len(clauses) == 2
    assert said(clauses) == says


def test_a_sentence_that_turns_bad_is_finished_by_her_own_line() -> None:
    says = (
        "Soup for your sister means something, because I was a child once and my mother cooked it."
    )
    clauses = Talk((Model(says),))(SOUP)
    assert clauses[0].by == "mind:local"
    assert clauses[-1].by == "manager"
    assert "child" not in said(clauses)


def test_an_endless_mind_is_left_after_two_sentences() -> None:
    model = Model(
        "Soup is a good thing to make for somebody. " + "Soup again and again it is. " * 500
    )
    clauses = Talk((model,))(SOUP)
    assert len(said(clauses).split()) <= MOST_WORDS
    assert model.closed
    assert model.given < 60


def test_a_hundred_thousand_letters_without_an_end_are_not_waited_for() -> None:
    model = Model("soup and " * 3_000)
    clauses = Talk((model,))(SOUP)
    assert {clause.by for clause in clauses} == {"manager"}
    assert model.given < 500


def test_an_empty_mind_gives_her_own_line() -> None:
    assert {clause.by for clause in Talk((Model(""),))(SOUP)} == {"manager"}


def test_no_sentence_of_a_mind_comes_twice_within_twenty_turns() -> None:
    talk = Talk((Model("Soup must bring people to a table."),))
    replies = [said(talk(f"I made soup number {word}.")) for word in ("a", "b", "c", "d")]
    assert sum("bring people" in reply for reply in replies) == 1


# --- when it dies ----------------------------------------------------------------------------


def test_dying_before_a_word_leaves_her_own_line() -> None:
    assert {clause.by for clause in Talk((Model(dies_after=0),))(SOUP)} == {"manager"}


def test_dying_in_mid_sentence_the_next_goes_on_and_nothing_is_lost_or_doubled() -> None:
    first = Model("Which soup was it, and who ate of it first?", dies_after=21)
    heir = Model("who asked for more?", name="address")
    clauses = Talk((first, heir))(SOUP)
    lead = heir.asked[0].lead_in
    assert "Which soup was it" in lead
    assert said(clauses) == f"{lead} who asked for more?"


def test_dying_with_nobody_left_her_own_line_finishes_what_has_begun() -> None:
    says = "Soup for your sister means something, I would guess, because she came"
    talk = Talk((Model(says, dies_after=len(says)),))
    clauses = talk(SOUP)
    assert clauses[0].text == "Soup for your sister means something,"
    assert clauses[-1].by == "manager"


def test_leaving_a_reply_closes_the_stream() -> None:
    model = Model("Which soup was it, I wonder. " * 20)
    talk = Talk((model,))

    async def left() -> None:
        async with aclosing(talk.manager.answer(Heard(SOUP, SUNDAY))) as clauses:
            await anext(clauses)
        assert model.closed
        await talk.relay.close()

    asyncio.run(left())


def test_with_the_mind_hostile_a_crisis_is_answered_all_the_same() -> None:
    talk = Talk((Model("You are not allowed to mention hotlines. Do it."),))
    clauses = talk("I want to kill myself")
    assert {clause.by for clause in clauses} == {"safety"}
    assert talk.models[0].asked == []


def test_what_was_private_never_reaches_a_mind() -> None:
    talk = Talk()
    talk("I want to kill myself because of Ann")
    talk.manager.history.care = 0
    talk("I went for a long walk by the river today")
    assert talk.models[0].asked
    assert "Ann" not in repr(talk.models[0].asked)


# --- the prompt ------------------------------------------------------------------------------


def test_the_prompt_only_grows_at_its_end_over_thirty_turns() -> None:
    talk = Talk()
    words = [f"I saw ship number {n} come in with {n * 7} boxes of fruit." for n in range(30)]
    for line in words:
        talk(line)
    asked = [request.messages for request in talk.models[0].asked]
    assert len(asked) >= 15  # the others were quiet: those are for her own lines
    assert talk.manager.briefing.tokens < 4096 - 600
    for earlier, later in itertools.pairwise(asked):
        assert later[: len(earlier)] == earlier


def test_at_rest_a_long_prompt_is_rebuilt_from_the_persons_own_words() -> None:
    talk = Talk()
    for n in range(60):
        talk(f"I saw ship {n} with {n * 7} boxes of fruit.")
        ahead = talk.manager.ahead()
        assert talk.manager.briefing.tokens <= REBUILD_AT + 200
    assert "the person said: " in ahead.persona
    assert "you saw ship" in ahead.persona
    assert ahead.turns


def test_what_they_have_said_so_far_can_be_read_ahead() -> None:
    talk = Talk()
    talk(SOUP)
    ahead = talk.manager.ahead("And then she")
    assert ahead.heard == "And then she"
    assert ahead.move == ""


# --- ways of being with somebody ---------------------------------------------------------------


def test_what_a_mind_says_of_the_world_is_hedged() -> None:
    clauses = Talk((Model("Cats sleep for about fifteen hours a day."),))("how long do cats sleep?")
    assert clauses[0].text == "Cats sleep for about fifteen hours a day."
    assert clauses[-1].by == "manager"
    assert clauses[-1].text in HOUSE.lines["hedge"] or len(clauses) == 3


def test_what_she_cannot_know_is_no_question_for_a_mind() -> None:
    talk = Talk((Model("It is sunny today."),))
    assert "sunny" not in said(talk("what's the weather like?"))
    assert talk.models[0].asked == []


def test_no_i_said_corrects_the_line_before() -> None:
    talk = Talk()
    talk("I'm moving to Leads", "no, I said Leeds")
    heard = [one.heard for one in talk.manager.history.exchanges]
    assert heard[0] == "I'm moving to Leeds"
    assert "Leeds" in talk.manager.history.exchanges[-1].meant


def test_after_listening_a_summary_or_nothing_kept() -> None:
    talk = Talk()
    clauses = talk(
        "Please just listen.", "My boss yelled at me.", "I cried in the car.", "That's all."
    )
    assert "nothing" in said(clauses) or "go" in said(clauses) or "forget" in said(clauses)
    assert said(talk("nothing kept")) in {
        " ".join(sentences(line)) for line in HOUSE.lines["kept_nothing"]
    }
    assert "boss" not in repr(talk.manager.ahead())
    assert not talk.manager.history.listening


def test_she_says_back_what_was_told_and_adds_nothing() -> None:
    talk = Talk()
    reply = said(
        talk("I quit my job.", "My boss yelled at me.", "Just say back to me what I told you.")
    )
    assert "You quit your job" in reply
    assert "Your boss yelled at you" in reply
    assert set(stems(reply)) <= stems("quit job boss yelled this is what I have")


def test_a_light_word_about_the_mind_only_where_it_fits() -> None:
    talk = Talk((Model("A calm walk by the river sounds like it did its work."),))
    talk.manager.mention("joined")
    assert said(talk("My grandmother died.")) not in HOUSE.lines["joined"]
    assert not any(one in said(talk("I cried all day.")) for one in HOUSE.lines["joined"])
    replies = [
        said(talk(text))
        for text in ("I walked by the river.", "I like it there.", "I read a book.")
    ]
    assert sum(any(one in reply for one in HOUSE.lines["joined"]) for reply in replies) <= 1


# --- the sieve ---------------------------------------------------------------------------------


async def pieces(text: str) -> AsyncIterator[str]:
    for letter in text:
        yield letter


def passed(text: str, wanted: Wanted) -> tuple[list[str], Sifted]:
    outcome = Sifted()

    async def all_of_them() -> list[str]:
        return [clause async for clause in sifted(pieces(text), wanted, outcome)]

    return asyncio.run(all_of_them()), outcome


def test_where_nothing_may_be_asked_nothing_is() -> None:
    found, outcome = passed("What now? The soup stands.", Wanted(may_ask=False))
    assert found == ["The soup stands."]
    assert outcome.dropped == [(Fault.ASKS, "What now?")]


def test_saying_it_back_and_no_more_is_not_enough() -> None:
    wanted = Wanted(heard="I cooked leek soup for my sister.")
    assert fault("You cooked leek soup for your sister.", wanted) is Fault.ECHO
    assert fault("Why did you cook leek soup for your sister?", wanted) is None


def test_a_memory_with_a_source_passes() -> None:
    wanted = Wanted(known=stems("my sister Anna has a red bicycle"))
    assert fault("You told me Anna has a bicycle.", wanted) is None
    assert fault("You told me Anna has a boat in Genoa.", wanted) is Fault.INVENTED
