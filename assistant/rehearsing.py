"""While nobody speaks, her fixed phrases are rendered one by one, so that they sound at once later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.dialogue.leadins import PHRASES
from assistant.dialogue.persona import slots_of
from assistant.dialogue.text import sentences
from assistant.voice.adapter import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.dialogue.persona import Persona
    from assistant.settings import Settings
    from assistant.voice.adapter import ChildVoice

LOOK_S = 0.5
LONGEST = 28  # characters; what takes longer to say gains less from being ready
MOST = 360  # about seven minutes of sound, two thirds of what the voice keeps


def phrases(persona: Persona, cut_up: Callable[[str, bool], list[str]]) -> tuple[str, ...]:
    """The lead-ins, then how her own lines begin where nothing is filled in, short ones first."""
    begun = {cut_up(first, True)[0] for first in _firsts(persona) if not slots_of(first)}
    short = sorted((one for one in begun if len(one) <= LONGEST), key=lambda one: (len(one), one))
    return tuple(dict.fromkeys((*PHRASES, *short)))[:MOST]


def _firsts(persona: Persona) -> Iterator[str]:
    for lines in persona.lines.values():
        for line in lines:
            yield from sentences(line)[:1]


async def rehearse(
    voice: ChildVoice,
    settings: Callable[[], Settings],
    quiet: Callable[[], bool],
    texts: tuple[str, ...],
) -> None:
    """Render what is not rendered yet in the voice of now, one phrase at each quiet moment."""
    asked: set[tuple[str, str, float]] = set()
    was_quiet = False
    while True:
        await asyncio.sleep(LOOK_S)
        now = settings()
        if was_quiet and quiet() and voice.neural and not now.voice.startswith(SYSTEM):
            keys = ((text, now.voice, now.pace) for text in texts)
            key = next((one for one in keys if one not in asked), None)
            if key is not None:
                asked.add(key)
                voice.remember([key[0]], key[1], key[2])
        was_quiet = quiet()
