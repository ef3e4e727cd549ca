"""Ask a tool server for its tools, or to do one thing: in a process of its own, for 20 s at most."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import httpx
import psutil

from assistant.errors import Trouble
from assistant.net.outward import RECORD
from assistant.net.toolchild import MARK, MOST_TEXT
from assistant.paths import RESOURCES
from assistant.taint import Untrusted
from assistant.tools.offered import Server, Tool

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE_S = 20.0
# what a program needs to run at all; nothing that may hold a key
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool gave back: words of others. `failed`: the tool itself says so."""

    text: Untrusted
    failed: bool = False


class Changed(Trouble):
    """The server offers something else than what was agreed to."""

    def __init__(self, server: Server, tools: tuple[Tool, ...]) -> None:
        super().__init__(
            f"{server.name} has changed what it offers, so I don't use it.",
            "Look at it again on the tools page.",
        )
        self.tools = tools


def offered(server: Server, token: str = "", patience_s: float = PATIENCE_S) -> tuple[Tool, ...]:
    """All its tools; `token` is for an address that wants one. Raises Trouble that names the server."""
    return _tools(server, _asked(server, {"token": token}, patience_s))


def used(
    server: Server,
    pin: str,
    tool: str,
    arguments: Mapping[str, str | float | bool],
    token: str = "",
    *,
    patience_s: float = PATIENCE_S,
) -> Answer:
    """One use of one tool. Raises Changed when `pin` is not what it offers now, else Trouble."""
    call = {"tool": tool, "arguments": dict(arguments)}
    answer = _asked(server, {"call": call, "pin": pin, "token": token}, patience_s)
    if answer.get("changed"):
        raise Changed(server, _tools(server, answer))
    text = str(answer.get("text", ""))
    if len(text) > MOST_TEXT:
        raise Trouble(f"{server.name} gave back more than 64 kilobytes, so I left it.")
    return Answer(Untrusted(text), failed=bool(answer.get("failed")))


def _asked(server: Server, order: dict[str, Any], patience_s: float) -> dict[str, Any]:
    if server.url:  # before it is asked: one that never answers was contacted as well
        RECORD.connected(httpx.URL(server.url).host, f"the tools of {server.name}")
    mark = secrets.token_hex(8)
    seen = (*_ENVIRONMENT, *server.passes)
    environment = {name: os.environ[name] for name in seen if name in os.environ}
    environment |= {MARK: mark, "PYTHONPATH": str(RESOURCES.parent)}
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "assistant.net.toolchild"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment,
    )  # fmt: skip
    try:
        out, _ = child.communicate(json.dumps({"server": asdict(server), **order}).encode(), patience_s)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Trouble(f"{server.name} did not answer within {patience_s:g} seconds.") from None
    finally:
        _end(child, mark)
    try:
        answer = json.loads(out)
    except ValueError:
        raise Trouble(f"{server.name} broke off while it answered.") from None
    if not isinstance(answer, dict) or "trouble" in answer:
        raise Trouble(f"{server.name} could not be used.", "Does its command or address work?")
    return answer


def _end(child: subprocess.Popen[bytes], mark: str) -> None:
    """The process and whatever a server started from it has left behind."""
    child.kill()
    child.communicate()
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark:
                process.kill()
        except psutil.Error:
            continue  # somebody else's, or already gone


def _tools(server: Server, answer: dict[str, Any]) -> tuple[Tool, ...]:
    try:
        return tuple(
            Tool(str(one["name"]), str(one["description"]), dict(one["schema"]))
            for one in answer["tools"]
        )
    except (KeyError, TypeError, ValueError):
        raise Trouble(f"{server.name} told nothing that makes sense.") from None
