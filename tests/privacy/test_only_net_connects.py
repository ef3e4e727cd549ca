"""Networking modules stand only under assistant/net. Read from the source, so nothing is too lazy to be seen."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = frozenset(
    "socket _socket ssl _ssl http urllib.request urllib.error urllib.robotparser urllib3 httpx httpx2 httpcore"
    " requests aiohttp imaplib smtplib poplib ftplib nntplib telnetlib xmlrpc socketserver wsgiref websockets"
    " asyncio.streams imap_tools caldav mcp huggingface_hub dns pika PySide6.QtNetwork PySide6.QtWebSockets"
    " PySide6.QtWebEngineCore PySide6.QtWebEngineWidgets".split()
)
CALLS = frozenset(
    "open_connection start_server create_connection create_server create_datagram_endpoint sock_connect"
    " sock_sendto getaddrinfo urlopen QNetworkAccessManager QTcpSocket QUdpSocket QSslSocket QWebSocket".split()
)


def connecting(source: str) -> list[str]:
    """What in this source could open a connection, each with its line."""
    return [f"{line}: {name}" for line, name in _named(ast.parse(source)) if _connects(name)]


def _named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module that is imported, however, and every name that is looked up."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, one.name) for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield node.lineno, module
                yield from ((node.lineno, f"{module}.{one.name}") for one in names)
            case ast.Call(func=ast.Name(id="__import__"), args=[ast.Constant(value=str(name)), *_]):
                yield node.lineno, name
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in CALLS:
                yield node.lineno, name
            case _:
                pass


def _connects(name: str) -> bool:
    parts = name.split(".")
    heads = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return bool(heads & MODULES) or parts[-1] in CALLS


def test_nothing_but_assistant_net_can_open_a_connection() -> None:
    net = ROOT / "assistant" / "net"
    found = {}
    for package in ("assistant", "ui", "resources"):
        for path in (ROOT / package).rglob("*.py"):
            if net not in path.parents and (here := connecting(path.read_text(encoding="utf-8"))):
                found[str(path.relative_to(ROOT))] = here
    assert not found


@pytest.mark.parametrize(
    "added",
    [
        "import socket",
        "import ssl as s",
        "from socket import create_connection",
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import http.client",
        "from http import client",
        "def later():\n    import httpx",
        "import imaplib",
        "import smtplib",
        "import requests.sessions",
        "import asyncio\nasync def out():\n    await asyncio.open_connection('a.example', 80)",
        "from asyncio import open_connection",
        "from asyncio import streams",
        "loop.create_connection(print, 'a.example', 80)",
        "loop.create_datagram_endpoint(print)",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "import importlib\nimportlib.import_module('socket')",
        "__import__('http.client')",
        "from huggingface_hub import snapshot_download",
        "import mcp",
        "from caldav.lib import error",
    ],
)
def test_the_rule_sees_every_way_to_add_one(added: str) -> None:
    assert connecting(f"{added}\n")


@pytest.mark.parametrize(
    "harmless",
    [
        "from urllib.parse import quote, urlsplit",
        "import asyncio\nasyncio.run(main())",
        "import html",
    ],
)
def test_what_only_reads_addresses_is_free(harmless: str) -> None:
    assert not connecting(f"{harmless}\n")
