"""Which addresses may be spoken to: only what the person typed, and encrypted unless it stays here.

Pure: nothing is resolved or opened. The reasons are sentences for the person.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LETTERS = 2_000
PORTS = {"http": 80, "https": 443}
EXAMPLE = "Such an address looks like http://localhost:11434 or https://example.com/v1."

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_PATH = re.compile(r"[A-Za-z0-9._~/-]*")
_CHAT = re.compile(r"(/v\d+)?/chat/completions$")
_VERSION = re.compile(r"/v\d+$")


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address of a server of language models. `host` is lower case, without brackets.

    `path` is what stands before "/chat/completions": "/v1" unless something else was typed.
    """

    scheme: str
    host: str
    port: int
    path: str = "/v1"

    @property
    def leaves_this_computer(self) -> bool:
        return not _names_loopback(self.host)

    @property
    def is_number(self) -> bool:
        """There is no name to be resolved."""
        return ":" in self.host or self.host.replace(".", "").isdigit()

    @property
    def root(self) -> str:
        """The path above the version, where llama.cpp keeps what is its own; often empty."""
        return _VERSION.sub("", self.path)

    def url(self, path: str, host: str = "") -> str:
        """`path` as a whole address; `host` stands in for the name, as the number it resolved to."""
        host = host or self.host
        shown = f"[{host}]" if ":" in host else host
        return f"{self.scheme}://{shown}:{self.port}{path}"

    @property
    def authority(self) -> str:
        """What belongs into the Host header."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == PORTS[self.scheme] else f"{shown}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def understood(typed: str) -> Address:
    """The address in what was typed. Raises Trouble with the reason, one sentence, if it is refused."""
    text = typed.strip()
    if not text or len(text) > MOST_LETTERS:
        raise _refused("That is no address")
    if not text.isascii():
        raise _refused("The address holds letters that only look like an address")
    if any(not letter.isprintable() or letter in ' \\"<>^`{|}' for letter in text):
        raise _refused("The address holds something that doesn't belong into one")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refused("That is no address") from None
    scheme = parts.scheme
    if scheme not in PORTS or not text[len(scheme) :].startswith("://"):
        raise _refused("The address has to begin with http:// or https://")
    if "@" in parts.netloc:
        raise _refused("The address holds a user name or a password; a key has its own place")
    host = _host(parts)
    if port == 0 or parts.netloc.endswith(":"):
        raise _refused("The address has a colon but no port")
    if parts.query or parts.fragment or text[-1] in "?#":
        raise _refused("Something hangs on at the end of the address")
    address = Address(scheme, host, port or PORTS[scheme], _path(parts.path))
    if scheme == "http" and address.leaves_this_computer:
        raise _refused(
            "That address is on another computer, and http would send our talk there unencrypted",
            "Use https.",
        )
    return address


def belongs(address: Address, resolved: Iterable[str]) -> bool:
    """The numbers a name resolved to are where `address` claims to be.

    A name of this computer must stay on it, and any other name must lead away from it; otherwise
    somebody has changed where the name points.
    """
    try:
        found = [ipaddress.ip_address(number.partition("%")[0]) for number in resolved]
    except ValueError:
        return False
    if not found:
        return False
    if not address.leaves_this_computer:
        return all(number.is_loopback for number in found)
    return not any(_nowhere(number) or number.is_loopback for number in found)


def leads_to(address: Address, location: str) -> str:
    """Where a redirect points, as scheme and host for a sentence; it is never followed."""
    try:
        parts = urlsplit(urljoin(str(address), location))
        host = parts.hostname or ""
    except ValueError:
        host = ""
    named = "".join(letter for letter in host if letter.isascii() and letter.isprintable())[:80]
    return named or "somewhere else"


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if not host:
        raise _refused("The address names no computer")
    if "[" in parts.netloc or ":" in host:
        return _number(host, "[" in parts.netloc)
    labels = host.split(".")
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        return _number(host, bracketed=False)  # 127.1 and 0x7f.1 mean more than they say: refused
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused("The name of the computer in that address can't be right")
    return host


def _number(host: str, bracketed: bool) -> str:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        raise _refused("The number in that address can't be right") from None
    if bracketed != (number.version == 6) or "%" in host:
        raise _refused("The number in that address can't be right")
    if getattr(number, "ipv4_mapped", None) is not None:
        raise _refused("The number in that address hides another one")
    if _nowhere(number):
        raise _refused("No server can be reached under that number")
    return str(number)


def _nowhere(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    odd = number.is_unspecified or number.is_multicast or number.is_link_local
    mapped = getattr(number, "ipv4_mapped", None)
    return odd or (number.is_reserved and not number.is_loopback) or mapped is not None


def _path(typed: str) -> str:
    path = _CHAT.sub(r"\1", typed.rstrip("/"))
    if not _PATH.fullmatch(path) or "//" in path or ".." in path.split("/"):
        raise _refused("Something hangs on at the end of the address")
    return path if _VERSION.search(path) else f"{path}/v1"


def _names_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(why: str, remedy: str = EXAMPLE) -> Trouble:
    return Trouble(f"{why}.", remedy)
