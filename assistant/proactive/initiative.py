"""Speak first in a running conversation, as far as it was agreed: watch, wait for rest, say it once, learn."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from assistant import events as e
from assistant.desk.deeds import Deed, Tier
from assistant.desk.moments import wall_time
from assistant.dialogue.skills.agenda import told_event
from assistant.ports import Act
from assistant.proactive import timing
from assistant.proactive.timing import Spoken, hours, may_speak
from assistant.proactive.words import (
    BECAUSE,
    FOLLOW,
    MORNING,
    Word,
    follow_up,
    morning_word,
    open_decisions,
)
from assistant.settings import write_whole

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from assistant.desk.desk import Desk
    from assistant.events import Fact

FILE = "speaking-first.json"  # in the profile
MOST = 65_536  # bytes; a larger file is not ours
LOOK_S = 15.0
REST_S = 60.0  # of silence on both sides, or it would break into a talk
ANSWER_S = 600.0  # so long the next words may be about it
OFF, ASKS, EVERY_MORNING = "off", "asks", "morning"
NOT_NOW = "not_now"


class View(Protocol):
    """The settings that concern speaking first."""

    @property
    def speaks_first(self) -> str: ...
    @property
    def quiet_from(self) -> str: ...
    @property
    def quiet_until(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def private(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Open:
    """What she said first, until it is answered: after which exchange, and when."""

    word: Word
    after: object
    at: datetime


async def nobody() -> tuple[str, ...]:
    """No birthday is known."""
    return ()


@dataclass
class Initiative:
    """`say` begins to say a text, worded by whom, if nobody speaks; it gives the turn, 0 when it
    can't. `last` is the latest exchange of the talk, `apart` whether the talk is no place for it
    (the first meeting, a crisis, being listened to); `birthdays` names whose birthday is today.
    """

    profile: Path
    desk: Desk
    settings: Callable[[], View]
    clock: Callable[[], datetime]
    tell: Callable[[Fact], None]
    say: Callable[[str, str], int]
    last: Callable[[], object] = lambda: None
    apart: Callable[[], bool] = lambda: False
    birthdays: Callable[[], Awaitable[tuple[str, ...]]] = nobody
    steady: Callable[[], float] = time.monotonic  # seconds
    spoken: Spoken = field(default_factory=Spoken, init=False)
    open: Open | None = field(default=None, init=False)
    _saying: tuple[int, Word] | None = field(default=None, init=False)
    _quiet_since: float = field(default=0.0, init=False)
    _withdrawn: bool = field(default=False, init=False)
    _silent: bool = field(default=False, init=False)  # muted, or after the goodbye
    _crisis: bool = field(default=False, init=False)
    _busy: bool = field(default=False, init=False)
    _talked: datetime | None = field(default=None, init=False)  # somebody, today

    def __post_init__(self) -> None:
        self.spoken = loaded(self.profile)
        self._rest()
        self.desk.deeds.learn(
            NOT_NOW,
            Deed(
                Tier.UNDOABLE, self._not_now, self._inverse, lambda _: "my not speaking first for a while"
            ),
        )  # fmt: skip

    # --- looking -----------------------------------------------------------------------

    async def watch(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Say what is due, if it was agreed and this is a moment for it."""
        if not self._fitting():
            return
        word = await self._due()
        if word is None or not self._fitting():  # somebody may have begun to speak meanwhile
            return
        now = self.clock()
        if self.settings().mode != "open":  # she speaks when called, or never first: it is shown
            self.tell(e.Rang(f"{word.text} (Shown {BECAUSE[word.kind]}.)"))
            self._put(timing.said(self.spoken, word.kind, now, word.mark))
            return
        turn = self.say(word.text, f"proactive:{word.kind}")
        if turn:
            self._saying = (turn, word)

    def _fitting(self) -> bool:
        settings, now = self.settings(), self.clock()
        rested = self.steady() - self._quiet_since >= REST_S
        kept_out = self._withdrawn or self._silent or self._crisis or self._busy or self._saying
        return (
            settings.speaks_first != OFF
            and not settings.private
            and not kept_out
            and rested
            and not self.apart()
            and may_speak(self.spoken, now, hours(settings.quiet_from, settings.quiet_until))
        )

    async def _due(self) -> Word | None:
        now = self.clock()
        wants_morning = self.settings().speaks_first == EVERY_MORNING
        if wants_morning and timing.morning(now) and not timing.wished_today(self.spoken, MORNING, now):  # fmt: skip
            wall = wall_time(now, self.desk.zone)
            events = await asyncio.to_thread(self.desk.calendar.day, wall.date())
            left = [told_event(one) for one in events if one.all_day or one.end > wall]
            greets = self._talked is None or self._talked.date() != now.date()
            return morning_word(left, await self.birthdays(), greets=greets)
        decisions = await asyncio.to_thread(open_decisions, self.desk.decisions)
        return follow_up(decisions, self.spoken.asked, now.date())

    # --- what happens ------------------------------------------------------------------

    def news(self, fact: Fact) -> None:
        match fact:
            case e.ReplySpoken(turn=turn) if self._saying and self._saying[0] == turn:
                word, now = self._saying[1], self.clock()
                self.open = Open(word, self.last(), now)
                self._saying = (0, word)
                self._put(timing.said(self.spoken, word.kind, now, word.mark))
            case e.ReplyEnded():
                self._saying, self._busy = None, False
                self._rest()
            case e.ReplyBegan():
                self._busy = True
            case e.UserSaid():
                self._talked = self.clock()
                self._rest()
            case e.UserBegan() | e.UserHeardSoFar() | e.NothingHeard():
                self._rest()
            case e.Withdrew() | e.CameBack():
                self._withdrawn = isinstance(fact, e.Withdrew)
                self._rest()
            case e.Muted() | e.GoodbyeSaid() | e.Unmuted():
                self._silent = not isinstance(fact, e.Unmuted)
            case e.CrisisShown() | e.CrisisDismissed():
                self._crisis = isinstance(fact, e.CrisisShown)
            case _:
                pass

    def just_said(self, before: object, now: datetime) -> Word | None:
        """What she said first, if nothing was said since but what is answered now: `before` is the
        exchange before that.
        """
        open_ = self.open
        if open_ is None or before is not open_.after:
            return None
        return open_.word if now - open_.at <= timedelta(seconds=ANSWER_S) else None

    def next_pause(self, now: datetime) -> timedelta:
        """How long a "not now" would keep her quiet."""
        pause = timing.not_now(self.spoken, now).pause
        return pause - now if pause is not None else timedelta(0)

    def _rest(self) -> None:
        self._quiet_since = self.steady()

    # --- what is kept ------------------------------------------------------------------

    def _not_now(self, act: Act) -> None:
        if "back" in act.arguments:
            until = str(act.arguments["back"])
            before = datetime.fromisoformat(until) if until else None
            self._put(timing.taken_back(self.spoken, before))
        else:
            self._put(timing.not_now(self.spoken, self.clock()))

    def _inverse(self, _act: Act) -> Act:
        pause = self.spoken.pause
        return Act(NOT_NOW, {"back": pause.isoformat() if pause is not None else ""})

    def _put(self, spoken: Spoken) -> None:
        """Hold and save; where it can't be saved it holds until the end."""
        self.spoken = spoken
        try:
            write_whole(self.profile / FILE, json.dumps(_as_record(spoken)).encode())
        except OSError as error:
            self.tell(
                e.TroubleCame(
                    "speaking first", f"When I spoke first could not be saved ({error.strerror}).",
                    "Is the disk full, or the folder read-only?",
                )
            )  # fmt: skip


def loaded(profile: Path) -> Spoken:
    """What became of it so far; a file that makes no sense is as if she had spoken just now."""
    try:
        with (profile / FILE).open("rb") as file:
            return _from_record(json.loads(file.read(MOST)))
    except FileNotFoundError:
        return Spoken()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return timing.said(Spoken(), FOLLOW, datetime.now().astimezone())


def _as_record(spoken: Spoken) -> dict[str, Any]:
    return {
        "said": [[at.isoformat(), kind] for at, kind in spoken.said],
        "pause": spoken.pause.isoformat() if spoken.pause else "",
        "refused": [at.isoformat() for at in spoken.refused],
        "asked": list(spoken.asked),
    }


def _from_record(record: dict[str, Any]) -> Spoken:
    return Spoken(
        tuple((_instant(at), str(kind)) for at, kind in record["said"]),
        _instant(record["pause"]) if record["pause"] else None,
        tuple(map(_instant, record["refused"])),
        tuple(map(str, record["asked"])),
    )


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at
