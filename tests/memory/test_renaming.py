"""A new name holds everywhere at once: what she calls herself, hears as her name, and tells a mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from memory_scene import Talk, scene

from assistant.dialogue.called import uncalled
from assistant.hearing.calling import calls

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "Zelda", "Nora"


@pytest.mark.parametrize("renaming", ["Your name is Nora.", "I'll call you Nora."])
def test_after_a_rename_she_never_goes_by_the_old_name(tmp_path: Path, renaming: str) -> None:
    async def play(talk: Talk) -> None:
        talk.settings.change("her_name", OLD)
        talk.manager.opening()
        assert OLD in (await talk.say("What's your name?")).text
        assert OLD in str(talk.manager.ahead())
        await talk.say(renaming)
        name = talk.settings.now.her_name
        assert name == NEW
        told = [(await talk.say(asked)).text for asked in ("What are you called?", "Who are you?")]
        assert all(NEW in line and OLD not in line for line in told)
        assert OLD not in talk.manager.opening()
        prompt = str(talk.manager.ahead())
        assert NEW in prompt
        assert OLD not in prompt

    scene(tmp_path / "p", play)


def test_the_old_name_is_no_wake_word_any_more() -> None:
    assert calls("Nora, are you there?", NEW)
    assert not calls("Zelda, are you there?", NEW)
    assert uncalled("Nora, what time is it?", NEW) == "what time is it?"
    assert uncalled("Zelda, what time is it?", NEW) == "Zelda, what time is it?"


def test_no_file_but_the_talk_itself_keeps_the_old_name(tmp_path: Path) -> None:
    profile = tmp_path / "p"

    async def play(talk: Talk) -> None:
        talk.settings.change("her_name", OLD)
        await talk.say("Your name is Nora.")
        await talk.say("I live in Bristol.")

    scene(profile, play)
    kept = [path for path in profile.rglob("*") if path.is_file()]
    assert [path.name for path in kept if OLD.encode() in path.read_bytes()] == []
