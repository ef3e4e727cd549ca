"""The harness of the tests on the real program: what it waits for, and that no failure spreads."""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from companion import Desktop
from ward import FAILED, Ward

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

# As it came once: her first words began a millisecond after the last part was ready.
START = [
    {"fact": "Awake", "state": "listening"},
    {"fact": "PartReady", "part": "voice", "state": "listening"},
]
GREETING = [{"fact": "ReplyBegan", "turn": 1, "state": "thinking"}]
TYPED = [
    {"fact": "ReplyEnded", "turn": 1, "end": "interrupted", "state": "listening"},
    {"fact": "UserSaid", "turn": 2, "how": "typed", "state": "listening"},
    {"fact": "ReplyBegan", "turn": 2, "state": "thinking"},
]
ANSWER = [
    {"fact": "ReplySpoken", "turn": 2, "state": "speaking"},
    {"fact": "ReplyEnded", "turn": 2, "end": "finished", "state": "listening"},
]


class Recorded(Desktop):
    """A program of which only the facts are left; a typed line brings `then`."""

    then: list[dict[str, Any]]

    def type(self, text: str) -> None:
        with (self.folder / "facts.jsonl").open("a") as file:
            file.writelines(json.dumps(fact) + "\n" for fact in self.then)


def recorded(folder: Path, facts: list[dict[str, Any]]) -> Recorded:
    (folder / "facts.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    (folder / "stderr.txt").write_text("12:00 sound INFO microphone: opened\n12:01 bug ERROR\n")
    process = SimpleNamespace(poll=lambda: None)
    sound = SimpleNamespace(evidence=lambda _lines: "it runs", died=False)
    return Recorded(sound, "", 0, folder, process, folder, {}, 0.0)


def test_the_quiet_before_her_first_words_is_not_taken_for_the_one_after(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no quiet"):
        recorded(tmp_path, START).settled(0.05)
    with pytest.raises(AssertionError, match="no quiet"):
        recorded(tmp_path, [*START, *GREETING]).settled(0.05)
    recorded(tmp_path, [*START, *GREETING, TYPED[0]]).settled(0.05)


def test_what_a_typed_line_cuts_short_is_not_taken_for_its_answer(tmp_path: Path) -> None:
    desktop = recorded(tmp_path, [*START, *GREETING])
    desktop.then = TYPED
    with pytest.raises(AssertionError, match="no answer"):
        desktop.type_and_wait("what is seven times eight", 0.05)
    desktop = recorded(tmp_path, [*START, *GREETING])
    desktop.then = [*TYPED, *ANSWER]
    new = desktop.type_and_wait("what is seven times eight", 0.05)
    assert any(fact["fact"] == "ReplySpoken" for fact in new)


def test_notes_are_no_complaints(tmp_path: Path) -> None:
    assert recorded(tmp_path, START).complaints() == ["12:01 bug ERROR"]


# --- one failure, one test -----------------------------------------------------------------


class Out:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, text: str) -> None:
        self.lines.append(text)


def node() -> Any:
    """A test, as far as a ward looks at it."""
    out = Out()
    return SimpleNamespace(
        stash=pytest.Stash(), out=out, config=SimpleNamespace(get_terminal_writer=lambda: out)
    )


class Starts:
    """Programs by their numbers; the ones in `refused` do not start."""

    def __init__(self, folder: Path, refused: tuple[int, ...] = ()) -> None:
        self.folder, self.refused = folder, refused
        self.begun, self.ended, self.ill = 0, [], set[int]()

    def __call__(self) -> AbstractContextManager[Desktop]:
        @contextmanager
        def life() -> Iterator[Desktop]:
            self.begun += 1
            number = self.begun
            if number in self.refused:
                raise RuntimeError("the private sound server did not start")
            desktop = recorded(self.folder, START)
            desktop.display = str(number)
            yield desktop
            self.ended.append(number)

        return life()

    def well(self, desktop: Desktop) -> None:
        assert int(desktop.display) not in self.ill, "no peace"


def lent(ward: Ward, failing: bool = False, do: Callable[[Desktop], None] = lambda _: None) -> int:
    test = node()
    with ward.lent(test) as desktop:
        do(desktop)
        if failing:
            test.stash[FAILED] = True
    return int(desktop.display)


def test_tests_share_a_program_until_one_fails(tmp_path: Path) -> None:
    starts = Starts(tmp_path)
    ward = Ward(starts, starts.well)
    assert [lent(ward), lent(ward), lent(ward, failing=True), lent(ward), lent(ward)] == [
        1, 1, 1, 2, 2,
    ]  # fmt: skip
    assert starts.ended == [1]
    ward.discharge()
    assert starts.ended == [1, 2]


def test_whatever_left_a_program_unfit_the_next_test_gets_another(tmp_path: Path) -> None:
    starts = Starts(tmp_path)
    ward = Ward(starts, starts.well)
    assert lent(ward, do=lambda one: starts.ill.add(int(one.display))) == 1
    assert lent(ward, do=lambda one: setattr(one.sound, "died", True)) == 2
    assert lent(ward, do=lambda one: setattr(one.process, "poll", lambda: 1)) == 3
    assert lent(ward) == 4


def test_a_program_that_does_not_start_is_started_once_more(tmp_path: Path) -> None:
    starts = Starts(tmp_path, refused=(1,))
    assert lent(Ward(starts, starts.well)) == 2
    with pytest.raises(RuntimeError, match="did not start"):
        lent(Ward(starts := Starts(tmp_path, refused=(1, 2)), starts.well))


def test_a_test_may_ask_for_a_program_of_its_own_which_the_others_go_on_with(
    tmp_path: Path,
) -> None:
    starts, bare = Starts(tmp_path), Starts(tmp_path)
    ward = Ward(starts, starts.well)
    with ward.lent(node(), bare):
        pass
    assert lent(ward) == 1
    assert (bare.begun, starts.begun) == (1, 0)
