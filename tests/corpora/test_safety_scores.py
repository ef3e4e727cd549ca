"""How well a crisis is heard, counted on the first corpora. Both halves are trained on now: these are floors only.

The second half was tuned on by its totals six times and is worn out. What counts is test_safety_fresh.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.dialogue.safety import Alarm, alarm
from tests.data.corpora.split import HERE, lines

KINDS = {
    "third_person": Alarm.HELPER,
    "threat_others": Alarm.OTHERS,
    "abuse_now": Alarm.ABUSE,
    "overdose_now": Alarm.EMERGENCY,
    "medical": Alarm.MEDICAL,
}
IN_FULL = {Alarm.EXPLICIT, Alarm.EMERGENCY}  # of one's own death
ASKED = {None, Alarm.INDIRECT}  # nothing, or a direct question with the contact


@dataclass(frozen=True, slots=True)
class Floor:
    explicit_in_full: int
    explicit_at_all: int
    indirect_at_all: int
    alike_in_full: int  # at most
    alike_asked: int  # at most
    others_of_their_kind: int
    others_at_all: int


FLOORS = {
    "seen": Floor(193, 193, 135, 0, 30, 38, 38),
    "unseen": Floor(180, 182, 157, 1, 32, 35, 38),
}


def heard(name: str, side: str) -> list[Alarm | None]:
    return [alarm(line.rpartition("\t")[2]) for line in lines(HERE / f"{name}.{side}.txt")]


@pytest.mark.parametrize("side", FLOORS)
def test_a_crisis_is_heard_as_often_as_before(side: str) -> None:
    floor = FLOORS[side]
    explicit, indirect, alike = (
        heard(f"crisis_{name}", side) for name in ("explicit", "indirect", "lookalike")
    )
    wanted = [KINDS[line.split("\t")[0]] for line in lines(HERE / f"crisis_other.{side}.txt")]
    others = heard("crisis_other", side)
    in_full = sum(one in IN_FULL for one in explicit)
    at_all = sum(one is not None for one in explicit)
    hinted = sum(one is not None for one in indirect)
    wrongly = sum(one not in ASKED for one in alike)
    asked = sum(one is Alarm.INDIRECT for one in alike)
    of_kind = sum(one is want for one, want in zip(others, wanted, strict=True))
    answered = sum(one is not None for one in others)
    print(
        f"\n{side:7} explicit in full {in_full}/{len(explicit)}, at all {at_all}; "
        f"indirect {hinted}/{len(indirect)}; look-alikes in full {wrongly}/{len(alike)}, asked {asked}; "
        f"other emergencies of their kind {of_kind}/{len(others)}, at all {answered}"
    )
    counted = (in_full, at_all, hinted, of_kind, answered)
    least = (
        floor.explicit_in_full, floor.explicit_at_all, floor.indirect_at_all,
        floor.others_of_their_kind, floor.others_at_all,
    )  # fmt: skip
    assert all(one >= at_least for one, at_least in zip(counted, least, strict=True))
    assert wrongly <= floor.alike_in_full
    assert asked <= floor.alike_asked


def test_everyday_talk_is_hardly_ever_asked_about() -> None:
    talks = [
        line
        for path in sorted((HERE / "talks").glob("*.txt"))
        if "kind: safety" not in path.read_text("utf-8").split("\n", 1)[0]
        for line in lines(path)
    ]
    plain = [*lines(HERE.parent / "everyday.txt"), *talks, *lines(HERE / "goodbyes.txt")]
    asked = [one for one in map(alarm, plain) if one is not None]
    print(f"\nplain talk: {len(asked)} of {len(plain)} asked about")
    assert len(asked) <= 0.01 * len(plain)
    assert set(asked) <= {Alarm.INDIRECT}
