"""Louder, quieter, volume fifty per cent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

STEP = 0.15
_POLITE = r"(?:(?:can|could|would) you )?(?:please )?"
_HOW = r"(?: (?:a (?:bit|little|lot)|some|much|up|down|it|please|again|more))*"
_LOUDER = re.compile(
    rf"{_POLITE}(?:(?:speak|talk|be|get|go|say it|a (?:bit|little)|much|even|make it) )*(?:(?:a (?:bit|little) )?louder|up the volume|speak up|louder)(?: than that)?{_HOW}|{_POLITE}(?:turn|crank) (?:it|the volume|your volume|the sound|yourself|your voice) up{_HOW}|"
    rf"{_POLITE}turn up (?:the |your )?(?:volume|sound|voice){_HOW}|(?:increase|raise) (?:the |your )?(?:volume|voice){_HOW}|volume up{_HOW}|i (?:can't|cannot|can hardly|can barely) hear you{_HOW}|you(?:'re| are) (?:too |very |so )(?:quiet|soft){_HOW}"
)
_QUIETER = re.compile(
    rf"{_POLITE}(?:(?:speak|talk|be|get|go|a (?:bit|little)|much|even|make it) )*(?:(?:a (?:bit|little) )?(?:quieter|softer|less loud|more quietly|more softly)|quieter)(?: than that)?{_HOW}|{_POLITE}turn (?:it|the volume|your volume|the sound|yourself|your voice) down{_HOW}|"
    rf"{_POLITE}turn down (?:the |your )?(?:volume|sound|voice){_HOW}|(?:decrease|lower|reduce) (?:the |your )?(?:volume|voice){_HOW}|volume down{_HOW}|not so loud{_HOW}|you(?:'re| are) (?:too |very |so )loud{_HOW}|keep (?:it|your voice) down{_HOW}"
)
_SET = re.compile(
    rf"{_POLITE}(?:set |turn |put |make |change )?(?:the |your )?(?:volume|loudness|voice)(?: to| at| level| is| up to| down to)* (?P<number>\d{{1,3}}) ?(?:%|percent|per cent)?(?: volume)?|(?P<number2>\d{{1,3}}) ?(?:%|percent|per cent) volume"
)
_ENDS = re.compile(
    rf"{_POLITE}(?:set |turn |put )?(?:the |your )?(?:(?P<most>max(?:imum)?|full) volume|volume (?:to |at |on )?(?P<most2>max(?:imum)?|full)|half volume|volume (?:to |at )?half|(?P<least>min(?:imum)?) volume|volume (?:to |at )?(?P<least2>min(?:imum)?))"
)


class Volume:
    """Changes how loud she speaks: louder, quieter, or to a percentage."""

    name = "volume"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        now = talk.settings.volume
        if _LOUDER.fullmatch(plain):
            return _step(talk, "louder", "loudest", min(1.0, now + STEP), now)
        if _QUIETER.fullmatch(plain):
            return _step(talk, "quieter", "quietest", max(0.1, now - STEP), now)
        if found := _ENDS.fullmatch(plain):
            to = (
                1.0
                if found["most"] or found["most2"]
                else 0.1
                if found["least"] or found["least2"]
                else 0.5
            )
            return _set(talk, to)
        found = _SET.fullmatch(in_figures(plain))
        if not found:
            return None
        return _set(talk, min(int(found["number"] or found["number2"]), 100) / 100)


def _step(talk: Talk, name: str, at_the_end: str, to: float, now: float) -> Reply:
    if abs(to - now) < 0.005:
        return Reply(talk.say(at_the_end))
    return Reply(talk.say(name), Act(name, {"volume": round(to, 2)}))


def _set(talk: Talk, to: float) -> Reply:
    return Reply(talk.say("volume_set", amount=str(round(to * 100))), Act("volume", {"volume": to}))
