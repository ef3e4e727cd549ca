"""Appointments made, moved and cancelled by voice, read back, with what they collide with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.desk.calendar import new_event
from assistant.desk.moments import wall_time
from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.clock import spoken_time
from assistant.dialogue.skills.reminder_requests import INSTEAD
from assistant.dialogue.skills.reminding import cased
from assistant.dialogue.skills.rescheduling import OneOrAll, Rescheduling, Which
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.clocktimes import clock_in, settled, stretch_in
from assistant.dialogue.spoken.meant import Moment, Unclear, meant, merged, settled_by
from assistant.dialogue.spoken.oddness import odd_words
from assistant.dialogue.spoken.polite import POLITE
from assistant.dialogue.spoken.shifts import shift_in
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.telling import told_day, told_moment, told_rule, told_stretch
from assistant.dialogue.spoken.times import When, when_in
from assistant.dialogue.text import capitalised
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.ports import Heard

USUAL = dt.timedelta(hours=1)
_THING = r"(?:appointment|meeting|event|call|lunch|dinner|breakfast|coffee|party|visit|class|lesson|interview|drinks|session)"
_CAL = r"(?:on|to|in|into|onto) (?:(?:my|the|our) )?(?:calendar|diary|schedule|agenda)"
_ADD = re.compile(
    rf"{POLITE}(?:(?:add|put|schedule|create|book|make|set up|enter|write|plan|new|arrange|mark)(?: me| in)?(?: an?| the| another| new| a new)? (?P<what>.+?) {_CAL}(?P<after>(?: .+)?)|(?:schedule|book|plan|arrange|set up|make|create|add|new)(?: me| in)?(?: an?| another| new| a new|my)? ?(?P<what2>(?:[\w'&-]+ ){{0,4}}?{_THING}(?: .+)?)|{_CAL.replace('(?:on', '(?:for|on')} (?:add|put|write) (?P<what3>.+))"
)
_MOVE = re.compile(
    rf"{POLITE}(?:move|reschedule|shift|postpone|push|change|bring forward|put off)(?: back)? (?:my |the |our |that )?(?P<what>.+?)(?: (?:appointment|meeting|event))? (?:to|until|till|for) (?P<to>.+)"
)
_DROP = re.compile(
    rf"{POLITE}(?:cancel|delete|remove|drop|call off|scrap|take)(?P<all> all(?: of)?| every| the whole| the entire)? ?(?:my |the |our |that |this )?(?P<what>.+?)(?:(?: (?:from|off|on) (?:my|the) (?:calendar|diary|schedule))|(?P<series> (?:series|appointments|meetings|events|for good)))?"
)
_LATE = re.compile(r"\b(?:evening|dinner|supper|drinks|pub|concert|cinema|theatre)\b")
_LASTS = re.compile(
    r"\b(?:for|lasting|which lasts|that lasts) (?P<length>(?:\d|an?\b|half|one\b).*)$"
)
_FROM_TO = re.compile(
    r"\b(?:from|between) (?P<from>[\w:' ]+?) (?:to|until|till|and|through) (?P<to>[\w:' ]+)"
)


@dataclass(frozen=True, slots=True)
class Open:
    """An appointment for which the time is still asked."""

    what: str
    when: When
    lasts: dt.timedelta
    unclear: Unclear | None


class Appointments:
    """Adds, moves and cancels appointments in the calendar, and says what they collide with."""

    name = "appointments"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._changes = Rescheduling(desk)

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = mended(heard.text)
        if len(plain) > 300:
            return None
        shift = shift_in(plain)
        if shift is not None:
            return self._changes.move(shift.what, shift, heard)
        if found := _ADD.fullmatch(plain):
            what = next((found[name] for name in ("what", "what2", "what3") if found[name]), "")
            reply = self._add(f"{what} {found['after'] or ''}".strip(), heard)
            if reply is not None:
                return reply
        before = talk.history.before
        if before is not None and before.by == "skill:appointments" and (again := INSTEAD.fullmatch(plain)):  # fmt: skip
            return self._changes.moved_again(again["to"], heard)
        changed = self._changed(plain, heard)
        if changed is not None:
            return changed
        match talk.pending:
            case Open() as open_:
                return self._completed(open_, plain, heard)
            case Which() | OneOrAll() as asked:
                return self._changes.answered(asked, plain, heard)
            case _:
                return None

    def _changed(self, plain: str, heard: Heard) -> Reply | None:
        if found := _MOVE.fullmatch(plain):
            return self._changes.move(found["what"], found["to"], heard)
        if found := _DROP.fullmatch(plain):
            whole = bool(found["all"] or found["series"])
            return self._changes.cancel(found["what"], plain, heard, whole=whole)
        return None

    # --- adding ------------------------------------------------------------------------

    def _add(self, said: str, heard: Heard) -> Reply | None:
        wall = wall_time(heard.at, self._desk.zone)
        said, lasts = _lasting(said)
        when = when_in(said, wall.date())
        what = re.sub(
            r"^(?:an?|the|my|for|about|called|named|that i have|new|event) |\b(?:called|named) ",
            "",
            when.rest,
        ).strip()
        what = re.sub(r"^appointment (?!with |for |at )(?=\w)", "", what)
        what = re.sub(r" (?:for|on|at|from|about|called)$", "", what)
        if (
            not what
            or odd_words(what)
            or re.search(r"\blist\b|\breminder\b|\balarm\b|\btimer\b|\bnote\b", said)
        ):
            return None
        if when.clock is not None and not when.clock.sure and _LATE.search(what):
            clock = settled(when.clock.hour, when.clock.minute, "", "evening")
            when = replace(when, clock=clock)
        return self._set(Open(cased(what, heard.text), when, lasts, None), heard)

    def _set(self, open_: Open, heard: Heard) -> Reply:
        wall = wall_time(heard.at, self._desk.zone)
        all_day = (
            (open_.when.day is not None or open_.when.rule is not None)
            and open_.when.clock is None
            and not open_.when.part
        )
        found: Moment | Unclear = (
            Moment(dt.datetime.combine(open_.when.day, dt.time()))
            if all_day
            and open_.when.day
            and re.search(r"\b(?:birthday|anniversary|holiday|day off)\b", open_.what.lower())
            else Unclear("At what time?")
            if all_day
            else meant(open_.when, heard.at, self._desk.zone)
        )
        if isinstance(found, Unclear):
            return Reply(found.question, pending=replace(open_, unclear=found))
        start = (
            found.due
            if found.due.tzinfo is None
            else wall_time(found.due, self._desk.zone).replace(second=0, microsecond=0)
        )
        whole = all_day and start.time() == dt.time()
        end = start + (dt.timedelta(1) if whole else open_.lasts)
        uid, text = new_event(
            capitalised(open_.what), start, end, heard.at, all_day=whole, rule=found.rule
        )
        file = self._desk.calendar.own().path.name
        when = (
            told_day(start.date(), wall.date()).rstrip(",") if whole else told_moment(start, wall)
        )
        if found.rule:
            first = told_day(start.date(), wall.date()).rstrip(",")
            when = f"{told_rule(found.rule)} at {spoken_time(start)}, first {first}"
        lasts = "" if whole or open_.lasts == USUAL else f", for {told_stretch(open_.lasts)}"
        told = (
            capitalised(f"{open_.what}, {when}{lasts}.")
            + (f" {found.told}" if found.told else "")
            + self._changes.clash(start, end, "", wall)
        )
        return Reply(
            told, Act("event_add", {"file": file, "uid": uid, "text": text, "summary": open_.what})
        )

    def _completed(self, open_: Open, plain: str, heard: Heard) -> Reply | None:
        if re.fullmatch(r"(?:no|never ?mind|forget it|cancel|leave it)(?: .{0,20})?", plain):
            return Reply("All right, I enter nothing.")
        today = wall_time(heard.at, self._desk.zone).date()
        if open_.unclear is not None and (settled := settled_by(open_.unclear, open_.when, plain)):
            return self._set(replace(open_, when=settled), heard)
        said, lasts = _lasting(plain)
        more = when_in(said, today)
        if more.empty:
            more = when_in(f"at {said}", today)
        if more.empty or len(more.rest.split()) > 3:
            return None
        return self._set(
            replace(
                open_, when=merged(open_.when, more), lasts=open_.lasts if lasts == USUAL else lasts
            ),
            heard,
        )


def _lasting(said: str) -> tuple[str, dt.timedelta]:
    """The words without how long it lasts, and that."""
    if found := _FROM_TO.search(said):
        first, last = clock_in(f"at {found['from']}"), clock_in(f"at {found['to']}")
        if first and last:
            length = (
                (last.clock.hour - first.clock.hour) * 60 + last.clock.minute - first.clock.minute
            )
            half = (
                " pm"
                if last.clock.sure
                and last.clock.hour >= 12
                and not first.clock.sure
                and length - 720 > 0
                else ""
            )
            rest = found["to"][last.span[1] - 3 :] if last.span[1] - 3 < len(found["to"]) else ""
            minutes = length % 720 or 720
            return (
                f"{said[: found.start()]}at {found['from']}{half}{rest}{said[found.end() :]}",
                dt.timedelta(minutes=minutes),
            )
    figures = in_figures(said)
    if (
        (found := _LASTS.search(figures))
        and (length_of := stretch_in(found["length"]))
        and length_of.exact
        and length_of.span[0] == 0
    ):
        rest = found["length"][length_of.span[1] :]
        return f"{figures[: found.start()]}{rest}".strip(), length_of.exact
    return said, USUAL
