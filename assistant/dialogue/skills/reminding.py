"""Set a timer, an alarm or a reminder: by a spoken request, with one question where it is unclear."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.desk.reminders import MOST, Kind, Reminder, as_record, with_to
from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.clock import spoken_time
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.anchors import anchored
from assistant.dialogue.spoken.clauses import clauses, parts_timed
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.meant import Moment, Unclear, meant, merged, settled_by
from assistant.dialogue.spoken.oddness import odd_timer, odd_words
from assistant.dialogue.spoken.phrasing import at_this_time
from assistant.dialogue.spoken.polite import POLITE
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.straight import straight
from assistant.dialogue.spoken.telling import told_day, told_moment, told_rule, told_stretch
from assistant.dialogue.spoken.times import When, when_in
from assistant.dialogue.text import capitalised
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.desk.desk import Desk
    from assistant.ports import Heard

LONGEST_WORDS = 300
AHEAD = dt.timedelta(days=92)  # appointments that are known by their names
_MAKE = r"(?:set|make|create|add|start|put|give me|begin|schedule|turn on|setup|set up|get me|do|run|new|another)(?: up| on| in| me)?"
_ONE = r"(?: ?(?:an?|another|the|my|one more|new|me an?))*"
_REMIND = re.compile(
    rf"{POLITE}(?:remind me(?: again)?|(?:need |want |have )?to be reminded|be reminded|{_MAKE}{_ONE} reminder(?: in(?= (?:for|to|about|on)\b))?(?: for me)?|(?:a |an )?reminder|don't let me forget|make sure (?:that )?i don't forget)(?: please)?(?P<what>(?: .*)?)"
)
_ANCHOR = re.compile(r"\b(?:before|after|ahead of|prior to|(?:day|night|evening|morning) of)\b")
_SETS = re.compile(r"\b(?:remind|reminder|wake|alarm|nudge|ping)\b")
_QUESTION = re.compile(r" (?:what|who|whom|whose|why|how|which|where|when|if|whether)\b(?! to\b)")
_ALARM = re.compile(
    rf"{POLITE}(?:(?:{_MAKE}{_ONE} )?(?:an? )?(?:(?P<name>[\w' ]{{2,30}}?) )?alarm(?: clock)?(?: for me)?|wake (?:me|us)(?: up)?|get me up|wake up call)(?P<what>(?: .*)?)"
)
_TIMER = re.compile(
    rf"{POLITE}(?:(?:{_MAKE}{_ONE} )?(?P<before>(?:[\w'/.#-]+ ){{0,7}}?)(?:timer|countdown)|count ?down|time)(?P<after>(?: .*)?)"
)
_NEVER_MIND = re.compile(
    r"(?:no|nope|never ?mind|forget (?:it|that|about it)|cancel(?: that| it)?|leave it|doesn't matter|don't bother|nothing|stop)(?: .{0,30})?"
)
_LEADS = re.compile(
    r"^(?:(?:to|that i (?:have|need|want) to|i (?:have|need) to|and|please|for me|with|saying|called|named) )+"
)
_CALLED = re.compile(
    r"^(?:called|named|labell?ed|with the name|for|to|with) (?:the |my |a )?|^(?:the|my|a|an|for) "
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that waits for one answer; `unclear` is None while the words are missing."""

    kind: Kind
    words: str
    when: When
    unclear: Unclear | None


