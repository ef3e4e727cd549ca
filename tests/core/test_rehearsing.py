"""Her fixed phrases are rendered while nobody speaks, each once for a voice and a pace."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import virtualtime

from assistant.dialogue import persona
from assistant.dialogue.leadins import PHRASES
from assistant.rehearsing import EACH_S, LONGEST, MOST, REST_S, phrases, rehearse
from assistant.settings import DEFAULTS
from assistant.voice.clauses import clauses

if TYPE_CHECKING:
    from assistant.voice.adapter import ChildVoice


@dataclass
class Room:
    """A voice that notes what it is asked to remember, and whether it is quiet."""

    quiet: bool = True
    neural: bool = True
    voice: str = "warm"
    remembered: list[tuple[str, str]] = field(default_factory=list)
    made_way: int = 0

    def remember(self, texts: list[str], voice: str, _pace: float) -> None:
        self.remembered += [(text, voice) for text in texts]

    def known(self, text: str, voice: str, _pace: float) -> bytes | None:
        return b"sound" if (text, voice) in self.remembered else None

    def make_way(self) -> None:
        self.made_way += 1


def rehearsed(room: Room, seconds: float, change: dict[str, object] | None = None) -> None:
    async def play() -> None:
        task = asyncio.create_task(
            rehearse(
                cast("ChildVoice", room),
                lambda: DEFAULTS.model_copy(update={"voice": room.voice}),
                lambda: room.quiet,
                ("Hm.", "Okay."),
            )
        )
        await asyncio.sleep(seconds)
        for name, value in (change or {}).items():
            setattr(room, name, value)
        await asyncio.sleep(seconds)
        task.cancel()
        await asyncio.wait([task])

    virtualtime.run(play())


def test_each_is_rendered_once_and_again_in_another_voice() -> None:
    room = Room()
    rehearsed(room, 20, {"voice": "calm"})
    assert room.remembered == [
        ("Hm.", "warm"), ("Okay.", "warm"), ("Hm.", "calm"), ("Okay.", "calm"),
    ]  # fmt: skip


def test_nothing_is_rendered_while_somebody_speaks_or_without_her_own_voice() -> None:
    for room in (Room(quiet=False), Room(neural=False), Room(voice="system:x")):
        rehearsed(room, 20)
        assert room.remembered == []
        assert bool(room.made_way) is not room.quiet


def test_what_she_begins_with_is_short_and_bounded_and_the_lead_ins_come_first() -> None:
    found = phrases(persona.load(), clauses)
    assert found[: len(PHRASES)] == PHRASES
    assert len(found) == len(set(found)) <= MOST
    assert all(len(text) <= LONGEST and "{" not in text for text in found)


def test_they_are_rendered_seldom_and_only_after_a_rest() -> None:
    room = Room()
    rehearsed(room, REST_S / 2 - 0.3)
    assert room.remembered == []
    rehearsed(room, EACH_S / 2)
    assert len(room.remembered) == 1
