"""Music is paused, goes on and changes its volume; on a real bus too, where this machine has one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from openingtalk import FakeBus, Life

from assistant.dialogue.skills.media import ELSEWHERE
from assistant.opening.players import NONE, PREFIX, SessionBus, tell_players

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TWO = {"b": ("Paused", 0.5), "c": ("Playing", 0.5)}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("pause the music", "c Pause"),
        ("stop the music, please", "c Pause"),
        ("play some music", "c Play"),
        ("resume the music", "c Play"),
        ("next song", "c Next"),
        ("skip this track", "c Next"),
        ("play the previous song", "c Previous"),
        ("turn the music up", "c 0.65"),
        ("turn down the music a bit", "c 0.35"),
        ("set the music volume to forty percent", "c 0.40"),
        ("set the music to 400 percent", "c 1.00"),
    ],
)
def test_the_player_that_plays_is_told(tmp_path: Path, said: str, told: str) -> None:
    life = Life(tmp_path, bus=FakeBus(dict(TWO)))
    assert life.talk(said)
    assert (life.bus.told, life.said) == ([told], [])


@pytest.mark.parametrize("said", ["pause", "louder", "turn it up", "next", "play chess with me", "stop"])  # fmt: skip
def test_what_is_meant_for_her_goes_to_no_player(tmp_path: Path, said: str) -> None:
    life = Life(tmp_path, bus=FakeBus(dict(TWO)))
    life.talk(said)
    assert life.bus.told == []


def test_all_that_play_are_paused() -> None:
    bus = FakeBus({"a": ("Playing", 0.5), "b": ("Stopped", 0.5), "c": ("Playing", 0.5)})
    assert not tell_players(bus, "pause")
    assert bus.told == ["a Pause", "c Pause"]


def test_without_a_player_it_is_said_once(tmp_path: Path) -> None:
    life = Life(tmp_path)
    assert life.talk("pause the music") == NONE
    assert life.said == []


def test_without_a_bus_it_is_said(tmp_path: Path) -> None:
    life = Life(tmp_path, bus=FakeBus(there=False))
    assert life.talk("pause the music") == "no bus"
    assert life.said == []


def test_one_that_hangs_is_passed_over() -> None:
    bus = FakeBus(dict(TWO), hangs={"c"})
    assert not tell_players(bus, "next")
    assert bus.told == ["b Next"]


def test_a_player_without_a_volume_says_so() -> None:
    assert "can't be changed" in tell_players(FakeBus({"a": ("Playing", None)}), "louder")


def test_elsewhere_one_sentence_says_so(tmp_path: Path) -> None:
    life = Life(tmp_path, bus=FakeBus(dict(TWO)))
    life.desk.opening.plays = False
    assert life.talk("pause the music") == ELSEWHERE
    assert life.bus.told == []


@pytest.fixture
def private_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus of this test's own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    with daemon.stdout as printed:
        address = printed.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.terminate()
        daemon.wait(10)


def serve(address: str, name: str, told: list[str], ready: threading.Event, count: int) -> None:
    """A player on the bus, until it has been asked `count` things."""
    from jeepney import HeaderFields, new_method_return
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.low_level import MessageType

    with open_dbus_connection(address) as connection:
        connection.send_and_get_reply(message_bus.RequestName(name))
        ready.set()
        for _ in range(count):
            asked: Any = connection.receive(timeout=10)
            while asked.header.message_type is not MessageType.method_call:
                asked = connection.receive(timeout=10)
            member = asked.header.fields[HeaderFields.member]
            told.append(" ".join(map(str, (member, *asked.body[1:]))))
            answers = {"PlaybackStatus": ("s", "Playing"), "Volume": ("d", 0.5)}
            if member == "Get":
                connection.send(new_method_return(asked, "v", (answers[asked.body[1]],)))
            else:
                connection.send(new_method_return(asked))


@pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux desktops")
@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="there is no dbus-daemon")
def test_a_player_on_a_real_bus_is_paused_and_made_louder(private_bus: str) -> None:
    told: list[str] = []
    ready = threading.Event()
    player = threading.Thread(
        target=serve, args=(private_bus, f"{PREFIX}test", told, ready, 5), daemon=True
    )
    player.start()
    assert ready.wait(10)
    assert not tell_players(SessionBus(), "pause")
    assert not tell_players(SessionBus(), "louder")
    player.join(10)
    assert told == [
        "Get PlaybackStatus", "Pause", "Get PlaybackStatus", "Get Volume", "Set Volume ('d', 0.65)",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux desktops")
def test_without_a_session_there_is_no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    life = Life(tmp_path)
    life.desk.opening.bus = SessionBus
    assert life.talk("pause the music") == NONE
    assert life.said == []
