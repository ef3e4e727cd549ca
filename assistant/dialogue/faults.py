"""What speaks against a sentence of a mind's: its claims, its style, its tact, and whose words it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dialogue import guard
from assistant.dialogue.english import plain, stems, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_SENTENCE = 32  # words; spoken, more is a lecture


class Fault(StrEnum):
    """Why a clause is not said."""

    OBJECTION = "objection"  # the guard's
    GENERIC = "generic"
    OFF = "off the point"
    REPEATED = "repeated"
    LONG = "too long"
    ASKS = "asks where nothing should be asked"
    ADVISES = "advises where nobody asked"
    INVENTED = "a memory nobody gave"
    ROLE = "speaks in the person's place"
    UNKIND = "unkind"
    ECHO = "says it back and no more"
    STYLE = "reads like a page"
    ABLE = "promises what she can't do"
    FELT = "puts a feeling into the person that is not to be guessed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reply has to keep to.

    `point`: stems of which its beginning should hold one; none: nothing is expected. `known`: all
    stems the person has brought into this talk. `heard`: the words being answered. `recent`: what
    she said lately, as `plain` gives it. `told`: the person tells of their life, which she does not
    know: a bare statement has to stay with what they brought, or be a guess that sounds like one.
    """

    point: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    heard: str = ""
    recent: Collection[str] = ()
    may_ask: bool = True
    may_advise: bool = True
    told: bool = False
    most_sentences: int = 3
    unfelt: frozenset[str] = frozenset()  # feelings she is not to name


_GENERIC = re.compile(
    r"\b(?:i'm (?:always |just )?here (?:for you|to (?:help|listen|support|talk|assist|chat|keep)|if you|whenever|with you)|let me know (?:if|how|what|when)|(?:how|what) (?:can|may|could) i (?:help|assist|do for)"
    r"|feel free|don't hesitate|(?:anything|something) (?:else|specific|in particular)? ?(?:i can (?:help|do)|you(?:'d| would) like (?:to (?:talk|discuss|share)|help))|is there (?:any|some)thing|happy to help|glad to help|can i help you"
    r"|thank(?:s| you) for (?:sharing|telling|letting|asking|reaching)|i'm sorry,? but|i (?:can't|cannot|can not|won't) (?:help|assist|provide|offer|answer)|sorry to hear|sorry for (?:any|the) (?:inconvenience|confusion)|it(?:'s| is) (?:completely |totally |perfectly |very |okay and )?(?:normal|natural|understandable|okay|ok|important|essential|always|great|crucial) (?:to|that|for|and)"
    r"|take care of yourself|take (?:a deep breath|things? one|it one|some time for)|you(?:'re| are) not alone|everything will be|it will (?:get better|be okay|pass)|stay (?:positive|strong|safe)|keep up the (?:good|great)|i (?:completely |totally |can |fully )?understand (?:how|that|what|your|you)"
    r"|i can (?:imagine|see|hear) (?:how|that|why)|that(?:'s| is| sounds) (?:really |very |so |such |like )?(?:a )?(?:great|wonderful|fantastic|amazing|awesome|interesting|challenging|tough|difficult|frustrating|understandable|exciting|good to hear|a lot)(?: (?:situation|experience|news|question|idea|time|one|choice|day|start|achievement))?[.!]*$"
    r"|sounds like a (?:great|wonderful|good|tough|difficult|challenging|lovely)|remember(?:,| that| to)|it's great (?:to|that)|i hope (?:you|this|that|it|everything)|good luck|congratulations[.!]*$|enjoy your|have a (?:great|good|nice|wonderful)|wishing you|best of luck|support you|support system|professional help|seek help"
    r"|voice companion|virtual|digital assistant|your companion|here to support|in general|open and honest|communication is key|self-care|do you want to talk about it|^what do you think (?:about|of) |would you like to talk about|tell me more about (?:it|that|your(?:self)?)[.?!]*$|what(?:'s| is) on your mind|how are you feeling|how do you feel|how does that make you feel|how did (?:that|it) make you feel)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:you (?:should|could|might want|need to|have to|must|ought|can (?:try|use|also|start))|try (?:to|a|an|some|not|making|taking|using|\w+ing)\b|consider \w+ing|why (?:don't|not) you|have you (?:tried|considered|thought (?:about|of))|make sure|i(?:'d| would)? (?:suggest|recommend|advise)|it might help|maybe (?:try|you)|perhaps you|how about \w+ing|what about \w+ing|be sure to|don't forget)\b",
    re.IGNORECASE,
)
_MEMORY = re.compile(
    r"\b(?:as|like|what|when) you(?:'ve| have)? (?:told|said|mentioned)|\byou(?:'ve| have)? (?:told me|mentioned|said)|\bi (?:still |do )?(?:remember|recall)\b|\blast time (?:we|you|i)|\bwe(?:'ve| have)? (?:talked|spoke|spoken|discussed|met|been)\b|\b(?:our|the) last (?:talk|conversation)|\byesterday (?:we|you|i)\b|\byou once\b",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"\bi(?:'ll| will| can| could|'ve| have| am|'m)(?: just| also| now| already)? (?:set|remind(?:ed)?|play(?:ed|ing)?|search(?:ed|ing)?|look(?:ed|ing)? (?:it |that |this )?up|check(?:ed|ing)? (?:the|your|online|on)|send|sent|book(?:ed)?|order(?:ed)?|call(?:ed|ing)? (?:them|him|her|your|the)|email|text (?:them|him|her|you)|show you|bring you|come (?:over|with)|meet you|join you|hug|hold you|drive|make you (?:a|some)|cook|schedule|added?)\b",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"\bi(?:'ve| have)? (?:also |just |really |always |once |recently |never )*(?:been there|felt|feel the same|used to|grew|know how (?:it|that|you)|know exactly|can relate|relate|experienced|went|love(?:d)? (?:my|to|eating|going)|live in|lived|work(?:ed)? (?:at|in|as|for)|had (?:a|an|my)|tried|visited|saw|ate|drank|watched|bought|enjoy(?:ed)? (?:my|to|eating|going|walking))\b|\bmy (?:friends?|family|job|boss|day|weekend|favou?rite|morning|house|dog|cat|life)\b|\bme too\b|\bsame here\b",
    re.IGNORECASE,
)
_UNKIND = re.compile(
    r"\byou(?:'re| are) (?:just |such |so |really |quite |being |only |not )*(?:an? )?(?:\w+ )?(?:boring|stupid|useless|idiot|selfish|lazy|ugly|worthless|terrible|horrible|pathetic|dumb|failure|loser|weak|annoying|disgusting|liar|fool)\b|\bshut up\b|\b(?:your own|all your) fault\b|\bgrow up\b",
    re.IGNORECASE,
)
_GUESS = re.compile(
    r"(?i)\b(?:must|may|might|perhaps|maybe|sounds?|seems?|could|would|i (?:guess|suspect|think|wonder|bet|like)|as if|like a|no wonder|that's|what a|quite a|so much for)\b|!"
)
_AS_THEM = re.compile(r"\b(?:we|us|our|ours|help me|of mine)\b", re.IGNORECASE)
_ASKS = re.compile(r"(?i)(?:and |so |but )?(?:what|who|whom|whose|when|where|why|how|which)\b")
_PAGE = re.compile(
    r"^\s*(?:[-*•#>]|\d+[.)])\s|\*|`|_{2,}|\[|\]|\bhttps?:|[\U0001F000-\U0001FAFF☀-➿]|\b(?:as an? (?:ai|language model|assistant|voice))|:\s*$|[{}<>|\\]|\bnote\b.*\b(?:above|bracket)",
    re.IGNORECASE,
)


