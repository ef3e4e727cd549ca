"""Two people with scripts of their own, a month each: one in a hurry and earnest, one with time and easily amused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from growing import Days

DAYS = 30


@dataclass(frozen=True)
class Person:
    """`lines` are said over and over, some a day; every `cuts`-th reply is broken off (0: none)."""

    lines: tuple[str, ...]
    a_day: int
    cuts: int = 0
    wishes: dict[int, str] | None = None  # by day


IDA = Person(
    lines=(
        "Meeting with the client at nine.", "Fine.", "No.", "I need the numbers by tonight.",
        "Not now.", "My boss wants a report.", "Yes.", "This is serious.", "I wrote two pages.",
        "Later.", "Just tell me what you think.", "The train was late.", "Okay.",
        "I would be grateful for a plain answer, yes or no.", "Could you please keep to the matter.",
        "That's not funny.",
    ),
    a_day=12, cuts=5, wishes={4: "Don't ask so much.", 11: "Be brief, please."},
)  # fmt: skip
BEN = Person(
    lines=(
        "Hey, so today I walked all the way along the river with my neighbour and her two dogs, and one of them jumped straight in.",
        "Haha, that's funny.",
        "Yeah, I'm gonna bake bread again on Saturday, with the sour dough that has been sitting in my kitchen for about a week now.",
        "Tell me more.",
        "My sister rang, we talked for an hour about the garden and about nothing, and then she sang me half a song over the phone.",
        "Haha, good one.",
        "I dunno, I kinda like the rain, it makes the whole street smell of summer and nobody wants anything from me for a while.",
        "Go on.",
        "We watched a film last night, the one with the train, and my friend slept through the whole of the second half again.",
        "Hahaha.",
    ),
    a_day=12, wishes={6: "Joke more, please.", 15: "Call me Benno."},
)  # fmt: skip

# what both are asked the same of afterwards
EVERYDAY = (
    "I cooked soup for my family.", "The meeting was long.", "I bought a new book.",
    "My dog ran away and came back.", "I walked to work.", "The computer is slow.",
    "I want to learn Spanish.", "I have to clean the flat.", "We had pizza.",
    "It rained all day.", "I played guitar.", "My boss liked the report.",
    "I finished the essay.", "I slept well.", "I wrote a poem.",
    "The bus was full.", "I drank too much coffee.", "My friend is coming on Saturday.",
    "I am thinking about moving.", "The garden is full of tomatoes.", "I watched a film.",
    "I ran ten kilometres.", "I went shopping.", "I spent an hour on my phone.",
    "I saw my brother.", "I quit sugar.", "It's Monday again.", "I have a new bike.",
    "I painted the door.", "I was thinking about my childhood.",
)  # fmt: skip


def live(days: Days, person: Person, count: int = DAYS) -> None:
    """So many evenings of talk."""
    said = 0
    for day in range(count):
        if person.wishes and day in person.wishes:
            days.say(person.wishes[day])
        for _ in range(person.a_day):
            said += 1
            cut = bool(person.cuts) and said % person.cuts == 0
            days.say(person.lines[said % len(person.lines)], heard=0.4 if cut else 1.0)
        days.next_day()


@dataclass(frozen=True)
class Figures:
    words: float  # a reply
    questions: float  # share of replies that end with one
    dry: int  # replies with a line that is there for its humour
    contracted: int  # "I'm", "don't" and the like


def measured(days: Days, rounds: int = 3) -> Figures:
    """Her replies to the same lines, over several sessions that are not looked at."""
    from assistant.dialogue.bearing import is_dry
    from assistant.growth.account import script

    remarks = {one for lines in script()["remarks"].values() for one in lines}
    count = words = questions = dry = contracted = 0
    for seed in range(rounds):
        days.seed = seed
        days.open()
        for text in EVERYDAY:
            said = " ".join(clause.text for clause in days.clauses(text))
            days.manager.was_said(said)
            line = days.manager._wording._templates[-1]
            count += 1
            words += len(said.split())
            questions += said.endswith("?")
            dry += is_dry(line) or any(one in said for one in remarks)
            contracted += "'" in said.replace("'s ", " ")
    return Figures(words / count, questions / count, dry, contracted)
