"""Real tool servers: the reference one answers, the hostile ones change nothing and are named."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from assistant.errors import Trouble
from assistant.net.outward import RECORD
from assistant.net.tools import Changed, offered, used
from assistant.tools.offered import Server, pinned

pytestmark = pytest.mark.real
TIME = Server("time", (sys.executable, "-m", "mcp_server_time"))


def hostile(mode: str) -> Server:
    here = Path(__file__).with_name("hostile_server.py")
    return Server("weather man", (sys.executable, str(here), mode))


def test_the_reference_server_tells_the_time() -> None:
    tools = offered(TIME)
    assert [tool.name for tool in tools] == ["get_current_time", "convert_time"]
    answer = used(TIME, pinned(TIME, tools), "get_current_time", {"timezone": "Europe/Berlin"})
    assert "Europe/Berlin" in answer.text.raw
    assert not answer.failed


def test_a_tool_that_was_changed_since_is_not_used() -> None:
    agreed = pinned(hostile("changed"), offered(hostile("kind")))
    with pytest.raises(Changed, match="weather man has changed what it offers"):
        used(hostile("changed"), agreed, "weather", {"text": "x"})


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("flood", "weather man gave back more than 64 kilobytes"),
        ("crash", "weather man could not be used"),
    ],
)
def test_a_server_that_floods_or_crashes_is_named(mode: str, said: str) -> None:
    server = hostile(mode)
    with pytest.raises(Trouble, match=said):
        used(server, pinned(server, offered(server)), "weather", {"text": "x"})


def test_a_slow_server_is_left_and_nothing_of_it_goes_on_running() -> None:
    with pytest.raises(Trouble, match="weather man did not answer within 4 seconds"):
        offered(hostile("slow"), patience_s=4.0)
    left = [p for p in psutil.process_iter(["cmdline"]) if "hostile_server.py" in str(p.info)]
    _ended, there = psutil.wait_procs(left, timeout=5)  # it was killed a moment ago
    assert all(one.status() == psutil.STATUS_ZOMBIE for one in there)


def test_a_command_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(Trouble, match="nobody could not be used"):
        offered(Server("nobody", ("/no/such/program",)))


def test_a_server_at_an_address_gets_its_token_and_is_noted_as_contact(tmp_path: Path) -> None:
    here = Path(__file__).with_name("lamp_server.py")
    with subprocess.Popen([sys.executable, str(here), str(tmp_path / "port")]) as process:
        try:
            while not (tmp_path / "port").exists():
                assert process.poll() is None
                time.sleep(0.05)
            lamp = Server("lamp", url=f"http://127.0.0.1:{(tmp_path / 'port').read_text()}/mcp")
            with pytest.raises(Trouble, match="lamp could not be used"):
                offered(lamp)
            tools = offered(lamp, "open sesame")
            answer = used(lamp, pinned(lamp, tools), "switch", {"on": True}, "open sesame")
            assert answer.text.raw == "The lamp is on."
            assert any(one.purpose == "the tools of lamp" for one in RECORD.left().contacts)
        finally:
            process.kill()
