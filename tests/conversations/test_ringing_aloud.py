"""What rings is said aloud: in a pause, never into a sentence of theirs, never lost."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import virtualtime
from scene import Scene

from assistant import events as e
from assistant.desk.desk import desk_in
from assistant.desk.reminders import Kind, Reminder, as_record
from assistant.ports import Act
from assistant.ringing import Ringing

if TYPE_CHECKING:
    from pathlib import Path

START = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def spoken(scene: Scene) -> list[tuple[float, str]]:
    return [
        (round(at, 1), fact.text) for at, fact in scene.facts if isinstance(fact, e.ReplySpoken)
    ]


async def ring(scene: Scene, after_s: float, during: str) -> list[tuple[float, str]]:
    """A timer rings after so long, while they speak, or she, or nobody; what was said when."""
    desk = desk_in(scene.folder, dt.UTC)
    one = Reminder("1", Kind.TIMER, "pasta", START + dt.timedelta(seconds=after_s))
    desk.deeds.perform(Act("reminder_set", dict(as_record(one))))
    loop = asyncio.get_running_loop()
    async with scene.begun() as conversation:
        ringing = Ringing(
            desk, lambda: START + dt.timedelta(seconds=loop.time()), scene.tell, conversation.greet,
            loop.time,
        )  # fmt: skip
        heard = scene.tell

        def tell(fact: e.Fact) -> None:
            heard(fact)
            ringing.news(fact)

        conversation.tell = conversation.speaking.tell = tell
        watching = asyncio.create_task(ringing.watch())
        await asyncio.sleep(after_s - 1)
        match during:
            case "they speak":
                scene.transcriber.texts = ["I was saying something rather long"]
                scene.sound.person_speaks(4000)
            case "she speaks":
                conversation.inbox.put_nowait(e.Say("tell me a long story of many words please"))
            case _:
                pass
        await asyncio.sleep(20)
        watching.cancel()
        await asyncio.wait([watching])
    assert not desk.reminders.all
    return spoken(scene)


def test_in_silence_it_is_said_at_once(tmp_path: Path) -> None:
    said = virtualtime.run(ring(Scene(tmp_path), 10, "silence"))
    assert [text for _, text in said] == ["Your pasta timer is done."]
    assert 10.0 <= said[0][0] <= 11.0


def test_it_waits_until_they_have_spoken_and_she_has_answered(tmp_path: Path) -> None:
    said = virtualtime.run(ring(Scene(tmp_path), 10, "they speak"))
    assert [text for _, text in said][-1] == "Your pasta timer is done."
    assert said[-1][0] > 13


def test_it_waits_until_she_has_finished(tmp_path: Path) -> None:
    said = virtualtime.run(ring(Scene(tmp_path), 10, "she speaks"))
    assert [text for _, text in said][-1] == "Your pasta timer is done."
    assert len(said) == 2
    assert said[-1][0] > said[0][0] + 2


def test_it_is_shown_at_once_whoever_speaks(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    virtualtime.run(ring(scene, 10, "they speak"))
    shown = [at for at, fact in scene.facts if isinstance(fact, e.Rang)]
    assert len(shown) == 1
    assert round(shown[0], 1) == 10.0


def test_a_warning_with_words_of_others_is_said_first_and_by_another_way(tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    free = iter((0, 1, 1, 1))  # the first time somebody is speaking

    def quote(text: str) -> int:
        said.append(("quoted", text))
        return next(free)

    def say(text: str) -> int:
        said.append(("said", text))
        return 1

    ringing = Ringing(
        desk_in(tmp_path, dt.UTC), lambda: START, lambda _fact: None, say, quote=quote
    )
    ringing.remarks.append("I've looked through it.")
    ringing.quotes.append("It's from Bob.")
    for _ in range(4):
        ringing.look()
    assert said == [
        ("quoted", "It's from Bob."),
        ("quoted", "It's from Bob."),
        ("said", "I've looked through it."),
    ]
