"""Numbers in words turned into figures: "twenty-one" is "21", "three point five" is "3.5". Pure."""

from __future__ import annotations

import re

from assistant.dialogue.english import listed

_ONES = {
    word: number
    for number, word in enumerate(
        listed("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""")
    )
}
_TENS = {
    word: 20 + 10 * at
    for at, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"))
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_WORDS = "|".join([*_ONES, *_TENS, *_SCALES, "fourty"])
_RUN = re.compile(
    rf"\b(?:a (?=hundred|thousand|million|billion|trillion|dozen))?(?:(?:{_WORDS}|dozen|\d+(?=[ -](?:hundred|thousand|million|billion|trillion)\b))"
    rf"(?:[ -]+(?:and (?=(?:{_WORDS})\b))?(?=(?:{_WORDS}|dozen|point)\b)|\b))+(?:point(?: (?:{_WORDS}))+\b)?"
)


def in_figures(low: str) -> str:
    """`low` (lower case) with every number that is written out put in figures."""
    return _RUN.sub(lambda found: _figure(found[0]), low)


def in_words_again(figures: str, low: str) -> str:
    """`figures`, a part of what `in_figures` made of `low`, with its numbers written as they are there."""
    for run in _RUN.finditer(low):
        figure = _figure(run[0]).strip()
        if figure not in low:
            figures = re.sub(
                rf"(?<![\d.]){re.escape(figure)}(?![\d.])", run[0].strip(), figures, count=1
            )
    return figures


def _figure(run: str) -> str:
    words = [word for word in re.split(r"[ -]+", run.strip()) if word not in {"and", "a"}]
    whole, point, rest = _split_at(words, "point")
    if point and rest and all(word in _ONES and _ONES[word] < 10 for word in rest):
        return f"{_value(whole)}.{''.join(str(_ONES[word]) for word in rest)}" + _space(run)
    return str(_value(words)) + _space(run)


def _space(run: str) -> str:
    return " " if run.endswith((" ", "-")) else ""


def _split_at(words: list[str], sign: str) -> tuple[list[str], bool, list[str]]:
    if sign not in words:
        return words, False, []
    at = words.index(sign)
    return words[:at], True, words[at + 1 :]


def _value(words: list[str]) -> int:
    total, part = 0, 0
    for word in words:
        if word.isdigit():
            part += int(word)
        elif word in _ONES:
            part += _ONES[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "fourty":
            part += 40
        elif word == "dozen":
            part = max(part, 1) * 12
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total += max(part, 1) * _SCALES[word]
            part = 0
    return total + part
