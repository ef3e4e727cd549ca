"""In a real talk she leads to people gently: after listening, seldom, never in a crisis, and she learns from a no."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from exclusivity import exclusive
from people_talk import NOON, PeopleTalk, opened, scene

from assistant import events as e
from assistant.memory import backups
from assistant.people.circle import FILE, Circle, loaded
from assistant.people.suggesting import FOR_EVER, Past, may_suggest

if TYPE_CHECKING:
    from pathlib import Path


async def calm(*_: object) -> None:
    """Nothing in any words calls for care."""


@pytest.fixture(autouse=True)
def no_false_alarm(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the crisis ears make of a sentence is tried elsewhere."""
    if "crisis" not in request.node.name:
        monkeypatch.setattr("assistant.dialogue.safety.sensed", calm)


async def known(talk: PeopleTalk, *told: str) -> None:
    for line in told or ("My sister Anna lives in Leeds.",):
        await talk.say(line)
    talk.days(5)


def test_at_first_she_listens_and_then_she_names_one_of_theirs_once(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        talk.begin()
        await talk.say("I've been lonely since I moved.")
        assert not talk.suggested
        said = await talk.say("The house is so quiet in the evenings.")
        assert talk.suggested
        assert "Anna" in said
        await talk.say("I sit alone every evening.")
        assert not talk.suggested

    scene(tmp_path, play)


@pytest.mark.parametrize(
    "told",
    [
        "My sister called. She won't stop, and I'm scared of her.",
        "I saw my sister. We're not speaking any more.",
        "My sister passed away in spring.",
        "I hate my sister.",
    ],
)
def test_she_never_names_who_hurt_them_or_is_lost(tmp_path: Path, told: str) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk, "My sister lives in Leeds.", told)
        await talk.lonely()
        assert not talk.suggested

    scene(tmp_path, play)


