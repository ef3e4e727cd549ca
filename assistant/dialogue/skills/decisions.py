"""The decision companion: options, what matters, for and against, one counter-argument; a verdict only if asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.decisions.decision import (
    LONGEST,
    Decision,
    Step,
    answered,
    begun,
    dated,
    question,
    summary,
    verdict,
)
from assistant.decisions.sorting import sorted_in
from assistant.dialogue.skills.clock import spoken_date
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.meant import Moment, meant
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.times import when_in
from assistant.dialogue.text import bare
from assistant.errors import Trouble

if TYPE_CHECKING:
    import datetime as dt

    from assistant.decisions.decision import Point
    from assistant.decisions.keeping import Decisions
    from assistant.ports import Heard

_BEGIN = re.compile(
    r"(?i)(?:(?:can|could|would|will) you )?(?:please )?(?:help me (?:to )?(?:decide|make (?:a|this|the|my) (?:difficult |hard |big )?decision|choose|weigh(?: up)?)|let's (?:decide|weigh(?: up)?|think through)|i (?:need|want|have|would like|'d like) to (?:make a (?:hard |big |difficult )?decision|weigh up)|help me with a (?:hard |big |difficult )?decision|weigh up with me)(?: (?P<about>.+))?"
)
_WEIGHTY = (
    r"(?:mov(?:e|ing)|job|offer|position|stay|leave|quit|resign|retire|marry|divorce|break up|split|sell|buy|rent|study|university|college|degree|school|"
    r"adopt|have (?:a|another) (?:baby|child)|surgery|operation|emigrate|start (?:a|my own)|go back|career|house|flat|lease|contract|invest)"
)
_ASKED = re.compile(  # no small choice, such as tea or coffee
    rf"(?i)(?:(?:so|well|hm+|okay|and|but|honestly)[, ]+)*(?P<about>should (?:i|we) (?=.*\b{_WEIGHTY}\b)[^?.!]+ or [^?.!]+)"
)
_GO_ON = re.compile(
    r"(?:let's |can we |please )*(?:go (?:on|back)|carry on|continue|back|return)(?: (?:with|to))? (?:the|my|that|our) decision"
)
_SUM_UP = re.compile(
    r"(?:sum (?:it|that|this) up|what have i said(?: so far)?|summari[sz]e(?: (?:it|that|my decision|the decision))?|where (?:are|were) we(?: with (?:the|my) decision)?|what (?:was|is) my decision(?: about)?|how does it stand)"
)
_VERDICT = re.compile(
    r"(?:so )?(?:what (?:would|do) you (?:do|say|think|decide|choose|advise|recommend)(?: (?:i should do|about it|yourself|then))?|what's your (?:verdict|opinion|view|advice)|which (?:one )?would you (?:choose|take|pick)|(?:give me|and) your verdict|your verdict|what should i do|decide for me|tell me what to do)"
)
_OTHERS = re.compile(
    r"(?:stop|thanks|thank you|good ?bye|bye|good night|louder|quieter|slower|faster|undo(?: that)?|take that back|never ?mind|leave it|forget it|enough|cancel|not now|another time)(?: .{0,20})?"
)
_LEAVE = re.compile(
    r"(?:never ?mind|leave it|forget it|enough|cancel|not now|another time|stop)(?: .{0,20})?"
)
_NO = re.compile(
    r"(?:no|never|don't|do not|not at all|no need|please don't|nope|no thanks?|no thank you|rather not)(?: .{0,30})?"
)
_OUTCOME = re.compile(
    r"(?i)(?:about (?:the|my) decision[,:]?|the decision|my decision)[,:]? (?P<how>(?:it )?(?:turned out|went|was) .+)"
)
_ASKS = re.compile(
    r"(?i)(?:what|when|where|who|how|which|why|is|are|do|does|did|can|could|will|should)\b.*\?\s*$"
)

_ELSEWHERE = re.compile(  # asked of her, with or without a question mark, and no answer to her question
    r"(?i)(?:(?:and|but|so|ok(?:ay)?|well|please|now|wait)[, ]+)*(?:(?:who|are|is|do|does|did|can|could|will|would|should|am) (?:i|you|we|he|she|they|it|am|anyone|my|the)\b|who(?:'s| is)\b|what (?:time|day|date|do|did|does|are|can)\b|what's (?:on|the time|my)\b|"
    r"how (?:do|are|many|much|old|far|long)\b|(?:set|remind|wake|give me|hold on|wait|hang on|put|add|write|read|show me|tell me|forget|remember|call me|cancel|undo|just listen|don't (?:remember|keep))\b)"
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The decision that is being talked over: kept with the exchange, so that a retracted answer leaves nothing."""

    decision: Decision
    name: str


