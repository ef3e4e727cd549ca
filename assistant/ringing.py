"""Ring what is due: watch the clock, show and say it in a pause, and tell what was missed in one go."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import events as e
from assistant.desk.moments import wall_time
from assistant.desk.reminders import Kind, Rung, with_to
from assistant.dialogue.skills.clock import spoken_time
from assistant.dialogue.spoken.telling import in_a_row, told_short
from assistant.dialogue.text import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.alarm import Alarm
    from assistant.desk.desk import Desk
    from assistant.events import Fact

LOOK_S = 5.0  # a set clock is noticed so soon
SOON_S = 0.25  # while something waits for a pause
CLOCK_SET = dt.timedelta(seconds=2)  # more than a clock drifts between two looks
LATE = dt.timedelta(seconds=90)
MOST_TOLD = 5  # of those that were missed; the rest is counted


def steady() -> float:
    """Seconds that really pass, sleep of the computer included, whatever the clock is set to."""
    names = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC")  # on macOS time.monotonic stands still in sleep
    clock = next((getattr(time, name) for name in names if hasattr(time, name)), None)
    return time.monotonic() if clock is None else float(time.clock_gettime(clock))


@dataclass
class Ringing:
    """Looks at the clock now and then. `quote` is `say` for words of others. `say` begins to say a text if nobody speaks and gives the
    turn, 0 when it has to wait, -1 when it has been said already; facts come in by `news`, so that what was not heard is said again.
    """

    desk: Desk
    clock: Callable[[], dt.datetime]
    tell: Callable[[Fact], None]
    say: Callable[[str], int]
    steady: Callable[[], float] = steady
    quote: Callable[[str], int] = lambda _text: 0
    alarm: Alarm | None = None  # sounds for timers and alarms before she tells them
    waiting: list[Rung] = field(default_factory=list, init=False)
    remarks: list[str] = field(default_factory=list, init=False)  # to be said in a pause, once
    quotes: list[str] = field(default_factory=list, init=False)  # so too, with words of others
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _unsaved: bool = field(default=False, init=False)
    _turn: int = field(default=0, init=False)
    _offset: dt.timedelta | None = field(default=None, init=False)
    _ahead: dt.datetime | None = field(default=None, init=False)  # the clock when steady was 0

    async def watch(self) -> None:
        """Look until cancelled; the first look also tells what was missed."""
        self.waiting += self.desk.reminders.untold(self.clock())
        while True:
            self.look()
            self._tell_unsaved()
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), self._pause())

    def _tell_unsaved(self) -> None:
        """Once when nothing can be saved, and once when it can again."""
        unsaved = self.desk.reminders.unsaved
        if unsaved is not None and not self._unsaved:
            self.tell(e.TroubleCame("desk", unsaved.what, unsaved.remedy))
        elif unsaved is None and self._unsaved:
            self.tell(e.TroubleWent("desk"))
        self._unsaved = unsaved is not None

    def wake(self) -> None:
        """Something was set or dropped: the next may be due sooner."""
        self._changed.set()

    def look(self) -> None:
        """Everything that is to be done at this moment."""
        now = self.clock()
        self._mind_the_clock(now)
        rung = self.desk.reminders.ring(now.astimezone(dt.UTC))
        if rung:
            self.waiting += rung
            self.tell(e.Rang(told(rung, self._wall(now))))
            self._sound(rung)
        if self.alarm is not None:
            self.alarm.look(self.steady())
        if self.alarm is not None and self.alarm.sounds:
            return  # it is told when somebody has heard it
        if self.waiting and not self._turn:
            self._turn = self.say(told(self.waiting, self._wall(now)))
            if self._turn < 0:  # said and shown in one
                self.over()
                self._turn = 0

        elif self.quotes:
            if self.quote(self.quotes[0]):
                self.quotes.pop(0)
        elif self.remarks and self.say(self.remarks[0]):
            self.remarks.pop(0)

    def _sound(self, rung: Sequence[Rung]) -> None:
        """What somebody waits for sounds; "snooze" is about it from its first stroke on."""
        loud = [one for one in rung if one.reminder.kind is not Kind.REMINDER and one.late <= LATE]
        if self.alarm is not None and loud:
            self.desk.rang = tuple(one.reminder for one in loud)
            self.alarm.begin(self.steady())

    def hush(self) -> None:
        """Whatever sounds ends, and is told."""
        if self.alarm is not None:
            self.alarm.stop()
            self.wake()

    def news(self, fact: Fact) -> None:
        """She was heard with it, or was cut off before the first word."""
        if self.alarm is not None:
            self.alarm.news(fact)
        match fact:
            case e.ReplySpoken(turn=turn) if turn == self._turn and self.waiting:
                self.over()
            case e.ReplyEnded(turn=turn) if turn == self._turn:
                self._turn = 0
            case _:
                pass

    def over(self) -> None:
        """What was waiting has been told."""
        self.desk.rang = tuple(rung.reminder for rung in self.waiting)
        for rung in self.waiting:
            self.desk.reminders.told(rung.reminder.id)
        self.waiting.clear()

    def _wall(self, now: dt.datetime) -> dt.datetime:
        return wall_time(now, self.desk.zone)

    def _pause(self) -> float:
        if self.waiting or self.remarks or self.quotes:
            return SOON_S
        soonest = self.desk.reminders.soonest()
        if soonest is None:
            return LOOK_S
        return min(LOOK_S, max(0.02, (soonest - self.clock()).total_seconds()))

    def _mind_the_clock(self, now: dt.datetime) -> None:
        """Whoever sets the clock moves what counts time with it; another zone moves the rest."""
        ahead = now - dt.timedelta(seconds=self.steady())
        before, self._ahead = self._ahead, ahead
        if before is not None and abs(ahead - before) > CLOCK_SET:
            self.desk.reminders.shift(ahead - before)
            self.desk.reminders.moved()
        offset, self._offset = self._offset, now.utcoffset()
        if offset != self._offset:
            self.desk.reminders.moved()


def told(rung: Sequence[Rung], now: dt.datetime) -> str:
    """What she says: one thing plainly, several in one sentence, what was missed with its time."""
    late = [one for one in rung if one.late > LATE]
    fresh = [one for one in rung if one.late <= LATE]
    sentences = [_told_now(one, now) for one in fresh]
    if len(late) == 1:
        sentences.append(f"You missed this {told_short(late[0].at, now)}: {_what(late[0])}.")
    elif late:
        shown = [f"{_what(one)}, {told_short(one.at, now)}" for one in late[-MOST_TOLD:]]
        more = len(late) - len(shown)
        rest = f" And {more} more before." if more else ""
        count = f"{len(late)} things"
        sentences.append(
            f"{count} came up while I was away: {in_a_row(shown)}.{rest}".replace("; and", " and")
        )
    return " ".join(map(capitalised, sentences))


def _told_now(rung: Rung, now: dt.datetime) -> str:
    one = rung.reminder
    match one.kind:
        case Kind.TIMER:
            return f"your {one.words} timer is done." if one.words else "your timer is done."
        case Kind.ALARM:
            return f"it's {spoken_time(now)}. {_why(one.words)}"
        case Kind.REMINDER:
            return f"you wanted to be reminded {with_to(one.words)}."


def _why(words: str) -> str:
    return f"Your alarm: {words}." if words else "That's your alarm."


def _what(rung: Rung) -> str:
    one = rung.reminder
    match one.kind:
        case Kind.TIMER:
            return f"the {one.words} timer" if one.words else "a timer"
        case Kind.ALARM:
            return f"the alarm for {one.words}" if one.words else "an alarm"
        case Kind.REMINDER:
            return one.words.removeprefix("about ")
