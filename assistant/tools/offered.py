"""What a tool server is and offers, and the one number that stands for all of it. Pure.

Descriptions and results are words of others: they are shown, never followed.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_TOOLS = 128
NAME = re.compile(r"[a-z0-9][a-z0-9 _-]{0,39}")
_RUNNERS = frozenset({"npx", "npx.cmd", "uvx", "pipx", "bunx", "pnpm", "yarn", "docker", "podman"})
# name@1.2.3, name==1.2.3, image:1.2.3 or image@sha256:...
_EXACT = re.compile(r".+(?:@|==|:)v?\d+(?:\.\d+)+[\w.+-]*|.+@sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Server:
    """A program to start (`command`) or an address to ask (`url`): one of them.

    `passes` names the variables of the environment the program may see beyond the few every program
    needs.
    """

    name: str
    command: tuple[str, ...] = ()
    url: str = ""
    passes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The command or the address, exactly."""
        return self.url or " ".join(self.command)


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool as its server describes it; `schema` is the JSON schema of its arguments."""

    name: str
    description: str
    schema: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> tuple[str, ...]:
        wanted = self.schema.get("required")
        return tuple(map(str, wanted)) if isinstance(wanted, list) else ()

    @property
    def arguments(self) -> Mapping[str, Mapping[str, Any]]:
        """The arguments by name, each with its own schema."""
        found = self.schema.get("properties")
        if not isinstance(found, dict):
            return {}
        return {str(key): value for key, value in found.items() if isinstance(value, dict)}


def pinned(server: Server, tools: Sequence[Tool]) -> str:
    """SHA-256 over command or address and all tools with description and schema, in hexadecimal."""
    whole = {
        "command": list(server.command),
        "url": server.url,
        "passes": sorted(server.passes),
        "tools": sorted([tool.name, tool.description, dict(tool.schema)] for tool in tools),
    }
    written = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def checked(server: Server) -> Server:
    """The server, if it may be asked at all. Raises Trouble in one sentence."""
    if not NAME.fullmatch(server.name):
        raise Trouble("A tool server needs a short name of plain letters and numbers.")
    if bool(server.command) == bool(server.url):
        raise Trouble("A tool server is either a command or an address.")
    if server.url:
        _checked_address(server.url)
    elif not _exact(server.command):
        raise Trouble(
            f"{server.command[0]} would fetch whatever is newest, so what runs could change unseen.",
            "Name an exact version, such as package@1.2.3.",
        )
    return server


def _checked_address(url: str) -> None:
    inside = re.match(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:/|$)", url)
    if not inside and not url.startswith("https://"):
        raise Trouble("A tool server beyond this computer must be reached over https.")
    if "@" in url.split("/", 3)[2]:
        raise Trouble("Leave the password out of the address.", "Keep it in the keyring.")


def _exact(command: Sequence[str]) -> bool:
    """Whether what it runs is fixed: a program of this computer, or a package in one version."""
    runner = re.split(r"[\\/]", command[0])[-1].lower()
    if runner not in _RUNNERS:
        return True
    named = [word for word in command[1:] if not word.startswith("-")]
    return any(_EXACT.fullmatch(word) for word in named)


def value_for(text: str, schema: Mapping[str, Any]) -> str | int | float | bool | None:
    """What was said as a value that fits; None when it does not."""
    said = text.strip()
    if isinstance(choices := schema.get("enum"), list):
        return next((str(one) for one in choices if str(one).lower() == said.lower()), None)
    match schema.get("type"):
        case "boolean":
            return {"yes": True, "true": True, "no": False, "false": False}.get(said.lower())
        case "integer" | "number" as kind:
            number = said.replace(",", "")
            if not re.fullmatch(r"[-+]?\d{1,15}(?:\.\d{1,9})?", number):
                return None
            if kind == "integer":
                return int(number) if "." not in number else None
            return float(number)
        case "string" | None:
            return said or None
        case _:
            return None
