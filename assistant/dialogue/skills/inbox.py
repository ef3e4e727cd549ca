"""Mail by voice: look through it, who waits for an answer, what it consists of, sort it with a yes on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.inbox.carrying import movable
from assistant.inbox.mail import Group
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.inbox.found import Triage
    from assistant.ports import Heard
    from assistant.tidying.sweeping import Sweeping

MOST_TOLD = 3
_MAIL = r"(?:my |the |all my )?(?:e-?mails?|mails?|inbox|mailbox|mail box|mail folder)"
_LOOK = re.compile(
    rf"(?:(?:can|could|will|would) you )?(?:have a look (?:at|through)|take a look (?:at|through)|look (?:through|at|over|into)|go (?:through|over)|check|triage|scan|read(?: through)?|sort through|what's (?:in|new in)|what is (?:in|new in)|how's|how is|how does|how full is) {_MAIL}(?: look| doing| like| again| today)*"
)
_SORT = re.compile(
    rf"(?:(?:can|could|will|would) you |let's |help me )?(?:sort|tidy|clean|organi[sz]e|clear)(?: up| out)? {_MAIL}(?: up| out)?"
)
_WHERE = re.compile(
    r"(?i)\s*(?:please )?(?:my (?:e-?mail|mail|inbox|mailbox) (?:is|lies) (?:in|at|here:?)|(?:look (?:through|at)|check|triage|read) (?:the |my )?(?:mail|mailbox|inbox)?\s*(?:in|at)?)\s*(?P<path>(?:~|/|[A-Za-z]:[\\/]|imaps?://)\S.*?)[.?!]?\s*"
)
_WAITS = re.compile(
    rf"(?:(?:which|what)(?: of)?(?: {_MAIL})? (?:still )?(?:wants?|needs?|waits? for|are waiting for) an? (?:answer|reply)|who(?: in {_MAIL})? (?:is waiting|waits|wants|needs)(?: for)? an? (?:answer|reply)(?: from me)?|who (?:do|should|must) i (?:still )?(?:have to |need to )?(?:answer|reply to|write back(?: to)?)|what (?:do|should|must) i (?:still )?(?:have to |need to )?(?:answer|reply to)|(?:which|what) {_MAIL} (?:do|should|must) i (?:have to |need to )?(?:answer|reply to)|do i (?:have|need) to answer (?:any|some) {_MAIL}|any {_MAIL} i (?:have|need) to answer)"
)
_ORDERS = re.compile(
    r"(?:(?:which|what)(?: (?:e-?mails?|mails?|ones?))?|who) (?:is |are |was )?(?:tr(?:y|ies|ied|ying) to )?(?:giv(?:e|es|ing)|gave|command(?:s|ed|ing)?|order(?:s|ed|ing)?)(?: you)?(?: (?:orders|commands|instructions|around|about))?"
)
_GROUPS = {
    Group.NEWSLETTERS: r"newsletters?|advertising|adverts?|ads|promotions?",
    Group.NOTIFICATIONS: r"notifications?|automatic mails?",
    Group.LISTS: r"mailing lists?|lists mails?",
    Group.PAPERS: r"invoices?|bills?|receipts?|papers?(?: worth keeping)?|mails? worth keeping|ones worth keeping",
    Group.DUPLICATES: r"duplicates?|copies|double mails?|doubles",
    Group.DOUBTFUL: r"doubtful(?: mails?| ones?)?|spam|scams?|fraud|phishing(?: mails?)?",
    Group.INVITATIONS: r"invitations?",
}
_NAMED = "|".join(f"(?P<{group.name}>{words})" for group, words in _GROUPS.items())
_COUNT = re.compile(
    rf"(?:how many|which|what|show me the|are there(?: any)?|who sends (?:me )?(?:the )?(?:most|those|these)|list the|where do) (?:the |all the |my |those )?(?:{_NAMED})(?: come from| do i (?:get|have)| are (?:there|in {_MAIL})| (?:in|are in) {_MAIL})?"
)
_LEAVE = re.compile(
    rf"(?:please )?(?:leave|don't move|do not move|keep|not) (?:the |my )?(?:{_NAMED})(?: alone| where they are| in (?:the |my )?(?:inbox|mailbox)| there)?"
)
_ONLY = re.compile(rf"(?:please )?(?:only|just) (?:move |sort )?(?:the |my )?(?:{_NAMED})")
_PLAN = re.compile(
    rf"(?:write|save|make|give)(?: me)?(?: down)? (?:the|a|that|your) plan(?: down)?(?: (?:for|of|to sort) {_MAIL})?(?: to a file| as a file)?"
)
GO = re.compile(
    r"(?:(?:yes|okay|ok|sure|all right|please|and|go ahead)(?: and)? )*(?:do it|sort (?:them|it|those)|move (?:them|those|it)|go ahead|yes|yes please|sure|please do|do that)"
)
ASKING = "I'm asking on the screen."
UNKNOWN = (
    "I don't know where your mail is. Write its folder or file on the tidy page, or type it to me."
)


class Inbox:
    """Looks through mail that lies on this computer, says what wants an answer, offers to sort it."""

    name = "inbox"

    def __init__(self, sweeping: Sweeping) -> None:
        self._sweeping = sweeping

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        if (found := _WHERE.fullmatch(heard.text)) and "mail" in heard.text.lower() + found["path"]:
            return Reply("I'm looking through it. Nothing is moved.", Act("mail_look", {"mailbox": found["path"]}))  # fmt: skip
        plain = bare(heard.text)
        if _LOOK.fullmatch(plain):
            return self._look()
        seen = self._sweeping.seen.mail
        if _SORT.fullmatch(plain):
            return self._look() if seen is None else self._sort(seen)
        if _WAITS.fullmatch(plain):
            return self._look() if seen is None else _waiting(seen)
        if seen is None:
            return None
        if GO.fullmatch(plain) and self._sweeping.offers("mail", talk.history):
            return self._sort(seen)
        if _ORDERS.fullmatch(plain):
            return _orders(seen)
        if found := _COUNT.fullmatch(plain):
            return _told(seen, _group(found))
        if found := _LEAVE.fullmatch(plain) or _ONLY.fullmatch(plain):
            return self._choose(seen, _group(found), only=bool(_ONLY.fullmatch(plain)))
        if _PLAN.fullmatch(plain):
            return Reply(
                "I've written the plan down; the page says where it is.", self._sweeping.plan_mail()
            )
        return None

    def _look(self) -> Reply:
        if self._sweeping.seen.busy:
            return Reply("I'm still at it. I'll tell you when I'm through.")
        if not self._sweeping.mailbox:
            return Reply(UNKNOWN)
        return Reply("I'm looking through it. Nothing is moved.", Act("mail_look"))

    def _sort(self, seen: Triage) -> Reply:
        groups = self._sweeping.seen.groups
        if seen.form is None:
            return Reply("That mail lies on a server, and there I only look. I can write the plan down for you.")  # fmt: skip
        if not groups:
            return Reply("There is nothing in it that I would move.")
        count = sum(map(seen.number, groups))
        return Reply(f"I'd move {count:,} of {seen.count:,}, and what is for you to read stays. {ASKING}", self._sweeping.sort_mail())  # fmt: skip

    def _choose(self, seen: Triage, group: Group, *, only: bool) -> Reply:
        chosen = [
            one
            for one in (movable(seen) if only else self._sweeping.seen.groups)
            if (one is group) is only
        ]
        act = Act("mail_groups", {"groups": ",".join(one.name for one in chosen)})
        if only:
            return Reply(f"Only the {group.value.lower()}, then. Say “sort them”, and I ask.", act)
        return Reply(f"The {group.value.lower()} stay where they are.", act)


def _group(found: re.Match[str]) -> Group:
    return next(Group[name] for name, words in found.groupdict().items() if words)


def _waiting(seen: Triage) -> Reply:
    """The latest few by name and subject: others' words, so the reply is tainted."""
    if not seen.waiting:
        return Reply("None of them wants an answer, as far as I can tell by rules.")
    count = seen.number(Group.ANSWER)
    told = [
        f"{one.name.shown(40)}, about “{one.subject.shown(60)}”" for one in seen.waiting[:MOST_TOLD]
    ]
    rest = count - len(told)
    more = f" The other {rest:,} are on the page." if rest > 0 else ""
    first = "One wants an answer" if count == 1 else f"{count:,} want an answer"
    return Reply(f"{first}: {'; '.join(told)}.{more}", tainted=True)


def _orders(seen: Triage) -> Reply:
    """The mails that try to command her, by name and subject."""
    if not seen.ordering:
        return Reply("None of them tries to give me orders, as far as I can tell by rules.")
    told = [
        f"{one.name.shown(40)}, about “{one.subject.shown(60)}”" for one in seen.orders[:MOST_TOLD]
    ]
    more = " The others are on the page." if seen.ordering > len(told) else ""
    return Reply(f"I follow none of it: {'; '.join(told)}.{more}", tainted=True)


def _told(seen: Triage, group: Group) -> Reply:
    count = seen.number(group)
    name = group.value.lower()
    if not count:
        return Reply(f"I found none: no {name}.")
    senders = [f"{number:,} from {who.shown(40)}" for who, number in seen.groups[group].senders[:MOST_TOLD]]  # fmt: skip
    return Reply(f"{name.capitalize()}: {count:,}. Most of them, {', '.join(senders)}.", tainted=True)  # fmt: skip
