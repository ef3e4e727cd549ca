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


# ways of leaving beyond the grammar above: each is a whole sentence, or the last of a few
_LEAVING = re.compile(
    r"(?:buh|bye|by|good)[ -]?(?:bye|by|buy)(?: .*)?|(?:ok|okay|right|alright|thanks) (?:buy|by)|(?:good )?(?:nite|knight)|(?:i )?just wanted to say (?:good ?night|goodbye|bye)|(?:ok |okay )?bye for real(?: now)?|gn|g'?night|night|nite|gtg|g2g(?: ttyl)?|ttyl|cya|c u(?: \w+)?|cu|laters?|later(?:s)? (?:mate|love|dear|pal)|toodles|tata|ta[ -]?ra|ta|hooroo|sl[aá]n(?: abhaile)?(?: os)?|ciao|adi[oó]s|au revoir|auf wiedersehen|tsch[uü]ss|hasta (?:mañana|luego|pronto)|servus|peace(?: out| i'm out)?|i'm out|over and out|that's a wrap|brb|be right back|back in a (?:bit|sec|minute|moment)|back soon"
    r"|(?:see|catch) (?:you|ya|u)(?: (?:later|tomorrow|soon|next week|in the morning|around|at \w+|on \w+|tonight))?(?: (?:all?igator|mate|love))?(?: i'm away .*)?|(?:i'll|i will) be back(?: .*)?|(?:till|until) (?:tomorrow|next time|then|later|monday)|we(?:'ll| will) (?:speak|talk)(?: again)?(?: \w+)?|(?:cheers|take care of yourself|chalo|ok|okay|right) (?:bye|thanks bye)"
    r"|(?:i'm|i am) (?:(?:knackered|tired|beat) )?(?:calling it (?:a night|a day)|done for (?:today|tonight|now)|heading(?: off| out| home)?|away so i am|falling asleep here|off then|getting (?:off the phone|on the plane)(?: .*)?|leaving now)|(?:let's |i'm )?call(?:ing)? it (?:a night|a day)|heading (?:off|out|home)(?: now)?|bed for me(?: i think)?|i need to sleep(?: .*)?|i'd (?:better|best) be (?:going|off|heading)(?: love| dear)?|i should (?:get going|let you go|go)|must dash|i(?:'ve got to|'ve to| have to| must| need to) (?:dash|stop|head|get back to work|go to bed|hang up|be off)(?: .*)?|(?:i'll )?leave (?:you to it|it there|it here)|(?:let's )?(?:leave|stop) (?:it )?(?:there|here)(?: for (?:tonight|today|now))?|can we stop(?: here| now)?|that(?:'ll| will) (?:do|be all)(?: .*)?|that's (?:me|all|it|everything|enough)(?: for (?:tonight|today|now))?|okay stop that's all|nothing else(?: thanks)?|no i'm good that's everything"
    r"|(?:you can )?(?:switch|turn) (?:yourself )?off(?: now| please)*|you can (?:go to sleep|switch off|rest)(?: now)?|shut down(?: please| now)?|(?:close|quit|exit)(?: the)? (?:app|program|session|window)|end (?:the )?(?:session|call|chat|conversation|talk)|hang up|leave me alone(?: now)?(?: .*)?|i(?:'d| would) like (?:some )?(?:quiet|to be alone)(?: now)?|back to work(?: for me)?|(?:ok then )?i will take your leave(?: now)?|thanks for (?:the chat|listening good night|today)|(?:i've had|had) enough talking(?: for today)?|i don't feel like talking(?: any ?more)?(?: tonight| now)?|(?:dinner's ready )?i'm going(?: now)?|i'm going to sleep on it|i'm going to go and do something else|talk (?:when i land|later|soon|tomorrow)"
)
_SAID_OUTRIGHT = re.compile(
    r"^(?!.*\b(?:say|said|saying|says|letter|write|wrote|card|note|song|film|movie|play|how|never|without|speech)\b)(?:.*\bso goodbye(?: for (?:now|today))?$|good ?night\b.*|.*\benough talking for (?:today|now|tonight)$)"
)
_BEFORE_LEAVING = re.compile(
    r"\b(?:door|taxi|bus|train|kids|dinner|doctor|mum|mam|dad|boss|battery|friend|phone|plane|asleep|bored|knackered|sleep|thank|personally|bye)\b"
)


def leaves(text: str) -> bool:
    """Whether a short turn takes leave: wholly, or in its last piece after a reason for it."""
    if "?" in text and not text.lower().startswith("can we stop"):
        return False
    plain = _plain(text)
    if _LEAVING.fullmatch(plain):
        return True
    if len(plain.split()) <= 12 and _SAID_OUTRIGHT.search(plain):
        return True
    pieces = [piece for piece in map(_plain, re.split(r"[.,;!?]+", text)) if piece]
    if not 1 < len(pieces) <= 4 or len(plain.split()) > 20:
        return len(plain.split()) <= 12 and bool(
            _BEFORE_LEAVING.search(plain) and re.search(r"\b(?:bye|have to go to bed now)$", plain)
        )
    went = [bool(_LEAVING.fullmatch(piece) or _GOODBYE.fullmatch(piece)) for piece in pieces]
    return went[-1] or (went[0] and len(pieces) == 2 and len(pieces[1].split()) <= 6)


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
        if (
            not leaves(heard.text)
            and not says_goodbye(plain, talk.settings.her_name)
            and not (leaving and says_goodbye(_plain(last), talk.settings.her_name))
        ):
            return None
        night = bool(_NIGHT.search(plain)) or heard.at.hour >= 22
        return Reply(talk.say("goodnight" if night else "goodbye", "goodbye"), Act("goodbye"))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())


def says_goodbye(plain: str, her_name: str) -> bool:
    found = _GOODBYE.fullmatch(plain)
    return found is not None and (not found["name"] or found["name"] == her_name.lower())
