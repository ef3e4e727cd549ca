"""Which sound server is used when one falls silent, and what is told when the child comes up late."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING

import miniaudio
import pytest

from assistant.errors import ChildLost, Trouble
from assistant.ports import SoundTrouble, SoundWell
from assistant.sound import devices
from assistant.sound.adapter import ChildSound

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, SECOND = miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA


class Servers:
    """Sound systems that answer or not; `asked` in their sequence."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.up, self.asked, self.now = {FIRST, SECOND}, list[miniaudio.Backend](), 0.0
        monkeypatch.setattr(devices, "_system", devices._System())
        monkeypatch.setattr(devices.sys, "platform", "linux")
        monkeypatch.setattr(devices.miniaudio, "Devices", self.devices)
        monkeypatch.setattr(devices.time, "monotonic", lambda: self.now)

    def devices(self, backends: list[miniaudio.Backend]) -> SimpleNamespace:
        self.asked += backends
        if backends[0] not in self.up:
            raise miniaudio.MiniaudioError("cannot init context", -203)
        return SimpleNamespace(get_captures=list, get_playbacks=list)

    def used(self) -> miniaudio.Backend | None:
        self.asked.clear()
        try:
            return devices._present().backend
        except Trouble:
            return None


def test_a_server_that_dies_after_hours_is_waited_for_before_its_sound_card_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    servers = Servers(monkeypatch)
    assert servers.used() is FIRST
    servers.now, servers.up = 7200.0, {SECOND}  # nobody has asked for two hours
    for _ in range(10):
        assert servers.used() is None
        assert servers.asked == [FIRST]
        servers.now += 2.9
    servers.now += 3
    assert servers.used() is SECOND


def test_the_server_is_used_again_as_soon_as_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    servers = Servers(monkeypatch)
    servers.up = {SECOND}
    assert servers.used() is SECOND, "at the start nobody has been met yet"
    assert servers.used() is SECOND
    servers.up = {FIRST, SECOND}
    assert servers.used() is FIRST


def test_without_any_server_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    servers = Servers(monkeypatch)
    servers.up = set()
    with pytest.raises(Trouble, match="can't reach"):
        devices.names()
    assert servers.asked == [FIRST, SECOND]


class Unmakeable(miniaudio.CaptureDevice):
    """It fails once its context is there, as a device does that is busy."""

    def _make_context(self, *settings: object) -> object:
        context = super()._make_context(*settings)
        self._devconfig.capture.channels = 999
        return context


class Counting:
    """The library, with the contexts counted that are given back."""

    def __init__(self) -> None:
        self.library, self.given_back = miniaudio.lib, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.library, name)

    def ma_context_uninit(self, context: object) -> None:
        self.given_back += 1
        self.library.ma_context_uninit(context)


def test_a_device_that_cannot_be_made_leaves_no_context_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(miniaudio, "lib", counting := Counting())
    for _ in range(5):
        with pytest.raises(miniaudio.MiniaudioError):
            devices._made(Unmakeable, 16_000, 20, None, miniaudio.Backend.NULL)
    assert counting.given_back == 5


# --- the child, late -----------------------------------------------------------------------


class LateChild(SimpleNamespace):
    """A child that is not up in time, or does not answer then."""

    def __init__(self, fails: str) -> None:
        super().__init__(up=False, last_words=(), told=[])
        self.fails = fails

    def tell(self, what: str, **fields: object) -> None:
        self.told.append((what, fields))

    async def start(self) -> None:
        if self.fails == "start":
            raise ChildLost("The sound part did not start in time.")
        self.up = True

    async def ask(self, what: str, *, deadline_s: float) -> None:
        self.up = False  # it is killed for that
        raise ChildLost("The sound part did not answer.")


def late(fails: str) -> ChildSound:
    sound = ChildSound()
    sound._child = LateChild(fails)  # type: ignore[assignment]
    with pytest.raises(ChildLost):
        asyncio.run(sound.open())
    return sound


def sensed(sound: ChildSound) -> list[object]:
    return [sound._sensed.get_nowait() for _ in range(sound._sensed.qsize())]


def never(sound: ChildSound) -> None:
    """Nothing more happens."""


def lost(sound: ChildSound) -> None:
    sound._lost(ChildLost("The sound part stopped."))


@pytest.mark.parametrize(
    ("fails", "then"),
    [
        pytest.param("start", never, id="only slow"),
        pytest.param("start", lost, id="and killed for it"),
        pytest.param("hello", lost, id="up, but silent"),
    ],
)
def test_a_child_that_comes_late_takes_its_trouble_back_and_listens(
    fails: str, then: Callable[[ChildSound], None]
) -> None:
    """The one who opened it has told the trouble: nobody else tells it a second time."""
    sound = late(fails)
    sound.listen(True)
    then(sound)
    sound._child.up = True  # type: ignore[misc]
    sound._restore()
    assert SoundWell("sound") in (told := sensed(sound))
    assert not [one for one in told if isinstance(one, SoundTrouble)]
    assert ("listen", {"on": True}) in sound._child.told  # type: ignore[attr-defined]


def test_nothing_goes_that_has_not_come() -> None:
    sound = ChildSound()
    sound._take({"event": "well", "key": "activity"}, b"")
    assert sensed(sound) == []
