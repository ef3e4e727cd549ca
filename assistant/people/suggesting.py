"""Whom she may suggest to call, and when: at most two a week, never twice in a row, never who was declined. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.people.book import days_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.people.book import Known

MOST, WINDOW = 2, timedelta(days=7)
APART = timedelta(hours=20)  # between two suggestions
SAME_AGAIN = timedelta(days=21)  # before the same person is suggested again
JUST_NOW = timedelta(days=4)  # who was seen so lately needs no reminder
NEAR_DAYS = 3  # a birthday is near
FOR_EVER = "ever"
NO_THANKS = timedelta(days=60)  # for one person, after a plain no
NOT_NOW = timedelta(days=14)  # for everybody, after "not now"
AFTER_CRISIS = timedelta(days=2)
KEPT = 40  # suggestions; only the last week counts


class Moment(StrEnum):
    """What makes it fitting."""

    LONELY = "lonely"
    BIRTHDAY = "birthday"
    END = "end"


@dataclass(frozen=True, slots=True)
class Past:
    """What was suggested and declined, by memory's numbers; no name and no word is in it.

    `suggested`: (instant, key), latest last. `left_out`: key and the day until which, or FOR_EVER.
    `quiet_until`: nobody is suggested before that day, "" for no pause. `grown`: the day of the
    last word about much use, FOR_EVER when it is not wanted.
    """

    suggested: tuple[tuple[datetime, str], ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)
    quiet_until: str = ""
    grown: str = ""


def may_suggest(past: Past, now: datetime) -> bool:
    """Whether anybody may be suggested now: fewer than MOST in any seven days around, no pause."""
    if _holds(past.quiet_until, now.date()):
        return False
    ago = [abs(now - at) for at, _ in past.suggested]
    return sum(one < WINDOW for one in ago) < MOST and all(one >= APART for one in ago)


def whom(
    people: Sequence[Known], past: Past, moment: Moment, now: datetime, *, minor: bool = False
) -> Known | None:
    """The one to suggest, if anybody: the closest, and among these who was longest out of touch."""
    if not may_suggest(past, now):
        return None
    today = now.date()
    fitting = [
        one
        for one in people
        if one.closeness > 0
        and (one.family or not minor)
        and not _holds(past.left_out.get(one.key, ""), today)
        and (moment is Moment.BIRTHDAY or not _lately(one, past, now))
    ]
    if moment is Moment.BIRTHDAY:
        near = [one for one in fitting if near_birthday(one, today) and not _told(one, past, now)]
        return min(near, key=lambda one: days_to(one.birthday or (1, 1), today), default=None)
    return min(fitting, key=lambda one: (-one.closeness, one.in_touch or date.min), default=None)


def near_birthday(one: Known, today: date) -> bool:
    return one.birthday is not None and days_to(one.birthday, today) <= NEAR_DAYS


def suggested(past: Past, key: str, now: datetime) -> Past:
    """With this suggestion in it."""
    return replace(past, suggested=(*past.suggested, (now.astimezone(UTC), key))[-KEPT:])


def left_out(past: Past, key: str, until: str) -> Past:
    """With somebody not to be suggested before the day `until`, or FOR_EVER; "" lets them in again."""
    others = {one: day for one, day in past.left_out.items() if one != key}
    return replace(past, left_out=others | ({key: until} if until else {}))


def without(past: Past, keys: set[str]) -> Past:
    """With nothing about anybody but these, for the others are forgotten. How many there were stays
    known for a week, or forgetting would make room for more suggestions.
    """
    return replace(
        past,
        suggested=tuple((at, key if key in keys else "") for at, key in past.suggested),
        left_out={key: day for key, day in past.left_out.items() if key in keys},
    )


def day_after(now: datetime, pause: timedelta) -> str:
    return (now.date() + pause).isoformat()


def _holds(until: str, today: date) -> bool:
    return until == FOR_EVER or bool(until and today.isoformat() < until)


def _lately(one: Known, past: Past, now: datetime) -> bool:
    """Seen just now, or suggested not long ago."""
    seen = one.in_touch is not None and abs(now.date() - one.in_touch) < JUST_NOW
    return seen or any(key == one.key and abs(now - at) < SAME_AGAIN for at, key in past.suggested)


def _told(one: Known, past: Past, now: datetime) -> bool:
    """This birthday has been spoken of."""
    near = timedelta(days=NEAR_DAYS + 1)
    return any(key == one.key and abs(now - at) < near for at, key in past.suggested)
