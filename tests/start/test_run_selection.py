"""`./os1 test`: which tests a flag chooses, and what is passed on to pytest; the lock's purity."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import run

LOCK = Path(__file__).resolve().parents[2] / "resources" / "lock"


@pytest.mark.parametrize(
    ("words", "selection"),
    [
        ([], ["-m", "not long"]),
        (["--fast"], ["-m", "not real and not long"]),
        (["--long"], []),
        (["--long", "--fast"], ["-m", "not real and not long"]),
    ],
)
def test_a_flag_chooses_the_tests(words: list[str], selection: list[str]) -> None:
    flag, rest = run.chosen(words)
    assert rest == []
    made = run.command(flag, rest)
    assert (made[made.index("-m", 2) :][:2] if "-m" in made[2:] else []) in (
        selection,
        ["-m", "pytest"],
    )
    assert [word for word in made if word in run.SELECTIONS.values()] == selection[1:]


def test_what_is_not_ours_goes_to_pytest() -> None:
    flag, rest = run.chosen(["-x", "--fast", "tests/core", "-k", "not slow"])
    assert flag == "--fast"
    assert run.command(flag, rest)[-4:] == ["-x", "tests/core", "-k", "not slow"]


@pytest.mark.parametrize("name", ["runtime.txt", "test.txt"])
def test_the_lock_names_no_index_and_no_place(name: str) -> None:
    text = (LOCK / name).read_text()
    assert not re.search(
        r"://|--index|--find-links|--extra|^-e|@ |/home|/root|/tmp", text, re.MULTILINE
    )
    pins = re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)
    hashed = re.findall(r"^[A-Za-z0-9._-]+==.*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(hashed) > 20


def test_the_tests_lock_contains_the_runtime_lock() -> None:
    pins = [
        set(re.findall(r"^([A-Za-z0-9._-]+==\S+)", (LOCK / name).read_text(), re.MULTILINE))
        for name in ("runtime.txt", "test.txt")
    ]
    assert pins[0] <= pins[1]
