"""Music and films: "pause the music", "next song", "turn the music down"; her own voice is another matter."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.opening.opening import Opening
    from assistant.ports import Heard

_POLITE = r"(?:(?:can|could|will|would) you |please )*"
_SOUND = r"(?:the |my |some |this |that )?(?:music|song|track|tune|film|movie|video|player|radio|podcast|playback|media)"
_PIECE = r"(?:song|track|tune|video|episode|piece)"
_SAID = {
    "pause": re.compile(rf"{_POLITE}(?:pause|stop|halt)(?: playing)? {_SOUND}"),
    "play": re.compile(rf"{_POLITE}(?:play|resume|continue|unpause|go on with|start)(?: playing)? {_SOUND}(?: again)?"),
    "next": re.compile(rf"{_POLITE}(?:(?:play |skip to |go to )?(?:the )?next {_PIECE}|skip (?:this |the |that )?{_PIECE})"),
    "previous": re.compile(rf"{_POLITE}(?:play |go (?:back )?to )?(?:the )?(?:previous|last) {_PIECE}(?: again)?"),
    "louder": re.compile(rf"{_POLITE}(?:turn {_SOUND} up|turn up {_SOUND}|make {_SOUND} louder|{_SOUND} louder)(?: a (?:bit|little))?"),
    "quieter": re.compile(rf"{_POLITE}(?:turn {_SOUND} down|turn down {_SOUND}|make {_SOUND} quieter|{_SOUND} quieter)(?: a (?:bit|little))?"),
}  # fmt: skip
_VOLUME = re.compile(rf"{_POLITE}(?:set |turn |put )?(?:{_SOUND} volume|the volume of {_SOUND}|{_SOUND})(?: to| at) (?P<number>\d{{1,3}}) ?(?:%|percent|per cent)?(?: volume)?")  # fmt: skip
_TOLD = {"pause": "Pausing.", "play": "Playing.", "next": "The next one.", "previous": "The one before.", "louder": "A little louder.", "quieter": "A little quieter."}  # fmt: skip
ELSEWHERE = "Players I can only reach on Linux so far. Here the media keys do it."


class Media:
    """Plays, pauses and skips in the player that is open, and changes its volume, on Linux."""

    name = "media"

    def __init__(self, shelf: Opening) -> None:
        self._shelf = shelf

    async def answer(self, heard: Heard, _talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        for what, pattern in _SAID.items():
            if pattern.fullmatch(plain):
                return await self._reply(_TOLD[what], Act("player", {"what": what}))
        if found := _VOLUME.fullmatch(in_figures(plain)):
            to = min(100, int(found["number"]))
            return await self._reply(
                f"{to} percent.", Act("player", {"what": "volume", "to": to / 100})
            )
        return None

    async def _reply(self, told: str, act: Act) -> Reply:
        if not self._shelf.plays:
            return Reply(ELSEWHERE)
        unable = await asyncio.to_thread(self._shelf.no_player)
        return Reply(unable) if unable else Reply(told, act)
