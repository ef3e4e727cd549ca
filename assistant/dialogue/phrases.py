"""The parts of a sentence that can be said back: its chief clause, and the thing it is about. Pure."""

from __future__ import annotations

import re

from assistant.dialogue import english, topics
from assistant.dialogue.english import listed
from assistant.dialogue.feelings import ALL as FEELINGS
from assistant.dialogue.feelings import feeling_in, mood_of
from assistant.dialogue.text import sentences

OPENERS = re.compile(
    r"^(?:(?:well|so|okay|ok|oh|hey|hi|hello|um+|uh+|hm+|yes|yeah|no|and|but|also|then|because|anyway|actually|honestly|"
    r"listen|look|you know what|you know|i mean|guess what|to be honest|by the way|basically|right|sorry|sometimes|"
    r"sadly|unfortunately|luckily|apparently|thing is|the thing is|mostly|today|yesterday|last night|lately|recently|this morning|tonight)\b[\s,.:;!-]*)+",
    re.IGNORECASE,
)
_SOFTEN = re.compile(
    r"\b(?:actually|literally|basically|kind of|sort of|kinda|sorta|honestly|pretty much)\b ?",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:,? (?:but|because|since|so that|and then|although|though|which|cause|cos|except)\b|,? (?:and|so) (?=(?:i|we|he|she|they|it|now|my)\b)|[,;:–—] | - )", re.IGNORECASE)  # fmt: skip
MOST_WORDS = 12  # a longer clause is not said back whole


# "I think I'll have a glass of wine" is a plan, not a thought
_I_THINK = re.compile(
    r"(?i)^i (?:think|guess|suppose|reckon|might|feel like|hope)(?: that)? (?=(?:i'll|i'm going|i will|i might|i should|i need|i want|i'd (?:like|better|rather)|i have to|i must|we'll|we should)\b)"
)


def chief_clause(text: str) -> str:
    """The clause that carries most: about the person themselves if there is one, the latest of these."""
    best, score = "", -1
    for sentence in sentences(text):
        stripped = OPENERS.sub("", sentence).strip()
        for piece in _CUT.split(stripped):
            clause = _SOFTEN.sub("", OPENERS.sub("", piece)).strip(" .!?,;:\"'")
            clause = _I_THINK.sub("", clause)
            words = english.words_of(clause)
            if not words:
                continue
            low = clause.lower()
            worth = 4 * bool(
                re.match(r"(?:i|i'm|i've|i'd|i'll|we|we're|we've|my|our|whether)\b", low)
            )
            worth += (
                2 * bool(topics.topic_of(low)[0]) + 2 * bool(feeling_in(low)) + (mood_of(low) != 0)
            )
            worth += bool(english.content_words(clause)) - 3 * (len(words) > MOST_WORDS)
            if worth >= score:
                best, score = clause, worth
    return best


def thing_in(words: list[str]) -> str:
    """The object of a clause: its last noun phrase that is no person and no moment."""
    found = ""
    for at, word in enumerate(words):
        if word.lower() in english.DETERMINERS:
            phrase = english.noun_phrase(words, at)
            if not phrase or phrase[-1].lower() in _NO_THING | english.STOP | FEELINGS:
                continue
            if (
                at == 0
                or not found
                or words[at - 1].lower() not in {"in", "at", "for", "on", "of", "with", "from"}
            ):
                found = _said_back(phrase)
    return found


_COUNTS = frozenset(
    listed("""two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand half""")
)
_HOLDS_ON = english.DETERMINERS | _COUNTS
_JOINS = frozenset(listed("of in the my a an at with and on no for by from"))
LONGEST_TAIL = 5  # words


def tail_of(clause: str) -> str:
    """How a clause ends, as one says it back: "two cups of tea", "three in the morning"; "" for none.

    It begins with a number, a determiner or a name and runs to the end of the clause.
    """
    words = english.words_of(clause)
    while len(words) > 2 and words[-1].lower() in english.MOMENTS and words[-2].lower() != "the":
        words = words[: -2 if words[-2].lower() in {"on", "this", "last", "next"} else -1]
    for at in range(max(1, len(words) - LONGEST_TAIL), len(words) - 1):
        low = words[at].lower()
        if low not in _HOLDS_ON and not low[:1].isdigit() and low.partition("-")[0] not in _COUNTS:
            continue
        rest = [word.lower() for word in words[at + 1 :]]
        if any(
            (one in english.STOP and one not in _JOINS)
            or one in english.AUXILIARIES
            or one in english.VERBS - {"works", "plays", "plans", "shows", "lives", "looks"}
            for one in rest
        ):
            continue
        if rest[-1] in english.STOP | {"lot", "bit", "few", "one", "ones"} or low in {
            "that",
            "this",
        }:
            continue
        return english.flipped(" ".join(words[at:]))
    return ""