class Reminding:
    """Sets timers, alarms and reminders: in twenty minutes, tomorrow at six, every other Tuesday."""

    name = "reminding"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        asked = talk.pending if isinstance(talk.pending, Asked) else None
        plain = mended(heard.text)
        if not plain or len(plain) > LONGEST_WORDS:
            return None
        plain = at_this_time(plain, self._wall(heard))
        today = self._wall(heard).date()
        if _ANCHOR.search(plain) and _SETS.search(plain):
            plain = anchored(plain, *self._appointments(heard)) or plain
        request = requested(plain, heard.text, today)
        if request is not None and request.when.empty and asked is None:
            request = self._with_time(heard, today) or request
        if request is None and asked is not None:
            if _NEVER_MIND.fullmatch(plain) and not re.match(r"no,? \w+ \w+", plain):
                return Reply("All right, no reminder.")
            request = _completed(asked, plain, heard.text, today)
        return self._reply(request, heard) if request is not None else None

    def _with_time(self, heard: Heard, today: dt.date) -> Asked | None:
        """The request where its time stands between commas, or was said before it."""
        for clause in clauses(straight(heard.text)):
            earlier = when_in(clause.before, today)
            if _SETS.match(clause.plain) and earlier.clock is not None:
                words = re.sub(r"\bthen\b|\b(?:for|at) (?:this|that|it)$", "", clause.plain)
                found = requested(f"{words} {earlier.said}", heard.text, today)
                if found is not None and not found.when.empty:
                    return found
        if "," not in heard.text:
            return None
        found = requested(mended(parts_timed(heard.text)), heard.text, today)
        return found if found is not None and not found.when.empty else None

    def _appointments(
        self, heard: Heard
    ) -> tuple[Callable[[], set[str]], Callable[[str], dt.datetime | None]]:
        """What the appointments ahead are called, and when the next of a name begins."""
        wall, calendar = self._wall(heard), self._desk.calendar

        def starts(name: str) -> dt.datetime | None:
            found = calendar.between(wall, wall + AHEAD, lambda one: one.lower() == name)
            return next((one.start for one in found if one.start > wall), None)

        return lambda: calendar.names(wall.date(), (wall + AHEAD).date()), starts

    def _wall(self, heard: Heard) -> dt.datetime:
        return heard.at.astimezone(self._desk.zone).replace(tzinfo=None)

    def _reply(self, request: Asked, heard: Heard) -> Reply:
        if request.kind is Kind.REMINDER and not request.words:
            return Reply("What shall I remind you of?", pending=request)
        waking = request.kind is Kind.ALARM
        found = meant(request.when, heard.at, self._desk.zone, waking=waking)
        if isinstance(found, Unclear):
            if request.kind is Kind.TIMER:
                found = replace(found, question="For how long?")
            return Reply(found.question, pending=replace(request, unclear=found))
        if len(self._desk.reminders.all) >= MOST:
            return Reply("I keep as many reminders as I can already. Cancel some first.")
        start = found.due.isoformat() if found.rule else ""
        one = Reminder(
            self._desk.reminders.new_id(), request.kind, request.words, found.due, found.rule, start
        )
        return Reply(self._told(one, found, heard), Act("reminder_set", dict(as_record(one))))

    def _told(self, one: Reminder, found: Moment, heard: Heard) -> str:
        """What was set, with the exact date and time."""
        zone, wall = self._desk.zone, self._wall(heard)
        at = one.wall(zone)
        if one.kind is Kind.TIMER:
            length = told_stretch(found.due - heard.at) if one.counts else told_moment(at, wall)
            name = f"{one.words} timer" if one.words else "timer"
            return capitalised(f"{name}: {length}.")
        if one.rule:
            often = told_rule(one.rule)
            time = (
                "" if "HOURLY" in one.rule or "MINUTELY" in one.rule else f" at {spoken_time(at)}"
            )
            first = told_moment(at, wall) if not time else told_day(at.date(), wall.date())
            when = f"{often}{time}, first {first.rstrip(',')}"
        elif one.counts:
            when = f"in {told_stretch(found.due - heard.at)}, {_clock_of(at, wall)}"
        else:
            when = told_moment(at, wall)
        note = f" {found.told}" if found.told else ""
        if one.kind is Kind.ALARM:
            return capitalised(f"alarm {when}.{note}")
        return capitalised(f"{when.replace(',,', ',')}: {with_to(one.words)}.{note}")


def _clock_of(at: dt.datetime, wall: dt.datetime) -> str:
    return f"at {spoken_time(at)}" if at.date() == wall.date() else told_moment(at, wall)


def requested(plain: str, said: str, today: dt.date) -> Asked | None:
    """The request in `plain` (as `mended` gives it); None when it is none. `said` keeps the capitals."""
    timer = _timer(plain, said)
    if timer is not None:
        if not odd_timer(timer.words):
            return timer
        return None if timer.when.stretch else replace(timer, words="")
    when = when_in(plain, today)
    if found := _ALARM.fullmatch(when.rest):
        return _alarm(found, when, said)
    if found := _REMIND.fullmatch(when.rest):
        what = found["what"]
        if _QUESTION.match(what) or re.match(
            r" of (?:the time|my name|him|her|them|you|something|someone|that)\b", what
        ):
            return None
        words = cased(_LEADS.sub("", what.strip()), said)
        if odd_words(words) or re.match(
            r"(?:of |about )?(?:all )?(?:my|the) .*\breminders\b", words
        ):
            return None
        return Asked(Kind.REMINDER, _aim(words), when, None)
    return None


def _aim(words: str) -> str:
    """A bare noun is a thing to be reminded about; what begins with "about" stays."""
    words = re.sub(r"^(?:of|about) (?=to )", "", words)
    noun = re.match(r"^(?:the|my|our|a|an|this|his|her|their) ", words)
    return re.sub(r"^of ", "about ", f"about {words}" if noun else words)


