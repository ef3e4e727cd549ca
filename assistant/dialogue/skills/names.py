"""Her name and yours: given, changed, asked for."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from assistant.dialogue.english import STOP, VERBS, listed
from assistant.dialogue.feelings import BAD, FLAT, GOOD, TIRED
from assistant.dialogue.peoples import PEOPLES
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import sentences
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.ports import Heard

_LEAD = r"(?:(?:ok(?:ay)?|well|so|hi|hello|hey|um+|uh+|and|actually|please|from now on|by the way|yes|yeah|no|oh|right|alright|good (?:morning|evening|day)|then|just|you can|you may|can you|could you|i'd like you to|i want you to|would you)[,.!]? )*"
_NAME = r"(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}?)"
_END = r"(?:,? (?:please|now|then|from now on|okay|ok|instead|all right|if you like|by the way|actually|anyway|though))*[.!?]*"
_HERS = re.compile(
    rf"{_LEAD}(?:your (?:new )?name (?:is|will be|shall be|should be)(?: now)?|(?:i'll|i will|i'm going to|i want to|i'd like to|let me|can i|may i|could i|i shall|let's) (?:just )?(?:call|name) you|"
    rf"(?:change|set) your name to|you(?:'re| are) (?:now )?(?:called|named)|i(?:'m| am) (?:calling|naming) you|(?:call|name|rename) yourself|answer to|be called) {_NAME}{_END}",
    re.IGNORECASE,
)
_YOURS = re.compile(
    rf"{_LEAD}(?:call me|my name is|my name's|my (?:first )?name (?:is|would be)|the name is|the name's|(?:i'm|i am) (?:called|named)|people call me|(?:everyone|everybody|my friends) calls? me|i go by|change my name to) {_NAME}{_END}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?i),? (?:and|but|so) (?=(?:i|i'm|i've|my|we|you)\b)|, (?=(?:i|i'm|i've|my)\b)"
)
_HELLO = re.compile(r"(?i)^(?:hi|hello|hey)(?: there)?, (?=my\b)")
_EARLY = 3  # turns in which people introduce themselves
_I_AM = re.compile(rf"{_LEAD}(?:i'm|i am|it's|it is) {_NAME}{_END}", re.IGNORECASE)
_ASKS_HERS = re.compile(
    r"(?:what(?:'s| is) your name|what are you called|who are you called|(?:do|did) you have a name|what (?:should|shall|can|do) i call you|tell me your name|your name|what was your name(?: again)?)"
)
_ASKS_YOURS = re.compile(
    r"(?:what(?:'s| is) my name|what am i called|who am i|do you (?:know|remember) (?:my name|who i am|what my name is)|what do you call me|say my name|tell me my name|what was my name(?: again)?)"
)
_NO_NAME = (
    STOP | BAD | GOOD | TIRED | FLAT | VERBS
    | frozenset(
        listed("""crazy maybe stupid old when if back later tomorrow tonight today taxi cab ambulance doctor names
        that it irresponsible lazy ishmaelite paranoid naive bad sorry anytime sometime whenever soon
        what whatever whoever darling liar mad weird old-fashioned sir anything something home police""")
    )
) - {"will", "may", "mark", "rose", "grace", "hope", "joy", "well", "happy"}  # fmt: skip


class Names:
    """Gives her a name, learns yours, and tells either when asked."""

    name = "names"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        text = heard.text.strip()
        plain = " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())
        plain = re.sub(
            r"^(?:(?:so|and|um+|hey|hi|hello|ok|okay|well|please|sorry|by the way) )+|(?: (?:please|again|then|by the way))+$",
            "",
            plain,
        )
        if _ASKS_HERS.fullmatch(plain):
            return Reply(talk.say("her_name"))
        if _ASKS_YOURS.fullmatch(plain):
            return Reply(talk.say("your_name" if talk.settings.your_name else "no_name"))
        for sentence in (_GOES_ON.split(_HELLO.sub("", whole))[0] for whole in sentences(text)):
            if (found := _HERS.fullmatch(sentence)) and (name := proper(found["name"])):
                return Reply(talk.say("called_her", her=name), Act("rename", {"name": name}))
            if (found := _YOURS.fullmatch(sentence)) and (name := proper(found["name"])):
                return Reply(talk.say("called_you", name=name), Act("call_me", {"name": name}))
        return self._introduction(text, talk)

    def _introduction(self, text: str, talk: Talk) -> Reply | None:
        """ "I'm Theo" is a name with a hello before it, in answer to her question for it, or alone at the beginning."""
        before = talk.history.before
        asked = before is not None and re.search(
            r"\b(?:call you|your name|what is it|what should I say)\b", before.asked
        )
        greeted = re.match(r"(?i)(?:hi|hello|hey|good (?:morning|evening|day))\b", text)
        found = _I_AM.fullmatch(text) if asked or greeted or _first_words(text, talk) else None
        words = found["name"] if found else text.strip(" .!") if asked else ""
        name = proper(words)
        if not name or (not asked and not words[:1].isupper()) or len(words.split()) > 2:
            return None
        return Reply(talk.say("called_you", name=name), Act("call_me", {"name": name}))


def _first_words(text: str, talk: Talk) -> bool:
    """Whether "I'm X" is said early, before she has a name for the person, and X is no people or creed."""
    word = text.strip(" .!").rsplit(" ", 1)[-1].lower()
    early = talk.history.turns <= _EARLY and not talk.settings.your_name
    return early and word not in PEOPLES and re.search(r"(?i)\bi(?:'m| am) ", text) is not None


def proper(words: str) -> str:
    """A name fit to be kept, from loose words; "" when it is none."""
    clean = unicodedata.normalize("NFC", words).replace("’", "'").strip(" .'-")
    parts = clean.split()
    if not parts or len(clean) > 40 or any(part.lower().strip(".'") in _NO_NAME for part in parts):
        return ""
    if len(parts) > 1 and not all(part[:1].isupper() for part in parts) and clean != clean.lower():
        return ""
    if parts[0].lower().endswith(("ing", "ed", "n't")) and not parts[0][0].isupper():
        return ""
    return " ".join(part if not part.islower() else part[:1].upper() + part[1:] for part in parts)
