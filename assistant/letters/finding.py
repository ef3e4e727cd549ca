"""Find what was meant: a sentence by its number or its words, words in the letter however they are cased."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from assistant.letters.commands import About, Nth, NthParagraph, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.letters.letter import Letter

GREETING, CLOSING, NAME = -1, -2, -3
_SMALL = frozenset("a an the of to in on at and or for about with that is was were are it i you he she we they my your".split())  # fmt: skip

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")  # fmt: skip


class Missing(Exception):  # noqa: N818 - becomes an Unclear at once
    """What was meant is not there; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words in sentence `number` (or GREETING, CLOSING, NAME), from `begin` to `end`."""

    number: int
    begin: int
    end: int


def number_of(letter: Letter, where: Where) -> int:
    """The number of the sentence meant. Raises Missing."""
    count = len(letter.sentences)
    if not count:
        raise Missing("There is nothing in the letter yet.")
    match where:
        case Nth(number=number):
            if not -count <= number < count:
                has = "one sentence" if count == 1 else f"{count} sentences"
                raise Missing(f"The letter has only {has}. Which one do you mean?")
            return number % count
        case NthParagraph():
            row = paragraph_of(letter, where)
            return sum(map(len, letter.paragraphs[:row]))
        case About(words=words):
            return _about(letter, words)
        case _:
            assert_never(where)


def paragraph_of(letter: Letter, where: NthParagraph) -> int:
    """The row of the paragraph meant. Raises Missing."""
    count = len(letter.paragraphs)
    if not -count <= where.number < count or not count:
        has = "one paragraph" if count == 1 else f"{count} paragraphs"
        raise Missing(
            f"The letter has only {has}." if count else "There is nothing in the letter yet."
        )
    return where.number % count


def ordinal(number: int) -> str:
    """ "first" for 0, and so on."""
    return ORDINALS[number] if number < len(ORDINALS) else f"number {number + 1}"


def _about(letter: Letter, words: str) -> int:
    """The one sentence with these words, or with the most of their telling ones. Raises Missing."""
    exact = {match.number for match in matches(letter, words) if match.number >= 0}
    if len(exact) == 1:
        return exact.pop()
    if len(exact) > 1:
        raise Missing(f"“{words}” is in {len(exact)} sentences. Which one: the {_listed(exact)}?")
    wanted = _telling(words)
    scores = [len(wanted & _telling(sentence)) for sentence in letter.sentences]
    best = max(scores, default=0)
    if not wanted or best * 2 < len(wanted) or scores.count(best) > 1 or not best:
        raise Missing(f"I can't find a sentence about “{words}”. Which number has it?")
    return scores.index(best)


def _listed(numbers: set[int]) -> str:
    named = [ordinal(number) for number in sorted(numbers)]
    return f"{', the '.join(named[:-1])} or the {named[-1]}"


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", text.lower())) - _SMALL


def matches(letter: Letter, words: str) -> tuple[Match, ...]:
    """Where whole `words` stand, in reading order; case, spaces and the kind of apostrophe do not count."""
    parts = [re.escape(part) for part in words.replace("’", "'").split()]
    if not parts:
        return ()
    pattern = r"\s+".join(parts).replace("'", "['’]")
    before = r"(?<!\w)" if words.split(maxsplit=1)[0][:1].isalnum() else ""
    after = r"(?!\w)" if words.rsplit(maxsplit=1)[-1][-1:].isalnum() else ""
    sought = re.compile(f"{before}{pattern}{after}", re.IGNORECASE)
    texts = [(GREETING, letter.greeting), *enumerate(letter.sentences)]
    texts += [(CLOSING, letter.closing), (NAME, letter.name)]
    return tuple(
        Match(number, *found.span()) for number, text in texts for found in sought.finditer(text)
    )


def changed(letter: Letter, places: Sequence[Match], new: str) -> Letter:
    """`new` in all these places; a sentence that is left without words is gone."""
    for place in sorted(places, key=lambda m: (m.number, m.begin), reverse=True):
        match place.number:
            case -1:
                letter = replace(letter, greeting=_spliced(letter.greeting, place, new))
            case -2:
                letter = replace(letter, closing=_spliced(letter.closing, place, new))
            case -3:
                letter = replace(letter, name=_spliced(letter.name, place, new))
            case number:
                text = _spliced(letter.sentences[number], place, new)
                kept = (text,) if any(char.isalnum() for char in text) else ()
                letter = letter.with_sentence(number, *kept)
    return letter


def _spliced(text: str, place: Match, new: str) -> str:
    """One place changed; a capital at the beginning of the sentence stays one, and spaces single."""
    old = text[place.begin : place.end]
    if new and place.begin == 0 and old[:1].isupper():
        new = new[:1].upper() + new[1:]
    if new.endswith((".", "!", "?")) and text[place.end : place.end + 1] in {".", "!", "?"}:
        new = new[:-1]
    left, right = text[: place.begin], text[place.end :]
    if not new:
        left, right = (
            re.sub(r"[\s,]+$", " ", left),
            right.lstrip(" ,") if not left.strip() else right,
        )
        if not left.strip():
            right = right[:1].upper() + right[1:]
    joined = re.sub(r"\s+([,.;:!?])", r"\1", f"{left}{new}{right}")
    return " ".join(joined.split())
