"""A talk of three aloud: who said what is kept in captions, in memory and in speech."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import virtualtime
from fakes import NOON
from scene import Scene

from assistant import events as e
from assistant.dialogue import persona
from assistant.dialogue.company import Company
from assistant.dialogue.manager import Manager
from assistant.dialogue.minds.scripted import Scripted
from assistant.dialogue.skills import all_skills
from assistant.memory import exporting, importing
from assistant.memory.diary import Diary
from assistant.personas.shelf import house
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.memory.kept import Turn

HOUSE = persona.load()
HER = "Samantha"


@dataclass
class Chosen:
    her_name: str = HER
    your_name: str = ""
    volume: float = 0.8
    pace: float = 1.0
    region: str = "US"
    minor: bool = False


def test_who_said_what_is_kept_in_captions_memory_and_speech(tmp_path: Path) -> None:
    rng = random.Random(3)
    manager = Manager(
        HOUSE, Chosen(), Scripted(), all_skills(), lambda: NOON, rng,
        company=Company(HOUSE, rng, house, lambda: "warm"),
    )  # fmt: skip
    scene = Scene(tmp_path, dialogue=manager)  # type: ignore[arg-type]
    captions: list[str] = []

    async def play() -> None:
        async with scene.begun():
            for line in ("introduce me to Conrad", "What do you both think of the winter?"):
                await scene.person_says(line)
                await asyncio.sleep(40)
                captions.append(scene.state.her_caption)

    virtualtime.run(play())
    spoken = [fact for fact in scene.all(e.ReplySpoken) if isinstance(fact, e.ReplySpoken)]
    assert {fact.speaker for fact in spoken} == {HER, "Conrad"}

    # speech: each said in the voice of its speaker
    voice_of = {text: voice for text, voice, _pace in scene.voice.asked}
    pace_of = {text: pace for text, _voice, pace in scene.voice.asked}
    for fact in spoken:
        assert voice_of[fact.text] == ("warm" if fact.speaker == HER else "low")
        assert pace_of[fact.text] == (1.0 if fact.speaker == HER else 0.92)

    # captions: the name stands before the words, and each line of the talk has its speaker
    assert captions[0].startswith(f"{HER}: This is Conrad")
    assert " Conrad: " in captions[0]
    assert captions[1].startswith("Conrad: ")
    assert f" {HER}: " in captions[1]
    lines = [(line.speaker, line.text) for line in scene.state.lines if line.who == "her"]
    assert [who for who, _ in lines] == [HER, "Conrad", "Conrad", HER]

    # memory: the same words under the same names, and through an export
    turns = asyncio.run(remembered(tmp_path / "profile", manager))
    assert [part for turn in turns for part in turn.parts] == lines


async def remembered(profile: Path, manager: Manager) -> tuple[Turn, ...]:
    """The turns as the memory has them, after an export and an import into another one."""
    settings = SettingsFile.load(profile.parent)

    def diary(where: Path) -> Diary:
        return Diary(where, lambda: settings.now, lambda: NOON)

    first, second = diary(profile), diary(profile.with_name("other"))
    await first.open()
    for exchange in manager.history.exchanges:
        first.keep(exchange)
    await first.settled()
    path = profile.with_name("all.jsonl")
    await first.look(lambda store: exporting.export(store, path))
    before = await first.look(lambda store: store.turns_between("", "~"))
    await first.close()
    await second.open()
    await second.look(
        lambda store: importing.take_in(store, importing.read(store, path), second.profile, NOON)
    )
    after = await second.look(lambda store: store.turns_between("", "~"))
    await second.close()
    assert [(one.heard, one.parts) for one in before] == [(one.heard, one.parts) for one in after]
    return after
