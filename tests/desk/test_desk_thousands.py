"""Thousands of reminders: each is weighed once, and only those whose names share a word are looked at closely."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assistant.desk import reminders
from assistant.desk.lines import Lines
from assistant.desk.reminders import Kind, Reminder, Reminders
from assistant.dialogue.spoken import evidence, targets

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MANY = 2_000
DUE = dt.datetime(2026, 11, 23, 9)  # noqa: DTZ001 - wall time


def test_the_moment_of_each_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Reminders(Lines(tmp_path / "reminders.jsonl"), dt.UTC)
    kept.all = {str(n): Reminder(str(n), Kind.REMINDER, f"hamster {n}", DUE) for n in range(MANY)}
    asked = []
    plain = reminders.instant
    monkeypatch.setattr(
        reminders, "instant", lambda due, zone: asked.append(due) or plain(due, zone)
    )
    for _ in range(3):
        assert len(kept.upcoming()) == MANY
    kept.put(Reminder("7", Kind.REMINDER, "hamster 7", DUE - dt.timedelta(1)))
    assert kept.upcoming()[0].id == "7"
    assert len(asked) == MANY + 1
    kept.moved()
    kept.upcoming()
    assert len(asked) == 2 * MANY + 1


def test_only_names_that_share_a_word_are_looked_at_closely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [*(f"feed hamster {n}" for n in range(MANY)), "ring mom"]
    looked, plain = [], targets.content
    for module in (targets, evidence):
        monkeypatch.setattr(module, "content", lambda words: looked.append(words) or plain(words))
    assert evidence.named("drop the call to Mum", names) == "ring mom"
    found = targets.matching("phone mum", names, DUE.date(), str, lambda _name: DUE)
    assert found == ["ring mom"]
    assert len(looked) < 10


def test_a_number_alone_names_nothing() -> None:
    assert evidence.named("move the dentist to 11", ["chapter 11", "chapter 12"]) == ""
    assert evidence.named("move chapter 11 to noon", ["chapter 11", "chapter 12"]) == "chapter 11"
