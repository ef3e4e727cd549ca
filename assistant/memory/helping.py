"""What a mind may add where the rules found nothing: one lasting fact, in words of the sentence itself.

A small model invents, so nothing it says counts that does not stand in the sentence. Pure.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from assistant.memory.extraction import flipped, found_in, told_plainly
from assistant.memory.kept import YOU, Found, Kind
from assistant.memory.words import content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

INSTRUCTION = (
    "You read one sentence that somebody said about themselves. If it tells something that will "
    'still be true in a month, write it as one short clause that begins with "you" or "your", with '
    "words of the sentence only. If it tells of a moment, a mood or a plan for today, lasting is false."
)
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"lasting": {"type": "boolean"}, "clause": {"type": "string"}},
    "required": ["lasting", "clause"],
    "additionalProperties": False,
}
ASPECT = "added"
SURE = 0.5
FEWEST, MOST = 5, 25  # words of a sentence that is worth the asking
MOST_CLAUSE, LEAST_CONTENT = 14, 2  # words of the answer, and those of them that carry the matter
_SELF = re.compile(r"(?i)\b(?:i|i'm|i've|my|we|our)\b")
_BEGINS = re.compile(r"(?i)^your?\b")


def worth_asking(text: str, today: date) -> str:
    """The sentence of `text` that tells plainly of the speaker and says nothing to the rules; ""."""
    for sentence in re.split(r"(?<=[.!?…])\s+|\n+", " ".join(text.replace("’", "'").split())):
        long = FEWEST <= len(sentence.split()) <= MOST
        if long and _SELF.search(sentence) and told_plainly(sentence):
            return "" if found_in(sentence, today) else sentence
    return ""


def added(sentence: str, answer: str) -> Found | None:
    """What `answer` adds, marked as inferred; None where it adds a word of its own, or nothing."""
    try:
        said = json.loads(answer)
        lasting, clause = said["lasting"], " ".join(str(said["clause"]).split()).strip(" .!")
    except (ValueError, KeyError, TypeError):
        return None
    words = content(clause)
    fits = len(words) >= LEAST_CONTENT and len(clause.split()) <= MOST_CLAUSE
    if lasting is not True or not fits or not _BEGINS.match(clause) or "?" in clause:
        return None
    if not _in_order(words, content(flipped(sentence))) or _turned(clause, sentence):
        return None
    clause = clause[:1].lower() + clause[1:]
    value = re.sub(r"^you\s+", "", clause)
    return Found(YOU, ASPECT, value, clause, sentence, kind=Kind.INFERRED, confidence=SURE)


def _in_order(words: Iterable[str], sentence: Iterable[str]) -> bool:
    """They all stand in the sentence, one after the other: else who did what may be turned round."""
    rest = iter(sentence)
    return all(word in rest for word in words)


_NOT = re.compile(r"(?i)\b(?:not|never|no|nobody|nothing|hardly|without)\b|n't\b")


def _turned(clause: str, sentence: str) -> bool:
    """Whether one denies and the other does not."""
    return bool(_NOT.search(clause)) is not bool(_NOT.search(sentence))
