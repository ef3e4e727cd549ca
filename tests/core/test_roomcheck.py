"""The room check: what a room is called, and how sure she must be in it that somebody speaks."""

from __future__ import annotations

import pytest

from assistant.ports import Room
from assistant.roomcheck import described, headphones, voice_over_her


@pytest.mark.parametrize(
    ("room", "words"),
    [
        pytest.param(Room(80, -14.0, -62.0), "after 80 ms, at -14 dB", id="a room"),
        pytest.param(Room(None, -60.0, -62.0), "headphones", id="headphones"),
        pytest.param(Room(80, -55.0, -62.0), "headphones", id="next to nothing"),
        pytest.param(Room(80, 2.0, -62.0), "turn me down", id="too loud"),
        pytest.param(Room(80, -14.0, -35.0), "noisy", id="noise"),
        pytest.param(Room(None, None, -62.0), "The room is at -62 dBFS.", id="she was quiet"),
    ],
)
def test_a_room_in_words(room: Room, words: str) -> None:
    assert words in described(room)


def test_with_headphones_less_is_enough_to_interrupt_her() -> None:
    on, off = Room(None, -60.0, -62.0), Room(80, -14.0, -62.0)
    assert headphones(on)
    assert not headphones(off)
    assert voice_over_her(on) < voice_over_her(off)
    assert not headphones(Room(None, None, -62.0))