class Deciding:
    """Helps with a decision: asks for options and reasons, keeps them, and later asks how it turned out."""

    name = "decisions"

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions

    def holds(self, talk: Talk) -> bool:
        """While it has asked something, the next words are the answer."""
        return isinstance(talk.pending, Weighing)

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        try:
            reply = self._answer(heard, talk)
        except Trouble as trouble:
            return Reply(str(trouble))
        if reply is not None and talk.history.last is not None:
            talk.history.last.private = (
                True  # kept here, in the person's words; not as memories too
            )
        return reply

    def _answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        weighing = talk.pending if isinstance(talk.pending, Weighing) else None
        if weighing is None:
            weighing = self._lately(talk, plain)
        if len(heard.text) <= LONGEST and (found := _BEGIN.fullmatch(heard.text.strip(" .?!"))):
            return self._begun(found["about"] or "")
        if len(heard.text) <= LONGEST and (found := _ASKED.fullmatch(heard.text.strip(" .?!"))):
            return self._begun(found["about"])
        if _GO_ON.fullmatch(plain):
            latest = self._decisions.latest()
            return (
                self._asked(Weighing(latest[1], latest[0]))
                if latest
                else Reply("There is no decision to go on with.")
            )
        if found := _OUTCOME.fullmatch(heard.text.strip()):
            return self._turned_out(found["how"])
        if weighing is None:
            return None
        if _VERDICT.fullmatch(plain):
            return Reply(verdict(weighing.decision), pending=weighing)
        if _SUM_UP.fullmatch(plain):
            return Reply(summary(weighing.decision), pending=weighing)
        if not isinstance(talk.pending, Weighing) or weighing.decision.step is Step.DONE:
            return None
        if _LEAVE.fullmatch(plain):
            return Reply("All right, we leave it there. It's kept: say “go on with the decision”.")
        if (
            _ELSEWHERE.match(heard.text)
            or _OTHERS.fullmatch(plain)
            or (_ASKS.match(heard.text) and weighing.decision.step is not Step.COUNTER)
        ):
            return None
        return self._went_on(weighing, heard)

    def _lately(self, talk: Talk, plain: str) -> Weighing | None:
        """The decision just talked over, for "what would you do?" right after it."""
        before = talk.history.before
        if (
            before is None
            or before.by != "skill:decisions"
            or not (_VERDICT.fullmatch(plain) or _SUM_UP.fullmatch(plain))
        ):
            return None
        latest = self._decisions.latest()
        return Weighing(latest[1], latest[0]) if latest else None

    def _begun(self, about: str) -> Reply:
        decision = begun(about)
        if not decision.question:
            decision = Decision("a decision")
        act = self._decisions.keep(decision)
        weighing = Weighing(decision, str(act.arguments["decision"]))
        return Reply(f"Let's look at it. {question(decision)}", act, pending=weighing)

    def _asked(self, weighing: Weighing) -> Reply:
        if weighing.decision.step is Step.DONE:
            return Reply(summary(weighing.decision), pending=weighing)
        return Reply(question(weighing.decision), pending=weighing)

    def _went_on(self, weighing: Weighing, heard: Heard) -> Reply:
        decision = weighing.decision
        if decision.step is Step.DATE:
            return self._dated(weighing, heard)
        if decision.step is Step.MATTERS and (weighed := sorted_in(decision, heard.text)):
            act = self._decisions.keep(weighed, weighing.name)
            said = _told(weighed.points[len(decision.points) :], weighed.options)
            return Reply(f"{said} What else?", act, pending=Weighing(weighed, weighing.name))
        after = answered(decision, heard.text)
        if after.question == "a decision" and after.options:
            after = replace(after, question=" or ".join(after.options))
        act = self._decisions.keep(after, weighing.name)
        return Reply(question(after), act, pending=Weighing(after, weighing.name))

    def _dated(self, weighing: Weighing, heard: Heard) -> Reply:
        plain = mended(heard.text)
        today = heard.at.date()
        day = self._day(plain, heard)
        if day is None and not _NO.fullmatch(plain):
            return Reply(
                "Which day shall I ask? Say “in a month”, or a date, or no.", pending=weighing
            )
        after = dated(weighing.decision, day.isoformat() if day else "")
        act = self._decisions.keep(after, weighing.name)
        when = (
            f"I'll ask you {told}. " if day and (told := _on(day, today)) else "I won't ask, then. "
        )
        return Reply(
            f"{when}What you've said is kept. I give no verdict unless you want one.",
            act,
            pending=Weighing(after, weighing.name),
        )

    def _day(self, plain: str, heard: Heard) -> dt.date | None:
        when = when_in(plain, heard.at.date())
        if when.empty:
            return None
        found = meant(when, heard.at, heard.at.tzinfo)
        if not isinstance(found, Moment):
            return None
        day = found.due.date()
        return day if day > heard.at.date() else None

    def _turned_out(self, how: str) -> Reply | None:
        latest = self._decisions.latest()
        if latest is None:
            return None
        name, decision = latest
        told = how.strip(" .")
        act = self._decisions.keep(replace(decision, outcome=told, ask_on=""), name)
        return Reply(f"I've put that with it: {told}. Thank you for telling me.", act)


def _told(points: tuple[Point, ...], options: tuple[str, ...]) -> str:
    """ "That's for this: take the job in York." """
    sides: dict[int, set[bool]] = {}
    for point in points:
        sides.setdefault(point.option, set()).add(point.good)
    said = (
        f"{'both for and against' if len(side) > 1 else 'for' if True in side else 'against'} this: {options[at]}"
        for at, side in sides.items()
    )
    return f"I've put that down {', and '.join(said)}."


def _on(day: dt.date, today: dt.date) -> str:
    return f"on {day:%A}, {spoken_date(day, today)}"
