"""Open what is on the person's list: "open my letters", "open the BBC's page", "what may you open?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.inbox import ASKING
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare, capitalised
from assistant.opening.allowed import plain_name
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.opening.opening import Opening as Shelf
    from assistant.ports import Heard

_POLITE = r"(?:(?:can|could|will|would) you |please |go ahead and |i want you to )*"
_OPEN = re.compile(rf"{_POLITE}(?P<how>open|show me|start|launch|run|bring up|go to)(?: up)? (?P<what>.{{1,80}}?)(?: for me)?")  # fmt: skip
_NEVER = re.compile(rf"{_POLITE}(?:don't|do not|never|stop) open(?:ing)? (?P<what>.{{1,80}}?)(?: (?:any ?more|again|without asking|unasked))+|forget (?:that|my yes) (?:to )?open(?:ing)? (?P<what2>.{{1,80}})")  # fmt: skip
_WHICH = re.compile(r"(?:what|which (?:pages|programs|things|ones)) (?:may|can|are you allowed to|could) (?:you )?open(?: for me)?|what (?:are you allowed to|is on the list of what you may) open")  # fmt: skip
_THINGS = re.compile(r"\b(?:page|web ?page|site|web ?site|app|application|program|folder)$|\.\w|[/\\]|:")  # fmt: skip
_NOT_THINGS = frozenset({"up", "it", "that", "this", "them", "now", "everything", "something", "wide", "air"})  # fmt: skip
MOST_TOLD = 8
WHERE = "The list is in the settings, under what I may open."


class Opening:
    """Opens a page, a program or a folder from the person's list; asks on the screen the first time."""

    name = "opening"

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def answer(self, heard: Heard, _talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if _WHICH.fullmatch(plain):
            return Reply(self._list())
        if found := _NEVER.fullmatch(plain):
            return self._never(found["what"] or found["what2"])
        if not (found := _OPEN.fullmatch(plain)):
            return None
        place = self._shelf.called(found["what"])
        if place is None:
            return _unlisted(found["how"], found["what"])
        act = self._shelf.act(place)
        if act.name == "open_first":
            return Reply(f"I have not opened {place.name} before. {ASKING}", act)
        return Reply(f"Opening {place.name}.", act)

    def _never(self, said: str) -> Reply | None:
        place = self._shelf.called(said)
        if place is None:
            return None
        if not self._shelf.agreed(place):
            return Reply(f"I ask you first in any case before I open {place.name}.")
        return Reply(f"I'll ask you again before I open {place.name}.", Act("open_never", {"name": place.name}))  # fmt: skip

    def _list(self) -> str:
        names = [
            one.name if self._shelf.agreed(one) else f"{one.name}, after a yes"
            for one in self._shelf.places
        ]
        more = f"; and {len(names) - MOST_TOLD} more" if len(names) > MOST_TOLD else ""
        return capitalised(f"{'; '.join(names[:MOST_TOLD])}{more}. {WHERE}")


def _unlisted(how: str, said: str) -> Reply | None:
    """Only where a page or a program is plainly meant; never opened, whatever address was said."""
    named = plain_name(said)
    one_word = how in {"open", "launch"} and named == said and " " not in said
    if not named or named.split()[0] in _NOT_THINGS or not (one_word or _THINGS.search(said)):
        return None
    return Reply(f"That is not on your list, so I leave it shut. {WHERE}")