def _alarm(found: re.Match[str], when: When, said: str) -> Asked | None:
    what, name = found["what"].strip(), found["name"] or ""
    if name and not re.fullmatch(r"(?:an? |my |the )?(?:[\w']+ ){0,2}[\w']+", name):
        return None
    if re.search(r"\d", in_figures(name)):  # a time that stands before: "six fifteen alarm"
        return None
    if name.split(" ")[0] in {
        "the",
        "my",
        "false",
        "fire",
        "smoke",
        "burglar",
        "car",
        "cause",
        "no",
        "cancel",
        "stop",
        "snooze",
        "delete",
        "change",
        "move",
        "turn",
        "is",
        "what",
        "when",
        "do",
        "that",
        "off",
    }:
        return None
    words = re.sub(r"^(?:so that i can |so i can |to |for |called |named |saying )+", "", what)
    if words and not re.match(r"(?:to|for|called|named|saying|so) ", what):
        return None
    if (
        when.empty
        and not found[0].startswith(("set", "wake", "alarm", "add", "make", "create"))
        and "alarm" not in found[0]
    ):
        return None
    if odd_timer(name):
        return None
    return Asked(Kind.ALARM, cased(words or re.sub(r"^(?:an?|my) ?", "", name), said), when, None)


def _timer(plain: str, said: str) -> Asked | None:
    text = in_figures(plain)
    length = stretch_in(text)
    rest = text if length is None else f"{text[: length.span[0]]}# {text[length.span[1] :]}"
    rest = " ".join(rest.split())
    found = _TIMER.fullmatch(rest)
    if found is None:
        return None
    bare_verb = "timer" not in rest and "countdown" not in rest and "count down" not in rest
    if bare_verb and not re.fullmatch(rf"{POLITE}time #(?: for .+)?", rest):
        return None
    before, after = (
        (found["before"] or "").replace("#", " ").strip(),
        re.sub(r"^ on(?= for| with|$)", "", found["after"].replace("#", " ")),
    )
    after = re.sub(
        r"\b(?:for|of|in|to|with|on) *$|^ *(?:for|of|with) *(?= |$)", " ", " ".join(after.split())
    )
    name = " ".join((before or after).split())
    for _ in range(3):
        name = _CALLED.sub("", name).strip()
    if before and not re.fullmatch(
        r"(?:(?:an?|the|my|another|new|for) ?)*(?:[\w'-]+ ?){0,3}", before
    ):
        return None
    if re.match(
        r"(?:cancel|stop|delete|snooze|change|how|what|when|is|are|do|any|kill|end|pause|turn|which|list|where|egg timers)\b",
        rest,
    ) or re.match(r"(?:is|are|was|went|goes|left|running|that|off|of|on|broke)\b", name):
        return None
    if length is None and not re.match(rf"{POLITE}{_MAKE}|timer$|countdown$|an? timer", rest):
        return None
    when = When("", stretch=length)
    name = re.sub(
        r"^(?:an?|the|my|another|new|one more)\b ?|\b(?:please|called|named|for)$", "", name
    ).strip()
    return Asked(Kind.TIMER, cased(name[:60], said), when, None)


def _completed(asked: Asked, plain: str, said: str, today: dt.date) -> Asked | None:
    """The request with what was asked for; None when the answer is about something else."""
    if asked.kind is Kind.REMINDER and not asked.words:
        more = when_in(plain, today)
        words = cased(_LEADS.sub("", more.rest if not more.empty else plain), said)
        words = re.sub(r"^(?:remind me )?(?:to |about |of )", "", words)
        when = asked.when if more.empty else merged(asked.when, more)
        return replace(asked, words=_aim(words), when=when) if words else None
    if asked.unclear is not None:
        settled = settled_by(asked.unclear, asked.when, plain)
        if settled is not None:
            return replace(asked, when=settled, unclear=None)
    if asked.kind is Kind.TIMER:
        length = stretch_in(in_figures(plain))
        return replace(asked, when=When("", stretch=length)) if length else None
    more = when_in(plain, today)
    if more.empty:
        more = when_in(f"at {plain}", today)
    if more.empty or len(more.rest.split()) > 4:
        return None
    return replace(asked, when=merged(asked.when, more), unclear=None)


def cased(words: str, said: str) -> str:
    """`words` with the capitals they had in `said`, but for the sentence's first word."""
    tokens = re.findall(r"[\w'’-]+", said)
    capitals = {
        token.lower(): token for token in tokens[1:] if token[:1].isupper() and not said.isupper()
    }
    return re.sub(
        r"[\w'’-]+",
        lambda found: capitals.get(found[0], "I" if found[0] == "i" else found[0]),
        words,
    )
