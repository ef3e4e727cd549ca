"""When she may speak first: never in the quiet hours, not twice in a few hours, not after "not now". Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

COOLDOWN = timedelta(hours=4)
MOST_A_DAY = 2  # in any 24 hours
PAUSES = (timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=30))
FORGIVEN = timedelta(days=60)  # so long after a "not now" the pauses begin short again
NIGHT = (time(22), time(8))  # quiet where the person has set no hours
MORNING = (time(6), time(11))
KEPT = 20


@dataclass(frozen=True, slots=True)
class Hours:
    """The quiet hours on the wall clock; they may go past midnight. Equal ends: the whole day."""

    begin: time = NIGHT[0]
    end: time = NIGHT[1]

    def hold(self, at: datetime) -> bool:
        now = at.time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


def hours(quiet_from: str, quiet_until: str) -> Hours:
    """As the settings say it ("22:30"); the night where one of them is empty."""
    if not quiet_from or not quiet_until:
        return Hours()
    return Hours(time.fromisoformat(quiet_from), time.fromisoformat(quiet_until))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What became of speaking first so far. `said`: (instant, kind), latest last; `pause` the
    instant until which she keeps quiet; `refused` the instants of each "not now" that still counts;
    `asked` which decisions were asked after.
    """

    said: tuple[tuple[datetime, str], ...] = ()
    pause: datetime | None = None
    refused: tuple[datetime, ...] = ()
    asked: tuple[str, ...] = ()


def may_speak(spoken: Spoken, now: datetime, quiet: Hours) -> bool:
    """Whether she may speak first at the local time `now`, if anything is worth it."""
    if quiet.hold(now) or (spoken.pause is not None and now < spoken.pause):
        return False
    lately = [abs(now - at) for at, _ in spoken.said]
    return (
        all(ago >= COOLDOWN for ago in lately)
        and sum(ago < timedelta(days=1) for ago in lately) < MOST_A_DAY
    )


def said(spoken: Spoken, kind: str, now: datetime, about: str = "") -> Spoken:
    """After she has spoken first; `about` a decision that is not asked after again."""
    asked = (*spoken.asked, about)[-100:] if about else spoken.asked
    return replace(spoken, said=(*spoken.said, (now.astimezone(UTC), kind))[-KEPT:], asked=asked)


def not_now(spoken: Spoken, now: datetime) -> Spoken:
    """After a "not now": a pause, longer each time."""
    counting = tuple(at for at in spoken.refused if abs(now - at) < FORGIVEN)
    pause = PAUSES[min(len(counting), len(PAUSES) - 1)]
    until = (now + pause).astimezone(UTC)
    if spoken.pause is not None and spoken.pause > until:
        until = spoken.pause
    return replace(spoken, pause=until, refused=(*counting, now.astimezone(UTC))[-KEPT:])


def taken_back(spoken: Spoken, pause: datetime | None) -> Spoken:
    """The latest "not now" was a slip: the pause is what it was before."""
    return replace(spoken, pause=pause, refused=spoken.refused[:-1])


def wished_today(spoken: Spoken, kind: str, now: datetime) -> bool:
    """Whether this kind was said on the day of `now` already."""
    return any(
        one == kind and at.astimezone(now.tzinfo).date() == now.date() for at, one in spoken.said
    )


def morning(now: datetime) -> bool:
    return MORNING[0] <= now.time() < MORNING[1]


def pause_words(pause: timedelta) -> str:
    """ "a day", "three days", "a week", "a month"."""
    named = {1: "a day", 3: "three days", 7: "a week", 30: "a month"}
    return named.get(round(pause / timedelta(days=1)), f"{pause.days} days")
