"""docs/reliability.md has a line for everything that can go wrong, and names tests that are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
PAGE = TESTS.parent / "docs" / "reliability.md"
# every fault, every bad input and every promise that the page has to account for
ROWS = [*(f"F{n}" for n in range(1, 43)), *(f"B{n}" for n in range(1, 33)), *(f"S{n}" for n in range(1, 21))]  # fmt: skip
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


PLATFORMS = PAGE.with_name("platforms.md")


def lines() -> dict[str, list[str]]:
    """The cells of each numbered line."""
    found: dict[str, list[str]] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"[FBS]\d+", cells[0]):
            assert cells[0] not in found, f"{cells[0]} stands there twice"
            found[cells[0]] = cells[1:]
    return found


@cache
def functions_of(path: str) -> dict[str, str]:
    """The tests of a file, each with the words of its decorators and the file's own marks."""
    if not (TESTS / path).is_file():
        return {}
    module = ast.parse((TESTS / path).read_text("utf-8"))
    marks = " ".join(
        ast.unparse(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    )
    return {
        node.name: " ".join([marks, *map(ast.unparse, node.decorator_list)])
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_row_has_its_line() -> None:
    assert list(lines()) == ROWS


def test_each_line_tells_what_she_does_and_names_tests_that_are_there() -> None:
    wrong = []
    for row, cells in lines().items():
        named = NAMED.findall(" ".join(cells))
        if not named or not all(cells[: 1 if row.startswith("S") else 2]):
            wrong.append(f"{row} says nothing or names no test")
        wrong += [
            f"{row}: {path} has no {name}" for path, name in named if name not in functions_of(path)
        ]
    assert wrong == []


def test_a_line_whose_tests_are_all_long_says_so() -> None:
    for row, cells in lines().items():
        text = " ".join(cells)
        marks = [functions_of(path).get(name, "") for path, name in NAMED.findall(text)]
        if all(re.search(r"mark\.long\b", one) for one in marks):
            assert "*long*" in text, row


def test_the_ten_that_were_tried_by_hand_name_tests_too() -> None:
    tried = PAGE.read_text("utf-8").partition("## Tried by hand")[2]
    assert len(re.findall(r"^\| \d+ \|", tried, re.MULTILINE)) == 10
    named = NAMED.findall(tried)
    assert len(named) >= 10
    assert all(name in functions_of(path) for path, name in named)


def test_what_stands_in_for_other_systems_is_there_too() -> None:
    text = PLATFORMS.read_text("utf-8")
    assert "F6 permission denied" in text
    for path, name in NAMED.findall(text):
        assert name in functions_of(path), f"{path} has no {name}"
