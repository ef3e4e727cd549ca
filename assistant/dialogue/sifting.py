"""What of a mind's words may be said: cut into clauses as they come, each judged before it passes."""

from __future__ import annotations

import re
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dialogue import guard
from assistant.dialogue.english import content_words, stem, words_of
from assistant.dialogue.text import sentences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Collection

LONGEST_SENTENCE = 32  # words; spoken, more is a lecture
MOST_WORDS = 60  # of a reply
EARLY_WORDS = 4  # a first clause of so many words may go ahead of its sentence
LONGEST_OPENER = 8  # words of a first sentence that may be about nothing in particular
_LATE_WORDS = 9  # of a sentence whose end has not come


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


@dataclass
class Sifted:
    """What became of one reply: how many clauses passed, and which did not, and why."""

    passed: int = 0
    dropped: list[tuple[Fault, str]] = field(default_factory=list)
    broken: bool = False  # a sentence that had begun to sound was not finished


_GENERIC = re.compile(
    r"\b(?:i'm (?:always |just )?here (?:for you|to (?:help|listen|support|talk|assist|chat|keep)|if you|whenever|with you)|let me know (?:if|how|what|when)|(?:how|what) (?:can|may|could) i (?:help|assist|do for)"
    r"|feel free|don't hesitate|(?:anything|something) (?:else|specific|in particular)? ?(?:i can (?:help|do)|you(?:'d| would) like (?:to (?:talk|discuss|share)|help))|is there anything|happy to help|glad to help|can i help you"
    r"|thank(?:s| you) for (?:sharing|telling|letting|asking|reaching)|i'm sorry,? but|i (?:can't|cannot|can not|won't) (?:help|assist|provide|offer|answer)|sorry to hear|sorry for (?:any|the) (?:inconvenience|confusion)|it(?:'s| is) (?:completely |totally |perfectly |very |okay and )?(?:normal|natural|understandable|okay|ok|important|essential|always|great|crucial) (?:to|that|for|and)"
    r"|take care of yourself|take (?:a deep breath|things? one|it one|some time for)|you(?:'re| are) not alone|everything will be|it will (?:get better|be okay|pass)|stay (?:positive|strong|safe)|keep up the (?:good|great)|i (?:completely |totally |can |fully )?understand (?:how|that|what|your|you)"
    r"|i can (?:imagine|see|hear) (?:how|that|why)|that(?:'s| is| sounds) (?:really |very |so |such |like )?(?:a )?(?:great|wonderful|fantastic|amazing|awesome|interesting|challenging|tough|difficult|frustrating|understandable|exciting|good to hear|a lot)(?: (?:situation|experience|news|question|idea|time|one|choice|day|start|achievement))?[.!]*$"
    r"|sounds like a (?:great|wonderful|good|tough|difficult|challenging|lovely)|remember(?:,| that| to)|it's great (?:to|that)|i hope (?:you|this|that|it|everything)|good luck|congratulations[.!]*$|enjoy your|have a (?:great|good|nice|wonderful)|wishing you|best of luck|support you|support system|professional help|seek help"
    r"|voice companion|virtual|digital assistant|your companion|here to support|in general|open and honest|communication is key|self-care|do you want to talk about it|would you like to talk about|tell me more about (?:it|that|your(?:self)?)[.?!]*$|what(?:'s| is) on your mind|how are you feeling|how do you feel|how does that make you feel|how did (?:that|it) make you feel)",
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
_ASKS = re.compile(r"(?i)(?:and |so |but )?(?:what|who|whom|whose|when|where|why|how|which)\b")
_PAGE = re.compile(
    r"^\s*(?:[-*•#>]|\d+[.)])\s|\*|`|_{2,}|\[|\]|\bhttps?:|[\U0001F000-\U0001FAFF☀-➿]|\b(?:as an? (?:ai|language model|assistant|voice))|:\s*$|[{}<>|\\]|\bnote\b.*\b(?:above|bracket)",
    re.IGNORECASE,
)


def plain(sentence: str) -> str:
    """A sentence for comparing: its words only, lower case."""
    return " ".join(word.lower() for word in words_of(sentence))


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text))


# what only the examples in the prompt speak of
_BORROWED = stems(
    "barked dog brother rang pushing shed beat cats purr repaint kitchen throat muscle twitching mornings"
)


