"""What a line turns into when the person puts one part of it right: "no, I said Leiden". Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from assistant.dialogue.kinds import kind_in
from assistant.dialogue.said import Kind

if TYPE_CHECKING:
    from assistant.dialogue.history import History

ALIKE = 0.5  # of the letters, from which on a word may have been misheard for another
MOST_WORDS = 3  # a correction of more words is the whole line again
# skills whose answer is only told: asked anew they do no harm
ONLY_TOLD = frozenset(("skill:sums", "skill:units", "skill:clock"))


def put_right(line: str, words: str) -> str:
    """`line` with the part that sounds like `words` replaced by them; `words` where none does."""
    right, old = words.split(), line.split()
    if not 0 < len(right) <= MOST_WORDS or len(old) <= len(right):
        return words
    at, alike = 0, 0.0
    for start in range(len(old) - len(right) + 1):
        piece = " ".join(old[start : start + len(right)])
        share = SequenceMatcher(None, _letters(piece), _letters(words)).ratio()
        share += 0.2 * (_sort(piece) == _sort(words) != "")
        if share > alike:
            at, alike = start, share
    if alike < ALIKE:
        return words
    tail = re.sub(r"^.*\w", "", old[at + len(right) - 1])
    return " ".join((*old[:at], " ".join(right) + tail, *old[at + len(right) :]))


def meant_anew(text: str, history: History) -> str:
    """The request that "no, I said 7 times 9" makes of the last line, where asking it anew does no harm; or ""."""
    kind, words, _ = kind_in(text, text.lower().strip(" .!,;"))
    before = history.before
    if kind is not Kind.CORRECT or not words or before is None or before.private:
        return ""
    harmless = before.by in ONLY_TOLD or not before.by.startswith("skill:")
    return put_right(before.heard, words) if harmless else ""


def _letters(piece: str) -> str:
    return re.sub(r"[^\w]+", " ", piece.lower()).strip()


def _sort(piece: str) -> str:
    """ "name" for a capital, "figure" for a number, "" for other words."""
    return "figure" if re.search(r"\d", piece) else "name" if piece[:1].isupper() else ""
