"""Every library that comes with OS1 is named with its licence."""

from __future__ import annotations

from assistant.cli.licences import LOCK, described, licence, table
from assistant.paths import RESOURCES

WRITTEN = RESOURCES.parent / "docs" / "licences.md"


def test_the_written_licences_name_every_library_that_is_installed_here() -> None:
    written = WRITTEN.read_text("utf-8")
    rows = [row for row in table(LOCK / "runtime.txt") if row.startswith("| ")][1:]
    assert len(rows) > 50
    missing = [row.split(" | ")[0] for row in rows if f"{row.split(' | ')[0]} | " not in written]
    assert not missing, "write docs/licences.md anew with `./os1 licences`"


def test_no_library_comes_without_a_licence() -> None:
    unstated = [row for row in table(LOCK / "runtime.txt") if "not stated" in row]
    assert unstated == []


def test_an_expression_goes_before_a_classifier() -> None:
    assert licence(described("pytest")) == "MIT"
