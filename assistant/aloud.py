"""A text that is given, said aloud: a line of hers once more, or a file that somebody dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.ports import Clause

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

AGAIN, READING = "again", "reading"
LONGEST = 60_000  # characters; about an hour of reading
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)")


async def aloud(text: str, by: str) -> AsyncGenerator[Clause, None]:
    """Clause by clause; what was not heard is simply not said."""
    for paragraph in _PARAGRAPH.split(text[:LONGEST]):
        for sentence in _SENTENCE.split(" ".join(paragraph.split())):
            if sentence:
                yield Clause(sentence, by)
