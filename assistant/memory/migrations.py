"""Bring a database to the newest schema, one numbered step after the other, each whole or not at all."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCHEMA = RESOURCES / "schema"


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    statements: tuple[str, ...]


@cache
def steps() -> tuple[Step, ...]:
    """Every step there is, in order: resources/schema/NNNN-what.sql."""
    found = sorted(SCHEMA.glob("[0-9][0-9][0-9][0-9]-*.sql"))
    return tuple(
        Step(int(path.name[:4]), tuple(_statements(path.read_text(encoding="utf-8"))))
        for path in found
    )


def newest() -> int:
    return steps()[-1].number


def migrate(connection: sqlite3.Connection, known: Sequence[Step] | None = None) -> None:
    """Carry out the steps that are missing; the number of the last one stands in `user_version`.

    A step and its number are one transaction: after a crash the old version opens, or the new one.
    """
    for step in known or steps():
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if step.number <= version:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger's body stays in one piece."""
    held = ""
    for line in script.splitlines():
        if re.match(r"\s*--", line):
            continue
        held += f"{line}\n"
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""