def test_where_nobody_is_known_nobody_is_named(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await talk.lonely()
        assert not talk.suggested

    scene(tmp_path, play)


@pytest.mark.parametrize(
    ("answer", "again_after"),
    [("not her", None), ("We fell out last year.", None), ("Don't suggest Anna any more.", None), ("No.", 61), ("Not now.", 22), ("Good idea.", 22)],
)  # fmt: skip
def test_a_no_is_learned(tmp_path: Path, answer: str, again_after: int | None) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        await talk.lonely()
        assert talk.suggested
        reply = await talk.say(answer)
        assert not exclusive(reply)
        assert talk.clauses[0].by == "skill:people"
        if again_after is None:
            talk.days(400)
            await talk.lonely()
            assert not talk.suggested
            return
        talk.days(again_after - 3)
        await talk.lonely()
        assert not talk.suggested
        talk.days(4)
        await talk.lonely()
        assert talk.suggested

    scene(tmp_path, play)


def test_a_no_can_be_undone(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        await talk.lonely()
        await talk.say("not her")
        assert FOR_EVER in talk.among.circle.past.left_out.values()
        said = await talk.say("Undo that.")
        assert "Anna" not in said
        assert not talk.among.circle.past.left_out

    scene(tmp_path, play)


def test_dont_suggest_that_ends_it_until_they_ask_for_it_again(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        await talk.lonely()
        await talk.say("Don't suggest that.")
        talk.days(90)
        await talk.lonely()
        assert not talk.suggested
        await talk.say("Suggest people again.")
        await talk.lonely()
        assert talk.suggested

    scene(tmp_path, play)


def test_why_is_answered_with_what_she_knows(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        await talk.lonely()
        assert "named Anna" in await talk.say("Why do you say that?")

    scene(tmp_path, play)


def test_how_she_knows_of_them_is_answered_with_the_sentence_and_its_day(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk, "My sister Anna lives in Leeds.", "I rang my sister Anna on Friday.")
        await talk.lonely()
        assert [source.quote for one in talk.clauses for source in one.sources] != []
        assert "I rang my sister Anna on Friday." in await talk.say("How do you know that?")

    scene(tmp_path, play)


def test_never_in_a_crisis_nor_right_after_one(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        talk.begin()
        await talk.say("I've been lonely since I moved.")
        await talk.say("I want to kill myself.")
        talk.among.news(e.CrisisShown("a card"))
        for line in (
            "The house is so quiet.",
            "I sit alone every evening.",
            "Nobody rang.",
            "The tea is cold.",
            "I sat alone all day.",
            "Thank you.",
        ):
            await talk.say(line)
            assert not talk.suggested
        talk.days(1)
        await talk.lonely()
        assert not talk.suggested
        talk.days(2)
        await talk.lonely()
        assert talk.suggested

    scene(tmp_path, play)  # fmt: skip


def test_who_was_named_as_a_danger_in_a_crisis_is_never_suggested(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk, "My brother lives in York.")
        talk.among.news(e.UserSaid(1, "My brother hits me and I'm scared of him."))
        talk.among.news(e.CrisisShown("a card"))
        await talk.among.circle.tend()
        talk.days(30)
        await talk.lonely()
        assert not talk.suggested
        assert b"hits" not in (tmp_path / FILE).read_bytes()

    scene(tmp_path, play)


def test_never_in_a_private_conversation_nor_while_she_only_listens(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        talk.settings.change("private", True)
        await talk.lonely()
        assert not talk.suggested
        talk.settings.change("private", False)
        talk.begin()
        await talk.say("Just listen.")
        for line in (
            "I've been lonely since I moved.",
            "The house is so quiet.",
            "I sit alone every evening.",
        ):
            await talk.say(line)
            assert not talk.suggested

    scene(tmp_path, play)  # fmt: skip


def test_under_eighteen_only_family_is_named(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk, "My best friend is called Ben.", "My aunt Vera lives by the sea.")
        talk.settings.change("minor", True)
        assert "Vera" in await talk.lonely()
        assert talk.suggested
        talk.days(2)
        await talk.lonely()
        assert not talk.suggested

    scene(tmp_path, play)


def test_a_near_birthday_is_mentioned_once(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk, "My sister is called Anna.", "Anna's birthday is 28 November.")
        heard = []
        for _ in range(3):
            talk.begin()
            for line in ("Hello.", "I planted tulips.", "Thank you."):
                heard.append(await talk.say(line))
                heard[-1] = heard[-1] if talk.suggested else ""
        told = [said for said in heard if said]
        assert len(told) == 1
        assert "Anna" in told[0]
        assert any(day in told[0] for day in ("tomorrow", "Saturday"))

    scene(tmp_path, play)


def test_at_the_end_of_a_talk_comes_a_thought_and_the_goodbye_stays_clean(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        talk.begin()
        for line in (
            "I made soup.",
            "It rained.",
            "I read a book.",
            "The bus was late.",
            "I baked bread.",
        ):
            await talk.say(line)
            assert not talk.suggested
        said = await talk.say("Thank you.")
        assert talk.suggested
        assert "?" not in said
        await talk.say("Goodbye.")
        assert [one.by for one in talk.clauses if one.by == "people"] == []

    scene(tmp_path, play)  # fmt: skip


def test_much_more_talk_than_before_is_one_gentle_word_in_four_weeks(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        store = talk.diary.store
        assert store is not None

        def talks(minutes: int, first: int, last: int) -> None:
            with store.changing():
                for ago in range(first, last):
                    for minute in range(0, minutes, 5):
                        at = (
                            talk.now
                            - dt.timedelta(days=ago, hours=2)
                            + dt.timedelta(minutes=minute)
                        )
                        store.run("INSERT INTO turns (at, heard) VALUES (?, 'x')", at.isoformat())

        await talk.diary.work(talks, 10, 7, 35)
        await talk.diary.work(talks, 90, 0, 7)
        grown = []
        for _ in range(10):
            talk.begin()
            for line in ("I made soup.", "It was good.", "Thank you."):
                await talk.say(line)
                grown += [one.text for one in talk.clauses if one.by == "people"]
            talk.days(0.5)
        assert len(grown) == 1
        assert "hours" in grown[0]

    scene(tmp_path, play)


def test_how_much_do_we_talk_is_answered_in_numbers(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        for _ in range(5):
            await talk.say("I made soup.")
        for asked in ("How much do we talk?", "how often do I talk to you", "Do we talk too much?"):
            said = await talk.say(asked)
            assert said.startswith("Today about ")
            assert talk.clauses[0].by == "skill:people"

    scene(tmp_path, play)


def test_the_book_is_told_when_asked(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        assert "haven't named anybody" in await talk.say("Who are the people in my life?")
        await talk.say("My sister is called Anna.")
        await talk.say("I called Mum yesterday.")
        await talk.say("Anna's birthday is 28 November.")
        said = await talk.say("Who are the people in my life?")
        assert "Anna, your sister" in said
        assert "your mother, last in touch yesterday" in said
        assert (await talk.say("When did I last call Mum?")).startswith("Yesterday")
        assert "haven't told me" in await talk.say("When did I last see Anna?")
        assert "on Saturday" in await talk.say("Whose birthday is next?")

    scene(tmp_path, play)


def test_forgetting_somebody_reaches_what_was_suggested_and_the_profile(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        talk.settings.change("close_to", "Quintessa")
        await talk.among.circle.tend()
        assert [one.label for one in await talk.among.circle.people()] == ["Quintessa"]
        await talk.lonely()
        assert talk.suggested
        await talk.say("not her")
        await talk.say("Forget everything about Quintessa.")
        await talk.say("Yes.")
        await talk.among.circle.tend()
        assert await talk.among.circle.people() == ()
        talk.second += 40
        await talk.diary.tend()
        await talk.among.circle.tend()
        past = talk.among.circle.past
        assert not past.left_out
        assert {key for _, key in past.suggested} == {""}
        talk.settings.change("close_to", "")  # as the companion does when memory lets go of a name

    scene(tmp_path, play)
    for folder in (tmp_path, backups.folder_of(tmp_path)):
        held = [
            path.name
            for path in folder.rglob("*")
            if path.is_file() and b"quintessa" in path.read_bytes().lower()
        ]
        assert held == []  # fmt: skip


def test_what_was_suggested_holds_over_a_restart_and_is_the_users_alone(tmp_path: Path) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk)
        await talk.lonely()
        assert talk.suggested

    scene(tmp_path, play)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert b"Anna" not in (tmp_path / FILE).read_bytes()
    assert len(loaded(tmp_path).suggested) == 1


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"suggested": [["yesterday", "1"]]}', b"\xff\xfe"]
)
def test_a_damaged_file_suggests_nobody_for_a_week(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    now = dt.datetime.now(dt.UTC)
    assert not may_suggest(loaded(tmp_path), now)
    assert may_suggest(loaded(tmp_path), now + dt.timedelta(days=8))


def test_nobody_is_suggested_where_it_could_not_be_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(talk: PeopleTalk) -> None:
        await known(talk, "My sister is called Anna.", "My friend Kemi likes tea.")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("assistant.people.circle.write_whole", full)
        await talk.lonely()
        assert talk.suggested
        talk.days(1)
        await talk.lonely()
        assert not talk.suggested
        monkeypatch.undo()
        await talk.among.circle.tend()
        await talk.lonely()
        assert talk.suggested

    scene(tmp_path, play)


def test_without_memory_she_talks_on_and_names_nobody(tmp_path: Path) -> None:
    talk = PeopleTalk(tmp_path)
    circle: Circle = talk.among.circle
    assert circle.past == Past()

    async def play() -> None:
        async with opened(tmp_path / "other", NOON) as other:
            other.diary.store = None
            assert "can't look" in await other.say("Who are the people in my life?")

    import asyncio

    asyncio.run(play())
