"""Cut the text of a letter into sentences, and finish one that was spoken."""

from __future__ import annotations

import re

_ENDS = re.compile(r"(?<=[.!?…])([\"')\]]*)\s+")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Rev|vs|etc|approx|no|e\.g|i\.e|a\.m|p\.m)|\b[A-HJ-Z])\.$",
    re.IGNORECASE,
)
_MARKS = (  # what is said: what is written; the space before it goes
    (re.compile(r"(?i)[\s,.]*\bfull stop\b[.,]?"), "."),
    (re.compile(r"(?i)[\s,.]*\bquestion mark\b[.?,]?"), "?"),
    (re.compile(r"(?i)[\s,.]*\bexclamation (?:mark|point)\b[.!,]?"), "!"),
    (re.compile(r"(?i)[\s,.]*\bperiod[.,]?$"), "."),
    (re.compile(r"(?i)[\s,]+comma\b,?(?=\s)"), ","),
    (re.compile(r"(?i)[\s,]+semicolon\b,?(?=\s)"), ";"),
)
_BREAK = re.compile(r"(?i)[\s,.]*\bnew (?:paragraph|line)\b[.,]?\s*")


def sentences(text: str) -> tuple[str, ...]:
    """`text` cut where a sentence ends; a title ("Dr.") and an initial end none. Only spaces are lost.

    A small letter begins no sentence, unless the whole text is in small letters.
    """
    small = text.islower()
    found: list[str] = []
    begin = 0
    for end in _ENDS.finditer(text):
        piece = text[begin : end.end(1)].strip()
        after = text[end.end() : end.end() + 1]
        if (_SHORT.search(piece) and not piece.endswith("?")) or (after.islower() and not small):
            continue
        found.append(piece)
        begin = end.end()
    found.append(text[begin:].strip())
    return tuple(piece for piece in found if piece)


def finished(words: str) -> str:
    """A sentence with a capital at its beginning and a mark at its end; "" for none."""
    plain = " ".join(words.split()).strip(" ,;")
    if not any(char.isalnum() for char in plain):
        return ""
    first = next(i for i, char in enumerate(plain) if char.isalnum())
    plain = plain[:first] + plain[first].upper() + plain[first + 1 :]
    return plain if re.search(r"[.!?…:][\"')\]]*$", plain) else f"{plain}."


def dictated(words: str) -> tuple[tuple[str, ...], ...]:
    """Spoken words as paragraphs of finished sentences; said marks ("comma", "new paragraph") become marks.

    The first paragraph continues the letter's last one; it is empty when the words begin with a
    new paragraph.
    """
    paragraphs = []
    for part in _BREAK.split(f" {words}"):
        marked = re.sub(r"\bi\b(?!\.)", "I", part) if part.islower() else part
        for said, mark in _MARKS:
            marked = said.sub(mark, marked)
        paragraphs.append(tuple(filter(None, map(finished, sentences(marked.strip())))))
    return tuple(p for i, p in enumerate(paragraphs) if p or i == 0)
