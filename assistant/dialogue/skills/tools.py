"""Tools of other programs by voice: "use the time server to convert time"; what is missing is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.tools.offered import value_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.ports import Heard
    from assistant.tools.offered import Tool
    from assistant.tools.shelf import Agreed
    from assistant.tools.toolbox import Toolbox, Value

READ_OUT = 400  # characters; the whole is on the page
_WHICH = re.compile(r"(?:what|which) tools (?:do you have|can you use|are there|have you got)")
_USE = re.compile(
    r"(?:(?:please|can you|could you) )?(?:use|run|call|ask|start) (?:the )?(?P<what>.+?)(?: please)?"
)
_WITH = re.compile(r" with | where | and ")
_READ = re.compile(
    r"(?:yes )?(?:please )?(?:read (?:it|that|the answer)(?: (?:to me|out|aloud))*|what (?:does|did) (?:it|the tool) (?:say|answer))(?: please)?"
)
_LEAVE = re.compile(r"(?:never mind|forget it|no|leave it|cancel|stop)(?: that)?")
_SMALL = frozenset({"the", "tool", "tools", "server", "to", "of", "from", "a", "and", "for"})


@dataclass(frozen=True, slots=True)
class Filling:
    """A tool whose arguments are being asked for, one at a time."""

    server: str
    tool: str
    known: tuple[tuple[str, Value], ...]


class Tools:
    """Uses a tool of a server that was agreed to; the screen asks before it is used."""

    name = "tools"

    def __init__(self, box: Toolbox) -> None:
        self._box = box

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if isinstance(talk.pending, Filling):
            return self._filled(heard.text.strip().rstrip(".!?"), plain, talk.pending)
        agreed = self._box.seen.agreed
        if _WHICH.fullmatch(plain):
            return Reply(_list(agreed))
        if _READ.fullmatch(plain) and self._box.seen.answered is not None:
            whose, words = self._box.seen.answered
            return Reply(f"{whose.split(':')[0]} says: {words.shown(READ_OUT)}", tainted=True)
        used = _USE.fullmatch(plain)
        if used is None or not agreed:
            return None
        head, *rest = _WITH.split(used["what"])
        found = _meant(head, agreed)
        if found is None:
            return None
        return self._with(*found, dict(_given(found[1], rest, heard.text)))

    def _with(self, agreed: Agreed, tool: Tool, known: dict[str, Value]) -> Reply:
        if agreed.off:
            return Reply(f"{agreed.off} You can look at it again on the tools page.")
        missing = [name for name in tool.required if name not in known]
        if missing:
            filling = Filling(agreed.server.name, tool.name, tuple(known.items()))
            return Reply(f"What is the {_spoken(missing[0])}?", pending=filling)
        act = self._box.use(agreed.server.name, tool.name, known)
        asked = "" if act.name == "tool_use_unasked" else " Look at the screen and say yes there."
        return Reply(f"{agreed.server.name}, {_spoken(tool.name)}.{asked}", act)

    def _filled(self, said: str, plain: str, filling: Filling) -> Reply | None:
        if _LEAVE.fullmatch(plain):
            return Reply("All right, I leave it.")
        agreed = next((a for a in self._box.seen.agreed if a.server.name == filling.server), None)
        tool = next((t for t in agreed.tools if t.name == filling.tool), None) if agreed else None
        if agreed is None or tool is None:
            return Reply("That tool is gone.")
        known = dict(filling.known)
        wanted = next(name for name in tool.required if name not in known)
        value = value_for(said, tool.arguments.get(wanted, {}))
        if value is None:
            return Reply(f"That doesn't fit. What is the {_spoken(wanted)}?", pending=filling)
        return self._with(agreed, tool, known | {wanted: value})


def _meant(head: str, agreed: tuple[Agreed, ...]) -> tuple[Agreed, Tool] | None:
    """The one tool all of whose words were said, with nothing said that is neither its nor its server's."""
    said = set(head.split()) - _SMALL
    fits = [
        (one, tool)
        for one in agreed
        for tool in one.tools
        if (words := set(_spoken(tool.name).split()) - _SMALL)
        <= said
        <= words | set(one.server.name.split())
    ]
    return fits[0] if len(fits) == 1 else None


def _given(tool: Tool, pieces: list[str], text: str) -> Iterator[tuple[str, Value]]:
    """Arguments that were said by name, in the letters in which they were written."""
    schemas: Mapping[str, Mapping[str, object]] = tool.arguments
    for piece in pieces:
        for name, schema in schemas.items():
            spoken = _spoken(name)
            if piece.startswith(f"{spoken} "):
                written = re.search(rf"(?i){re.escape(spoken)}\s+(.+?)(?= and |[.!?]?$)", text)
                value = value_for(written[1] if written else piece[len(spoken) :], schema)
                if value is not None:
                    yield name, value


def _spoken(name: str) -> str:
    """ "get_currentTime" as "get current time"."""
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower().strip()


def _list(agreed: tuple[Agreed, ...]) -> str:
    if not agreed:
        return "None of other programs. You can add some on the tools page."
    told = [f"{one.server.name}, {', '.join(_spoken(t.name) for t in one.tools[:4])}" for one in agreed[:3]]  # fmt: skip
    return f"{'. '.join(told)}."
