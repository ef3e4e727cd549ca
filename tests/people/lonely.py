"""A hundred conversations of twenty lonely people, made from the tables with a fixed seed.

Read them with `python tests/people/lonely.py`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import cycle

import lonely_lines as said

SEED, USERS, TALKS = 20261122, 20, 5
DAYS = (0, 1, 3, 5, 9)  # on which each of them talks; two of these talks may lie in one day


@dataclass(frozen=True)
class Conversation:
    """`lines` are said whatever she answers; `answer` after the first turn with a suggestion in it."""

    user: int
    day: float
    lines: tuple[str, ...]
    answer: str
    farewell: str


def conversations() -> tuple[Conversation, ...]:
    chance = random.Random(SEED)
    openers, deeper = _dealt(said.OPENERS, chance), _dealt(said.DEEPER, chance)
    answers, farewells = _dealt(said.ANSWERS, chance), _dealt(said.FAREWELLS, chance)
    made = []
    for user in range(USERS):
        have = chance.sample(said.HAVE, 3)
        for talk, day in enumerate(DAYS):
            lines = [*(have if talk == 0 else ()), next(openers)]
            lines += [next(deeper) for _ in range(chance.choice((2, 2, 3)))]
            for table, share in (
                (said.ORDINARY, 0.6), (said.DEPENDENT, 0.35), (said.IN_TOUCH, 0.25), (said.HEAVY, 0.06),
            ):  # fmt: skip
                if chance.random() < share:
                    lines.insert(
                        chance.randrange(len(lines) - 1, len(lines) + 1), chance.choice(table)
                    )
            if chance.random() < 0.5:
                lines.append(chance.choice(said.THANKS))
            at = day + chance.choice((0.3, 0.5, 0.8))
            made.append(Conversation(user, at, tuple(lines), next(answers), next(farewells)))
    return tuple(made)


def _dealt(table: tuple[str, ...], chance: random.Random) -> cycle[str]:
    return cycle(chance.sample(table, len(table)))


if __name__ == "__main__":
    for one in conversations():
        print(f"\n[{one.user}, day {one.day}]")
        for line in (*one.lines, f"({one.answer})", one.farewell):
            print(f"  {line}")