# whatever was said before, in this order
_NEVER = (
    (Fault.STYLE, _PAGE),
    (Fault.OBJECTION, _LIVED),
    (Fault.ABLE, _ABLE),
    (Fault.UNKIND, _UNKIND),
    (Fault.GENERIC, _GENERIC),
)


_OF_REMEMBERING = stems("told mentioned remember recall time talk yesterday earlier")
# what only the examples in the prompt speak of
_BORROWED = stems(
    "barked dog brother rang pushing shed beat cats purr repaint kitchen throat muscle twitching mornings"
)


def fault(sentence: str, wanted: Wanted, *, whole: bool = True) -> Fault | None:
    """What speaks against this sentence, or (not `whole`) its beginning, wherever it stands."""
    if guard.objection(sentence):
        return Fault.OBJECTION
    straight = sentence.replace("’", "'")
    if wanted.unfelt and wanted.unfelt.intersection(words_of(straight.lower())):
        return Fault.FELT
    never = (why for why, pattern in _NEVER if pattern.search(straight))
    return (
        next(never, None)
        or _out_of_place(straight, wanted)
        or _made_up(straight, wanted, whole=whole)
        or _said_back(straight, wanted, whole=whole)
    )


def reads_like_a_page(sentence: str) -> bool:
    """Signs, lists and the like, which nobody says aloud."""
    return bool(_PAGE.search(sentence))


def _out_of_place(sentence: str, wanted: Wanted) -> Fault | None:
    """Not in this turn: too long, said lately, a question or advice where there should be none."""
    if len(words_of(sentence)) > LONGEST_SENTENCE:
        return Fault.LONG
    if plain(sentence) in wanted.recent:
        return Fault.REPEATED
    if not wanted.may_ask and "?" in sentence:
        return Fault.ASKS
    if not wanted.may_advise and _ADVICE.search(sentence):
        return Fault.ADVISES
    return None


def _made_up(sentence: str, wanted: Wanted, *, whole: bool) -> Fault | None:
    """It speaks of what nobody told: a memory, the examples of the prompt, their life."""
    mine = stems(sentence)
    if _MEMORY.search(sentence):
        told = mine - _OF_REMEMBERING
        if not told or len(told & wanted.known) * 2 < len(told):
            return Fault.INVENTED
    if mine & _BORROWED - wanted.known:
        return Fault.INVENTED
    strange = len(mine) >= 3 and len(mine - wanted.known) * 2 > len(mine)
    bare = whole and wanted.told and "?" not in sentence and not _GUESS.search(sentence)
    return Fault.INVENTED if bare and strange else None


def _said_back(sentence: str, wanted: Wanted, *, whole: bool) -> Fault | None:
    """The person's own sentence, as them or as an echo."""
    if (wanted.told and _AS_THEM.search(sentence)) or _in_their_place(sentence, wanted.heard):
        return Fault.ROLE
    mine = stems(sentence)
    again = len(mine) >= 3 and len(mine & stems(wanted.heard)) >= 0.8 * len(mine)
    return Fault.ECHO if whole and again and not _ASKS.match(sentence) else None


def _in_their_place(sentence: str, heard: str) -> bool:
    """It says the person's own sentence again, as the person, or word for word."""
    mine = stems(sentence)
    theirs = stems(heard)
    if not mine or not theirs:
        return False
    share = len(mine & theirs) / len(mine)
    as_them = re.match(r"(?i)(?:i|i'm|i've|my|we|our)\b", sentence) and not re.search(
        r"(?i)\byou\b|\byour\b|\byou're\b", sentence
    )
    if as_them and share >= 0.6:
        return True
    return len(mine) >= 3 and plain(sentence) == plain(heard)
