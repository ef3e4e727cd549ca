"""Tools of other programs as deeds: looked at, agreed to, used after a yes, and left when they change."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from assistant.desk.deeds import Deed, Tier
from assistant.errors import Trouble
from assistant.keys import Keys, system_ring
from assistant.orders import gives_orders
from assistant.ports import Act
from assistant.tools.offered import Server, Tool, checked, pinned
from assistant.tools.shelf import Agreed, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.desk.deeds import Deeds
    from assistant.taint import Untrusted

Value = str | int | float | bool


class Answered(Protocol):
    """As `assistant.net.tools.Answer`."""

    @property
    def text(self) -> Untrusted: ...
    @property
    def failed(self) -> bool: ...


class Reach(Protocol):
    """The way to the servers, see `assistant.net.tools`. Both raise Trouble."""

    def offered(self, server: Server, token: str) -> tuple[Tool, ...]: ...
    def used(
        self, server: Server, pin: str, tool: str, arguments: Mapping[str, Value], token: str
    ) -> Answered: ...


@dataclass(frozen=True, slots=True)
class Toolset:
    """For a page, on any thread. `looked`: shown for the first time or anew, not agreed to yet;
    `answered`: which tool, and what it gave back, to be shown as the words of others.
    """

    agreed: tuple[Agreed, ...] = ()
    looked: Agreed | None = None
    busy: str = ""
    told: str = ""
    answered: tuple[str, Untrusted] | None = None


@dataclass
class Toolbox:
    """`beside` runs a job off this thread and hands its sentence to `remark`; `changed` after each."""

    shelf: Shelf
    reach: Reach
    beside: Callable[[Callable[[], str], Callable[[str], None]], None]
    remark: Callable[[str], None] = lambda _text: None
    changed: Callable[[], None] = lambda: None
    keys: Keys = field(default_factory=lambda: Keys(system_ring))
    seen: Toolset = field(default_factory=Toolset, init=False)

    def __post_init__(self) -> None:
        trouble = self.shelf.trouble
        self.seen = Toolset(self.shelf.all(), told=str(trouble) if trouble else "")

    def teach(self, deeds: Deeds) -> None:
        """Let `deeds` do the acts. To agree to a server and to use a tool is asked on the screen."""
        free, confirmed = Tier.FREE, Tier.CONFIRMED
        for name, tier, do, words in (
            ("tool_look", free, self._look, lambda _: "looking at a tool server"),
            ("tool_token", free, self._token, lambda _: "keeping a token"),
            ("tool_agree", confirmed, self._agree, self._agreeing),
            ("tool_use", confirmed, self._use, _using),
            ("tool_use_unasked", free, self._use_unasked, _using),
            ("tool_unasked", confirmed, self._let, _letting),
            ("tool_drop", confirmed, self._drop, lambda act: f"removing {_server(act)}"),
        ):
            deeds.learn(name, Deed(tier, do, lambda _act: None, words))

    def use(self, server: str, tool: str, arguments: Mapping[str, Value]) -> Act:
        """The act that uses this tool: asked about, unless the person said it need not be."""
        unasked = tool in self.shelf.need(server).unasked
        name = "tool_use_unasked" if unasked else "tool_use"
        written = json.dumps(dict(arguments), ensure_ascii=False, sort_keys=True)
        return Act(name, {"server": server, "tool": tool, "arguments": written})

    # --- agreeing --------------------------------------------------------------------------

    def _look(self, act: Act) -> None:
        """Ask a server what it offers; nothing of it is used. `command` is a JSON list of words."""
        said = act.arguments
        words = json.loads(str(said.get("command", "[]")))
        server = checked(Server(_server(act), tuple(map(str, words)), str(said.get("url", ""))))

        def look() -> str:
            tools = self.reach.offered(server, self._token_of(server))
            self.seen = replace(self.seen, looked=Agreed(server, tools, pinned(server, tools)))
            return f"{server.name} offers {_count(len(tools))}. Read them on the tools page first."

        self._beside(f"asking {server.name}", look)

    def _agreeing(self, _act: Act) -> str:
        seen = self._looked()
        names = ", ".join(tool.name for tool in seen.tools)
        return f"letting {seen.server.name} be used: {seen.server.where} with {names}"

    def _agree(self, act: Act) -> None:
        seen = self._looked()
        if seen.pin != act.arguments.get("pin"):
            raise Trouble("What you read is not what would be agreed to.", "Look at it again.")
        self.shelf.put(seen)
        self._now(looked=None, told=f"{seen.server.name} can be used now.")

    def _looked(self) -> Agreed:
        if self.seen.looked is None:
            raise Trouble("No tool server is being looked at.")
        return self.seen.looked

    def _let(self, act: Act) -> None:
        agreed, tool = self.shelf.need(_server(act)), str(act.arguments["tool"])
        self.shelf.put(replace(agreed, unasked=agreed.unasked ^ {tool}))
        self._now()

    def _drop(self, act: Act) -> None:
        name = _server(act)
        self.shelf.drop(name)

        def forget() -> str:
            self.keys.drop(_key(name))  # a keyring may take seconds
            return f"{name} is gone."

        self._beside(f"removing {name}", forget)

    def _token(self, act: Act) -> None:
        """Keep what an address asks for as its password."""
        name, token = _key(_server(act)), str(act.arguments["token"])
        self._beside("keeping the token", lambda: self.keys.put(name, token).value)

    def _token_of(self, server: Server) -> str:
        return (self.keys.get(_key(server.name)) or "") if server.url else ""

    # --- using -----------------------------------------------------------------------------

    def _use_unasked(self, act: Act) -> None:
        if act.tainted or str(act.arguments["tool"]) not in self.shelf.need(_server(act)).unasked:
            raise Trouble("That tool is used only after a yes on the screen.")
        self._use(act)

    def _use(self, act: Act) -> None:
        agreed, tool = self.shelf.need(_server(act)), str(act.arguments["tool"])
        if agreed.off:
            raise Trouble(agreed.off, "Look at it again on the tools page.")
        arguments: dict[str, Value] = json.loads(str(act.arguments["arguments"]))

        def use() -> str:
            try:
                answer = self.reach.used(
                    agreed.server, agreed.pin, tool, arguments, self._token_of(agreed.server)
                )
            except Trouble as trouble:
                self.shelf.switch_off(agreed.server.name, trouble.what)
                raise  # the sentence names the server
            said = (f"{agreed.server.name}: {tool}", answer.text)
            self.seen = replace(self.seen, answered=said)
            if answer.failed:
                return f"{agreed.server.name} says it could not do that."
            if gives_orders(answer.text.raw):
                return f"{agreed.server.name} has answered, and its words try to give me orders. I follow none. Shall I read them to you?"
            if not answer.text:
                return f"{agreed.server.name} has done it."
            # what is said on her own accord is hers: the words of others are read when asked for
            return f"{agreed.server.name} has answered. Shall I read it to you?"

        self._beside(f"using {agreed.server.name}", use)

    def _beside(self, busy: str, job: Callable[[], str]) -> None:
        """Run it off this thread and say what came of it, a trouble as well."""

        def told() -> str:
            try:
                return job()
            except Trouble as trouble:
                return str(trouble)

        self._now(busy=busy)
        self.beside(told, self._done)

    def _done(self, sentence: str) -> None:
        self._now(busy="", told=sentence)
        self.remark(sentence)

    def _now(self, **differs: Any) -> None:
        self.seen = replace(self.seen, agreed=self.shelf.all(), **differs)
        self.changed()


def _server(act: Act) -> str:
    return str(act.arguments.get("server", ""))


def _key(server: str) -> str:
    """The name its token is kept under."""
    return f"tools {server}"


def _count(number: int) -> str:
    return "one tool" if number == 1 else f"{number} tools"


def _using(act: Act) -> str:
    """The exact arguments, as they will be sent."""
    said = act.arguments
    return f"using {said.get('tool')} of {said.get('server')} with {said.get('arguments')}"


def _letting(act: Act) -> str:
    said = act.arguments
    return f"changing whether {said.get('tool')} of {said.get('server')} is used without asking"
