"""The people in the person's life: who they are, when you were last in touch, what not to suggest, how much we talk."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.telling import in_a_row
from assistant.dialogue.text import bare, capitalised
from assistant.errors import Trouble
from assistant.memory.kept import spoken_day
from assistant.memory.relations import plain as plain_relation
from assistant.people.book import apart, days_to
from assistant.people.deeds import GROWN, LEFT_OUT, QUIET
from assistant.people.leading import Suggested
from assistant.people.lines import near_day, since
from assistant.people.suggesting import FOR_EVER, NO_THANKS, NOT_NOW, day_after
from assistant.people.use import told
from assistant.ports import Act

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.people.book import Known
    from assistant.people.circle import Circle
    from assistant.ports import Heard

MOST_TOLD = 6
BIRTHDAYS_AHEAD = 60  # days
_USE = re.compile(
    r"(?:how much|how long|how often|how many (?:hours|minutes|times)) (?:do|did|have|are) (?:we|i)(?: been)? (?:really |actually )?(?:talk(?:ed|ing)?|speak(?:ing)?|spoken|chat(?:ted|ting)?|use you|used you|using you|spend(?:ing)? (?:with|talking to) you|spent (?:with|talking to) you)(?: (?:to|with) (?:you|each other|one another))?(?: .{0,30})?"
    r"|(?:do|have) (?:we|i) (?:talk(?:ed)?|speak|spoken) (?:to you )?(?:too much|a lot|too often|more than before)(?: .{0,20})?|how much time (?:do|have|did) i (?:spend|spent) (?:with|talking to|on) you(?: .{0,30})?"
)
_WHO = re.compile(
    r"(?:who(?:'s| is| are| do you know)?(?: the people)? (?:in my (?:life|people book|book)|close to me|that i know|i(?:'ve| have) told you about|do i know)|who have i (?:told you about|mentioned|named)|which people (?:do you know|have i (?:named|mentioned))(?: .{0,20})?|what people do you know(?: of)?|"
    r"tell me (?:about )?(?:the )?people (?:in my life|you know)|(?:show|read)(?: me)? (?:my|the) people(?: book)?|who are my people|whom? (?:could|should|can|might|shall) i (?:call|ring|phone|see|visit|meet|talk to|speak to|ask|invite|tell)(?: .{0,25})?)"
)
_LAST = re.compile(
    r"when (?:did i|have i|was i) last (?:(?:call|ring|see|visit|phone|meet|hear from|speak (?:to|with)|talk (?:to|with)|text|write to|saw|called|in touch with)(?:ed)?) (?P<who>[\w' -]{2,40})|when was the last time (?:that )?i (?:called|rang|saw|visited|met|heard from|spoke (?:to|with)|talked (?:to|with)) (?P<who2>[\w' -]{2,40})|how long (?:is it|has it been)? ?since i (?:last )?(?:called|rang|saw|visited|met|heard from|spoke (?:to|with)|talked (?:to|with)) (?P<who3>[\w' -]{2,40})"
)
_BIRTHDAYS = re.compile(
    r"(?:whose|which) birthdays? (?:is|are) (?:next|near|coming(?: up)?|soon|this (?:week|month)|today|tomorrow)|(?:any|are there any|what) birthdays? (?:coming(?: up)?|soon|this (?:week|month)|next)|who has (?:a|their) birthday (?:next|soon|this (?:week|month))"
)
_HER = r"(?:her|him|them|that one|that person)"
_LEAVE_OUT = re.compile(
    rf"(?:(?:no|nah|oh no|please)[, ]*)*(?:not {_HER}|anyone but {_HER}|anybody but {_HER}|(?:please )?(?:don't|do not|never|stop) (?:ever )?(?:suggest(?:ing)?|mention(?:ing)?|bring(?:ing)?|nam(?:e|ing))(?: up)? (?P<who>(?!that$|this$|it$|people|anyone|anybody|things)[\w' -]{{2,40}}?)(?: up)?(?: (?:again|any ?more|ever|ever again|to me))*|leave {_HER} out(?: of (?:it|this))?|not (?P<who2>(?!now|today|yet|tonight|really|sure|this|that|bad|at|a|the|so|much|to)[\w' -]{{2,30}}))"
)
_STOP = re.compile(
    r"(?:(?:no|please|just) )*(?:don't|do not|stop) (?:ever )?(?:suggest(?:ing)? (?:that|this|it|people|anyone|anybody|calls|things like that|such things|whom? to call|who i should call)|tell(?:ing)? me (?:to (?:call|ring|see|meet)|whom? to (?:call|ring|see))|push(?:ing)? (?:people|me))(?: .{0,25})?|no more suggestions(?: .{0,20})?|i (?:don't|do not) want (?:any )?(?:more )?suggestions(?: .{0,20})?"
)
_AGAIN = re.compile(
    r"(?:you (?:may|can) |please )?suggest (?:people|somebody|someone|whom? to call)(?: to me)? again"
)
_NOT_NOW = re.compile(  # `bare` takes a "now" off the end
    r"(?:(?:maybe|perhaps|please|no) )*(?:not(?: (?:now|today|yet|tonight|this week|right now|at the moment))?|later|another (?:time|day)|some other time|i(?:'m| am) not (?:ready|up to it|in the mood))(?: .{0,20})?"
)
_NO = re.compile(
    r"(?:no|nope|nah|rather not|i'd rather not|i (?:don't|do not) (?:want to|think so|feel like it|like to)|i (?:can't|couldn't|won't)|no thanks?|no thank you|not really|don't)(?: .{0,30})?"
)
_WHY = re.compile(
    r"why(?: (?:her|him|them|that|do you (?:say|ask|suggest|think)|did you (?:say|ask|suggest)|are you (?:saying|asking|suggesting))(?: .{0,30})?)?"
)
_YES = re.compile(
    r"(?:yes|yeah|yep|good idea|sure|maybe|perhaps|okay|ok|i (?:will|might|could|should|can)|why not|i'll (?:call|ring|do|try|write|text|see)|you're right|that(?:'s| is| would be) (?:a )?(?:good|nice|true|lovely)|true)(?: .{0,40})?"
)


class People:
    """Tells who is in your people book, when you were last in touch, whose birthday is near and how much you talk to her; learns whom not to suggest."""

    name = "people"

    def __init__(self, circle: Circle) -> None:
        self._circle = circle

    def holds(self, talk: Talk) -> bool:
        """After a suggestion the next words are about it; what is asked outright is hers to answer."""
        last = talk.history.last
        plain = bare(last.heard) if last is not None else ""
        asked = (_USE, _WHO, _LAST, _BIRTHDAYS, _STOP, _AGAIN)
        return isinstance(talk.pending, Suggested) or any(one.fullmatch(plain) for one in asked)

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if len(plain) > 200:
            return None
        try:
            return await self._answer(plain, heard, talk)
        except Trouble as trouble:
            return Reply(f"I can't look into my memory. {trouble}") if self.holds(talk) else None

    async def _answer(self, plain: str, heard: Heard, talk: Talk) -> Reply | None:
        if _USE.fullmatch(plain):
            days = await self._circle.use(heard.at)
            return Reply(told(days, heard.at.date(), kept_days=self._circle.kept_days))
        if _WHO.fullmatch(plain):
            return await self._who(heard.at)
        if found := _LAST.fullmatch(plain):
            return await self._last(found["who"] or found["who2"] or found["who3"], heard.at)
        if _BIRTHDAYS.fullmatch(plain):
            return await self._birthdays(heard.at)
        if _STOP.fullmatch(plain):
            return _quiet(talk.pending)
        if _AGAIN.fullmatch(plain):
            return Reply("All right, now and then, at most twice a week.", Act(QUIET, {"until": ""}))  # fmt: skip
        if isinstance(talk.pending, Suggested):
            return await self._about(talk.pending, plain, heard)
        if (found := _LEAVE_OUT.fullmatch(plain)) and found["who"]:
            one = await self._meant(found["who"])
            return _leave_out(one.key, one.label) if one else None
        return None

    # --- what was suggested ------------------------------------------------------------

    async def _about(self, open_: Suggested, plain: str, heard: Heard) -> Reply | None:
        """What they say to a suggestion."""
        if not open_.key:
            return None
        if found := _LEAVE_OUT.fullmatch(plain):
            named = found["who"] or found["who2"] or ""
            one = (
                await self._meant(named) if named and named not in {"her", "him", "them"} else None
            )
            return _leave_out(one.key, one.label) if one else _leave_out(open_.key, open_.label)
        if apart((heard.text,)):
            reply = _leave_out(open_.key, open_.label)
            return Reply(f"I didn't know that, and I'm sorry. {reply.text}", reply.act)
        if _NOT_NOW.fullmatch(plain):
            act = Act(QUIET, {"until": day_after(heard.at, NOT_NOW)})
            return Reply("Fine. I'll leave that for a while.", act)
        if _NO.fullmatch(plain):
            until = day_after(heard.at, NO_THANKS)
            return Reply("All right, then not.", Act(LEFT_OUT, {"key": open_.key, "until": until}))
        if _WHY.fullmatch(plain):
            return Reply(f"Because you've named {open_.label} to me, and people are better company than software.", pending=open_)  # fmt: skip
        if _YES.fullmatch(plain):
            return Reply("Good. Tell me when, if you'd like a reminder.")
        return None

    # --- what is known -----------------------------------------------------------------

    async def _who(self, now: datetime) -> Reply:
        people = [one for one in await self._circle.people() if one.closeness > 0]
        if not people:
            return Reply("You haven't named anybody to me yet.")
        parts = [_told(one, now) for one in people[:MOST_TOLD]]
        more = len(people) - len(parts)
        rest = f" And {more} more; they stand on the memory page." if more else ""
        return Reply(f"{capitalised('; '.join(parts))}.{rest}")

    async def _last(self, who: str, now: datetime) -> Reply | None:
        one = await self._meant(who)
        if one is None:
            return Reply("I don't know who that is. You haven't told me.")
        if one.in_touch is None:
            return Reply(f"You haven't told me when you were last in touch with {one.label}.")
        day = spoken_day(one.in_touch.isoformat(), now.date())
        ago = since(one.in_touch, now.date())
        told_ago = "" if (now.date() - one.in_touch) < timedelta(2) else f", {ago}"
        return Reply(capitalised(f"{day}{told_ago}, by what you told me."))

    async def _birthdays(self, now: datetime) -> Reply:
        near = sorted(
            (days, one.label, one)
            for one in await self._circle.people()
            if one.birthday and (days := days_to(one.birthday, now.date())) <= BIRTHDAYS_AHEAD
        )
        if not near:
            return Reply("None that I know of in the next two months.")
        parts = [f"{label}'s is {_on(one, days, now)}" for days, label, one in near[:MOST_TOLD]]
        return Reply(f"{capitalised(in_a_row(parts))}.")

    async def _meant(self, who: str) -> Known | None:
        """The one these words mean: a name, or "my sister"."""
        name = re.sub(r"^(?:my|our|the) ", "", who.strip().lower())
        relation = plain_relation(name)
        for one in await self._circle.people():
            if name == one.label.lower() or relation == one.relation:
                return one
        return None


def _leave_out(key: str, label: str) -> Reply:
    act = Act(LEFT_OUT, {"key": key, "until": FOR_EVER})
    return Reply(f"Understood. I won't suggest {label} again.", act)


def _quiet(pending: object) -> Reply:
    if isinstance(pending, Suggested) and not pending.key:
        act = Act(GROWN, {"day": FOR_EVER})
        return Reply("All right, I won't bring up how much we talk.", act)
    return Reply("All right, I won't suggest anybody from here on.", Act(QUIET, {"until": FOR_EVER}))  # fmt: skip


def _told(one: Known, now: datetime) -> str:
    relation = f", your {one.relation}" if one.relation and not one.label.startswith("your") else ""
    touch = f", last in touch {since(one.in_touch, now.date())}" if one.in_touch else ""
    return f"{one.label}{relation}{touch}"


def _on(one: Known, days: int, now: datetime) -> str:
    if days < 7:
        return near_day(days, now.date())
    month, day = one.birthday or (1, 1)
    return f"on {day} {now.replace(day=1, month=month):%B}"
