"""What of a mind's words may be said: cut into clauses as they come, each judged before it passes."""

from __future__ import annotations

import re
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.dialogue import guard
from assistant.dialogue.english import stems, words_of
from assistant.dialogue.faults import Fault, Wanted, fault
from assistant.dialogue.text import sentences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

MOST_WORDS = 60  # of a reply
EARLY_WORDS = 4  # a first clause of so many words may go ahead of its sentence
LONGEST_OPENER = 8  # words of a first sentence that may be about nothing in particular
_LATE_WORDS = 9  # of a sentence whose end has not come


@dataclass
class Sifted:
    """What became of one reply: how many clauses passed, and which did not, and why."""

    passed: int = 0
    dropped: list[tuple[Fault, str]] = field(default_factory=list)
    broken: bool = False  # a sentence that had begun to sound was not finished


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
