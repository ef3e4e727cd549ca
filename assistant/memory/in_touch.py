"""Find when the person was last in touch with somebody, and whose birthday is near: "I called Mum yesterday". Pure.

One such memory is kept of each person, the latest; what came before stays as its history.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.memory import relations
from assistant.memory.calendar import said
from assistant.memory.kept import MOST_QUOTE, Found
from assistant.memory.naming import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from assistant.memory.store import MemoryStore

IN_TOUCH = "in touch"  # the aspect; its value is an ISO date
BIRTHDAY = "birthday"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "a few": 3, "four": 4, "five": 5,
            "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_IN_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MOST_DAYS = 36_500
_NAME = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'][A-Z]?[a-zà-ÿ]+)?"
_BARE = r"mum|mom|dad|mummy|grandma|grandpa|granny|nan|grandad|mother|father"
_WHO = (
    rf"(?:(?:[Mm]y|[Oo]ur) (?P<rel>(?i:{relations.RELATION}))(?: (?P<name>{_NAME}))?"
    rf"|(?P<bare>(?i:{_BARE}))|(?P<only>{_NAME}))\b(?!'s)"
)
_I = r"\b(?:I|i|we|We)(?:'ve| have)?(?: (?:just|also|finally|even|really|both))*"
_MET = (
    r"(?:called|rang|phoned|rung|saw|seen|met|visited|texted|emailed|facetimed|skyped|joined|"
    r"met up with|caught up with|(?:spoke|spoken|talked|chatted) (?:to|with)|wrote to|written to|had (?:a |some |my )?(?:\w+ ){0,2}?(?:lunch|dinner|breakfast|coffee|tea|drinks?|cake|call|chat|walk|talk|visit|evening|day|pint) (?:with|from)|"
    r"went (?:\w+ ){0,5}?with|had|played (?:\w+ ){1,2}with|dropped in on|dropped by|stayed with|been (?:\w+ ){0,2}(?:at|with|to see|to)|went (?:round )?to (?:see|visit))"
)
_HAD_OVER = r"(?= (?:over|round|here|for (?:lunch|dinner|tea|coffee)))"
_CONTACT = re.compile(rf"{_I} (?P<verb>{_MET}) {_WHO}")
_CAME = re.compile(
    rf"(?:^|[.,;!] |\b(?:and|but|so|then|because|as) ){_WHO} (?:(?:just|finally|also) )?(?:called|rang|phoned|texted|wrote|visited|came (?:over|round|by|to (?:see|visit))|dropped (?:in|by)|was here|popped (?:in|round)|stopped by|stayed)\b"
)
_LONG_AGO = re.compile(
    rf"\b(?:I|i|we|We) (?:haven't|have not)(?: really| actually| even)? (?:seen|spoken (?:to|with)|talked (?:to|with)|heard from|called|rung|visited|met|been in touch with) {_WHO} (?:for|in|since)(?: about| over| nearly| almost| at least| more than)? (?:(?P<count>a couple of|a few|\w+) (?P<unit>day|week|month|year)s?|(?P<ages>ages|years|months|weeks|so long|a long time|forever))"
)
_LOOKED_AT = re.compile(
    r"saw|seen|visited|joined|went (?:round )?to \w+|been .*to(?: see)?"
)  # also a play, or a town
_NEGATED = re.compile(r"\b(?:haven't|have not|hasn't|has not|not)\b")
_NOT_TOLD = re.compile(
    r"(?i)\b(?:didn't|did not|never|should|would|wanted to|want to|going to|could|might|maybe|if|when i was|used to|dream(?:t|ed)?|almost|nearly|tried to|years ago|as a (?:kid|child|boy|girl)|at school|in (?:19|20)\d\d|always|every|usually|sometimes|often|funeral|grave|imagine|in the (?:film|movie|book|show)|on (?:tv|television|telly|the news)|hospital|court|police)\b"
)
_WHEN = re.compile(
    r"(?i)\b(?:(?P<today>today|just now|this (?:morning|afternoon|evening)|tonight|earlier)|(?P<yesterday>yesterday|last night)|the day before (?P<before>yesterday)|"
    rf"(?:last |on |this )+(?P<day>{'|'.join(_DAYS)})|(?P<count>a couple of|a few|\w+) (?P<unit>day|week|month)s? ago|(?P<week>last week)|(?P<weekend>(?:at|over|on|last|this) (?:the )?(?:past )?weekend)|(?P<month>last month))\b"
)
_BIRTHDAY = re.compile(
    rf"(?:\b[Ii]t(?:'s| is|'ll be| will be) )(?:(?:[Mm]y|[Oo]ur) (?P<rel>(?i:{relations.RELATION}))|(?P<bare>(?i:{_BARE}))|(?P<only>{_NAME}))'s (?:\w+ )?birthday(?:,)? (?P<when>today|tomorrow|the day after tomorrow|(?:on |this |next |in )+[\w ]{{2,20}})"
)
_NO_NAME = frozenset(
    """i it he she they we you my the nobody somebody everyone everybody someone people friends work today yesterday
    christmas easter monday tuesday wednesday thursday friday saturday sunday then there that this what god netflix
    london paris berlin rome spain france germany italy america england customers clients santa""".split()
)


def in_touch_in(text: str, today: date, known: Iterable[str] = ()) -> tuple[Found, ...]:
    """The latest day on which the person says to have called, seen or heard from each somebody.

    `known` are names that are known already, for what is typed in small letters.
    """
    kept: dict[str, Found] = {}
    for sentence in _told(text, known):
        for found in (*_CONTACT.finditer(sentence), *_CAME.finditer(sentence)):
            clause = sentence[max(0, found.start() - 24) : found.end() + 40]
            verb = found.groupdict().get("verb") or ""
            if _NOT_TOLD.search(clause) or _NEGATED.search(sentence[: found.start() + 12]):
                continue
            name = found["only"] or ""
            if name and name not in known and _LOOKED_AT.fullmatch(verb):
                continue
            if verb == "had" and not re.match(_HAD_OVER, sentence[found.end() :]):
                continue
            day = _day(sentence[found.end() :], today) or _day(sentence[: found.start()], today)
            _put(kept, found, day or today, sentence)
        for found in _LONG_AGO.finditer(sentence):
            _put(kept, found, today - timedelta(days=_days(found)), sentence, about=True)
    return tuple(kept.values())


def birthdays_in(text: str, today: date, known: Iterable[str] = ()) -> tuple[Found, ...]:
    """Whose birthday the person says is on a near day: "it's Anna's birthday on Friday"."""
    kept: list[Found] = []
    for sentence in _told(text, known):
        for found in _BIRTHDAY.finditer(sentence):
            about, name, label = _who(found)
            day = _ahead(found["when"].lower(), today)
            if about and day is not None:
                value = f"{day.day} {day:%B}"
                words = f"{label}'s birthday is {value}"
                kept.append(Found(about, BIRTHDAY, value, words, sentence[:MOST_QUOTE], True, name=name))  # fmt: skip
    return tuple(kept)


def keep_latest(store: MemoryStore, found: Found, at: datetime, turn: int = 0) -> None:
    """Keep this contact in the place of an older one; an older one than is kept changes nothing."""
    before = store.of(found.name or found.about, IN_TOUCH) or store.of(found.about, IN_TOUCH)
    if not before:
        store.keep(found, at, turn)
    elif before[0].value < found.value:
        store.replace(before[0].id, found, at, turn)


def _told(text: str, known: Iterable[str]) -> Iterator[str]:
    plain = " ".join(text.replace("’", "'").split())
    for part in re.split(r"(?<=[.!?…])\s+", plain):
        if part and not part.rstrip(" \"')").endswith("?"):
            yield named(part, *known)


def _put(
    kept: dict[str, Found], found: re.Match[str], day: date, sentence: str, *, about: bool = False
) -> None:
    whom, name, label = _who(found)
    if not whom:
        return
    when = f"last in touch with {label} around {day:%B %Y}" if about else f"in touch with {label} on {said(day)}"  # fmt: skip
    one = Found(whom, IN_TOUCH, day.isoformat(), f"you were {when}", sentence[:MOST_QUOTE], True, name=name)  # fmt: skip
    before = kept.get(whom)
    if before is None or before.value < one.value:
        kept[whom] = one


def _who(found: re.Match[str]) -> tuple[str, str, str]:
    """(whom a memory is about, the name beside a relation, how she says it); "" for nobody."""
    parts = found.groupdict()
    only = parts.get("only") or ""
    if only:
        return ("", "", "") if only.lower() in _NO_NAME else (only, "", only)
    relation = relations.plain(parts.get("rel") or parts.get("bare") or "")
    if relation in relations.ANIMALS:
        return "", "", ""
    name = parts.get("name") or ""
    return relation, name, name or f"your {relation}"


def _day(text: str, today: date) -> date | None:
    found = _WHEN.search(text[:60])
    if found is None:
        return None
    if found["today"]:
        return today
    if found["before"]:
        return today - timedelta(2)
    if found["yesterday"]:
        return today - timedelta(1)
    if found["day"]:
        return today - timedelta((today.weekday() - _DAYS.index(found["day"].lower())) % 7 or 7)
    if found["weekend"]:
        return today - timedelta(1 if today.weekday() == 6 else today.weekday() + 1)
    if found["week"]:
        return today - timedelta(7)
    if found["month"]:
        return today - timedelta(30)
    return today - timedelta(days=_days(found))


def _days(found: re.Match[str]) -> int:
    parts = found.groupdict()
    if ages := parts.get("ages"):
        return {"weeks": 21, "months": 90, "years": 730}.get(ages.lower(), 180)
    count = (parts.get("count") or "").lower()
    number = int(count) if count.isdecimal() else _NUMBERS.get(count, 1)
    return min(number * _IN_DAYS[(parts.get("unit") or "day").lower()], _MOST_DAYS)


def _ahead(when: str, today: date) -> date | None:
    if "after tomorrow" in when:
        return today + timedelta(2)
    for word, days in (("tomorrow", 1), ("today", 0)):
        if word in when:
            return today + timedelta(days)
    day = next((name for name in _DAYS if name in when), "")
    if day:
        return today + timedelta((_DAYS.index(day) - today.weekday()) % 7 or 7)
    found = re.search(r"in (\w+) days?\b", when)
    if found and (found[1].isdecimal() or found[1] in _NUMBERS):
        ahead = int(found[1]) if found[1].isdecimal() else _NUMBERS[found[1]]
        return today + timedelta(min(ahead, _MOST_DAYS))
    return None
