"""Microphones and speakers through miniaudio, which finds the system's own sound server."""

from __future__ import annotations

import contextlib
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import miniaudio

from assistant.errors import Trouble
from assistant.ports import FRAME_MS, HEAR_RATE
from assistant.sound.playback import OUT_RATE
from assistant.sound.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

PERIOD_MS = 10
PERIODS = 3  # 30 ms: rides out a busy machine, and she still falls silent within 40 ms

# Named one by one: left to itself the library ends at its "null" backend, which opens happily and
# delivers nothing for ever.
_BACKENDS = {
    "linux": (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA),
    "darwin": (miniaudio.Backend.COREAUDIO,),
    "win32": (miniaudio.Backend.WASAPI, miniaudio.Backend.DSOUND),
}
_ELSEWHERE = (miniaudio.Backend.SNDIO, miniaudio.Backend.AUDIO4, miniaudio.Backend.OSS)


LOYAL_S = 30.0


@dataclass
class _System:
    """Which of the system's sound servers we use: the first that answers.

    When the first of all falls silent it is given LOYAL_S to come back before the next one is
    tried: it may be restarting, and would find the sound card taken by us. To the others nobody is
    loyal: as soon as the first answers it is used again.
    """

    used: miniaudio.Backend | None = None
    silent_since: float | None = None

    def candidates(self) -> tuple[miniaudio.Backend, ...]:
        everyone = _BACKENDS.get(sys.platform, _ELSEWHERE)
        patient = self.silent_since is None or time.monotonic() - self.silent_since < LOYAL_S
        return everyone[:1] if self.used is everyone[0] and patient else everyone

    def answered(self, backend: miniaudio.Backend) -> None:
        self.used, self.silent_since = backend, None

    def silent(self) -> None:
        if self.silent_since is None:
            self.silent_since = time.monotonic()


_system = _System()
_forsaken: list[None] = []


def forsaken() -> int:
    """How many devices of PulseAudio could not be opened.

    Of each the library keeps a connection to the server (miniaudio 0.11, ma_device_init__pulse),
    and the server has 64 for everybody.
    """
    return len(_forsaken)


def is_monitor(name: str) -> bool:
    """Whether this name, as PulseAudio gives it, is the sound that a speaker plays."""
    return name.startswith("Monitor of ") or name.endswith(".monitor")


@dataclass(frozen=True, slots=True)
class Names:
    """What can be chosen, by the names the system shows."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def names() -> Names:
    """The devices present now. Raises Trouble when there is no sound system."""
    present = _present()
    return Names(
        tuple(str(one["name"]) for one in present.microphones),
        tuple(str(one["name"]) for one in present.speakers),
    )


@dataclass(frozen=True, slots=True)
class _Present:
    backend: miniaudio.Backend
    microphones: list[dict[str, object]]
    speakers: list[dict[str, object]]


def _present() -> _Present:
    for backend in _system.candidates():
        # a name that is no proper text makes the library stumble
        with contextlib.suppress(miniaudio.MiniaudioError, UnicodeDecodeError):
            found = miniaudio.Devices([backend])
            microphones = [one for one in found.get_captures() if not is_monitor(one["name"])]
            speakers = found.get_playbacks()
            _system.answered(backend)
            return _Present(backend, microphones, speakers)
    _system.silent()
    raise Trouble(
        "I can't reach the computer's sound system.", "I keep trying; you can type to me."
    )


class _Opened:
    """One device, its callback fed. `substitute`: the one asked for is not there."""

    def __init__(self, device: miniaudio.AbstractDevice, substitute: bool) -> None:
        self._device = device
        self.substitute = substitute

    def close(self) -> None:
        """Stop it and give it back to the system."""
        self._device.close()
        # close() leaves the library's context, and with it a connection to the server, behind.
        miniaudio.lib.ma_context_uninit(self._device._context)  # noqa: SLF001


def open_microphone(name: str, heard: Callable[[bytes | bytearray], None]) -> _Opened:
    """Capture HEAR_RATE mono; `heard` gets 16-bit PCM in the device's thread, so it must be quick.

    `name` "" or one that is not there takes the system's default. Raises Trouble.
    """
    present = _present()
    if not present.microphones:
        raise Trouble("I can't find a microphone.", "Plug one in; you can type to me meanwhile.")
    device_id, substitute = _choose(name, present.microphones)
    try:
        device = _made(miniaudio.CaptureDevice, HEAR_RATE, FRAME_MS, device_id, present.backend)
        _start(device, _pour(heard))
    except miniaudio.MiniaudioError as error:
        raise refused("microphone", str(error.args), sys.platform) from None
    return _Opened(device, substitute)


def open_speaker(name: str, more: Callable[[int], bytes]) -> _Opened:
    """Play OUT_RATE mono; `more(count)` gives the next samples in the device's thread.

    As `open_microphone` otherwise.
    """
    present = _present()
    if not present.speakers:
        raise Trouble("I can't find a speaker.", "You can read what I say.")
    device_id, substitute = _choose(name, present.speakers)
    try:
        device = _made(miniaudio.PlaybackDevice, OUT_RATE, PERIOD_MS, device_id, present.backend)
        _start(device, _draw(more))
    except miniaudio.MiniaudioError as error:
        raise refused("speaker", str(error.args), sys.platform) from None
    return _Opened(device, substitute)


def _choose(name: str, present: list[dict[str, object]]) -> tuple[object | None, bool]:
    chosen = next((one["id"] for one in present if one["name"] == name), None)
    return chosen, bool(name) and chosen is None


def _made(
    kind: Any,  # a device class of miniaudio's, which has no types
    rate: int,
    period_ms: int,
    device_id: object | None,
    backend: miniaudio.Backend,
) -> miniaudio.AbstractDevice:
    """A mono device. One that can't be made leaves the library's context behind, as closing does."""
    device = kind.__new__(kind)
    try:
        device.__init__(
            miniaudio.SampleFormat.SIGNED16, 1, rate, period_ms, device_id, PERIODS, [backend],
            app_name="OS1",
        )  # fmt: skip
    except miniaudio.MiniaudioError:
        context = getattr(device, "_context", None)
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)
            if backend is miniaudio.Backend.PULSEAUDIO:
                _forsaken.append(None)
        raise
    return device


def _start(
    device: miniaudio.AbstractDevice,
    callback: Generator[None, bytes | bytearray, None] | Generator[bytes, int, None],
) -> None:
    next(callback)
    try:
        device.start(callback)
    except miniaudio.MiniaudioError:
        with contextlib.suppress(miniaudio.MiniaudioError):
            _Opened(device, substitute=False).close()
        raise


def _pour(heard: Callable[[bytes | bytearray], None]) -> Generator[None, bytes | bytearray, None]:
    while True:
        heard((yield))


def _draw(more: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    count = yield b""
    while True:
        count = yield more(count)
