"""A real CalDAV server of the test's own: radicale in a process of its own, on a loopback port."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import requests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, PASSWORD = "anna", "correct-horse"
STARTS_S = 30.0
CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {base}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {base}/collections
[web]
type = none
[logging]
level = critical
"""
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Phone//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T080000Z
DTSTART;TZID=Europe/Berlin:{day}T100000
DTEND;TZID=Europe/Berlin:{day}T110000
SUMMARY:{summary}
X-PHONE-COLOUR:green
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Server:
    """`stop` ends it for good; what another program does there goes by `put`."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def typed(self) -> str:
        return f"http://{USER}@127.0.0.1:{self.port}/"

    def url(self, name: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{USER}/agenda/{name}"

    def asked(self, method: str, url: str, body: str = "") -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method, url, data=body.encode(), headers={"Depth": "1"} if method == "PROPFIND" else {},
                auth=(USER, PASSWORD), timeout=20,
            )  # fmt: skip

    def put(self, uid: str, summary: str, day: str = "20261124") -> None:
        text = EVENT.format(uid=uid, summary=summary, day=day)
        assert self.asked("PUT", self.url(f"{uid}.ics"), text).status_code < 300

    def all(self) -> dict[str, str]:
        """Every resource of the calendar by its name, as the server gives it out."""
        listed = self.asked("PROPFIND", self.url()).text
        names = {one.split("<")[0] for one in listed.split(f"/{USER}/agenda/")[1:]} - {""}
        return {name: self.asked("GET", self.url(name)).text for name in names}

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)


@contextlib.contextmanager
def running(base: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base.mkdir()
    (base / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    config = base / "config"
    config.write_text(CONFIG.format(port=port, base=base), encoding="utf-8")
    server = Server(
        port, subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(config)])
    )
    try:
        _wait(server)
        assert server.asked("MKCALENDAR", server.url()).status_code == 201
        yield server
    finally:
        server.stop()


def _wait(server: Server) -> None:
    end = time.monotonic() + STARTS_S
    while time.monotonic() < end and server.process.poll() is None:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", server.port), 1),
        ):
            return
        time.sleep(0.05)
    raise AssertionError("no calendar server")
