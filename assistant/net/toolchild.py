"""The process that asks one tool server one thing and ends: `python -m assistant.net.toolchild`.

In: one JSON object {server, token, call?, pin?}; out: one JSON object, {tools} or {changed, tools}
or {text, failed} or {trouble}. It lives for one question, so a server that hangs, floods or crashes
takes nothing else with it; whoever started it ends it with all its children.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from assistant.tools.offered import MOST_TOOLS, Server, Tool, pinned

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MARK = "OS1_TOOL"  # in the environment of a server, so that what it leaves behind can be ended
MOST_TEXT = 64 << 10  # characters of a result
MOST_MEMORY = 2 << 30  # bytes of address space: a server that floods ends this process only


async def ask(order: dict[str, Any]) -> dict[str, Any]:
    import mcp

    server = Server(
        order["server"]["name"],
        tuple(order["server"].get("command", ())),
        order["server"].get("url", ""),
        tuple(order["server"].get("passes", ())),
    )
    async with mcp.Client(_reached(server, order["token"]), cache=None) as client:
        tools = [tool async for tool in _tools(client)]
        told = [{"name": t.name, "description": t.description, "schema": t.schema} for t in tools]
        if order.get("call") is None:
            return {"tools": told}
        if pinned(server, tools) != order.get("pin"):
            return {"changed": True, "tools": told}
        result = await client.call_tool(order["call"]["tool"], order["call"]["arguments"])
        text = "\n".join(getattr(part, "text", "") for part in result.content)
        return {"text": text[: MOST_TEXT + 1], "failed": result.is_error}


def _reached(server: Server, token: str) -> Any:
    import mcp

    if server.url and not token:
        return server.url
    if server.url:
        import httpx2
        from mcp.client.streamable_http import streamable_http_client

        told = {"Authorization": f"Bearer {token}"}
        return streamable_http_client(server.url, http_client=httpx2.AsyncClient(headers=told))
    program, *words = server.command
    passed = {n: os.environ[n] for n in (*server.passes, MARK) if n in os.environ}
    return mcp.StdioServerParameters(command=program, args=words, env=passed)


async def _tools(client: Any) -> AsyncIterator[Tool]:
    cursor, count = None, 0
    while True:
        page = await client.list_tools(cursor=cursor)
        for tool in page.tools:
            count += 1
            if count > MOST_TOOLS:
                raise ValueError("too many tools")
            yield Tool(tool.name, tool.description or "", tool.input_schema)
        cursor = page.next_cursor
        if not cursor:
            return


def main() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin)
    try:
        answer = asyncio.run(ask(order))
    except Exception as error:  # noqa: BLE001 - whatever a strange server brings about is its trouble
        answer = {"trouble": _kind(error)}
    json.dump(answer, sys.stdout)


def _kind(error: BaseException) -> str:
    """The kind of the innermost error: its words may be the server's and are not passed on."""
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    return type(error).__name__


if __name__ == "__main__":
    main()