_NO_THING = frozenset(
    listed(
        "day week year month morning evening afternoon night time moment lot bit while hour minute way few other weekend one"
    )
) | {"best", "worst", "whole", "same", "idea"}


def _said_back(phrase: list[str]) -> str:
    """A noun phrase from her side: "my job" is "your job", "a new guitar" is "the new guitar"."""
    head = phrase[0].lower()
    rest = " ".join(english.flipped(word) for word in phrase[1:])
    match head:
        case "my" | "our":
            return f"your {rest}"
        case "a" | "an" | "some" | "another":
            return f"the {rest}"
        case "your":
            return f"my {rest}"
        case "this" | "these" | "those":
            return f"{'that' if head == 'this' else 'those'} {rest}"
        case _:
            return f"{head} {rest}"


_LEADS_ON = frozenset(listed("on at in to of for with next this last"))


def trimmed(base: str) -> str:
    """At most five words of an object, a leading article told as the known thing, moments gone."""
    words = english.words_of(base)
    kept: list[str] = []
    for word in words[:6]:
        if kept and word.lower() in (
            english.MOMENTS
            | {"because", "but", "when", "that", "who", "which", "and", "so", "if", "for", "with"}
        ):
            break
        kept.append(word)
    if base.lower().startswith(("a lot of ", "lots of ")):
        kept = ["all", "that", *kept[3 if kept[0].lower() == "a" else 2 :]]
    while kept and kept[-1].lower() in _LEADS_ON:
        kept.pop()
    if kept and kept[0].lower() == "to":
        return ""
    if kept and kept[0].lower() in {"a", "an", "some"}:
        kept[0] = "the"
    return " ".join(kept) if kept and kept[-1].lower() not in {"to", "the", "of", "in"} else ""


def asked_thing(question: str) -> str:
    """What a question is about, as a phrase that can be named: "the capital of France"."""
    words = english.words_of(question)
    found = ""
    for at, word in enumerate(words):
        if word.lower() in english.DETERMINERS - {"that", "this"} and not found:
            phrase = english.noun_phrase(words, at)
            if phrase and phrase[-1].lower() not in _NO_THING:
                head = phrase[0].lower()
                if len(phrase) > 2 and at and words[at - 1].lower() in {"did", "does", "do"}:
                    phrase = phrase[:2]  # "did the war end": the verb is no part of it
                if phrase[-1].lower() in {"open", "late", "closed", "on"}:
                    phrase = phrase[:-1]
                found = (
                    " ".join(_said_back(phrase).split())
                    if head in {"my", "our", "your"}
                    else " ".join(phrase)
                )
    if found:
        return found
    names: list[str] = re.findall(r"(?<!^)\b[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", question)
    names = [name for name in names if name.split()[0].split("'")[0] != "I"]
    if names:
        return names[-1]
    after = re.search(
        r"(?i)\b(?:do|does|did|don't|doesn't|is|are|isn't|aren't|were|was|can|will|has|have|many|much|about|with|for|on|of) (?P<noun>[a-z]{3,})\b",
        question,
    )
    noun = after["noun"].lower() if after else ""
    known = english.STOP | english.MOMENTS | english.VERBS | FEELINGS | {"one", "ones"}
    return noun if noun and noun not in known and not noun.endswith(("ly", "ing", "ed")) else ""


def turned(about: str) -> str:
    cleaned = re.sub(r"\b(?:please|then|now|today|you think)\b", "", about).strip(" ?.!,")
    return english.flipped(" ".join(cleaned.split())) if cleaned else ""


def has_verb(words: list[str]) -> bool:
    lows = [word.lower() for word in words]
    return any(
        low in english.AUXILIARIES
        or (low in english.VERBS)
        or low.endswith(("'s", "'re", "'m"))
        or (at > 0 and low.endswith("ed") and len(low) > 4)
        for at, low in enumerate(lows)
    )


def lower_first(clause: str) -> str:
    first = clause.split(" ", 1)[0]
    keep = first in {"I", "I'm", "I've", "I'd", "I'll"} or (
        first[:1].isupper() and first.lower() not in _OPENING_WORDS
    )
    return clause if keep else clause[:1].lower() + clause[1:]


_OPENING_WORDS = english.STOP | english.DETERMINERS | english.VERBS | english.MOMENTS
