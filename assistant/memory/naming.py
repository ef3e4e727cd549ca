"""Give people and places their capitals where a sentence was typed in small letters. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.memory import relations

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_NAME = frozenset(
    """who whose that which and or but also just still now never always often sometimes usually once only even
    both here there is was has had who's he she they it we you i me him her them food group shower tongue house
    language figure tree side shop club show story day everyone everybody nobody somebody someone anyone
    everything nothing what this these those mum mom dad life work school home time money love god one all
    people really already recently finally currently officer people's""".split()
)
_DOES = (
    r"(?:is|lives?|works?|has|loves?|likes?|hates?|plays?|studies|speaks?|drives?|moved|wants)\b"
)
_PERSON = re.compile(
    rf"\b(?P<before>(?:my|our) (?:{relations.RELATION}),? (?:called |named )?)(?P<word>[a-zà-ÿ'-]{{2,}})(?=,? (?:really |also |still |now )?{_DOES})"
)
_FIRST = re.compile(
    rf"^(?P<before>(?:(?:and|but|so|well|yes|no|oh),? )*)(?P<word>[a-zà-ÿ-]{{3,}})(?= (?:lives in|works (?:as|at|for)|is my (?:{relations.RELATION}))\b)"
)
_PLACE = re.compile(
    r"\b(?P<before>(?:liv(?:e|es|ing) (?:in|near)|moved? (?:back )?to|moving (?:back )?to|(?:'m|am|is|'s|comes?|came) (?:originally )?from|grew up in|born in|works? in) )"
    r"(?P<word>(?:(?:new|san|los|las|saint|st|north|south|east|west) )?[a-zà-ÿ-]{3,})"
)
_NO_PLACE = re.compile(
    r"(?:the|my|our|his|her|their|your|an|this|that|another|some|one|two|peace|fear|town|hope|pain|love|here|there|"
    r"today|tomorrow|next|different|marketing|sales|finance|retail|education|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|spring|summer|autumn|winter|nineteen|twenty|small|big|old|nice)\b"
)


def named(sentence: str, *known: str) -> str:
    """`sentence` with capitals for the names and places in it, when it has none but the first and "I".

    `known` are names that are spoken of already.
    """
    if re.search(r"[A-ZÀ-Þ]", re.sub(r"^\W*\w|\bI\b", "", sentence)):
        return sentence
    text = _capitals(sentence, known)
    text = _PERSON.sub(lambda found: _raised(found, _NO_NAME), text)
    text = _FIRST.sub(lambda found: _raised(found, _NO_NAME), text)
    return _PLACE.sub(
        lambda found: found[0] if _NO_PLACE.match(found["word"]) else _raised(found), text
    )


def _capitals(text: str, known: Iterable[str]) -> str:
    for name in known:
        if name[:1].isupper():
            text = re.sub(rf"\b{re.escape(name.lower())}\b", name, text)
    return text


def _raised(found: re.Match[str], but: frozenset[str] = frozenset()) -> str:
    word = found["word"]
    if word in but or (but and (word.endswith("ly") and len(word) > 5)):
        return found[0]
    return found["before"] + " ".join(part[:1].upper() + part[1:] for part in word.split())