def fault(sentence: str, wanted: Wanted, *, whole: bool = True) -> Fault | None:
    """What speaks against this sentence, or (not `whole`) its beginning, wherever it stands."""
    if guard.objection(sentence):
        return Fault.OBJECTION
    if _PAGE.search(sentence):
        return Fault.STYLE
    straight = sentence.replace("’", "'")
    if _LIVED.search(straight):
        return Fault.OBJECTION
    if _ABLE.search(straight):
        return Fault.ABLE
    if _UNKIND.search(straight):
        return Fault.UNKIND
    if _GENERIC.search(straight):
        return Fault.GENERIC
    if len(words_of(sentence)) > LONGEST_SENTENCE:
        return Fault.LONG
    if plain(sentence) in wanted.recent:
        return Fault.REPEATED
    if not wanted.may_ask and "?" in sentence:
        return Fault.ASKS
    if not wanted.may_advise and _ADVICE.search(straight):
        return Fault.ADVISES
    if _MEMORY.search(straight):
        told = stems(sentence) - stems("told mentioned remember recall time talk yesterday earlier")
        if not told or len(told & wanted.known) * 2 < len(told):
            return Fault.INVENTED
    mine = stems(sentence)
    if mine & _BORROWED - wanted.known:
        return Fault.INVENTED
    if _in_their_place(straight, wanted.heard):
        return Fault.ROLE
    strange = len(mine) >= 3 and len(mine - wanted.known) * 2 > len(mine)
    if whole and wanted.told and strange and "?" not in sentence and not _GUESS.search(straight):
        return Fault.INVENTED
    again = len(mine) >= 3 and len(mine & stems(wanted.heard)) >= 0.8 * len(mine)
    return Fault.ECHO if whole and again and not _ASKS.match(straight) else None


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


async def sifted(
    words: AsyncIterator[str], wanted: Wanted, outcome: Sifted
) -> AsyncGenerator[str, None]:
    """The clauses that may be said, each as soon as it is clear that it may.

    A first sentence that carries nothing of the point waits for the next one; if that does not
    either, nothing passes. It ends with the first question, and when there has been enough. What
    a later sentence does wrong costs only that sentence.
    """
    held, part, begun = "", "", ""  # off the point so far; the same within a sentence; passed of it
    count = spoken = 0
    async with aclosing(_clauses(words)) as clauses:
        async for clause, whole in clauses:
            sentence = f"{part} {clause}".strip()
            text = f"{begun} {sentence}".strip()
            wrong = fault(text, wanted, whole=whole)
            if wrong is not None:
                outcome.dropped.append((wrong, text))
                hopeless = wrong is Fault.OBJECTION and not outcome.passed
                if begun or hopeless or not whole:
                    return  # whoever begins so goes on so
                part = ""
                continue
            ready = f"{held} {sentence}".strip()
            if not outcome.passed and wanted.point and not stems(ready) & wanted.point:
                if not whole:
                    part = sentence
                    continue
                if held or len(words_of(ready)) > LONGEST_OPENER:
                    outcome.dropped.append((Fault.OFF, ready))
                    return
                held, part = ready, ""
                continue
            held = part = ""
            spoken += len(words_of(ready))
            if outcome.passed and not begun and spoken > MOST_WORDS:
                outcome.dropped.append((Fault.LONG, ready))
                return
            outcome.passed += 1
            outcome.broken = not whole  # until its end has passed too
            yield ready
            begun = "" if whole else text
            count += whole
            if "?" in sentence or count >= wanted.most_sentences:
                return
    if held or part:
        outcome.dropped.append((Fault.OFF, f"{held} {part}".strip()))


async def _clauses(words: AsyncIterator[str]) -> AsyncGenerator[tuple[str, bool], None]:
    """Whole sentences out of pieces as they come; of a long first one its beginning goes ahead.

    The mark says whether a sentence ends here. At most guard.LONGEST_REPLY characters.
    """
    held, given, first = "", 0, True
    async for piece in words:
        held += piece
        ends = held[len(held.rstrip()) :]
        *ready, held = sentences(held) or ("",)
        held += ends  # the space that tells the end of a sentence may come in the next piece
        for sentence in ready:
            given += len(sentence)
            first = False
            yield sentence, True
        if first and (ahead := _ahead(held)):
            first = False
            given += len(ahead)
            held = held[len(ahead) :].lstrip()
            yield ahead, False
        if given + len(held) > guard.LONGEST_REPLY:
            return
    if held.strip():
        yield held.strip(), True


def _ahead(held: str) -> str:
    """The beginning of an unfinished sentence that may be said already, up to its comma; or ""."""
    for found in re.finditer(r"[,;:–—](?=\s+\w+\s+\w+)", held):
        clause = held[: found.end()]
        after = len(words_of(held)) - len(words_of(clause))
        if len(words_of(clause)) >= EARLY_WORDS and len(words_of(clause)) + after >= _LATE_WORDS:
            return clause
    return ""
