"""She notes with whom the person says to have been in touch, on which day, and nothing that was only wished."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from people_talk import PeopleTalk, scene

from assistant.memory.in_touch import birthdays_in, in_touch_in

if TYPE_CHECKING:
    from pathlib import Path

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "whom", "day"),
    [
        ("I called Mum yesterday.", "mother", "2026-11-21"),
        ("i called mum last night", "mother", "2026-11-21"),
        ("I rang my sister Anna this morning.", "sister", "2026-11-22"),
        ("I saw Anna on Tuesday and it was nice.", "Anna", "2026-11-17"),
        ("i saw anna at the weekend", "Anna", "2026-11-21"),
        ("We had lunch with Tom.", "Tom", "2026-11-22"),
        ("I went to the cinema with Tom last night.", "Tom", "2026-11-21"),
        ("My brother came over on Friday.", "brother", "2026-11-20"),
        ("Mum rang me today.", "mother", "2026-11-22"),
        ("I met Tom three weeks ago.", "Tom", "2026-11-01"),
        ("I spoke to my aunt the day before yesterday.", "aunt", "2026-11-20"),
        ("I had Anna over for dinner.", "Anna", "2026-11-22"),
        ("I haven't seen Tom for two months.", "Tom", "2026-09-23"),
        ("I haven't spoken to my brother in ages.", "brother", "2026-05-26"),
    ],
)
def test_a_contact_is_noted_with_its_day(said: str, whom: str, day: str) -> None:
    assert [(one.about, one.value) for one in in_touch_in(said, SUNDAY, ("Anna",))] == [(whom, day)]


@pytest.mark.parametrize(
    "said",
    [
        "I should call Mum.", "I didn't call my brother yesterday.", "Did I call Mum yesterday?",
        "If I called Mum she would cry.", "I saw Anna every day back then.", "I had Anna in mind.",
        "When I was ten I saw Grandma.", "I saw London yesterday.", "I was called Bob.",
        "I wanted to see Tom yesterday.", "My dog came over.", "I never called Anna.",
        "I saw Tom in court yesterday.", "I saw Hamlet last night.", "I visited Rome last week.", "Nobody rang me today.", "I dreamt I saw Mum yesterday.",
    ],
)  # fmt: skip
def test_what_did_not_happen_is_no_contact(said: str) -> None:
    assert not in_touch_in(said, SUNDAY, ("Anna",))


@pytest.mark.parametrize(
    ("said", "whom", "day"),
    [
        ("It's Anna's birthday on Friday.", "Anna", "27 November"),
        ("It's my mum's birthday tomorrow.", "mother", "23 November"),
        ("It is my brother's birthday today.", "brother", "22 November"),
        ("It's Tom's birthday in three days.", "Tom", "25 November"),
    ],
)
def test_a_birthday_told_in_passing_is_noted(said: str, whom: str, day: str) -> None:
    assert [(one.about, one.value) for one in birthdays_in(said, SUNDAY)] == [(whom, day)]


def test_only_the_latest_contact_holds_and_the_older_one_is_its_history(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await talk.say("I called Mum last Monday.")
        await talk.say("I saw Mum yesterday.")
        await talk.say("I spoke to Mum three weeks ago.")
        kept = await talk.diary.look(lambda store: store.of("mother", "in touch"))
        assert [one.value for one in kept] == ["2026-11-21"]
        before = await talk.diary.look(lambda store: store.history(kept[0]))
        assert [one.value for one in before] == ["2026-11-16"]

    scene(tmp_path, play)
