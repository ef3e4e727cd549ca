"""Fetching over the network: going on, staying on the named hosts, and what pip's words mean."""

from __future__ import annotations

import http.server
import os
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import psutil
import pytest

from assistant.net import download
from assistant.net.download import (
    BrokeOff,
    Gone,
    OutOfReach,
    Wanted,
    WantedWheel,
    WrongBytes,
    allowed,
    fetch,
    fetch_wheel,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = os.urandom(700_000)


@dataclass
class Host:
    """A loopback web server that serves CONTENT and can be told to misbehave."""

    port: int = 0
    ranges: list[str] = field(default_factory=list)
    knows_ranges: bool = True
    breaks_after: int | None = None

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        wanted = request.headers.get("Range", "")
        self.ranges.append(wanted)
        match request.path:
            case "/model":
                start = int(wanted[6:-1]) if wanted and self.knows_ranges else 0
                if start >= len(CONTENT):
                    request.send_error(416)
                    return
                body = CONTENT[start:]
                request.send_response(206 if start else 200)
                if start:
                    request.send_header(
                        "Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
                    )
                request.send_header("Content-Length", str(len(body)))
                request.end_headers()
                request.wfile.write(body[: self.breaks_after])
                request.close_connection = True
            case "/moved":
                self.redirect(request, "/model")
            case "/away":
                self.redirect(request, "https://elsewhere.example/model")
            case "/circle":
                self.redirect(request, "/circle")
            case _:
                request.send_error(404)

    @staticmethod
    def redirect(request: http.server.BaseHTTPRequestHandler, where: str) -> None:
        request.send_response(302)
        request.send_header("Location", where)
        request.send_header("Content-Length", "0")
        request.end_headers()


@pytest.fixture
def host() -> Iterator[Host]:
    behaviour = Host()

    class Requests(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            behaviour.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Requests) as server:
        behaviour.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield behaviour
        server.shutdown()
        thread.join()


def wanted_from(host: Host, path: str, folder: Path) -> Wanted:
    return Wanted(
        f"http://127.0.0.1:{host.port}{path}", folder / "model.growing", len(CONTENT),
        ("127.0.0.1",), lambda: False, lambda: None,
    )  # fmt: skip


@pytest.mark.parametrize("path", ["/model", "/moved"])
def test_a_file_arrives_whole(path: str, host: Host, tmp_path: Path) -> None:
    wanted = wanted_from(host, path, tmp_path)
    assert fetch(wanted)
    assert wanted.into.read_bytes() == CONTENT


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_fetch_goes_on_where_it_stopped(knows_ranges: bool, host: Host, tmp_path: Path) -> None:
    host.knows_ranges = knows_ranges
    wanted = wanted_from(host, "/model", tmp_path)
    wanted.into.write_bytes(CONTENT[:1000])
    assert fetch(wanted)
    assert wanted.into.read_bytes() == CONTENT
    assert host.ranges == ["bytes=1000-"]


def test_a_rest_the_host_does_not_have_begins_anew(host: Host, tmp_path: Path) -> None:
    wanted = wanted_from(host, "/model", tmp_path)
    wanted.into.write_bytes(b"x" * (len(CONTENT) + 5))
    assert fetch(wanted)
    assert wanted.into.read_bytes() == CONTENT


def test_a_broken_connection_keeps_what_has_arrived(host: Host, tmp_path: Path) -> None:
    host.breaks_after = 300_000
    wanted = wanted_from(host, "/model", tmp_path)
    with pytest.raises(BrokeOff):
        fetch(wanted)
    kept = wanted.into.read_bytes()
    assert kept
    assert kept == CONTENT[: len(kept)]
    host.breaks_after = None
    assert fetch(wanted)
    assert wanted.into.read_bytes() == CONTENT


def test_stopping_in_the_midst(host: Host, tmp_path: Path) -> None:
    asked = iter([False, True])
    wanted = replace(wanted_from(host, "/model", tmp_path), stop=lambda: next(asked))
    assert not fetch(wanted)
    assert 0 < wanted.into.stat().st_size < len(CONTENT)


def test_more_than_was_promised_is_refused(host: Host, tmp_path: Path) -> None:
    with pytest.raises(WrongBytes):
        fetch(replace(wanted_from(host, "/model", tmp_path), size=1000))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/none", "answers 404"),
        ("/away", "leads away, to elsewhere.example"),
        ("/circle", "leads in circles"),
    ],
)
def test_an_address_that_leads_nowhere(
    path: str, sentence: str, host: Host, tmp_path: Path
) -> None:
    with pytest.raises(Gone, match=sentence):
        fetch(wanted_from(host, path, tmp_path))


def test_nobody_there_is_out_of_reach(tmp_path: Path) -> None:
    nobody = Host(port=1)
    with pytest.raises(OutOfReach, match=r"127.0.0.1 cannot be reached"):
        fetch(wanted_from(nobody, "/model", tmp_path))


def test_a_proxy_of_the_environment_is_not_used(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1")
    assert fetch(wanted_from(host, "/model", tmp_path))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
def test_a_full_disk_is_the_disks_own_error(host: Host, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), open("/dev/full", "wb", 0) as full:  # noqa: PTH123
        download.write_all(full.write, b"x" * 100)


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://hub.example/a", True),
        ("https://cdn.hub.example/a", True),
        ("http://hub.example/a", False),
        ("https://evilhub.example/a", False),
        ("https://hub.example.evil/a", False),
        ("https://hub.example@evil.example/a", False),
        ("http://127.0.0.1/a", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_the_named_hosts(address: str, fine: bool) -> None:
    assert allowed(address, ("hub.example",)) is fine


# --- pip ---------------------------------------------------------------------------------


def told_by_pip(words: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> WantedWheel:
    """A wheel wanted from a pip that only says `words` and fails."""
    fake = folder / "fake-python"
    fake.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{words}\nEND\nexit 1\n")
    fake.chmod(0o700)
    monkeypatch.setattr(download.sys, "executable", str(fake))
    place = folder / "place"
    place.mkdir()
    return WantedWheel(
        "ear==1.0", "0" * 64, "ear.whl", place, lambda: False, lambda _: None
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the fake is a shell script")
@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        (
            (
                "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError'\n"
                "ERROR: No matching distribution found for ear==1.0"
            ),
            OutOfReach,
        ),
        ("ERROR: No matching distribution found for ear==1.0", Gone),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", WrongBytes),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", OSError),
        ("No module named pip", Gone),
        ("", Gone),
    ],
)
def test_what_pip_says_becomes_one_of_our_troubles(
    words: str, trouble: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(trouble):
        fetch_wheel(told_by_pip(words, tmp_path, monkeypatch))


@pytest.mark.skipif(sys.platform == "win32", reason="the fake is a shell script")
def test_stopping_ends_pip_and_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = told_by_pip("", tmp_path, monkeypatch)
    (tmp_path / "fake-python").write_text('#!/bin/sh\nsleep 60 &\necho $! >"$TMPDIR/pid"\nwait\n')
    pid = wanted.into / "pid"
    assert fetch_wheel(replace(wanted, stop=lambda: pid.exists() and pid.read_text() != "")) is None
    assert wait_for_the_end_of(int(pid.read_text()))


def wait_for_the_end_of(number: int) -> bool:
    """Until the process is gone, or a zombie that nobody has collected yet; at most 10 s."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            if psutil.Process(number).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
    return False
