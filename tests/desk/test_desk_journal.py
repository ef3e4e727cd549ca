"""What was done can be taken back: the last twenty acts and more, after a restart, after a crash."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from assistant.desk.journal import JOURNAL_FILE, KEPT, MOST_LINES, journal_in
from assistant.errors import Trouble
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path


def add(number: int) -> tuple[Act, Act, str]:
    item = f"thing {number}"
    return Act("item_add", {"item": item}), Act("item_drop", {"item": item}), f"adding {item}"


def test_the_last_acts_are_taken_back_in_turn_after_a_restart_too(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    for number in range(30):
        journal.record(*add(number))
    taken = []
    for _ in range(20):
        journal = journal_in(tmp_path)  # another start
        last = journal.last()
        assert last is not None
        taken.append(last.undo.arguments["item"])
        journal.strike(last.number)
    assert taken == [f"thing {number}" for number in range(29, 9, -1)]


def test_numbers_are_not_given_twice(tmp_path: Path) -> None:
    first = journal_in(tmp_path).record(*add(1))
    journal_in(tmp_path).strike(first)
    assert journal_in(tmp_path).record(*add(2)) != first


def test_an_empty_journal_has_nothing_to_take_back(tmp_path: Path) -> None:
    assert journal_in(tmp_path).last() is None


@pytest.mark.parametrize("torn", range(1, 40, 7))
def test_a_torn_last_line_costs_nothing_that_was_acknowledged(tmp_path: Path, torn: int) -> None:
    journal = journal_in(tmp_path)
    journal.record(*add(1))
    journal.record(*add(2))
    path = tmp_path / JOURNAL_FILE
    path.write_bytes(path.read_bytes()[:-torn])
    after = journal_in(tmp_path)
    after.record(*add(3))
    again = journal_in(tmp_path)
    kept = [entry.undo.arguments["item"] for entry in again.entries]
    assert kept == (["thing 1", "thing 2", "thing 3"] if torn == 1 else ["thing 1", "thing 3"])


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    for number in range(MOST_LINES + 50):
        journal.record(*add(number))
    assert len((tmp_path / JOURNAL_FILE).read_bytes().splitlines()) <= MOST_LINES
    assert len(journal_in(tmp_path).entries) == KEPT


def test_foreign_lines_are_left_out(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_FILE).write_bytes(b'nonsense\n[1]\n{"number": "x"}\n\xff\xfe\n{"act": 3}\n')
    assert journal_in(tmp_path).entries == []


def test_it_is_for_the_user_alone(tmp_path: Path) -> None:
    journal_in(tmp_path).record(*add(1))
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / JOURNAL_FILE).stat().st_mode) == 0o600


def test_what_cannot_be_saved_is_said(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_FILE).mkdir()
    with pytest.raises(Trouble):
        journal_in(tmp_path)


def test_what_was_forgotten_leaves_no_byte_and_the_rest_can_still_be_taken_back(
    tmp_path: Path,
) -> None:
    journal = journal_in(tmp_path)
    for number in (1, 2, 3):
        journal.record(*add(number))
    journal.strike(2)  # taken back, but its words are still in the file
    assert journal.forget(lambda text: "thing 1" in text or "thing 2" in text) == 1
    assert b"thing 2" not in (tmp_path / JOURNAL_FILE).read_bytes()
    for one in (journal, journal_in(tmp_path)):
        assert [entry.undo.arguments["item"] for entry in one.entries] == ["thing 3"]
