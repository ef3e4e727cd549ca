"""What is shown on the desktop while the window is hidden, and that it reaches the desktop's service."""

from __future__ import annotations

import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from assistant import events as e
from assistant.errors import Trouble
from assistant.freedesktop import show
from assistant.notifying import LONG_S, Notification, Notifying
from assistant.settings import DEFAULTS, checked
from assistant.state import State, advance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.settings import Settings, Value

RANG = e.Rang("Call Anna.")
ANSWER = (e.ReplyBegan(1), e.ReplySpoken(1, "It is Tuesday."), e.ReplyEnded(1))
NO_SPEAKER = e.TroubleCame("speaker", "There is no speaker.")


def settings(**changed: Value) -> Settings:
    found = checked(DEFAULTS, "her_name", "Nora")
    for name, value in changed.items():
        found = checked(found, name, value)
    return found


def notes(
    *facts: e.Fact, how: Settings, seen: bool = False, hidden: bool = True, waits_s: float = 0.0
) -> list[Notification]:
    """What is shown when she takes `waits_s` for her answer."""
    notifying, state, now, found = Notifying(), State(), 0.0, []
    for fact in facts:
        state = advance(state, fact)
        now += waits_s if isinstance(fact, e.ReplySpoken) else 0.0
        note = notifying.news(fact, state, how, now, seen=seen, hidden=hidden)
        found += [note] if note is not None else []
    return found


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("off", []),
        ("title", [Notification("Nora: something is due")]),
        ("text", [Notification("Nora", "Call Anna.")]),
    ],
)
def test_something_due_is_shown_as_far_as_others_may_see_it(
    how: str, shown: list[Notification]
) -> None:
    assert notes(RANG, how=settings(notify=how)) == shown
    assert notes(RANG, how=settings(notify=how), seen=True, hidden=False) == []


def test_by_default_no_word_of_it_is_shown() -> None:
    assert [note.text for note in notes(RANG, NO_SPEAKER, *ANSWER, how=DEFAULTS)] == ["", ""]


@pytest.mark.parametrize(
    ("facts", "changed", "waits_s", "hidden", "shown"),
    [
        pytest.param(ANSWER, {}, 1.0, True, [], id="heard it"),
        pytest.param(ANSWER, {}, LONG_S, True, ["It is Tuesday."], id="turned to other things"),
        pytest.param(ANSWER, {}, LONG_S, False, [], id="sees it"),
        pytest.param((NO_SPEAKER, *ANSWER), {}, 1.0, True, ["It is Tuesday."], id="no speaker"),
        pytest.param(ANSWER, {"volume": 0.0}, 1.0, True, ["It is Tuesday."], id="no volume"),
        pytest.param(
            (*ANSWER[:2], e.ReplyEnded(1, e.End.INTERRUPTED)), {}, LONG_S, True, [], id="cut off"
        ),
    ],
)
def test_an_answer_is_shown_when_it_could_not_be_heard(
    facts: tuple[e.Fact, ...], changed: dict[str, Value], waits_s: float, hidden: bool,
    shown: list[str],
) -> None:  # fmt: skip
    how = settings(notify="text", **changed)
    found = notes(*facts, how=how, waits_s=waits_s, hidden=hidden)
    assert [note.text for note in found] == shown


class Bus:
    """A session bus that greets, and takes one call."""

    def __init__(self, path: Path, *, refuses: bool = False) -> None:
        from jeepney import Parser

        self.taken: list[object] = []
        self._refuses, self._parser = refuses, Parser()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen(1)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._thread.join(5)
        self._door.close()

    def _serve(self) -> None:
        from jeepney import HeaderFields, new_error, new_method_return

        line, _ = self._door.accept()
        with line:
            line.recv(1)
            assert line.recv(1024).startswith(b"AUTH EXTERNAL")
            line.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            rest = line.recv(1024).removeprefix(b"BEGIN\r\n")
            self._parser.add_data(rest)
            for serial in (1, 2):
                while (call := self._parser.get_next_message()) is None:
                    self._parser.add_data(line.recv(4096))
                hello = call.header.fields[HeaderFields.member] == "Hello"
                if not hello:
                    self.taken.append(call.body)
                if self._refuses and not hello:
                    answer = new_error(call, "org.freedesktop.DBus.Error.ServiceUnknown")
                else:
                    answer = new_method_return(
                        call, "s" if hello else "u", (":1.7" if hello else 3,)
                    )
                line.sendall(answer.serialise(serial))


@pytest.fixture
def bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Bus]:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=bus")
    found = Bus(tmp_path.relative_to(tmp_path) / "bus", refuses=getattr(request, "param", False))
    yield found
    found.close()


linux = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is the desktop of Linux")


@linux
def test_the_desktops_service_gets_title_and_words_without_markup(bus: Bus) -> None:
    show(Notification("Nora", "2 < 3 & so on"))
    (body,) = bus.taken
    assert isinstance(body, tuple)
    assert (body[0], body[3], body[4]) == ("OS1", "Nora", "2 &lt; 3 &amp; so on")


@linux
@pytest.mark.parametrize("bus", [True], indirect=True)
def test_a_desktop_without_the_service_is_said(bus: Bus) -> None:
    with pytest.raises(Trouble, match="no notifications"):
        show(Notification("Nora"))
    assert bus.taken


@linux
@pytest.mark.parametrize("address", [None, "unix:path=/nowhere/bus", "tcp:host=a", "nonsense"])
def test_without_a_bus_it_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(Trouble):
        show(Notification("Nora"))
