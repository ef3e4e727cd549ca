"""A clean goodbye: at most two sentences, no question, no hook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import sentences
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

_LEAD = r"(?:(?:ok|okay|well|right|so|alright|all right|anyway|thanks|thank you|great|cool|good|yeah|no|and|but|now|oh|i think|then|that's (?:all|it|enough)(?: for (?:now|today|tonight))?|um|uh|sorry|hey) )*"
_BYE = (
    r"(?:bye(?: ?bye)?|good ?bye|goodbye|farewell|cheerio|ciao|adios|so long|ta ta|toodle ?oo|see (?:you|ya)(?: (?:later|soon|tomorrow|around|then|next time|tonight|on \w+))?|"
    r"(?:talk|speak) (?:to you |with you )?(?:later|soon|tomorrow)(?: then)?|(?:i'll |i will )?(?:talk|speak) to you (?:later|soon|tomorrow|again)|catch you later|later|until (?:tomorrow|next time|later)|take care|have a (?:good|nice|great) (?:day|night|evening|one|weekend)|"
    r"good ?night|goodnight|night night|nighty night|sleep well|sweet dreams|"
    r"(?:i|we)(?:'ve| have)? (?:(?:really )?(?:have to|got to|gotta|must|should|need to|better|had better)) (?:go|run|leave|head (?:off|out)|be (?:going|off))(?: (?:now|then|soon|home|to bed|to sleep|to work))?|"
    r"gotta (?:go|run)(?: now)?|(?:i'm|i am) (?:off|leaving|heading (?:off|out|home)|going to (?:bed|sleep)|off to (?:bed|sleep|work)|out of here|going (?:now|home))(?: now| then)?|time (?:to go|for (?:me to go|bed)|to sleep)|"
    r"(?:that's|that is|that will be|that'll be) (?:all|it|enough)(?: for (?:now|today|tonight))?|we're done(?: (?:for (?:now|today)|here))?|(?:let's )?(?:end|finish) (?:here|the conversation|this conversation)|"
    r"let's (?:stop|end it|leave it) (?:here|there|for (?:now|today))|exit|quit|close|log ?off|sign off|shut down|go to sleep|you can go|i'll (?:leave|let) you (?:now|go|be))"
)
_GOODBYE = re.compile(
    rf"{_LEAD}{_BYE}(?: (?:{_BYE}|now|then|for now|my dear|dear|friend|everyone|again|thanks|thank you|and|darling|sweetie))*(?: (?P<name>[\w'-]+))?"
)
_PLAIN = re.compile(
    r"(?:(?:ok|okay|well|anyway|so|thanks|thank you) )*(?:bye|good ?bye|good ?night|see (?:you|ya)|talk to you|take care|farewell|ciao)\b"
)
_NIGHT = re.compile(r"night|sleep|bed|dreams")


class Goodbye:
    """Says goodbye once and goes quiet, when the person takes leave."""

    name = "goodbye"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = _plain(heard.text)
        *before, last = sentences(heard.text) or ("",)
        leaving = (
            bool(before)
            and len(before) <= 2
            and _PLAIN.match(_plain(last))
            and "?" not in heard.text
        )
        if not says_goodbye(plain, talk.settings.her_name) and not (
            leaving and says_goodbye(_plain(last), talk.settings.her_name)
        ):
            return None
        night = bool(_NIGHT.search(plain)) or heard.at.hour >= 22
        return Reply(talk.say("goodnight" if night else "goodbye", "goodbye"), Act("goodbye"))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())


def says_goodbye(plain: str, her_name: str) -> bool:
    found = _GOODBYE.fullmatch(plain)
    return found is not None and (not found["name"] or found["name"] == her_name.lower())
