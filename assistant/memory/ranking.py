"""Which memories belong to what was said: meaning first, words to break ties, people, recency. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.memory.words import content

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.memory.kept import Memory

WORDS_WEIGH = 0.01  # a tie-break: more hurts (measured)
SHARED_WEIGHS = 0.06  # the very words of the memory were said
PERSON_WEIGHS = 0.15
RECENT_WEIGHS = 0.01
RECENT_DAYS = 30
NEAR_ENOUGH = 0.475  # cosine from which a memory may come up by itself
STRONG = 0.6  # from which it need share no word


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` orders; `meaning` is the cosine, None where only words were compared."""

    memory: Memory
    score: float
    meaning: float | None
    shared: int  # content words it has in common with what was said


def rank(  # noqa: PLR0917 - one question, all that bears on it
    heard: str,
    memories: Mapping[int, Memory],
    meaning: Mapping[int, float],
    words: Mapping[int, float],
    now: datetime,
    people: Collection[int] = (),
) -> tuple[Hit, ...]:
    """Best first. `meaning` holds cosines, `words` BM25 weights (larger is better), `people` the
    numbers of those that are spoken of.
    """
    said = stems(heard)
    most = max(words.values(), default=0.0) or 1.0
    hits = []
    for number, memory in memories.items():
        told = stems(f"{memory.words} {memory.about} {memory.relation}")
        shared = len(told & said)
        by_words = words.get(number, 0.0) / most
        age = (now - datetime.fromisoformat(memory.at)).days
        score = RECENT_WEIGHS * max(0.0, 1 - age / RECENT_DAYS)
        score += PERSON_WEIGHS * (memory.person in people and memory.aspect != "name")
        score += SHARED_WEIGHS * shared / max(len(told), 1)
        if meaning:
            score += meaning.get(number, 0.0) + WORDS_WEIGH * by_words
        else:
            score += by_words
        hits.append(Hit(memory, score, meaning.get(number) if meaning else None, shared))
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def worth_saying(hit: Hit, heard: str, *, recently: Collection[int] = ()) -> bool:
    """Whether it helps to bring this up unasked: near enough, and not what was just said."""
    memory = hit.memory
    if memory.id in recently or memory.confidence < 0.75 or memory.kind == "read":
        return False
    said = stems(heard)
    new = stems(memory.words) - said - stems(f"{memory.about} {memory.relation}")
    if not new or len(said) < 2:
        return False  # it would only repeat them, or they said next to nothing
    if hit.meaning is None:
        return hit.shared >= 2
    return hit.meaning >= STRONG or (hit.meaning >= NEAR_ENOUGH and hit.shared >= 1)


def stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, content(text)))


def stem(word: str) -> str:
    """A crude stem: enough to see that "swimming" and "swims" are one."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
