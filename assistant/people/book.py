"""The people book: everybody the person has named, as memory tells it. Pure; nothing is kept here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.memory.in_touch import BIRTHDAY, IN_TOUCH
from assistant.memory.kept import Found
from assistant.memory.relations import ANIMALS, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from assistant.memory.kept import Memory, Person

CLOSE = "close"  # the aspect of somebody the person called close at the first meeting
LIVES, BORN, DIED = "lives in", "born", "died"
TELLING = (IN_TOUCH, BIRTHDAY, BORN, LIVES)  # whose values stand in the book
FAMILY = frozenset(
    """mother father sister brother son daughter grandmother grandfather aunt uncle cousin nephew niece twin
    stepmother stepfather stepson stepdaughter godmother godfather grandson granddaughter mother-in-law
    father-in-law sister-in-law brother-in-law godchild""".split()
)
FRIENDS = frozenset(("friend", "mentor"))
AROUND = frozenset(("neighbour", "colleague", "flatmate", "classmate"))
_NEVER = frozenset(  # nobody to be sent to: work, treatment, an end, a child, and whoever shares the house
    """ex boss manager teacher landlord landlady therapist doctor dentist coach supervisor hairdresser trainer
    baby child wife husband partner girlfriend boyfriend fiancé fiancée""".split()
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(rf"(?i)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})|({_MONTH})(?: the)? (\d{{1,2}})(?!\d)")  # fmt: skip
_HARM = re.compile(
    r"(?i)\b(?:hits?|hitting|beats?|beat|beating|hurts? me|hurting me|punche[sd]|kick(?:s|ed)|slap(?:s|ped)|chok(?:es|ed)|threaten\w*|abus\w*|rap(?:e|ed|es)\b|molest\w*|touch(?:es|ed) me|stalk\w*|controls? (?:me|my)|"
    r"(?:scared|afraid|frightened|terrified) of (?:him|her|them|my|going)|locks? me|restraining order|violent|drunk again|steals? from me|stole from me)\b"
)
_APART = re.compile(
    r"(?i)\b(?:fell out|fallen out|falling out|(?:not|\w+n't|no longer|never) (?:\w+ )?(?:speak(?:ing)?|talk(?:ing)?) (?:to|with) (?:me|each other|him|her|them|my)|(?:not|\w+n't|no longer) (?:on )?speaking(?: terms)?|no contact|cut (?:him|her|them|me|my \w+|(?-i:[A-Z])\w+) (?:off|out)|"
    r"blocked (?:him|her|them|me|my|(?-i:[A-Z]))|(?:hate|despise|can't stand|cannot stand|can't bear) (?:him|her|them|my \w+|(?-i:(?!\w+days?\b)[A-Z]\w+))|is toxic|betrayed me|cheated on me|want(?:s)? nothing to do with|dead to me|disowned|estranged)\b"
)
_DEAD = re.compile(
    r"(?i)\b(?:died|passed away|is dead|are dead|'s dead|funeral|we lost (?:him|her)|i lost my|late (?:mother|father|mum|mom|dad|sister|brother|friend)|grave|buried|the day (?:he|she) died|rest in peace)\b"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the book. `key` is memory's number; `label` how she says it ("Anna", "your sister").

    `far`: they live somewhere else than the person. `closeness` 0..4, where 0 is nobody to be called for company. `birthday` is (month, day).
    """

    key: str
    label: str
    relation: str = ""
    closeness: int = 0
    birthday: tuple[int, int] | None = None
    in_touch: date | None = None
    far: bool = False

    @property
    def family(self) -> bool:
        return self.relation.rpartition(" ")[2] in FAMILY


def book(
    people: Iterable[Person], memories: Iterable[Memory], aspects: Mapping[int, Collection[str]]
) -> tuple[Known, ...]:
    """Everybody of whom something is held, the closest first.

    `memories` are those of TELLING that hold, the person's own among them; `aspects` all that is
    held of each, by number.
    """
    of: dict[int, list[Memory]] = {}
    for memory in memories:
        of.setdefault(memory.person, []).append(memory)
    here = {one.value.casefold() for one in of.get(0, ()) if one.aspect == LIVES}
    found = [
        _known(one, here, of.get(one.id, ()), aspects[one.id])
        for one in people
        if aspects.get(one.id)
    ]
    return tuple(sorted(found, key=lambda one: (-one.closeness, one.label)))


def _known(
    person: Person, here: Collection[str], memories: Iterable[Memory], aspects: Collection[str]
) -> Known:
    homes, days, marks = set(), [], []
    for one in memories:
        if one.aspect == LIVES:
            homes.add(one.value.casefold())
        elif one.aspect == IN_TOUCH:
            days.append(one.value)
        else:
            marks.append(one.value)
    return Known(
        str(person.id),
        person.label,
        person.relation,
        0 if DIED in aspects else closeness(person.relation, aspects),
        next((day for mark in marks if (day := day_of_year(mark))), None),
        max((at for text in days if (at := _iso(text))), default=None),
        bool(homes - set(here)),
    )


def closeness(relation: str, aspects: Collection[str]) -> int:
    """4: called close, or a best friend; 3: family; 2: friends, and names of whom more is known; 1: people around; 0: nobody to call."""
    which, _, noun = relation.rpartition(" ")
    if noun in _NEVER or noun in ANIMALS:
        return 0
    if CLOSE in aspects or (which == "best" and noun in FRIENDS):
        return 4
    if noun in FAMILY:
        return 3
    if noun in FRIENDS:
        return 2
    if noun in AROUND:
        return 1
    # a bare name may be a play or a shop: something else has to be held of it too
    return 2 if not noun and IN_TOUCH in aspects and len(set(aspects)) > 1 else 0


def apart(texts: Iterable[str]) -> bool:
    """Whether anything said of somebody tells of harm, of a break, or of a death."""
    return any(_HARM.search(text) or _APART.search(text) or _DEAD.search(text) for text in texts)


def harms(text: str) -> bool:
    """Whether `text` tells that somebody is dangerous to the person."""
    return bool(_HARM.search(text))


def day_of_year(text: str) -> tuple[int, int] | None:
    """(month, day) in "3 May", "on May the 3rd 1960"; None where no such day is named."""
    found = _DAY_MONTH.search(text)
    if found is None:
        return None
    month = _MONTHS.index((found[2] or found[3]).lower()) + 1
    day = int(found[1] or found[4])
    try:
        date(2024, month, day)
    except ValueError:
        return None
    return month, day


def days_to(birthday: tuple[int, int], today: date) -> int:
    """Days until the next such day, 0 when it is today; 29 February is kept on the 28th else."""
    for year in (today.year, today.year + 1):
        try:
            at = date(year, *birthday)
        except ValueError:
            at = date(year, 2, 28)
        if at >= today:
            return (at - today).days
    return 366


def close_in(text: str) -> tuple[Found, ...]:
    """Whom the person named as close at the first meeting ("Anna, your mum"), as memory keeps it."""
    found = []
    for piece in (part.strip(" .") for part in re.split(r",|;| and ", text)):
        relation = re.fullmatch(r"(?i)(?:your|my) (.+)", piece)
        if relation is None and not re.fullmatch(r"[^\W\d_][\w'’ -]{1,30}", piece):
            continue
        about = plain(relation[1]) if relation else piece[:1].upper() + piece[1:]
        label = f"your {about}" if relation else about
        quote = f"You named {label} when I asked whom you are close to."
        found.append(Found(about, CLOSE, "to you", f"{label} is close to you", quote, True))
    return tuple(found)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
