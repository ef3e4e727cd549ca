"""What she says about people: few words towards somebody named, never about herself. Pure."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.people.book import days_to
from assistant.people.suggesting import Moment

if TYPE_CHECKING:
    from datetime import date

    from assistant.people.book import Known

LONELY = (
    "I take that seriously. Would a short call to {who} do you good this week?",
    "I can listen, and a program is thin company. What would {who} say if you rang?",
    "People are often glad to be rung, more than one thinks. Would you try {who}?",
    "I'm glad you say it out loud. How would it be to write {who} two lines?",
    "You've spoken of {who}. Might it help to hear that voice instead of mine?",
    "Loneliness grows when it's left to itself. Would {who} be easy to reach tonight?",
)
LONELY_SEE = (
    "Some evenings are heavy. Could you see {who} for an hour, just for a cup of something?",
    "It's good that you say so. Is there a day this week that would suit you and {who}?",
    "It needn't be a big thing. A walk with {who}, perhaps?",
    "I can't sit at your table, I'm software. Could {who}, one day soon?",
)
LONELY_SINCE = (
    "You last told me of {who} {since}. Would a call be a good thing about now?",
    "It was {since} that you last spoke of being in touch with {who}. Would you ring this week?",
    "The last I heard of {who} was {since}. Maybe it's a good week for a call?",
    "By what you've told me, {who} and you were last in touch {since}. Shall that change this week?",
)
BIRTHDAY = (
    "By the way, it's {who}'s birthday {day}. A call might please them.",
    "A small thing for the week: {who}'s birthday is {day}. A few words from you would be nice.",
    "I have it that {who}'s birthday is {day}. That's a good reason to ring.",
    "{day_first} is {who}'s birthday, by what you've told me. A card or a call, perhaps.",
)
END = (
    "And a thought for the week: {who} might like a call.",
    "One small thing, no need to answer: a call to {who} might be nice, some day soon.",
    "And give {who} a ring one of these days, if you like.",
    "Perhaps {who} would like to hear that story too.",
)
END_SEE = (
    "If the week leaves an hour, {who} could be somebody to see.",
    "If you feel like a walk these days, {who} might come along.",
)
GROWN = (
    "A plain word: this week it was about {week} with me, a good deal more than before. Somebody's face among those hours might be good.",
    "By the count, we talked about {week} this week, clearly more than usual. I'm software; leave some evenings for people.",
    "Just so you know: about {week} with me in seven days, much more than the weeks before. That's fine by me, and people are better company.",
)


def line(one: Known, moment: Moment, today: date, turn: int) -> str:
    """What she says about `one`; `turn` counts the suggestions, so that the words change."""
    slots = {"who": one.label}
    table: tuple[str, ...]
    match moment:
        case Moment.BIRTHDAY:
            day = near_day(days_to(one.birthday or (1, 1), today), today)
            first = day.removeprefix("on ")
            slots |= {"day": day, "day_first": first[:1].upper() + first[1:]}
            table = BIRTHDAY
        case Moment.LONELY if one.in_touch is not None and turn % 2:
            slots["since"] = since(one.in_touch, today)
            table = LONELY_SINCE
            turn //= 2
        case Moment.LONELY:
            table = LONELY if one.far else LONELY_SEE + LONELY
        case Moment.END:
            table = END if one.far else END_SEE + END
    said = table[(turn + int(one.key or "0")) % len(table)].format(**slots)
    return said[:1].upper() + said[1:]


def grown(week: str, turn: int) -> str:
    return GROWN[turn % len(GROWN)].format(week=week)


def near_day(days: int, today: date) -> str:
    """ "today", "tomorrow", "on Friday"."""
    return ("today", "tomorrow")[days] if days < 2 else f"on {today + timedelta(days):%A}"


def since(day: date, today: date) -> str:
    """ "today", "ten days ago", "about three weeks ago", "about two months ago"."""
    days = max(0, (today - day).days)
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    if days < 60:
        return f"about {round(days / 7)} weeks ago"
    if days < 700:
        return f"about {round(days / 30)} months ago"
    return "more than a year ago"


_LONELY = re.compile(
    r"(?i)\b(?:lonel(?:y|iness)|lonesome|isolated|(?:so|all|fe(?:el|lt|eling)|walk(?:ed)?|being|always|too|very|really|am|sit|sat|eat|ate|live|living|here|home|stay(?:ed)?) alone\b|on my own (?:all|again|every|too|so|most)|"
    r"by myself (?:all|again|every|most|so|too)|no friends|(?:nobody|no ?one|no one's|no-one) (?:\w+ )?(?:to talk to|calls?|rings?|visits?|writes?|texts?|asks?|comes?|came|called|rang|wrote|texted|noticed|knocks)|"
    r"(?:haven't|have not) (?:\w+ )?(?:spoken|talked|said a word) to (?:anyone|anybody|a soul|a person|another)|(?:empty|silent|quiet) (?:flat|house|home|room|kitchen|place|apartment|evenings?|weekend)|(?:flat|house|home|apartment) is (?:so |too |very )?(?:empty|quiet|silent)|"
    r"miss(?:ing)? (?:people|company|having (?:someone|somebody|people)|somebody|someone|a hug|being around)|left out|don't have anyone|have no ?one|haven't got anyone|nobody (?:around|there|here)|no one (?:around|there|here)|eat(?:ing)? alone|(?:only|just) talk to you|you(?:'re| are) (?:all i have|the only one))\b"
)


def lonely(text: str) -> bool:
    """Whether the person speaks of being lonely."""
    return bool(_LONELY.search(text.replace("’", "'")))
