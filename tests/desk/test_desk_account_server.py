"""A calendar server that does not keep to the rules changes nothing, and one sentence says which it was."""

from __future__ import annotations

import http.server
import threading
from typing import TYPE_CHECKING, ClassVar

import pytest

from assistant.desk.server import Held
from assistant.errors import Trouble
from assistant.net import caldav

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOOD = b"x" * 65_536
LIES = b'<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>http://elsewhere.example/</href></response></multistatus>'
ODD = {
    "garbage": (207, {"Content-Type": "text/xml"}, b"<multistatus"),
    "nothing": (207, {"Content-Type": "text/xml"}, b""),
    "page": (200, {"Content-Type": "text/html"}, b"<html>Please sign in: secret words</html>"),
    "error": (500, {"Content-Type": "text/plain"}, b"secret words"),
    "lies": (207, {"Content-Type": "text/xml"}, LIES),
    "bomb": (207, {"Content-Type": "text/xml"}, b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'),
}  # fmt: skip


class Odd(http.server.BaseHTTPRequestHandler):
    """Answers whatever is asked as the server's `way` says; `asked` holds what came."""

    asked: ClassVar[list[str]] = []
    way: ClassVar[str] = ""

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Odd.asked.append(f"{self.command} {self.path}")
        if self.path == "/elsewhere" or Odd.way == "redirect":
            status, head, body = 302, {"Location": "http://127.0.0.1:9/elsewhere"}, b""
        elif Odd.way == "flood":
            status, head, body = 207, {"Content-Type": "text/xml"}, FLOOD * 40
        else:
            status, head, body = ODD[Odd.way]
        self.send_response(status)
        for name, value in head.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = _answer  # noqa: N815 - as the base has it

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Odd)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://anna@127.0.0.1:{server.server_port}/dav/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("way", [*ODD, "redirect", "flood"])
def test_it_is_told_in_a_sentence_and_logged_nowhere(
    odd: str, way: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Odd, "way", way)
    monkeypatch.setattr(caldav, "LARGEST", 1_000_000)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with pytest.raises(Trouble) as told:
        caldav.CalDav().fetch(odd, "correct-horse")
    assert "127.0.0.1" in told.value.what
    assert "secret" not in caplog.text + str(told.value)


def test_no_redirect_is_followed(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Odd, "way", "redirect")
    Odd.asked.clear()
    with pytest.raises(Trouble, match=r"sends me on to 127\.0\.0\.1/elsewhere"):
        caldav.CalDav().drop(odd, "correct-horse", Held("/dav/a.ics", '"1"', ""))
    assert not any("elsewhere" in one for one in Odd.asked)


@pytest.mark.parametrize("href", ["http://other.example/a.ics", "//other.example/a.ics"])
def test_no_other_server_is_spoken_to(odd: str, monkeypatch: pytest.MonkeyPatch, href: str) -> None:
    monkeypatch.setattr(Odd, "way", "error")
    with pytest.raises(Trouble):
        caldav.CalDav().put(odd, "correct-horse", Held(href, '"1"', "x"))
