"""What the person told in this talk that answers what they ask now. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.english import listed, plain, stem
from assistant.dialogue.people import same_person
from assistant.dialogue.said import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.people import Person
    from assistant.dialogue.said import Said

_NUMBER = r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|half|dozen)\b"
_DAY = r"\b(?:today|tomorrow|tonight|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|night|noon|week|weekend|month|year|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|o'clock|ago|soon)\b"
# how a question is put, and what stands in a sentence that answers it
_ASPECTS = tuple(
    (re.compile(asks), re.compile(answers, re.IGNORECASE))
    for asks, answers in (
        (r"^how old\b|\bwhat age\b", rf"\b(?:is|are|'s|'re|turn\w*|was)\b.*(?:{_NUMBER})|years old"),
        (r"^how (?:many|much|long|far|often)\b", _NUMBER),
        (r"\bjob\b|\bfor a living\b|\bdo(?:es)? (?:he|she|they|i) (?:work|do)\b|\bwork as\b", r"\bjob\b|\bwork(?:s|ed|ing)?\b|(?:'s|'re| is| are) an? [a-z]+"),
        (r"\b(?:called|name)\b", r"\bname(?:'s| is| was)?\b|\bcalled\b|\bnamed\b"),
        (r"^(?:and )?when\b|\bwhat (?:day|time|month|year)\b|\bwhich day\b", rf"{_DAY}|(?:{_NUMBER}).*\b(?:minutes|hours|days|weeks|months|years)\b|\bat (?:{_NUMBER})"),
        (r"^(?:and )?where\b", r"\b(?:in|to|at|from|on|near|by)\b"),
        (r"\bwho\b|\bwhom\b", r""),
    )
)  # fmt: skip
_OF_ASKING = {stem(word) for word in listed("remember told name called tell old job long many much day time far again mention mentioned talk")}  # fmt: skip
_SOMEBODY = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b")
_TELLS = frozenset((Kind.TOLD, Kind.FRAGMENT))
NEAR = 3  # turns around the one that was told about, in which a few words belong to it


def told_before(said: Said, history: History) -> str:
    """The person's own words that answer it, from her side; the latest that fit best, "" for none.

    An answer shares a word with the question, or speaks of the same person in the way that was asked.
    """
    low = plain(said.text)
    asked = {stem(word) for word in said.words} - _OF_ASKING
    if said.person is not None:
        asked -= {stem(word) for word in _called(said.person)}
    aspect = next((answer for question, answer in _ASPECTS if question.search(low)), None)
    somebody = said.person is not None and (
        bool(_SOMEBODY.search(low))
        or any(word in low for word in _called(said.person) if len(word) > 1)
    )
    of_theirs = re.search(r"\b(?:i|i'm|my|mine|me|we|our|us)\b", low)
    if not somebody and not of_theirs and not (aspect is not None and not aspect.pattern):
        return ""  # a question about the world, which merely shares a word
    best, score = "", 1
    for one in _told(history):
        understood = one.understood
        if understood is None:
            continue
        here = {stem(word) for word in understood.words}
        shared = len(asked & here)
        theirs = somebody and same_person(understood.person, said.person)
        fits = aspect is not None and bool(aspect.search(understood.text))
        if not shared and not (theirs and fits and aspect is not None and aspect.pattern):
            continue
        if (somebody and not theirs) or (aspect is not None and not fits):
            continue
        worth = 2 * shared + theirs + 2 * fits
        if worth >= score:
            best, score = understood.you, worth
    return best


def _called(person: Person) -> tuple[str, ...]:
    return tuple(one.rsplit(" ", 1)[-1].lower() for one in (person.label, person.relation))


def of_last(said: Said, history: History) -> str:
    """What answers a bare "when?" or "with whom?": in the turns around the one she has just told from."""
    exchanges = list(history.exchanges)[:-1]
    before = exchanges[-1] if exchanges else None
    aspect = next(
        (answer for question, answer in _ASPECTS if question.search(plain(said.text))), None
    )
    if before is None or aspect is None:
        return ""
    meant = plain(before.meant)
    at = next((n for n, one in enumerate(exchanges) if one.understood and one.understood.you
               and one.understood.kind in _TELLS and plain(one.understood.you) in meant), None)  # fmt: skip
    if at is None:
        return ""
    told = exchanges[at].understood
    for one in exchanges[at : at + NEAR + 1]:
        understood = one.understood
        if one.private or understood is None or understood.kind not in _TELLS or one is before:
            continue
        if understood.you and aspect.pattern and aspect.search(understood.text):
            return understood.you
        if not aspect.pattern and understood.person and told is not None:
            return understood.you
    return ""


def _told(history: History) -> Iterable[Exchange]:
    return (
        one
        for one in list(history.exchanges)[:-1]
        if not one.private and one.understood and one.understood.kind in _TELLS
        and one.understood.you
    )  # fmt: skip
