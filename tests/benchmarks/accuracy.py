"""How right a transcript is: word errors, and the words of slots."""

from __future__ import annotations

import re

from assistant.voice.numbers import cardinal

_SAME = {"mr": "mister", "mrs": "missus", "oz": "ounce", "okay": "ok"}


def words(text: str) -> list[str]:
    """The words of a text in one spelling.

    Lower case, no punctuation, hyphens part words, numbers in words ("16-ounce", "16oz" → sixteen
    ounce; "7x8" → seven times eight), "Mr" → mister, "oz" → ounce.
    """
    text = re.sub(r"(?<=\d)\s*[x×]\s*(?=\d)", " times ", text.lower())
    text = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", text)
    text = re.sub(r"\d+", _in_words, text.replace("’", "'"))
    found = re.sub(r"[^a-z' ]+", " ", text.replace("-", " ")).split()
    return [_SAME.get(word, word) for word in (word.strip("'") for word in found) if word]


def _in_words(digits: re.Match[str]) -> str:
    return cardinal(str(int(digits[0])))


def word_errors(said: str, heard: str) -> int:
    """Edit distance in words: substituted, left out and put in."""
    right, tried = words(said), words(heard)
    row = list(range(len(tried) + 1))
    for i, word in enumerate(right, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(tried, 1):
            diagonal, row[j] = row[j], min(diagonal + (word != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def word_error_rate(said: str, heard: str) -> float:
    """Word errors over the number of words said; 0.0 is perfect, may exceed 1.0.

    Raises ValueError when nothing was said.
    """
    count = len(words(said))
    if not count:
        raise ValueError("nothing was said")
    return word_errors(said, heard) / count


def slot_words(slots: list[str], heard: str) -> tuple[int, int]:
    """(found, all) of the words in the slots' values, wherever in the transcript they stand."""
    wanted = [word for slot in slots for word in words(slot)]
    there = set(words(heard))
    return sum(word in there for word in wanted), len(wanted)
