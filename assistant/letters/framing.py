"""Hear where dictated words greet or sign: "dear Anna, …" and "… love, Theo" are no sentences of the body. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.letters.letter import Letter

_HAIL = r"(?P<hail>(?:my )?dear(?:est)?|hi|hello|hey|good (?:morning|evening|afternoon))"
_GREETING = re.compile(
    rf"(?i){_HAIL} (?P<who>(?!me\b)[^\s,.!:;?]+(?: [^\s,.!:;?]+){{0,4}})[,!:]\s*"
)
_ALONE = re.compile(rf"(?i){_HAIL} (?P<who>(?!me\b)[^\s,.!:;?]+(?: [^\s,.!:;?]+)?)")
_HAILED = re.compile(rf"(?i){_HAIL} ")
_SIGNS = (
    r"(?:(?:with |all my |lots of |much )?love|(?:with )?(?:best|kind|warm|all good|warmest) wishes"
    r"|(?:kind|warm|best|warmest)? ?regards|yours(?: (?:sincerely|faithfully|truly|ever))?|sincerely(?: yours)?|cheers)"
)
_CLOSING = re.compile(
    rf"(?i)(?:^|(?<=[.!?…])\s+)(?P<closing>{_SIGNS})(?:(?:,| from) *(?P<name>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?))?[\s,.!]*$"
)
_SMALL = frozenset(("or", "and", "there", "all", "everyone", "both", "my", "the"))


def framed(letter: Letter, words: str) -> tuple[Letter, str]:
    """The letter with what `words` say of its greeting and closing, and the words that are left.

    Only the first words of a letter greet. "Dear Anna thank you" without a pause greets when the
    letter is to Anna.
    """
    rest = words.strip()
    if not letter.sentences:
        letter, rest = _greeted(letter, rest)
    if found := _CLOSING.search(rest):
        if found["name"] is None and not rest[: found.start()].strip() and not letter.sentences:
            return letter, rest  # one word alone on an empty page may be anything
        closing = found["closing"].strip()
        name = _proper(found["name"]) if found["name"] else letter.name
        letter = replace(letter, closing=f"{closing[:1].upper()}{closing[1:].lower()},", name=name)
        rest = rest[: found.start()].strip()
    return letter, rest


def _greeted(letter: Letter, rest: str) -> tuple[Letter, str]:
    if found := _GREETING.match(rest) or _ALONE.fullmatch(rest):
        who = found["who"]
        end = found.end()
    elif (hailed := _HAILED.match(rest)) and _begins(rest[hailed.end() :], letter.to):
        found, who = hailed, letter.to
        end = hailed.end() + len(who)
    else:
        return letter, rest
    named = letter.to if who.lower() == letter.to.lower() else _proper(who)
    hail = found["hail"]
    greeting = f"{hail[:1].upper()}{hail[1:].lower()} {named},"
    return replace(letter, greeting=greeting), rest[end:].lstrip(" ,")


def _begins(words: str, name: str) -> bool:
    return bool(name) and bool(re.match(rf"(?i){re.escape(name)}\b", words))


def _proper(name: str) -> str:
    return " ".join(
        word if word.lower() in _SMALL else f"{word[:1].upper()}{word[1:]}" for word in name.split()
    )
