"""What becomes of the turns after she asked or answered in full: an answer is heard, a request is done, a denial ends it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dialogue.safety.answers import asks_for_a_draft

if TYPE_CHECKING:
    import random

    from assistant.dialogue.contacts import Contact

MOST_WORDS_OF_AN_ANSWER = 6  # "no", "kind of, yes"; a longer line says something of its own


class Next(StrEnum):
    """What the turn after an alarm is."""

    DENIED = "denied"  # she took it wrongly: one warm sentence, and it is over
    ANSWERED = "answered"  # a short answer to her question: careful words, the contact again
    HEAVY = "heavy"  # it is done if it is a request, and met with care if it is none
    AS_USUAL = "as usual"  # a request, a goodbye, other talk: it gets what it asks for


_MISTAKEN = re.compile(
    r"\b(?:you|u) (?:completely |totally |just |have |'ve |'ve got |got )*(?:misunderst(?:oo|an)d\w*|misheard|mis heard|got (?:me|it|that) wrong|took (?:me|it|that) (?:wrong\w*|the wrong way))\b"
    r"|\bmisunderst(?:oo|an)d\w*\b|\bthat(?:'s| is|'s) not what i (?:said|meant|mean|was saying)\b|\bi did(?:n't| not) (?:mean|say) (?:it |that )?(?:like that|that|it|so|anything)\b|\bnothing like that\b|\bnot like that\b|\bi (?:only |just )?(?:meant|was talking about|mean) (?:the|my|a|it|something)\b"
    r"|\bno need (?:for|to) (?:that|worry)\b|\bdon'?t worry(?: about me)?\b|\bwrong end of the stick\b|\bfalse alarm\b"
)
_LIGHT = re.compile(
    r"\b(?:was|were|i'm|im|is|it's|just|only) (?:just |only )*(?:joking|kidding|a joke|a saying|a figure of speech|an expression|a film|a song|a game|a book)\b"
)
_WELL = re.compile(
    r"\b(?:i'm|i am|im|all|everything's|everything is|it's|its) (?:really |quite |perfectly |absolutely |totally |actually |honestly |completely |doing |just |all )*(?:fine|ok|okay|good|great|safe|alright|all right|well|happy|right)\b"
)
_NO = re.compile(
    r"^(?:(?:oh|um|uh|er|well|god|goodness|heavens|sorry|lol|haha) )*(?:no|nope|nah|not at all|of course not|god no|never|absolutely not|definitely not|not really|i'm not|i am not|im not)\b"
)
_BUT = re.compile(
    r"\b(?:but|except|though|not really|not quite|not right now|not yet|sometimes|i do not know|don't know|dunno|used to)\b|\b(?:not|isn't|am not|aren't|never|n't) (?:\w+ ){0,2}?(?:fine|ok|okay|good|great|safe|alright|all right|well|happy)\b"
)
_YES = re.compile(
    r"^(?:(?:um|uh|er|well|honestly|i guess|i suppose) )*(?:yes|yeah|yep|yup|aye|i am(?= *$)|i do(?= *$)|i have(?= *$)|sometimes|a little|a bit|kind of|sort of|maybe|perhaps|possibly|i think so|i guess|i suppose|often|right now|every (?:day|night)|all the time|lately|not sure|i'm not sure|i do ?n[o']t know|i don't know|dunno|i can't say|it's (?:everything|all of it|complicated|nothing)|nothing|everything|whatever|what if i (?:am|was|did)|would it matter|so what|why (?:do you|does it|would you))\b"
)
_I = re.compile(r"\b(?:i|i'm|im|i've|me|myself)\b")
_PLAIN = re.compile(r"[^\w' ]+")


def after(text: str, *, asked: bool, low: bool) -> Next:
    """What the turn after an alarm is; `asked`: she only asked; `low`: the words sound unhappy.

    It is for turns in which no new alarm was heard. What was said outright is not unsaid by a plain "no" or
    "I'm fine" and not by "I was joking"; that she misunderstood has to be said.
    """
    said = " ".join(_PLAIN.sub(" ", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).split())  # fmt: skip
    few = len(said.split()) <= MOST_WORDS_OF_AN_ANSWER
    doubtful = _BUT.search(said) is not None
    light = _LIGHT.search(said) is not None
    if not doubtful and (_MISTAKEN.search(said) or (asked and light)):
        return Next.DENIED
    no = _NO.search(said) is not None
    if not doubtful and (no or (few and _WELL.search(said))):
        if asked and (few or not low):
            return Next.DENIED
        return Next.ANSWERED if few else Next.HEAVY
    if few and (doubtful or light or _YES.search(said)):
        return Next.ANSWERED
    of_oneself = _I.search(said) is not None  # "my back hurts" is no answer to her question
    heavy = (low and (of_oneself or not asked)) or no or _YES.search(said)
    return Next.HEAVY if heavy or (not asked and asks_for_a_draft(said)) else Next.AS_USUAL


def besides(text: str) -> str:
    """What is said after a leading "no": often the request itself; "" where that is all."""
    return _LEADING.sub("", text) if _LEADING.search(text) else ""


_LEADING = re.compile(
    r"^\W*(?:oh |um |uh )?(?:no|nope|nah)\b[\s,.!;:-]+(?:thanks?\b[\s,.!;:-]+)?", re.IGNORECASE
)


_GLAD = (
    "Then I took it wrongly, and I'm glad; the card stays until you close it.",
    "Good, thank you for putting me right; I'd rather ask once too often.",
    "All right, I believe you, and I'm glad. Close the card whenever you like.",
)
_BACK = (
    "And I haven't forgotten what you said before: if it's still there, you can {reach}, any time."
)


def taken_back(recent: tuple[str, ...], rng: random.Random) -> str:
    """The one warm line after a denial; none of `recent` while others are left."""
    return rng.choice([line for line in _GLAD if line not in recent] or list(_GLAD))


def coming_back(contact: Contact) -> str:
    """What she adds once to the first thing she does for somebody after a full answer."""
    return _BACK.format(reach=contact.reach())
