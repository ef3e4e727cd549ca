"""The timers, alarms and reminders that are set: tell them, cancel, change and snooze them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.desk.reminders import Kind, Reminder, as_record, named
from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.clock import spoken_time
from assistant.dialogue.skills.reminder_requests import (
    CANCEL,
    CANCEL_IT,
    CHANGE,
    INSTEAD,
    LEFT,
    LEFT_OF,
    LIST,
    LONGER,
    SNOOZE,
)
from assistant.dialogue.skills.reminders_told import WhatIsSet
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.meant import Unclear, meant
from assistant.dialogue.spoken.shifts import Shift, shift_in
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.targets import beyond, content, matching
from assistant.dialogue.spoken.telling import (
    told_moment,
    told_rule,
    told_short,
    told_stretch,
)
from assistant.dialogue.spoken.times import when_in
from assistant.dialogue.text import capitalised
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.desk.desk import Desk
    from assistant.ports import Heard

_BECAUSE = re.compile(
    r" (?:because|cause|since|as i|it's|i'm|i am|we're|i don't|i won't|he's|she's)\b"
)
_EXCEPT = re.compile(r"\b(?:except(?: for)?|apart from|but not|other than|besides|but)\b(?: the one)?(?: for| about| to)?")  # fmt: skip
SNOOZED = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Choosing:
    """It is open which one is meant; `to` is the new time of a change or by how much, None to cancel."""

    ids: tuple[str, ...]
    to: str | Shift | None


class SetReminders:
    """Tells, cancels, changes and snoozes the timers, alarms and reminders that are set."""

    name = "reminders"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._set = WhatIsSet(desk)

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = mended(heard.text)
        if not plain or len(plain) > 300:
            return None
        if isinstance(talk.pending, Choosing) and (
            chosen := self._chosen(talk.pending, plain, heard)
        ):
            return chosen
        figures = in_figures(plain)
        if (found := SNOOZE.fullmatch(figures)) and self._desk.rang:
            return self._snoozed(found, heard)
        if found := LIST.fullmatch(plain):
            return self._set.listed(Kind(found["kind"] or found["kind2"]), found["when"], heard)
        if found := LEFT.fullmatch(plain):
            return self._set.left(found, heard)
        if (found := LEFT_OF.fullmatch(plain)) and (
            left := self._set.left_of(found["which"], heard)
        ):
            return left
        if found := LONGER.fullmatch(figures):
            return self._longer(found, heard)
        if (shift := shift_in(plain)) and (shifted := self._shifted(shift, heard)):
            return shifted
        if found := CANCEL.fullmatch(plain):
            return self._cancelled(found, heard)
        if found := CHANGE.fullmatch(plain):
            return self._changed(found["target"], found["to"], heard)
        before = talk.history.before
        if before is None or before.by not in {"skill:reminding", "skill:reminders"}:
            return None
        if found := INSTEAD.fullmatch(plain):
            return self._changed("it", found["to"], heard)
        if CANCEL_IT.fullmatch(plain) and (ones := self._latest() or self._set.of(None)):
            return self._one(ones, None, heard)
        return None

    # --- changing ----------------------------------------------------------------------

    def _shifted(self, shift: Shift, heard: Heard) -> Reply | None:
        """Something that is set, by a stretch of time later or earlier."""
        kinds = [kind for kind in Kind if str(kind) in shift.what]
        if not kinds:
            return None
        ones = self._set.named(kinds[0], shift.what, heard)
        return self._one(ones, shift, heard) if ones else Reply(f"I find no such {kinds[0]}.")

    def _moved_by(self, one: Reminder, shift: Shift, heard: Heard) -> Reply:
        due = one.due + shift.by
        moved = replace(one, due=due, start=due.isoformat() if one.rule else one.start)
        if moved.moment(self._desk.zone) <= heard.at:
            return Reply("That would be in the past.")
        if one.kind is Kind.TIMER:
            left = told_stretch(moved.due - heard.at)
            return Reply(capitalised(f"{named(moved)} has {left} left now."), _set(moved))
        at = told_moment(moved.wall(self._desk.zone), self._set.wall(heard))
        return Reply(capitalised(f"{named(one)} is now {at}."), _set(moved))

    def _cancelled(self, found: re.Match[str], heard: Heard) -> Reply | None:
        plain = found[0]
        kind = Kind.REMINDER if found["what"] else Kind(_singular(found["kind"] or found["kind2"]))
        said = found["what"] or f"{found['which'] or found['which2'] or ''} {found['rest'] or ''}"
        said = _BECAUSE.split(said)[0]
        if kind is Kind.ALARM:
            said = re.sub(r"\b(?:wake up|morning)(?= |$)(?<!in the morning)", "", said)
        every = (found["all"] or "").strip()
        if (kept := _EXCEPT.search(plain)) and (found["many"] or every):
            spared = {one.id for one in self._set.named(kind, plain[kept.end() :], heard)}
            rest = [one for one in self._set.of(kind) if one.id not in spared]
            if len(rest) == 1:
                return self._is_it(rest[0], None, heard)
            return self._all_cancelled(kind, rest)
        if found["many"] or every.startswith(("all", "every", "both")):
            if more := re.findall(r"\band (?:all )?(?:my |the )?(timer|alarm|reminder)s\b", said):
                kinds = {kind, *map(Kind, more)}
                return self._all_cancelled(
                    kind,
                    [one for one in self._set.of(None) if one.kind in kinds],
                    "timers, alarms and reminders",
                )
            told = content(said) or not when_in(said, self._set.wall(heard).date()).empty
            ones = self._set.named(kind, said, heard) if told else self._set.of(kind)
            return self._all_cancelled(kind, ones)
        ones = self._set.named(kind, said, heard)
        if not ones:
            there = self._set.of(kind)
            if kind is Kind.ALARM and content(said) and len(there) == 1 and not there[0].words:
                return self._is_it(there[0], None, heard)
            if self._desk.rang and not there and kind is not Kind.REMINDER:
                return Reply("All right, it has stopped.")
            return Reply(f"I find no such {kind}." if there else f"No {kind} is set.")
        if len(ones) == 1 and beyond(said, ones[0].words, self._set.wall(heard).date()):
            return self._is_it(ones[0], None, heard)
        if kind is Kind.TIMER and not said.strip() and self._unnamed(ones):
            ones = self._unnamed(ones)
        return self._one(ones, None, heard)

    @staticmethod
    def _unnamed(ones: list[Reminder]) -> list[Reminder]:
        return [one for one in ones if not one.words]

    def _all_cancelled(self, kind: Kind, ones: list[Reminder], plural: str = "") -> Reply:
        if not ones:
            return Reply(f"No {kind}s are set.")
        if len(ones) == 1:
            return self._drop(ones[0])
        what = f"{len(ones)} {plural or f'{kind}s'}"
        ids = " ".join(one.id for one in ones)
        return Reply(
            f"That would cancel {what}. Say yes on the screen, and they go.",
            Act("reminders_clear", {"ids": ids, "what": what}),
        )

    def _one(self, ones: Sequence[Reminder], to: str | Shift | None, heard: Heard) -> Reply:
        if len(ones) == 1:
            match to:
                case None:
                    return self._drop(ones[0])
                case Shift():
                    return self._moved_by(ones[0], to, heard)
                case _:
                    return self._moved(ones[0], to, heard)
        wall = self._set.wall(heard)
        told = [
            f"{one.words or one.kind}, {told_short(one.wall(self._desk.zone), wall)}"
            for one in ones[:4]
        ]
        asked = Choosing(tuple(one.id for one in ones), to)
        return Reply(capitalised(f"which one: {'; or '.join(told)}?"), pending=asked)

    def _is_it(self, one: Reminder, to: str | None, heard: Heard) -> Reply:
        """Something else was named as well: better asked than done."""
        at = told_short(one.wall(self._desk.zone), self._set.wall(heard))
        asked = f"I find only {named(one)}, {at}. Do you mean that one?"
        return Reply(asked, pending=Choosing((one.id,), to))

    def _drop(self, one: Reminder) -> Reply:
        if one.rule:
            return Reply(
                f"That comes round {told_rule(one.rule)}. Say yes on the screen, and it goes for good.",
                Act("reminder_series_drop", {"id": one.id}),
            )
        return Reply(
            capitalised(f"{named(one)} is cancelled."), Act("reminder_drop", {"id": one.id})
        )

    def _latest(self) -> list[Reminder]:
        """The one that was set or changed last, if nothing else was done since."""
        last = self._desk.journal.last()
        named = last.act.arguments.get("id") if last and last.act.name == "reminder_set" else None
        return [one for one in self._set.of(None) if one.id == named]

    def _changed(self, target: str, to: str, heard: Heard) -> Reply | None:
        kinds = [kind for kind in Kind if str(kind) in target]
        if re.fullmatch(r"it|that", target):
            ones = self._latest()
            if not ones:
                return None
        elif not kinds:
            return None
        else:
            ones = self._set.named(kinds[0], target, heard)
            if not ones:
                return Reply(f"I find no such {kinds[0]}.")
            if len(ones) == 1 and beyond(target, ones[0].words, self._set.wall(heard).date()):
                return self._is_it(ones[0], to, heard)
        if when_in(f"at {to}", self._set.wall(heard).date()).empty:
            return None
        return self._one(ones, to, heard)

    def _moved(self, one: Reminder, to: str, heard: Heard) -> Reply:
        wall = self._set.wall(heard)
        if one.kind is Kind.TIMER and (length := stretch_in(in_figures(to))):
            due = (heard.at + length.exact).astimezone(dt.UTC)
            told = told_stretch(length.exact)
            return Reply(
                capitalised(f"{named(one)}: {told} from now."), _set(replace(one, due=due))
            )
        when = when_in(to, wall.date())
        if when.clock is None and not when.stretch:
            at_hour = when_in(f"at {to}", wall.date())  # "to eight tomorrow night"
            when = at_hour if at_hour.clock is not None or when.empty else when
        at = one.wall(self._desk.zone)
        if when.clock is None and not when.part and not when.stretch:
            clock = when_in(f"at {at:%H:%M}", wall.date()).clock
            when = replace(when, clock=clock)
        elif (
            when.day is None
            and when.rule is None
            and when.stretch is None
            and at.date() > wall.date()
        ):
            when = replace(when, day=at.date())
        found = meant(when, heard.at, self._desk.zone, waking=one.kind is Kind.ALARM)
        if isinstance(found, Unclear):
            return Reply(found.question, pending=Choosing((one.id,), ""))
        rule, start = one.rule, one.start
        if found.rule:
            rule, start = found.rule, found.due.isoformat()
        elif one.rule and not found.due.tzinfo:
            start = found.due.isoformat()
        moved = replace(one, due=found.due, rule=rule, start=start)
        shown = moved.wall(self._desk.zone)
        return Reply(capitalised(f"{named(one)} is now {told_moment(shown, wall)}."), _set(moved))

    def _longer(self, found: re.Match[str], heard: Heard) -> Reply | None:
        length = stretch_in(found["more"] or found["more2"] or f"{found['more3']} {found['unit']}")
        if length is None:
            return None
        ones = self._set.named(
            Kind.TIMER, found["which"] or found["which2"] or found["which3"] or "", heard
        )
        if not ones:
            return Reply("No such timer is set.")
        longer = replace(ones[0], due=ones[0].due + length.exact)
        left = told_stretch(longer.due - heard.at)
        return Reply(capitalised(f"{named(longer)} has {left} left now."), _set(longer))

    def _snoozed(self, found: re.Match[str], heard: Heard) -> Reply | None:
        said = next((found[name] for name in ("by", "more", "again", "another") if found[name]), "")
        length = stretch_in(said.replace(" more", "")) if said else None
        if said and length is None:
            return None
        by = length.exact if length and length.exact else SNOOZED
        due = (heard.at + by).astimezone(dt.UTC)
        last = self._desk.rang[-1]
        again = replace(last, id=self._desk.reminders.new_id(), due=due, rule="", start="", rang="")
        at = spoken_time(again.wall(self._desk.zone))
        return Reply(f"In {told_stretch(by)}, at {at}.", _set(again))

    def _chosen(self, choosing: Choosing, plain: str, heard: Heard) -> Reply | None:
        """The answer to "which one?", or the time that was asked for."""
        ones = [
            self._desk.reminders.all[id_] for id_ in choosing.ids if id_ in self._desk.reminders.all
        ]
        if (
            choosing.to == ""
            and ones
            and not when_in(f"at {plain}", self._set.wall(heard).date()).empty
        ):
            return self._moved(ones[0], plain, heard)
        words = plain.split()
        if (len(ones) > 1 and words[-1:] == ["one"]) or words[0] in {"first", "second", "last"}:
            place = {"first": 0, "second": 1, "third": 2, "last": -1}.get(
                words[-2] if len(words) > 1 else words[0]
            )
            if place is not None and len(ones) > place:
                return self._one([ones[place]], choosing.to, heard)
        kept = matching(
            plain, ones, self._set.wall(heard).date(), lambda one: one.words or str(one.kind),
            lambda one: one.wall(self._desk.zone),
        )  # fmt: skip
        return self._one(kept, choosing.to, heard) if len(kept) == 1 else None


def _singular(kind: str) -> str:
    return "timer" if kind == "countdown" else kind


def _set(one: Reminder) -> Act:
    return Act("reminder_set", dict(as_record(one)))
