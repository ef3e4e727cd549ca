"""A feeling offered as a guess: from the words alone, seldom, and never one that was corrected. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.feelings import BAD, FLAT, GOOD, TIRED
from assistant.dialogue.said import Kind
from assistant.growth.account import script

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.dialogue.history import History
    from assistant.dialogue.said import Said

EVERY = {"light": 8, "more": 3}  # turns between two guesses, at the least
FIRST = {"light": 2, "more": 1}  # turns of a talk before the first

# words for about the same: who is not sad is not unhappy either
_ALIKE = (
    ("sad", "unhappy", "down", "low", "miserable", "depressed", "heartbroken", "blue"),
    ("angry", "mad", "furious", "annoyed", "irritated", "cross", "grumpy"),
    ("nervous", "anxious", "worried", "scared", "afraid", "frightened", "uneasy", "panicky", "terrified"),
    ("lonely", "alone", "homesick"),
    ("tired", "exhausted", "drained", "weary", "worn-out", "sleepy", "burnt-out"),
    ("stressed", "overwhelmed", "pressured"),
    ("hurt", "rejected", "betrayed", "bitter", "upset"),
    ("disappointed", "frustrated", "discouraged"),
    ("happy", "glad", "cheerful", "delighted", "content", "thrilled", "overjoyed"),
    ("excited", "hopeful", "optimistic"),
)  # fmt: skip
FEELINGS = (BAD | GOOD | TIRED | FLAT | {word for row in _ALIKE for word in row}) - {
    "low", "down", "well", "good", "okay", "ok", "fine", "alright", "alone", "great", "beat",
    "content", "mad", "cross", "blue",
}  # fmt: skip
_NAMES = re.compile(rf"\b(?:{'|'.join(sorted(FEELINGS))})\b")
_TO_THEM = re.compile(r"\b(?:me|I|we|us)\b")
# a feeling put into the person without its name
_PUTS = re.compile(
    r"\bmust (?:have )?(?:been |be |feel |felt )?(?:stung|hurt|hard|awful|lovely|exhausting)\b|\btightening\b|\bmake you (?:angry|sad)\b"
)


def alike(feeling: str) -> frozenset[str]:
    """The feeling and its near synonyms."""
    return frozenset((feeling,)).union(*(row for row in _ALIKE if feeling in row))


def barred(corrected: Collection[str]) -> frozenset[str]:
    """All words that must not be guessed when these were corrected."""
    return frozenset().union(*map(alike, corrected)) if corrected else frozenset()


def guess(said: Said, history: History, dial: str, corrected: Collection[str]) -> str:
    """A feeling to offer for what was just told; "" for none.

    None where the person named one, is only listened to, or was asked about another lately.
    """
    if dial not in EVERY or said.kind is not Kind.TOLD or said.feeling or history.listening:
        return ""
    if history.care or history.turns < FIRST[dial]:
        return ""
    if said.person is not None and not _TO_THEM.search(said.text):
        return ""  # what somebody else did says too little about how it was for them
    recent = list(history.exchanges)[-EVERY[dial] - 1 : -1]
    if any(one.guessed or one.private for one in recent):
        return ""
    mood = "good" if said.mood > 0 else "bad" if said.mood < 0 else "plain"
    feeling = str(script()["feelings"][mood].get(said.topic, ""))
    return "" if feeling in barred(corrected) else feeling


def named(text: str) -> frozenset[str]:
    """The feelings a sentence names."""
    return frozenset(_NAMES.findall(text.lower()))


def presumes(line: str) -> bool:
    """Whether a line of hers says or supposes what the person feels."""
    low = line.lower()
    return bool(_NAMES.search(low) or _PUTS.search(low))
