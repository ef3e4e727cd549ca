"""An act of the desk that a page asks for is done once, and a trouble in it is told and goes again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import virtualtime
from scene import Scene

from assistant import events as e
from assistant.desk.desk import desk_in
from assistant.letters.letter import Letter
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_opens_a_letter_and_is_told_when_it_cannot(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, UTC)
    desk.deeds.perform(desk.writing.begin(Letter("Anna", "Dear Anna,"), dictating=False))
    name = desk.writing.name
    close = Act("letter_open", {"letter": "", "dictating": False})
    opened = Act("letter_open", {"letter": name, "dictating": False})
    lost = Act("letter_open", {"letter": "nowhere", "dictating": False})
    scene = Scene(tmp_path)

    async def play() -> None:
        async with scene.begun() as talk:
            talk.parts = replace(talk.parts, perform=desk.deeds.perform)
            for act in (close, opened, lost):
                talk.inbox.put_nowait(e.Do(act))
            await asyncio.sleep(0.1)
            assert scene.state.troubles["desk"].what == "I can't find that letter any more."
            talk.inbox.put_nowait(e.Do(Act("letter_look")))
            await asyncio.sleep(0.1)

    virtualtime.run(play())
    assert "desk" not in scene.state.troubles
    assert desk.writing.table.opened is not None
    assert desk.writing.table.opened.to == "Anna"
    assert [card.name for card in desk.writing.table.cards] == [name]
