"""A real MCP server over HTTP that wants a token: `python lamp_server.py FILE`; writes its port there."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from mcp.server import MCPServer

lamp = MCPServer("lamp")


@lamp.tool()
def switch(on: bool) -> str:
    """Switches the lamp."""
    return f"The lamp is {'on' if on else 'off'}."


class Guarded:
    """Lets nobody in without the token."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope.get("headers", ()))
        if scope["type"] == "http" and headers.get(b"authorization") != b"Bearer open sesame":
            await send({"type": "http.response.start", "status": 401, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await self.inner(scope, receive, send)


def main() -> None:
    door = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Guarded(lamp.streamable_http_app()), log_level="error")
    part = Path(sys.argv[1]).with_suffix(".part")
    part.write_text(str(door.getsockname()[1]))
    part.rename(sys.argv[1])
    uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    main()
