"""A first draft from a few points, by rules: greeting and closing from earlier letters, the occasion's own frame. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.letters.letter import Letter
from assistant.letters.turning import points, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_KIN = frozenset("mum mom mummy mommy dad daddy grandma granny grandpa granddad nan auntie".split())
_TITLED = re.compile(r"(?i)(?:mr|mrs|ms|miss|dr|doctor|professor|prof|sir|madam)\b\.?")
_OFFICE = re.compile(
    r"(?i)\b(?:the|my|our) (?:[\w-]+ )*(?:council|bank|landlord|landlady|company|office|school|insurance|insurers?|hospital|surgery|manager|department|authority|agency|court|tax office|embassy|club|library|shop|store|hotel|airline|university|editor|headteacher|boss|employer)\b"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter of this kind opens and ends with, around the points."""

    opens: str = ""
    ends: str = ""


_OCCASIONS = (
    (re.compile(r"(?i)\b(?:condolence|sympathy|death of|passed away|funeral|died)\b"), Occasion("I was so sorry to hear your news.", "I'm thinking of you.")),
    (re.compile(r"(?i)\bcomplain"), Occasion("", "Please let me know how you will put this right.")),
    (re.compile(r"(?i)\bcancel (?:my|the|our) (?:\w+ )?(?:subscription|contract|membership|policy|account)"), Occasion("", "Please confirm this in writing.")),
    (re.compile(r"(?i)\binvite\b"), Occasion("", "I hope you can come.")),
)  # fmt: skip
_ONLY_NAMES = re.compile(
    r"(?i)(?:a letter of |my |our )?(?:condolences?|sympathy)\b"
)  # the occasion, no point


def greeting(to: str, earlier: Letter | None = None) -> str:
    """As in the latest letter to the same person; else by how they are named."""
    if earlier is not None and earlier.greeting:
        return earlier.greeting
    if not to:
        return ""
    if _OFFICE.search(to):
        return "Dear Sir or Madam,"
    return f"Dear {to},"


def closing(to: str, earlier: Letter | None = None) -> str:
    if earlier is not None and earlier.closing:
        return earlier.closing
    if _OFFICE.search(to):
        return "Yours faithfully,"
    if _TITLED.match(to):
        return "Yours sincerely,"
    return "Love," if to.lower() in _KIN else "Kind regards,"


def begun(to: str, your_name: str, earlier: Letter | None = None) -> Letter:
    """An empty letter to `to`, framed as the latest one to them was."""
    name = earlier.name if earlier is not None and earlier.name else your_name
    address = earlier.address if earlier is not None else ""
    return Letter(to, greeting(to, earlier), (), closing(to, earlier), name, "", address)


def drafted(letter: Letter, said: Sequence[str]) -> Letter:
    """`letter` with a body made of the points in `said`; what it held before is their first."""
    wanted = [point for words in said for point in points(words)]
    body = tuple(sentence(point) for point in wanted if not _ONLY_NAMES.match(point))
    body = tuple(filter(None, body))
    occasion = next((o for p, o in _OCCASIONS if p.search(" ".join(wanted))), Occasion())
    rows = tuple(row for row in ((occasion.opens,), body, (occasion.ends,)) if row and all(row))
    if not occasion.opens and occasion.ends:
        rows = ((*body, occasion.ends),) if body else ()
    return replace(letter, paragraphs=rows)


def addressee(said: str) -> str:
    """To whom, from "my sister Anna" or "doctor Patel": the name where there is one, as it is written."""
    plain = " ".join(said.split()).strip(" .,!?'\"")
    if found := re.fullmatch(
        r"(?i)(?:my|our|the) (?:dear |old |little |big |good |best )?(?:friend|sister|brother|mother|father|mum|mom|dad|cousin|wife|husband|partner|son|daughter|neighbou?r|colleague|boss|teacher|grandmother|grandfather|niece|nephew) (?P<name>[^\W\d_][\w' -]*)",
        plain,
    ):
        plain = found["name"]
    if found := re.fullmatch(
        r"(?i)(?:my|our) (?P<kin>mum|mom|dad|grandma|granny|grandpa|nan)", plain
    ):
        plain = found["kin"]
    plain = re.sub(
        r"(?i)^(?:my|our) (?=(?:aunt|uncle|auntie|granny|grandma|grandpa) \w)", "", plain
    )
    titles = {"mister": "Mr", "mr": "Mr", "mrs": "Mrs", "missus": "Mrs", "ms": "Ms", "miss": "Miss", "doctor": "Dr", "dr": "Dr", "professor": "Prof", "prof": "Prof"}  # fmt: skip
    first, _, rest = plain.partition(" ")
    if rest and first.lower().rstrip(".") in titles:
        plain = f"{titles[first.lower().rstrip('.')]} {rest}"
    if re.match(r"(?i)(?:the|my|our)\b", plain):
        return plain[:1].lower() + plain[1:]
    return " ".join(word[:1].upper() + word[1:] for word in plain.split())[:60]
