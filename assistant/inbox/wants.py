"""Whether the words of a mail ask for an answer, sentence by sentence, by rule. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_SENTENCES = 120
_SENTENCE = re.compile(r"[^.!?\n…]+(?:[.!?…]+|\n|\Z)")
_CALLED = re.compile(r"\s*(?:dear |hi |hello |and )?([A-ZÀ-Ý][\w'-]{1,20})[,:]? ")

# no answer is needed, whatever else is said
_CLOSED = re.compile(
    r"\b(?:no (?:need|reason) (?:for you )?to (?:reply|answer|write back|respond|get back)|(?:no|any) (?:reply|answer|response|action)(?: is| are)? (?:is )?(?:needed|necessary|required|expected)|not? (?:need|have) to (?:reply|answer|respond|do anything)|do(?:n't| not) (?:reply|answer|respond|worry|write back|feel you have to)|nothing (?:is )?(?:needed|required|to do|for you to do)|needn't (?:reply|answer)|never ?mind|forget (?:i asked|it)|all sorted|that's settled|no rush at all|do not inquire)\b"
)
# asks, whether or not there is a question mark
_ASKS = (
    r"\blet me (?:briefly )?know\b|\blet us (?:briefly )?know\b|\btell (?:me|us) (?!about)|\b(?:write|call|ring|text|mail|get|come) (?:me |us )?back\b(?! to you)|\brsvp\b|\bring me\b|\bgive (?:me|us) a (?:call|ring|shout)\b|\bname the (?:place|day|time)\b",
    r"\bplease,? (?:\w+ )?(?:tell|send|reply|answer|confirm|write|call|ring|respond|let|check|read|have a look|advise|decide|choose|say|give (?:me|us)|return|sign)\b",
    r"\b(?:could|can|would|will|might|won't) you\b(?! (?:believe|imagine))|\b(?:are|do|did|have|were) (?:you|u)\b.*\?",
    r"\b(?:i|we)(?:'d| would| should)? (?:really |only |just |still )*need (?:to know|to hear|your|the name|an answer|a decision|two|a headcount|the pictures)\b|\bneed(?: to know| your| to tell (?:them|him|her))\b",
    r"\b(?:i'd|i would|we'd|we would|i|we) (?:really )?(?:be (?:very |so )?)?(?:appreciate|grateful|glad of|value)\b(?!d)|\bwould be (?:a great help|grateful)\b",
    r"\b(?:your|you're) (?:view|opinion|decision|call|word|thoughts|verdict|choice|consent|confirmation|answer)\b(?! (?:is|was|made|hangs|arrived|of))|\bthoughts\?",
    r"\bi (?:must|have to|need to|should) hear from you\b|\b(?:waiting|wait) (?:for|to hear)\b.*\b(?:you|your)\b|\bi wonder (?:how|what|whether|if|when|where)\b|\bi hope you can say yes\b|\bsay yes\b|\bi am curious what you\b",
    r"\b(?:just|simply) send (?:me|us) (?:an?|your)\b|\bwe ask you to\b|\byes or no\b|\bin or out\b|\b(?:do|shall|should|can|may) i (?:press|come|take|borrow|have|send)\b|\bwhat'?s the\b",
    r"\b(?:is|are) (?:still )?missing\b|\b(?:can't|cannot) (?:go on|close|continue|finish|book|send) .{0,40}\bwithout\b",
    r"\b(?:sag|sagen|schreib|schick|melde|gib) (?:mir|dich|uns)\b|\bkannst du\b|\bkönnen sie\b|\bbitte um\b|\bdis-moi\b|\best-ce que\b|\bpeux-tu\b",
)  # fmt: skip
_ASKING = re.compile("|".join(_ASKS))
# a question nobody is meant to answer, and offers that are only polite
_RHETORICAL = re.compile(
    r"\bwho (?:knew|would have|would've|doesn't|does not|even|forgot|needs)\b|\bwho'd have\b|\bwhat could (?:go|possibly)\b|\bor what\b|\bcan you (?:believe|imagine)\b|\b(?:isn't|aren't|wasn't|weren't) (?:she|he|it|they|that|this)\b|\bwhy do i\b|\bhow is it already\b|\bhow (?:does|do) (?:it|you) feel\b|^\s*(?:do you )?remember (?:this|the|when)\b|^\s*why not\b|\bif (?:you have|there are|anything|something|you)\b.{0,40}\b(?:questions?|changes|wrong with it)\b|\b(?:any|further) questions\b|\bfor your (?:information|amusement|records)\b|\bdo we have the best\b|\bwhat a\b"
)  # fmt: skip
_HABIT = re.compile(r"^\s*(?:so )?(?:how are (?:you|things)|how do you do|what's up)\b")


@dataclass(frozen=True, slots=True)
class Asking:
    """`called` are the names that asking sentences begin with, in lower case."""

    asks: bool = False
    closed: bool = False
    called: tuple[str, ...] = ()


def asking(text: str, subject: str = "") -> Asking:
    """What the new words of a mail ask. `subject` counts where it is itself a short question."""
    asked, closed = False, False
    called: list[str] = []
    for number, found in enumerate(_SENTENCE.finditer(text)):
        if number >= MOST_SENTENCES:
            break
        sentence = found[0]
        low = sentence.lower().replace("’", "'")
        if _CLOSED.search(low):
            closed = True
        elif _asks(low):
            asked = True
            if name := _CALLED.match(sentence):
                called.append(name[1].lower())
    return Asking(asked or _asks(_topic(subject)), closed, tuple(called))


def _asks(low: str) -> bool:
    if _RHETORICAL.search(low) or _HABIT.match(low):
        return False
    return low.rstrip().endswith("?") or bool(_ASKING.search(low))


def _topic(subject: str) -> str:
    """The subject, unless it is of an earlier mail."""
    low = subject.lower().strip()
    return "" if re.match(r"(?:re|aw|sv|antw|fwd?|wg)\s*:", low) else low
