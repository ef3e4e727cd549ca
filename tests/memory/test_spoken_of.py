"""Which names the recogniser is told to expect."""

from __future__ import annotations

from assistant.keeping import MOST_NAMES, spoken_of
from assistant.settings import Settings

PEOPLE = ("Zosia", "", "Kwame", "Zosia")


def test_those_in_the_talk_come_first_then_the_latest_she_was_told_of() -> None:
    settings = Settings(her_name="Nora", your_name="Ioana")
    assert spoken_of(settings, PEOPLE) == ("Nora", "Ioana", "Zosia", "Kwame")


def test_in_private_nobody_is_remembered() -> None:
    assert spoken_of(Settings(her_name="Nora", private=True), PEOPLE) == ("Nora",)


def test_only_so_many_as_do_not_slow_her_down() -> None:
    assert len(spoken_of(Settings(), tuple(f"Name{at}" for at in range(50)))) == MOST_NAMES
