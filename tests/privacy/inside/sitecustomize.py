"""Python reads this first in every process of the watched program: connections and look-ups are written down."""

from __future__ import annotations

import os
import sys

WATCHED = frozenset(
    "socket.connect socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname socket.bind".split()
)

LOOK_UPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname"))


def _watch(path: str) -> None:
    told = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def seen(event: str, args: tuple[object, ...]) -> None:
        if event in WATCHED:
            where = args[0] if event in LOOK_UPS else args[1]
            os.write(told, f"{event} {where!r}\n".encode())

    sys.addaudithook(seen)


if "OS1_TEST_AUDIT" in os.environ:
    _watch(os.environ["OS1_TEST_AUDIT"])
