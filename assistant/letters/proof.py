"""Proof-read a letter by rules that never change what it means; every change is named. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.letters.commands import Edited, Unclear
from assistant.letters.misspelt import MISSPELT

if TYPE_CHECKING:
    from assistant.letters.letter import Letter

_DOUBLED = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset("had that is very so really bye no night ha can now there".split())
_DAYS = "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december christmas easter english british french german italian spanish".split()  # fmt: skip
_CAPITALS = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_I = re.compile(r"(?<![\w.'’])i(?=(?:['’](?:m|ve|ll|d))?(?![\w.'’-]))")
_VOWEL_SOUND = re.compile(
    r"(?i)^(?:[aeio]|u(?!n[i]|s[aeiu]|t[eio]|k|r[ai]n|biq)|un(?!i(?:[cfoqtv]|on))|hour|honest|honou?r|heir|mri|sms)"
)
_CONSONANT_SOUND = re.compile(r"(?i)^(?:one\b|once\b|eu|uni(?:[cfoqtv])|use|usu|uti|ute|uk|ewe)")
_ARTICLE = re.compile(r"\b([Aa]n?) ([A-Za-z][\w'’-]*)")
_ITS = (  # only where nothing else is possible
    (re.compile(r"\b([Ii])ts (?=(?:a|an|the|not|been|going to|very|too|so|been|really|just|only|raining|snowing|getting|time|nice to|good to|great to|hard to|lovely to|difficult to|possible|impossible|because|me|you|cold|hot|late|early)\b)"), r"\1t's "),
    (re.compile(r"\b([Ii])t['’]s (?=own\b|(?:name|colou?r|size|price|owner|purpose|cover|lid|roof|engine|tail|contents|surface)\b)"), r"\1ts "),
)  # fmt: skip
_YOUR = (
    (re.compile(r"\b([Yy])our (?=(?:welcome|not|going to|a|an|the|very|too|always|never|being|coming|right that)\b(?! (?:good|great|kind) \w+))"), r"\1ou're "),
    (re.compile(r"\b(could|would|should|must|might) of\b", re.IGNORECASE), r"\1 have"),
)  # fmt: skip
_SPACING = (
    (re.compile(r"\s+([,.;:!?…])"), r"\1"),
    (re.compile(r"([,;:!?])(?=[A-Za-z])"), r"\1 "),
    (re.compile(r"([a-z]{2}\.)(?=[A-Z][a-z])"), r"\1 "),
    (re.compile(r"\(\s+|\s+\)"), lambda found: found[0].strip()),
    (re.compile(r",{2,}"), ","),
    (re.compile(r"(?<!\.)\.\.(?!\.)"), "."),
    (re.compile(r"\s{2,}"), " "),
)  # fmt: skip


def proofread(letter: Letter) -> tuple[Letter, Edited | Unclear]:
    """The letter without slips; `told` has one entry for each change, "(twice)" where it came again."""
    told: list[str] = []
    new = replace(letter, greeting=_checked(letter.greeting, told, ends=False))
    for number, sentence in enumerate(letter.sentences):
        new = new.with_sentence(number, _checked(sentence, told) or sentence)
    new = replace(new, closing=_checked(letter.closing, told, ends=False))
    if new == letter:
        return letter, Unclear("I find nothing to correct.")
    return new, Edited(tuple(_together(told)))


def _checked(text: str, told: list[str], *, ends: bool = True) -> str:
    if not text:
        return text
    for check in (_spaced, _undoubled, _spelt, _its, _articles, _capitals):
        text = check(text, told)
    if ends:
        text = _ended(text, told)
    return text


def _spaced(text: str, told: list[str]) -> str:
    new = text.strip()
    for pattern, put in _SPACING:
        new = pattern.sub(put, new)
    if new != text:
        told.append("the spacing")
    return new


def _undoubled(text: str, told: list[str]) -> str:
    def put(found: re.Match[str]) -> str:
        word = found[1]
        if word.lower() in _MAY_DOUBLE or word.isdigit():
            return found[0]
        told.append(f"“{word} {word.lower()}” is now “{word}”")
        return word

    return _DOUBLED.sub(put, text)


def _spelt(text: str, told: list[str]) -> str:
    def put(found: re.Match[str]) -> str:
        word = found[0]
        right = MISSPELT.get(word.lower())
        if right is None or (word.isupper() and len(word) > 1):
            return word
        right = right[:1].upper() + right[1:] if word[:1].isupper() else right
        told.append(f"“{word}” is now “{right}”")
        return right

    return re.sub(r"[A-Za-z]+(?:['’][A-Za-z]+)?", put, text)


def _its(text: str, told: list[str]) -> str:
    for pattern, put in (*_ITS, *_YOUR):
        for found in pattern.finditer(text):
            wrong, right = found[0].strip(), found.expand(put).strip()
            told.append(f"“{wrong}” is now “{right}”")
        text = pattern.sub(put, text)
    return text


def _articles(text: str, told: list[str]) -> str:
    def put(found: re.Match[str]) -> str:
        article, word = found[1], found[2]
        if len(word) == 1 or word.isupper() or word.lower() in {"and", "or", "is", "in", "of", "u"}:
            return found[0]
        vowel = bool(_VOWEL_SOUND.match(word)) and not _CONSONANT_SOUND.match(word)
        right = article[0] + ("n" if vowel else "")
        if right == article or (word[:1] in "hH" and article.lower() == "an"):
            return found[0]
        told.append(f"“{article} {word}” is now “{right} {word}”")
        return f"{right} {word}"

    return _ARTICLE.sub(put, text)


def _capitals(text: str, told: list[str]) -> str:
    def put(found: re.Match[str]) -> str:
        word = found[0][:1].upper() + found[0][1:]
        told.append(f"“{found[0]}” is now “{word}”")
        return word

    text = _CAPITALS.sub(put, _I.sub(put, text))
    first = next((i for i, char in enumerate(text) if char.isalnum()), None)
    if first is not None and text[first].islower() and not text.startswith("http"):
        word = re.match(r"[\w'’-]+", text[first:])
        large = text[first].upper()
        told.append(f"“{word[0] if word else large}” begins with a capital")
        text = text[:first] + large + text[first + 1 :]
    return text


def _ended(text: str, told: list[str]) -> str:
    if re.search(r"[.!?…:][\"'”’)\]]*$", text) or not any(char.isalnum() for char in text):
        return text
    told.append(f"a full stop after “{text.rsplit(maxsplit=1)[-1].strip(',;')}”")
    return f"{text.rstrip(' ,;-–—')}."


def _together(told: list[str]) -> list[str]:
    """The same correction once, with how often it was made."""
    often = {what: told.count(what) for what in told}
    return [
        what if count == 1 else f"{what} ({'twice' if count == 2 else f'{count} times'})"
        for what, count in often.items()
    ]
