"""Devices that refuse, in the words of the systems that refuse them; sleep; speech told by loudness."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
import pytest

from assistant.errors import Trouble
from assistant.ports import HEAR_RATE
from assistant.sound.care import Care
from assistant.sound.gate import SURE, LoudnessGate
from assistant.sound.naps import Naps
from assistant.sound.refusals import refused
from assistant.sound.watch import Condition, Limits


@pytest.mark.parametrize(
    ("error", "platform", "what", "remedy"),
    [
        pytest.param(
            "('failed to init device', -6)", "linux", "not permitted", "privacy settings",
            id="miniaudio: access denied",
        ),
        pytest.param(
            "AudioComponentInstanceNew failed: -66748", "darwin", "not permitted",
            "Privacy & Security, Microphone", id="macOS: not permitted",
        ),
        pytest.param(
            "IAudioClient::Initialize 0x80070005", "win32", "not permitted", "desktop apps",
            id="Windows: access denied",
        ),
        pytest.param(
            "-2147024891", "win32", "not permitted", "desktop apps", id="the same, signed"
        ),
        pytest.param(
            "Unanticipated host error [PaErrorCode -9999]", "win32", "can't open", "not permitted",
            id="PortAudio: host error, which may be anything",
        ),
        pytest.param(
            "Device unavailable [PaErrorCode -9985]", "linux", "Another program", "try again",
            id="PortAudio: unavailable",
        ),
        pytest.param(
            "('failed to start device', -19)", "linux", "Another program", "try again",
            id="miniaudio: busy",
        ),
        pytest.param("OpenError", "linux", "can't open", "another program", id="only a name"),
        pytest.param("('x', -204)", "linux", "just gone", "Plug it in", id="gone meanwhile"),
    ],
)  # fmt: skip
def test_a_refusal_is_named_with_what_helps_on_this_system(
    error: str, platform: str, what: str, remedy: str
) -> None:
    trouble = refused("microphone", error, platform)
    assert what in trouble.what
    assert remedy in trouble.remedy


# --- one device in care --------------------------------------------------------------------


@dataclass
class FakeDevice:
    substitute: bool = False
    closed: bool = False

    def close(self) -> None:
        self.closed = True


@dataclass
class Bench:
    """A microphone in care, stepped by hand; `says` is what opening it comes to."""

    says: Trouble | None = None
    here: tuple[str, ...] = ()
    name: str = ""
    monitor: bool = False
    slept: bool = False
    told: list[tuple[str, Trouble | None]] = field(default_factory=list)
    opened: list[FakeDevice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = [0.0]
        naps = Naps(awake_s=lambda: 0.0, always_s=lambda: self.clock[0])
        self.care = Care(
            "microphone", self.name, self.open, lambda *news: self.told.append(news), Limits(),
            {Condition.ZEROS: Trouble("zeros")}, lambda: self.monitor, None,
            lambda: self.here, naps=naps,
        )  # fmt: skip

    def open(self, name: str) -> FakeDevice:
        if self.says is not None:
            raise self.says
        device = FakeDevice(substitute=bool(name) and name not in self.here)
        self.opened.append(device)
        return device

    def step(self) -> None:
        self.care._step()


@pytest.mark.parametrize("error", ["-66748", "0x80070005", "-9999", "-9985", "OpenError"])
def test_a_refusal_is_said_once_and_tried_again_without_a_storm(error: str) -> None:
    bench = Bench(says=refused("microphone", error, "linux"))
    opens = 0
    original = bench.care.open_device

    def counting(name: str) -> FakeDevice:
        nonlocal opens
        opens += 1
        return original(name)

    bench.care.open_device = counting
    until = time.monotonic() + 2.0
    while time.monotonic() < until:
        bench.step()
    assert 2 <= opens <= 5
    assert len(bench.told) == 1
    bench.says = None
    bench.care._watch = type(bench.care._watch)(bench.care._watch.condition)  # its time has come
    bench.step()
    assert len(bench.opened) == 1, "and is opened as soon as it may be"


def test_after_a_sleep_the_device_is_opened_anew() -> None:
    bench = Bench()
    bench.step()
    bench.clock[0] += 3600
    bench.step()
    assert [device.closed for device in bench.opened] == [True, False]
    assert bench.told == [], "and nobody is told of it"


def test_a_clock_that_is_set_right_is_no_sleep() -> None:
    clock = [0.0]
    naps = Naps(awake_s=lambda: 0.0, always_s=lambda: clock[0])
    clock[0] += 1.5
    assert not naps.slept()
    clock[0] -= 4000
    assert not naps.slept()
    clock[0] += 60
    assert naps.slept()
    assert not naps.slept(), "each sleep counts once"


def test_a_chosen_device_that_goes_is_said_and_taken_again_when_it_is_back() -> None:
    bench = Bench(name="Headset", here=("Headset", "Webcam"))
    bench.step()
    bench.here = ("Webcam",)
    bench.care._asked_ms -= 5000
    bench.step()
    assert bench.told[-1][0] == "chosen microphone"
    assert "Headset" in str(bench.told[-1][1])
    assert bench.opened[-1].substitute
    bench.here = ("Headset", "Webcam")
    bench.care._asked_ms -= 5000
    bench.step()
    assert bench.told[-1] == ("chosen microphone", None)
    assert not bench.opened[-1].substitute
    assert [device.closed for device in bench.opened] == [True, True, False]


def test_nothing_passes_from_the_moment_of_a_move_until_it_is_clear_what_is_heard() -> None:
    bench = Bench()
    bench.step()
    assert bench.care.passed
    bench.care.moved()
    assert (bench.care.passed, bench.care.doubted) == (False, True)
    bench.step()
    assert bench.care.passed
    bench.monitor = True
    bench.care.moved()
    bench.step()
    assert not bench.care.passed
    assert bench.opened[-1].closed


def test_moved_while_it_is_being_opened_nothing_passes_before_that_is_clear() -> None:
    bench = Bench()

    def asked_while_moving() -> bool:
        bench.care.moved()
        return False

    bench.care.is_monitor = asked_while_moving
    bench.step()
    assert (bench.care.passed, bench.care.doubted) == (False, True)
    bench.care.is_monitor = lambda: False
    bench.step()
    assert bench.care.passed


def test_what_is_tried_again_and_again_is_noted_once() -> None:
    bench, noted = Bench(says=Trouble("It is gone.")), list[str]()
    bench.care.note = noted.append
    for _ in range(5):
        bench.care._watch = type(bench.care._watch)(bench.care._watch.condition)
        bench.step()
    bench.says = None
    bench.care._watch = type(bench.care._watch)(bench.care._watch.condition)
    bench.step()
    assert noted == ["microphone: not opened: It is gone.", "microphone: opened"]


# --- by loudness ---------------------------------------------------------------------------


def noise(db: float, frames: int) -> list[np.ndarray]:
    samples = np.random.default_rng(3).normal(0, 32768 * 10 ** (db / 20), frames * 320)
    return np.split(np.clip(samples, -32768, 32767).astype(np.int16), frames)


@pytest.mark.parametrize(
    ("room", "speech"),
    [
        pytest.param(-80, -30, id="a still room"),
        pytest.param(-45, -25, id="a fan"),
        pytest.param(-120, -50, id="digital silence, somebody far away"),
    ],
)
def test_somebody_speaking_stands_out_of_the_room(room: float, speech: float) -> None:
    gate = LoudnessGate()
    assert not any(gate.hear(f) >= 0.5 for f in noise(room, 100)[5:])
    assert np.mean([gate.hear(f) >= 0.5 for f in noise(speech, 50)]) > 0.9
    after = [gate.hear(f) >= 0.5 for f in noise(room, 100)]
    assert not any(after[15:])


def test_a_fan_that_starts_is_soon_the_room() -> None:
    gate = LoudnessGate()
    for frame in noise(-70, 50):
        gate.hear(frame)
    fan = [gate.hear(frame) >= 0.5 for frame in noise(-40, 50 * HEAR_RATE // HEAR_RATE * 15)]
    assert fan[5]
    assert not any(fan[-50:])


def test_by_loudness_alone_nobody_speaks_over_her() -> None:
    assert 0.5 < SURE < 0.7
