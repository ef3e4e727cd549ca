"""While nobody speaks, her fixed phrases are rendered one by one, so that they sound at once later."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from assistant.dialogue.leadins import PHRASES
from assistant.dialogue.openers import OPENERS
from assistant.dialogue.persona import slots_of
from assistant.dialogue.text import sentences
from assistant.voice.adapter import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.dialogue.persona import Persona
    from assistant.settings import Settings
    from assistant.voice.adapter import ChildVoice

LOOK_S = 0.25
# A render takes both cores for half a second, and rendering without a rest left the microphone with
# gaps: so it begins late, makes way at once, and is seldom. All are ready after about five minutes.
REST_S = 3.0
EACH_S = 6.0
TRIES = 5
LONGEST = 28  # characters; what takes longer to say gains less from being ready
MOST = 48


def phrases(persona: Persona, cut_up: Callable[[str, bool], list[str]]) -> tuple[str, ...]:
    """The lead-ins and openers, then her own lines that begin with nothing filled in, the short first."""
    begun = {cut_up(first, True)[0] for first in _firsts(persona) if not slots_of(first)}
    short = sorted((one for one in begun if len(one) <= LONGEST), key=lambda one: (len(one), one))
    return tuple(dict.fromkeys((*PHRASES, *OPENERS, *short)))[:MOST]


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
    """Render what is not rendered yet in the voice of now, one phrase at a time while all is quiet."""
    tried: Counter[tuple[str, str, float]] = Counter()
    quiet_s, since_s = 0.0, EACH_S
    while True:
        await asyncio.sleep(LOOK_S)
        since_s += LOOK_S
        if not quiet():
            voice.make_way()
            quiet_s = 0.0
            continue
        quiet_s += LOOK_S
        now = settings()
        if min(quiet_s - REST_S, since_s - EACH_S) < 0 or not voice.neural:
            continue
        if now.voice.startswith(SYSTEM):
            continue
        keys = ((text, now.voice, now.pace) for text in texts)
        key = next((k for k in keys if tried[k] < TRIES and voice.known(*k) is None), None)
        if key is not None:
            tried[key] += 1
            since_s = 0.0
            voice.remember([key[0]], key[1], key[2])
