"""Clean what came in: one boundary for control characters, surrogates, monsters of length."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_CHARS = 8_000  # about ten minutes of speech; more in one turn is a paste
MOST_LETTERS_IN_A_WORD = 60
MOST_LETTERS_IN_A_PATH = 1_000

_A_PATH = re.compile(r"[~/]|[A-Za-z]:[\\/]|\w+://")
_KEEP = {"\n", "\t"}
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
_FILLERS = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m*|h+m+|m+h+m+|ah+|eh+|oh+)\b[\s,.;:!…-]*", re.IGNORECASE
)
_OPENERS = re.compile(
    r"^(?:(?:well|so|okay|ok|right|now|anyway|hey|hi|hello|alright|all right|please|actually|"
    r"honestly|listen|look|and|but|also|then|just|excuse me|sorry|you know|i mean|by the way)\b"
    r"[\s,.;:!-]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` is safe to handle; `cut` tells that there was more than MOST_CHARS."""

    text: str
    cut: bool = False


def clean(raw: str) -> Cleaned:
    """Without control characters, lone surrogates and direction overrides; spaces folded; capped.

    Straight quotes, NFC. A word of more than MOST_LETTERS_IN_A_WORD letters is shortened.
    """
    cut = len(raw) > MOST_CHARS
    text = unicodedata.normalize("NFC", visible(raw[:MOST_CHARS])).translate(_QUOTES)
    words = (
        word[: MOST_LETTERS_IN_A_PATH if _A_PATH.match(word) else MOST_LETTERS_IN_A_WORD]
        for word in text.split()
    )
    return Cleaned(" ".join(words), cut)


def visible(raw: str) -> str:
    """`raw` with every character that has no place in a sentence made a space or dropped."""
    return "".join(map(_visible_character, raw))


def _visible_character(char: str) -> str:
    if char in _KEEP:
        return " "
    match unicodedata.category(char):
        case "Cc":
            return " "
        case "Cs" | "Co" | "Cn":
            return ""
        case "Cf":  # zero-width and direction marks; the joiner holds emoji together
            return char if char == "\u200d" else ""
        case _:
            return char


def bare(text: str) -> str:
    """The intent of a sentence as skills read it: lower case, no fillers, no punctuation.

    "Um, so what time is it, please?" becomes "what time is it". Signs that count in figures
    (+ - * / % . : ^ × ÷ and the apostrophe) stay inside.
    """
    plain = _FILLERS.sub(" ", text.lower().translate(_QUOTES))
    plain = re.sub(r"[\"!?;…\[\]{}]|[.,:](?=\s|$)|(?<=\s)[-–—](?=\s*[a-z])", " ", plain)
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain).replace(",", " ")
    plain = " ".join(plain.split())
    plain = _OPENERS.sub("", plain)
    return re.sub(
        r"(?:\s+(?:please|thanks|thank you|then|for me|now|right now))+$", "", plain
    ).strip()


def has_words(text: str) -> bool:
    """Whether anything but fillers and punctuation is in `text`."""
    return any(char.isalnum() for char in _FILLERS.sub(" ", text + " "))


def sentences(text: str) -> tuple[str, ...]:
    """`text` cut after . ! ? … where a new sentence begins; nothing is lost but spaces."""
    parts = re.split(r"(?<=[.!?…])[\"')]*\s+(?=\S)", text.strip())
    joined: list[str] = []
    for part in parts:
        if joined and re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|vs|etc|e\.g|i\.e|a\.m|p\.m)\.$", joined[-1]):
            joined[-1] += " " + part
        elif part:
            joined.append(part)
    return tuple(joined)


def capitalised(text: str) -> str:
    """Each sentence with a capital, as slots may stand at its beginning."""
    return re.sub(
        r"(^|[.!?…]\s+)([\"']?)([a-z])",
        lambda found: found[1] + found[2] + found[3].upper(),
        text.strip(),
    )
