"""Let the mind on this computer word a short letter anew; only what adds nothing is taken, and it is read back."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue import guard
from assistant.dialogue.minds.worded import LOCAL
from assistant.dialogue.safety import alarm
from assistant.errors import Trouble
from assistant.letters.sentences import finished, sentences
from assistant.ports import Prompt

if TYPE_CHECKING:
    from assistant.letters.letter import Letter
    from assistant.ports import Mind

TASK = (
    "You improve the wording of a short letter. Keep every fact, name, day and number. Add nothing and promise "
    "nothing. Write as “I” to “you”, in plain warm English. No greeting, no closing, no quotes. Answer with the text of the "
    "letter only."
)
MOST_WORDS = 60  # of a letter it can word; a mind of ours gives about 65 words at one go
PATIENCE_S = 25.0
_FRAME = re.compile(
    r"(?i)^(?:dear|hi|hello)\b[^.!?]*?,\s*|\s*(?:(?:kind|best|warm) regards|sincerely|best wishes|yours|love),?[^.!?]*$|^(?:here is|here's|sure)\b[^:]*:\s*"
)


def can_word(letter: Letter, mind: Mind | None) -> bool:
    """A letter stays on this computer, and is not too long for a mind."""
    return mind is not None and mind.name == LOCAL and 0 < len(letter.body.split()) <= MOST_WORDS


async def worded_anew(letter: Letter, mind: Mind) -> Letter | None:
    """The letter with another body; None when nothing came that may be taken."""
    prompt = Prompt(TASK, (), "", letter.body, letter.body)
    try:
        async with asyncio.timeout(PATIENCE_S), aclosing(mind.words(prompt)) as words:
            pieces = [piece async for piece in words]
    except (Trouble, TimeoutError):
        return None
    body = fit(letter.body, "".join(pieces))
    if not body:
        return None
    return replace(letter, paragraphs=(tuple(map(finished, sentences(body))),))


def fit(before: str, after: str) -> str:
    """What of a mind's wording may be taken; "" when it adds, leaves out or says what may not be said."""
    plain = _FRAME.sub("", " ".join(after.split())).strip().strip('"“”')
    if not plain.endswith((".", "!", "?")):
        plain = plain[: 1 + max(plain.rfind("."), plain.rfind("!"), plain.rfind("?"))]
    same = plain.lower() == before.lower()
    if not plain or same or guard.objection(plain) or alarm(plain):
        return ""
    if not 0.5 <= len(plain.split()) / max(1, len(before.split())) <= 2.0:
        return ""
    return plain if _kept(before) == _kept(plain) and _marks(plain) else ""


def _kept(text: str) -> frozenset[str]:
    """Figures and names, days among them: what has to be the same."""
    figures = re.findall(r"\d+(?:[.:,]\d+)*", text)
    names = re.findall(r"(?<![.!?] )(?<!^)(?<![“\"])\b(?!I\b)[A-Z][\w'’-]+", text)
    return frozenset(figures) | frozenset(
        name.removesuffix("'s").removesuffix("’s") for name in names
    )


def _marks(text: str) -> bool:
    return not re.search(r"[\[\]{}<>|*#_]|https?:", text)
