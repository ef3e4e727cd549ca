"""Lists by voice: add, read, tick off, take off; a whole list goes only after a yes on the screen."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.skills.reminding import cased
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.goods import parted
from assistant.dialogue.spoken.oddness import odd_item
from assistant.dialogue.spoken.polite import COMMA, POLITE
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.straight import straight
from assistant.dialogue.spoken.targets import content
from assistant.dialogue.spoken.telling import in_a_row, told_day
from assistant.dialogue.spoken.times import when_in
from assistant.dialogue.text import capitalised
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.desk.lists import Item
    from assistant.ports import Heard

MOST_TOLD = 12
_NAME = r"(?:(?:my|the|our|a|that|this) )?(?P<list>(?:(?!(?:list|of|off|from|on|to)\b)[\w']+ ){0,3}?)list"
_ADD = re.compile(
    rf"{POLITE}(?:add|put|write|stick|include|append|get|place|note) (?P<items>.+?) (?:to|on|onto|in|into|down on|at the end of) {_NAME}(?P<when> (?:for|by|due|on|until) .+)?"
)
_ADD_TO = re.compile(
    rf"{POLITE}(?:add )?(?:to|on) {_NAME} (?:add|put|write) (?P<items>.+)|{_NAME.replace('list>', 'list2>')} add (?P<items2>.+)"
)
_NO_VERB = re.compile(
    rf"(?P<items>(?!i |you |he |she |we |they |it |this |that |there |welcome |back |what |take |remove )(?:[\w']+ ){{1,4}}?)(?:to|onto) {_NAME}"
)
_READ = re.compile(
    rf"{POLITE}(?:(?:what(?:'s| is| are| do i have| have i got)(?: the things| everything| all| left| still)?|read(?: me)?(?: out)?(?: what's)?|tell me(?: what's)?|show(?: me)?(?: what's)?|go through|list|anything(?: left)?|is there anything|do i have anything|how many (?:things|items) are)(?: (?:on|in|from|off))? {_NAME}(?: (?:say|have on it|there|again|at the moment|today|left))*|read it(?: to me)?)"
)
_HAS = re.compile(
    rf"{POLITE}(?:is|are|do i have|have i got|did i (?:put|add|write)|was)(?: there)? (?P<item>.+?)(?: (?:already|still))* on {_NAME}(?: already)?"
)
_OFF = re.compile(
    rf"{POLITE}(?:remove|take|delete|drop|scratch|get rid of|strike) (?P<items>.+?)(?: (?:off|from|out)(?: of)?)+ {_NAME}"
)
_TICK = re.compile(
    rf"{POLITE}(?:(?:tick|check(?! (?:whether|if|what|when|how|that|out|in|for|my|alarms?|timers?|reminders?|calendar|diary|schedule)\b)|cross|mark|strike)(?: off)? (?P<items>.+?)(?: off| as done| done| as bought| out)*(?:(?: off| on| from| of)+ {_NAME})?|(?P<done>.+?) (?:is|are) done on {_NAME.replace('list>', 'list2>')})"
)
_GOT = re.compile(
    r"(?:(?:i|we)(?:'ve| have)?(?: just| already)? )?(?:got|bought|picked up) (?:the |some |us )?(?P<item>[\w' ]+?)(?: (?:already|now|today))?"
)
_NEED = re.compile(
    r"do (?:i|we) (?:still )?need(?: to buy| to get| any| more| some)* (?P<item>[\w' ]+)"
)
_CLEAR = re.compile(
    rf"{POLITE}(?:clear|empty|wipe|erase|(?:take|remove|delete) everything (?:off|from)|reset)(?: out)? {_NAME}"
)
_DELETE = re.compile(
    rf"{POLITE}(?:delete|remove|get rid of|throw away|scrap|kill) (?:the whole |whole |all of )?{_NAME}(?: (?:called|named) (?P<called>[\w ]+))?"
)
_MAKE = re.compile(
    rf"{POLITE}(?:make|create|start|begin|open|set up|new)(?: me)?(?: a| an| another| the)?(?: new)? (?P<list>(?:(?!list\b)[\w']+ ){{0,3}}?)list(?: (?:called|named|for|of) (?:the |my )?(?P<called>[\w ]{{2,40}}))?"
)
_ALL = re.compile(
    rf"{POLITE}(?:what|which|how many|show(?: me)?|read(?: me)?|tell me)(?: are| of)?(?: my| the| all)* lists(?: (?:do i have|are there|have i got|there are|do you have))?"
)
_DUE = re.compile(
    rf"{POLITE}(?:what(?:'s| is| do i have)?(?: to do)?|anything|is there anything) due(?P<when>(?: .*)?)|{POLITE}what do i (?:have to|need to|still have to) do(?P<when2>(?: .*)?)"
)
_SAME = {"grocery": "shopping", "groceries": "shopping", "shop": "shopping", "todo": "to do", "to dos": "to do", "task": "to do", "tasks": "to do", "due": "to do"}  # fmt: skip
_TOGETHER = ("salt and pepper", "fish and chips", "mac and cheese", "oil and vinegar", "gin and tonic", "bread and butter", "ham and cheese", "bits and pieces", "peanut butter and jelly")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """She has asked what a new list is to be called."""


class ListKeeping:
    """Keeps shopping, to-do and other lists: adds, reads, ticks off, takes off, and when things are due."""

    name = "lists"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        if isinstance(talk.pending, Naming) and (named := self._named(heard.text)):
            return named
        plain = mended(re.sub(r"\s*,\s*(?=\w)", f" {COMMA} ", straight(heard.text)))
        plain = re.sub(rf"^(?:(?:\w+ )?{COMMA} )+", "", plain).replace("to do list", "todo list")
        if len(plain) > 600:
            return None
        if not re.search(r"\blists?\b|\b(?:tick|check|cross|mark)\b|\bdue\b|what do i ", plain):
            return self._bought(plain)
        today = heard.at.astimezone(self._desk.zone).date()
        return self._asked(plain.replace(f" {COMMA}", ""), today) or self._changed(
            plain, heard.text, today
        )

    def _named(self, said: str) -> Reply | None:
        """The answer to what the list is to be called."""
        plain = mended(said)
        if re.fullmatch(r"(?:no|never ?mind|nothing|cancel|forget it|stop)(?: .{0,20})?", plain):
            return Reply("All right, no list.")
        name = re.sub(r"^(?:call it|it's called|it's|the|my) | list$", "", plain).strip()
        return self._make(name) if re.fullmatch(r"[\w']+(?: [\w']+){0,3}", name) else None

    # --- asked -------------------------------------------------------------------------

    def _asked(self, plain: str, today: dt.date) -> Reply | None:
        if _ALL.fullmatch(plain):
            names = self._desk.lists.names()
            return Reply(capitalised(f"{in_a_row(names)}.") if names else "You have no lists yet.")
        if found := _DUE.fullmatch(plain):
            return self._due(found["when"] or found["when2"] or "", today)
        if found := _READ.fullmatch(plain):
            return self._read(self._meant(found["list"] or ""), today)
        if found := _HAS.fullmatch(plain):
            name = self._meant(found["list"] or "")
            item = self._item(name, found["item"])
            if item is None:
                return Reply(f"No, that's not on the {name} list.")
            return Reply(f"Yes, {item.text} is {'ticked off' if item.done else 'on it'}.")
        return None

    def _bought(self, plain: str) -> Reply | None:
        """ "I got the eggs", "do we still need milk": only where that is the name of a thing on the list."""
        name = self._meant("")
        if found := _GOT.fullmatch(plain):
            items = split_items(found["item"])
            there = all(self._exactly(name, one) for one in items)
            return self._out("list_tick", found["item"], name) if items and there else None
        if (found := _NEED.fullmatch(plain)) and (item := self._exactly(name, found["item"])):
            return Reply(
                f"{'No' if item.done else 'Yes'}, {item.text} is {'ticked off' if item.done else 'on the list'}."
            )
        return None

    def _exactly(self, name: str, said: str) -> Item | None:
        items = self._desk.lists.items(name)
        named = content(said)
        return next((one for one in items if named and content(one.text) == named), None)

    def _read(self, name: str, today: dt.date) -> Reply:
        items = self._desk.lists.items(name)
        if not items and self._desk.lists.text(name) is None:
            return Reply(f"You have no {name} list yet.")
        left = [_told(item, today) for item in items if not item.done]
        if not left:
            return Reply(f"Nothing is left on the {name} list.")
        more = f" And {len(left) - MOST_TOLD} more." if len(left) > MOST_TOLD else ""
        return Reply(capitalised(f"{in_a_row(left[:MOST_TOLD])}.") + more)

    def _due(self, when: str, today: dt.date) -> Reply | None:
        until = when_in(when, today).day if when.strip() else None
        if "week" in when:
            until = today + dt.timedelta(6 - today.weekday())
        elif when.strip() and until is None:
            return None
        found = [
            (item.due, _told(item, today))
            for name in self._desk.lists.names()
            for item in self._desk.lists.items(name)
            if item.due and not item.done and (until is None or item.due <= until)
        ]
        told = [words for _, words in sorted(found)[:MOST_TOLD]]
        return Reply(capitalised(f"{in_a_row(told)}.") if told else "Nothing is due.")

    # --- changed -----------------------------------------------------------------------

    def _changed(self, plain: str, said: str, today: dt.date) -> Reply | None:
        if found := _ADD.fullmatch(plain) or _ADD_TO.fullmatch(plain):
            groups = found.groupdict()
            items, name = (
                groups.get("items") or groups.get("items2") or "",
                groups.get("list") or groups.get("list2"),
            )
            return self._add(items, name or "", groups.get("when") or "", said, today)
        if found := _NO_VERB.fullmatch(plain):
            return self._add(found["items"], found["list"], "", said, today)
        plain = plain.replace(f" {COMMA}", " and")
        if found := _MAKE.fullmatch(plain):
            return self._make(found["called"] or found["list"])
        if found := _CLEAR.fullmatch(plain):
            return self._whole("list_clear", found["list"], "Everything would go off")
        if (found := _OFF.fullmatch(plain)) and found["items"] != "everything":
            return self._out("list_drop", found["items"], found["list"])
        if found := _TICK.fullmatch(plain):
            return self._out(
                "list_tick", found["items"] or found["done"], found["list"] or found["list2"] or ""
            )
        if found := _DELETE.fullmatch(plain):
            return self._whole("list_delete", found["called"] or found["list"], "That would delete")
        return None

    def _meant(self, said: str) -> str:
        """The list by its name; without one the only one there is, or the shopping list."""
        name = re.sub(r"^(?:whole|entire|complete) ", "", said.strip().removesuffix("'s").strip())
        if not name:
            names = self._desk.lists.names()
            return names[0] if len(names) == 1 else "shopping"
        return _SAME.get(name, name)

    def _add(self, items: str, name: str, when: str, said: str, today: dt.date) -> Reply | None:
        if re.match(r"(?:it|that|this|something|them|an? (?:item|thing|entry))$", items):
            return Reply("What shall I add?")
        spoken = (
            when_in(when or items, today)
            if when or re.search(r"\b(?:by|due|until)\b", items)
            else None
        )
        due = spoken.day if spoken else None
        if spoken and due and not when:
            items = re.sub(r"\b(?:by|due|until)$", "", spoken.rest).strip()
        parts = [cased(one, said) for one in split_items(items)]
        if not parts or any(map(odd_item, parts)):
            return None
        name = self._meant(name)
        there = [one for one in parts if self._open(name, one)]
        new = [one for one in parts if one not in there]
        if not new:
            return Reply(capitalised(f"{in_a_row(there)} {_is(there)} on the {name} list already."))
        tail = f", due {told_day(due, today).rstrip(',')}" if due else ""
        act = Act(
            "list_add",
            {"list": name, "items": "\n".join(new), "due": due.isoformat() if due else ""},
        )
        return Reply(capitalised(f"{in_a_row(new)}, on the {name} list{tail}."), act)

    def _open(self, name: str, text: str) -> bool:
        items = self._desk.lists.items(name)
        return any(item.text.casefold() == text.casefold() and not item.done for item in items)

    def _make(self, said: str) -> Reply | None:
        name = _SAME.get(said.strip(), said.strip())
        if not name:
            return Reply("What shall I call it?", pending=Naming())
        if self._desk.lists.text(name) is not None:
            return Reply(f"There is a {name} list already.")
        return Reply(f"A {name} list it is. What goes on it?", Act("list_make", {"list": name}))

    def _out(self, act: str, said: str, name: str) -> Reply | None:
        name = self._meant(name) if name else self._with(said)
        found = [item for one in split_items(said) if (item := self._item(name, one))]
        if not found:
            if act == "list_tick" and "list" not in said and not self._desk.lists.items(name):
                return None
            return Reply(f"I don't find that on the {name} list.")
        texts = [item.text for item in found]
        verb = "off" if act == "list_drop" else "ticked off on"
        words = Act(act, {"list": name, "items": "\n".join(texts)})
        return Reply(capitalised(f"{in_a_row(texts)}, {verb} the {name} list."), words)

    def _with(self, said: str) -> str:
        """The list that has this item, where none was named."""
        names = self._desk.lists.names()
        return next((name for name in names if self._item(name, said)), self._meant(""))

    def _item(self, name: str, said: str) -> Item | None:
        """The item that shares the most words with what was said."""
        wanted = content(said)
        items = self._desk.lists.items(name)
        scored = [(len(wanted & content(item.text)), not item.done, item) for item in items]
        best = max(scored, key=lambda one: one[:2], default=None)
        return best[2] if best and best[0] else None

    def _whole(self, act: str, said: str, words: str) -> Reply | None:
        name = self._meant(said)
        if not said.strip() or self._desk.lists.text(name) is None:
            return Reply(f"There is no {name} list.") if said.strip() else None
        return Reply(
            f"{words} the {name} list. Say yes on the screen, and it's done.",
            Act(act, {"list": name}),
        )


def split_items(said: str) -> list[str]:
    """The single things in "milk, eggs and two litres of juice"."""
    kept = said
    for pair in _TOGETHER:
        kept = kept.replace(pair, pair.replace(" and ", " zzand "))
    parts = re.split(
        rf"(?: ?{COMMA})+(?: and)? |(?: ?{COMMA})? (?:and(?: also)?|plus|as well as) ", kept
    )
    tidy = (re.sub(rf"\b{COMMA}\b", "", part).replace(" zzand ", " and ") for part in parts)
    clean = (
        re.sub(r"^(?:(?:and|some|the|also|please|a few more|more|down) )+", "", part.strip())
        for part in tidy
    )
    return [one for part in clean if part for one in parted(part)]


def _told(item: Item, today: dt.date) -> str:
    return f"{item.text}, due {told_day(item.due, today).rstrip(',')}" if item.due else item.text


def _is(parts: list[str]) -> str:
    return "are" if len(parts) > 1 else "is"
