"""Ending for good, asked for in words: she says what it means and asks once; the yes is on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

_HER = r"(?:you|yourself|os ?1|os one|this program|the program|this app|her)"
_WANTS = r"(?:(?:i (?:want|would like|'d like|wish|have decided|decided|need)|i'd like) to |(?:i (?:want|would like|need)|i'd like) you to |(?:can|could|will|would) you |how (?:do|can) i |let's |let me )?"
_FOREVER = r"(?: (?:completely|for good|for ever|forever))"
_ASKED = re.compile(
    rf"{_WANTS}(?:retire|uninstall|get rid of|end|shut down) {_HER}{_FOREVER}?"
    rf"|{_WANTS}(?:erase|delete|wipe|remove) {_HER}(?: and everything(?: (?:you know|you have|about me|you know about me))?)?{_FOREVER}?"
    rf"|{_WANTS}(?:shut {_HER} down|say goodbye to {_HER}|stop using {_HER}){_FOREVER}"
    rf"|(?:good ?bye|bye|farewell){_FOREVER}(?: {_HER})?|retire"
    rf"|i (?:don't|do not|won't) (?:want to use|want|need) {_HER} any ?more"
)
_YES = re.compile(
    r"(?:yes|yeah|yep|sure|exactly|right|i do|i mean (?:you|it|that|the program)|you|only you|the program|do it|go ahead|that's right|please do|hand it over|i'm sure)(?: (?:you|please|the program|i do|do it|i mean (?:you|it)|that's what i mean|only you|go ahead))*"
)
WHAT = (
    "Do you mean me, the program? Then I'd hand you everything in a folder with a last letter, and "
    "erase myself after you say yes on the screen. If it's about more than me, please say so."
)
READY = (
    "Then it's on the screen now. Nothing is erased before you say yes there, and no is fine too."
)
NOT_HERE = "I can't do that from here. `os1 retire` in a terminal hands it all over and erases it."


class Meant:
    """She asked whether it is her who is meant; kept with the exchange."""


class Retiring:
    """Ends for good when it is asked for, after a yes on the screen: everything handed over first."""

    name = "retiring"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if isinstance(talk.pending, Meant) and _YES.fullmatch(plain):
            return Reply(READY, Act("retire"))
        if _ASKED.fullmatch(plain):
            return Reply(WHAT, pending=Meant())
        return None
