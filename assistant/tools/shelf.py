"""The tool servers the person has agreed to, in one file of the profile, each with what was agreed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.settings import write_whole
from assistant.tools.offered import Server, Tool, checked

if TYPE_CHECKING:
    from pathlib import Path

FILE = "tools.json"
MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Agreed:
    """A server, its tools as they were shown, the pin over both, and which run without a question.

    `off` says in one sentence why it is not used at present; "" when it is.
    """

    server: Server
    tools: tuple[Tool, ...]
    pin: str
    unasked: frozenset[str] = field(default_factory=frozenset)
    off: str = ""


@dataclass
class Shelf:
    """All of them by name. A damaged file is kept beside, told, and agrees to nothing."""

    path: Path
    trouble: Trouble | None = field(default=None, init=False)
    _agreed: dict[str, Agreed] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        try:
            whole = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError:
            self.trouble = Trouble("The list of tool servers can't be read.", "None is used now.")
            return
        try:
            listed = json.loads(whole[: MOST_BYTES + 1])  # cut off, it is no JSON any more
            self._agreed = {one["server"]["name"]: _read(one) for one in listed}
        except (ValueError, KeyError, TypeError, AttributeError, Trouble):
            self._put_aside(whole)

    def _put_aside(self, whole: bytes) -> None:
        self.trouble = Trouble(
            "The list of tool servers was damaged, so none is used.",
            f"It is kept as {self.path.name}.damaged; add the servers again.",
        )
        write_whole(self.path.with_name(f"{self.path.name}.damaged"), whole)

    def all(self) -> tuple[Agreed, ...]:
        return tuple(self._agreed.values())

    def need(self, name: str) -> Agreed:
        """The server of this name. Raises Trouble when there is none."""
        if name not in self._agreed:
            raise Trouble(f"There is no tool server called {name[:40]}.")
        return self._agreed[name]

    def put(self, agreed: Agreed) -> None:
        self._write(self._agreed | {agreed.server.name: agreed})

    def drop(self, name: str) -> None:
        self.need(name)
        self._write({key: one for key, one in self._agreed.items() if key != name})

    def switch_off(self, name: str, why: str) -> None:
        self.put(replace(self.need(name), off=why))

    def _write(self, agreed: dict[str, Agreed]) -> None:
        write_whole(self.path, json.dumps([_written(one) for one in agreed.values()]).encode())
        self._agreed = agreed


def _written(agreed: Agreed) -> dict[str, Any]:
    server = agreed.server
    return {
        "server": {
            "name": server.name,
            "command": list(server.command),
            "url": server.url,
            "passes": list(server.passes),
        },
        "tools": [[tool.name, tool.description, dict(tool.schema)] for tool in agreed.tools],
        "pin": agreed.pin,
        "unasked": sorted(agreed.unasked),
        "off": agreed.off,
    }


def _read(one: dict[str, Any]) -> Agreed:
    server = one["server"]
    return Agreed(
        checked(
            Server(
                str(server["name"]),
                tuple(map(str, server["command"])),
                str(server["url"]),
                tuple(map(str, server["passes"])),
            )
        ),
        tuple(Tool(str(name), str(text), dict(schema)) for name, text, schema in one["tools"]),
        str(one["pin"]),
        frozenset(map(str, one["unasked"])),
        str(one["off"]),
    )
