"""Forgotten means gone: taken back for half a minute, then no byte of it in any file."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from memory_scene import NOON, Talk, every_file, opened, scene, talking

from assistant.desk.journal import journal_in
from assistant.errors import Trouble
from assistant.memory import backups, database, exporting, forgetting
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path

# told, how it is forgotten, and a word that must be in no file afterwards
ITEMS = (
    ("My sister is called Zaphira.", "Forget that my sister is called Zaphira.", "zaphira"),
    ("I live in Quixley.", "Forget that I live in Quixley.", "quixley"),
    ("I'm allergic to mangosteen.", "Forget that I'm allergic to mangosteen.", "mangosteen"),
    ("I hate rutabagas.", "Forget what I told you about rutabagas.", "rutabaga"),
    ("My boss is called Grumbold.", "Forget everything about Grumbold.", "grumbold"),
    ("I love xylophones.", "Forget about xylophones.", "xylophone"),
    ("My dog is called Wobbegong.", "Forget everything about my dog.", "wobbegong"),
    ("I'm afraid of escalators.", "Forget that I'm afraid of escalators.", "escalator"),
    ("I play the ukulele.", "Forget that I play the ukulele.", "ukulele"),
    ("My favourite colour is vermilion.", "Forget that my favourite colour is vermilion.", "vermilion"),
    ("I'm learning Icelandic.", "Forget about Icelandic.", "icelandic"),
    ("I want to visit Greenland.", "Forget that I want to visit Greenland.", "greenland"),
    ("I collect thimbles.", "Forget what I said about thimbles.", "thimble"),
    ("My hobby is falconry.", "Forget that my hobby is falconry.", "falconry"),
    ("I have migraines.", "Forget that I have migraines.", "migraine"),
    ("My birthday is on 29 February.", "Forget that my birthday is on 29 February.", "29 february"),
    ("Remember that the safe stands behind the tapestry.", "Forget about the tapestry.", "tapestry"),
    ("My brother is called Bartimaeus.", "Forget everything about Bartimaeus.", "bartimaeus"),
    ("I broke my clavicle.", "Forget that I broke my clavicle.", "clavicle"),
    ("I drive a Trabant from Zwickau.", "Forget that I drive a Trabant from Zwickau.", "zwickau"),
)  # fmt: skip


def noted(text: str) -> tuple[Act, Act, str]:
    return Act("note_add", {"text": text}), Act("note_drop", {"text": text}), f"writing {text} down"


def test_every_byte_of_what_was_forgotten_is_gone(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    export, reading = tmp_path / "kept.jsonl", tmp_path / "kept.md"

    async def play() -> None:
        async with talking(profile) as talk:
            journal = journal_in(profile)
            talk.diary.elsewhere = lambda words: journal.forget(words.held_by) and None
            journal.record(*noted("call Walter"))
            await talk.say("My father is called Walter.")
            for told, _, _ in ITEMS:
                await talk.say(told)
                journal.record(*noted(told))
                await talk.say("How do you know that?")
            await talk.say("What do you know about me?")
            await talk.diary.look(lambda store: exporting.export(store, export))
            await talk.diary.look(lambda store: exporting.export(store, reading))
            for day in (1, 2, 9):
                await talk.diary.look(
                    lambda store, day=day: backups.back_up(
                        store.connection, backups.folder_of(profile), NOON + dt.timedelta(days=day)
                    )
                )
            before = (every_file(profile) + export.read_bytes() + reading.read_bytes()).lower()
            assert [word for _, _, word in ITEMS if word.encode() not in before] == []
            for _, forget, _ in ITEMS:
                answer = await talk.say(forget)
                assert answer.by == "skill:memory", forget
                assert answer.text.startswith("Forgotten"), (forget, answer.text)
            await talk.pass_time(31)
            await talk.diary.tend()  # the backups, which may take a day
            while_open = every_file(profile).lower()
            assert [word for _, _, word in ITEMS if word.encode() in while_open] == []
        after = (every_file(profile) + export.read_bytes() + reading.read_bytes()).lower()
        assert [word for _, _, word in ITEMS if word.encode() in after] == []
        assert b"your father is called walter" in after  # what was not meant is still there
        assert [entry.words for entry in journal_in(profile).entries] == [
            "writing call Walter down"
        ]

    assert len(ITEMS) == 20
    asyncio.run(play())
    copies = backups.listed(backups.folder_of(profile))
    assert len(copies) == 3
    assert all(backups.sound(copy) for copy in copies)


def test_for_half_a_minute_it_can_be_taken_back(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("I live in Bristol.")
        await talk.say("Forget that I live in Bristol.")
        assert await talk.kept() == ()
        assert await talk.diary.recall("living in Bristol is fine, is Bristol live") == ()
        await talk.pass_time(29)
        assert "back" in (await talk.say("Undo.")).text
        assert await talk.kept() == ("you live in Bristol",)
        await talk.say("Forget that I live in Bristol.")
        await talk.pass_time(31)
        assert "back" not in (await talk.say("Undo that.")).text
        assert await talk.kept() == ()

    scene(tmp_path / "p", play)


def test_forget_that_means_what_was_just_told_or_spoken_of(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("My father is called Walter.")
        await talk.say("I live in Bristol.")
        assert "you live in Bristol" in (await talk.say("Forget that.")).text
        assert await talk.kept() == ("your father is called Walter",)
        await talk.say("What's my father's name?")
        assert "your father is called Walter" in (await talk.say("Forget that.")).text
        assert await talk.kept() == ()

    scene(tmp_path / "p", play)


@pytest.mark.parametrize(("answer", "left"), [("Yes, please.", 0), ("No, keep them.", 4)])
def test_much_is_read_back_and_asked_first(tmp_path: Path, answer: str, left: int) -> None:
    async def play(talk: Talk) -> None:
        for told in (
            "My sister is called Anna.",
            "Anna lives in Leeds.",
            "Anna has two cats.",
            "Anna loves jazz.",
        ):
            await talk.say(told)
        asked = await talk.say("Forget everything about my sister.")
        assert asked.text.endswith("Shall I forget it?")
        assert "Anna lives in Leeds" in asked.text
        assert len(await talk.kept()) == 4
        await talk.say(answer)
        assert len(await talk.kept()) == left

    scene(tmp_path / "p", play)


def test_what_else_a_sentence_told_stays_without_the_sentence(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("I'm allergic to shellfish and I live in Bristol.")
        await talk.say("Forget that I'm allergic to shellfish.")
        await talk.pass_time(31)
        assert await talk.kept() == ("you live in Bristol",)
        assert b"shellfish" not in every_file(tmp_path / "p")

    scene(tmp_path / "p", play)


def test_what_is_forgotten_is_not_said_back_in_this_talk(tmp_path: Path) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("I'm allergic to mangosteen.")
        await talk.say("Forget that.")
        left = [one.heard for one in talk.manager.history.exchanges if not one.private]
        assert not [heard for heard in left if "mangosteen" in heard]

    scene(tmp_path / "p", play)


def test_a_crash_before_the_backups_were_rewritten_is_made_good(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    store = opened(profile)
    folder = backups.folder_of(profile)
    from assistant.memory.extraction import found_in

    said = "I live in Quixley."
    store.keep_turn(NOON, said, found_in(said, NOON.date()))
    backups.back_up(store.connection, folder, NOON)
    forgetting.leave(store, profile, forgetting.selected(store, store.all()), 1.0)
    forgetting.finish(store, profile, 2.0)
    store.close()
    assert b"Quixley" in every_file(profile)  # only in the backup, which a crash left as it was
    (profile / database.FILE).write_bytes(b"")  # and now the backup must stand in
    again = opened(profile)
    assert again.all() == ()
    again.close()
    forgetting.rewrite_backups(folder)
    assert b"Quixley" not in every_file(profile)
    assert forgetting.pending(folder)["memories"] == []


def test_a_quarantined_file_that_holds_it_goes_too(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    store = opened(profile)
    from assistant.memory.extraction import found_in

    for said in ("I live in Quixley.", "I hate rain."):
        store.keep_turn(NOON, said, found_in(said, NOON.date()))
    held = profile / backups.QUARANTINE / "1"
    held.mkdir(parents=True)
    (held / "memory.sqlite").write_bytes(b"rubble I live in Quixley. rubble")
    (held / "other.sqlite").write_bytes(b"rubble")
    (one,) = store.of("you", "lives in")
    forgetting.leave(store, profile, forgetting.selected(store, [one]), 1.0)
    forgetting.finish(store, profile, 2.0)
    store.close()
    assert [path.name for path in held.iterdir()] == ["other.sqlite"]


def test_a_crash_before_it_is_final_only_delays_what_others_let_go_of(tmp_path: Path) -> None:
    profile, journal = tmp_path / "p", journal_in(tmp_path / "p")

    async def forgotten() -> None:
        async with talking(profile) as talk:
            await talk.say("I collect thimbles.")
            journal.record(*noted("look for thimbles"))
            await talk.say("Forget about thimbles.")
            talk.diary.elsewhere = crash

    def crash(_words: forgetting.Words) -> None:
        raise Trouble("The disk is full.")

    async def next_start() -> None:
        talk = Talk(profile, second=2000.0)
        talk.diary.elsewhere = lambda words: journal.forget(words.held_by) and None
        await talk.diary.open()
        await talk.diary.close()

    asyncio.run(forgotten())
    asyncio.run(next_start())
    assert b"thimble" not in every_file(profile).lower()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("buy a xylophone for Tom", True),
        ("Xylophones.", False),
        ("a xylophone", True),
        ("call the dentist tomorrow", True),  # a piece of the line of talk that goes
        ("call the dentist on Friday", False),
        ("call", False),  # too little to be anybody's
        ("", False),
    ],
)
def test_what_holds_something_forgotten(text: str, held: bool) -> None:
    words = forgetting.Words(("xylophone",), ("Well, call the dentist tomorrow, please!",))
    assert words.held_by(text) is held


def test_only_a_name_of_its_own_is_that_name() -> None:
    words = forgetting.Words(("Anna", "my sister is called Anna."), ("I met Tom.",))
    assert [name for name in ("anna", "Tom", "Ann", "") if words.names(name)] == ["anna"]


@pytest.mark.parametrize(("answer", "gone"), [("Yes.", True), ("No.", False)])
def test_what_only_stands_in_a_line_of_the_talk_is_found_and_asked_about(
    tmp_path: Path, answer: str, gone: bool
) -> None:
    async def play(talk: Talk) -> None:
        await talk.say("Most evenings go into the old clocks that I restore.")
        asked = await talk.say("Forget what I said about clocks.")
        assert "1 line of our talk" in asked.text or "one line of our talk" in asked.text
        await talk.say(answer)
        await talk.pass_time(31)
        lines = await talk.diary.look(lambda store: store.turns_with("restore"))
        assert (not lines) is gone

    scene(tmp_path / "p", play)
