"""Which of several things is meant: by the words it is called, or by its time. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from assistant.dialogue.english import STOP
from assistant.dialogue.spoken.clocktimes import clock_in
from assistant.dialogue.spoken.soundalikes import sounds_like
from assistant.dialogue.spoken.times import when_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from assistant.dialogue.spoken.times import When

T = TypeVar("T")
MOST_BY_SOUND = 500
_LOOSE = STOP | frozenset(
    "1 one ones timer timers alarm alarms reminder reminders appointment event meeting set due list note item entry called named remind please".split()
)


_SAME = {"mom": "mum", "mother": "mum", "mummy": "mum", "father": "dad", "daddy": "dad", "mam": "mum", "luncheon": "lunch", "ring": "call", "phone": "call", "telephone": "call", "calling": "call", "ringing": "call", "phoning": "call", "watering": "water"}  # fmt: skip


_VAGUE = frozenset(
    "things visit date slot booking session checkup check appt trip old stupid silly weekly daily monthly next whole series entry entirely week weeks day days today later sooner earlier instead morning afternoon evening night again need needed calendar diary schedule monday tuesday wednesday thursday friday saturday sunday completely off reminding remind".split()
)


def content(words: str) -> frozenset[str]:
    """The words that tell things apart, without endings."""
    said = (word for word in re.findall(r"[\w']+", words.lower()) if word not in _LOOSE)
    found = (word.rstrip("'s") if len(word) > 3 else word for word in said)
    return frozenset(
        _SAME.get(word, word) for word in found if word not in _LOOSE and word.strip("'s")
    )


def most_shared(words: frozenset[str]) -> Callable[[str], int]:
    """How many of `words` (as `content` gives them) a name can share at most: a quick look at thousands
    of names, before `content` is asked for the few that are left.
    """
    alike = [*words, *(word for word, same in _SAME.items() if same in words)]

    def at_most(name: str) -> int:
        plain = name.lower()
        return sum(word in plain for word in alike)

    return at_most


def matching(
    said: str,
    things: Sequence[T],
    today: dt.date,
    words_of: Callable[[T], str],
    time_of: Callable[[T], dt.datetime],
) -> list[T]:
    """Those of `things` that `said` names, best first; all of them where it names nothing in particular."""
    when = _at(said, today)
    named = content(when.rest)
    at_most = most_shared(named)
    bounds = [at_most(words_of(thing)) for thing in things]
    scores, best = [0] * len(things), 0
    for place in sorted(range(len(things)), key=bounds.__getitem__, reverse=True):
        if not bounds[place] or bounds[place] < best:
            break
        scores[place] = len(named & content(words_of(things[place])))
        best = max(best, scores[place])
    if named and not best:
        return _by_sound(
            named, [one for one in when.rest.split() if content(one)], things, words_of
        )
    kept = [thing for score, thing in zip(scores, things, strict=True) if score == best]
    if when.day is not None:
        kept = [thing for thing in kept if time_of(thing).date() == when.day]
    if when.clock is not None:
        clock = when.clock
        kept = [
            thing
            for thing in kept
            if time_of(thing).minute == clock.minute
            and (
                time_of(thing).hour == clock.hour
                or (not clock.sure and time_of(thing).hour % 12 == clock.hour % 12)
            )
        ]
    return kept


def _by_sound(
    named: frozenset[str],
    said: Sequence[str],
    things: Sequence[T],
    words_of: Callable[[T], str],
) -> list[T]:
    """Those whose names sound like what was said; of thousands none, for that is no longer a slip."""
    if len(things) > MOST_BY_SOUND:
        return []
    heard = {*named, "".join(said)}
    return [
        thing
        for thing in things
        if any(sounds_like(one, word) for one in heard for word in content(words_of(thing)))
    ]


def beyond(said: str, name: str, today: dt.date) -> frozenset[str]:
    """The words of `said` that tell things apart and have nothing like them in `name`: "Paul" in "lunch
    with Paul", where only a lunch with Anna is known. Then it is better to ask.
    """
    own = content(name)
    rest = content(when_in(said, today).rest) - _VAGUE
    return frozenset(
        word
        for word in rest
        if len(word) > 2
        and not any(word[:3] == one[:3] or sounds_like(word, one) for one in own)
        and not word.isdecimal()
    )


def _at(said: str, today: dt.date) -> When:
    """Times also without "at": "my seven alarm"."""
    when = when_in(said, today)
    if when.clock is None and (
        found := re.search(
            r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?: (?:thirty|fifteen|forty five))?(?= (?:alarm|reminder|one)\b|$)",
            said,
        )
    ):
        at = clock_in(f"at {found[0]}")
        if at is not None:
            return when_in(f"{said[: found.start()]} at {found[0]} {said[found.end() :]}", today)
    return when
